"""Floor 3: open data: JSON, CSV, GeoJSON, their descriptions, and the page that explains them."""

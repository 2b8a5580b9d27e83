"""Charts: static inline SVG made from records at build time, each with the table that it was drawn from."""

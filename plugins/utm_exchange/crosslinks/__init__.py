"""Floor 3: links by identity, and redirects from earlier addresses."""

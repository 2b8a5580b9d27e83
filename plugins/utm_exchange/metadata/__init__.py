"""Floor 3: what machines read of a page: links, cards for social services, structured data."""

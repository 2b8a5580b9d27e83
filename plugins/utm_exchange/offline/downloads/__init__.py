"""Downloads: copies of the exchange, or of a part of it, for whoever has no line: ZIP, plain text pages, EPUB, PDF."""

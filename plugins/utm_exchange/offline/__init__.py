"""Floor 3: the exchange without a line: the service worker, the packs, the downloads."""

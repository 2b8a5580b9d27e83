"""Floor 3: the search index in shards, equal to the one that stock lunr.js would build."""

"""Floor 2: the whole set of records, immutable: references, relations, facets, cohorts."""

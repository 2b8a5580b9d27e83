"""Floor 3: synthetic catalogues, for tests and benchmarks. Knows the vocabularies of ``records`` only."""

"""Floor 3: what a reviewer reads of a pull request: problems in plain words, what changes, and in size."""

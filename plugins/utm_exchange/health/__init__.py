"""Floor 3: editorial health: what has aged, what lacks evidence, what nobody names, which addresses are dead, where gaps are."""

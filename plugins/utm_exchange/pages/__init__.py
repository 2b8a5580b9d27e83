"""Floor 3: one page per record, and what each shows first."""

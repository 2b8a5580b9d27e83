"""Contributing: one description of every field, and the schema, forms, templates, questions and import made from it."""

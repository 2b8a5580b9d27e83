"""Floor 3: what is new: pages by week, for each topic too, and Atom feeds."""

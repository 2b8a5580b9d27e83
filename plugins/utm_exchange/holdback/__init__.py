"""Floor 3: proof, after every build, that nothing of a record that is held back is in the site."""

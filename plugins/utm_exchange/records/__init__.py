"""Floor 1: from files to typed, frozen records that know where each of their values stands."""

"""Floor 3: feeds and calendars."""

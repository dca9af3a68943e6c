"""A history date by date, all on one plan."""

"""Charts on paper: cards and lines on a plan, alone or beside each other."""

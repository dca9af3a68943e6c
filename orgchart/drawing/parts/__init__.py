"""Charts cut smaller, and large ones split into linked pages."""

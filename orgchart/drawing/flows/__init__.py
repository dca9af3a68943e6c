"""Who left and who came, and where to and from."""

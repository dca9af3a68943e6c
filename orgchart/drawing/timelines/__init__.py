"""Who held what when, as bars on a scale of time."""

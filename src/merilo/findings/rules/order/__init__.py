"""When things happened, in what order and for how long."""

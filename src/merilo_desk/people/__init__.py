"""Public actors, the offices they held, and their statements in exact words."""

"""Who said what, by which cue, through which carrier."""

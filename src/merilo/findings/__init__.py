"""Where a text contradicts itself, the calendar or its sources; each rule is a file of `rules/`."""

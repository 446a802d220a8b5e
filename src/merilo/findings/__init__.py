"""Where a text contradicts itself, its sources or the calendar: one rule a function, and a rule never sees another."""

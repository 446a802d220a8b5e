"""What a text tells, made ready for comparing: counts, happenings, stretches of time, people, sayings."""

"""Earlier fact checks of the same claim, and what differs this time."""

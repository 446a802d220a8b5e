"""Time expressions, what they mean, and the order of events."""

"""Feeds that the desk follows, and who repeated a claim in them after it was checked."""

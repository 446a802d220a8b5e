"""The same words twice."""

"""Filters of the public site."""

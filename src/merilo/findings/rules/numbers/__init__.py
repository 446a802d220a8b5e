"""Counts, amounts, shares and rankings."""

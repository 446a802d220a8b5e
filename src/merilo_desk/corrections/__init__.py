"""Corrections: requests, what was changed, and the public ledger."""

"""Programmes, promises, and where each stands."""

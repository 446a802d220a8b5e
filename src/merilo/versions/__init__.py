"""A translation beside its original: what stands where, and what differs.

from merilo.versions.compare import compare

comparison = compare(original, translation, encoder)
"""

"""Offices with when they were held, where the text says so.

The door is `dated(reading)`. It stands behind `names` and `dates`, which do not see each other.
"""

from __future__ import annotations

from merilo.offices.held import dated

__all__ = ["dated"]

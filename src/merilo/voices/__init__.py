"""Quotations joined to people: who speaks, and through whom the words came.

The doors are `resolve(reading)` and, for what is to be said about the sources of a text, `voices.chain`.
"""

from __future__ import annotations

from merilo.voices.resolve import resolve

__all__ = ["resolve"]

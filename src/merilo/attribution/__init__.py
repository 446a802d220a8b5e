"""Who said what, by which cue, through which carrier.

The door is `attribute(reading, encoded)`.
"""

from __future__ import annotations

from merilo.attribution.attribute import attribute

__all__ = ["attribute"]

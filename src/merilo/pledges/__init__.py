"""Promises in a programme: each point that says what will be done, with its measure, deadline and who is to do it.

The door is `pledges(reading)`.
"""

from __future__ import annotations

from merilo.pledges.details import Pledge
from merilo.pledges.find import pledges

__all__ = ["Pledge", "pledges"]

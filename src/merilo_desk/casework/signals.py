"""What a case tells the rooms to its right; each is sent once the transaction that did it is committed.

Receivers are given `case` and `by` (the member who did it, None for the clock) and may be called more than once.
"""

from __future__ import annotations

from django.dispatch import Signal

# The case's approved drafts go public (again, where it was published before).
published = Signal()
# A published case's texts or verdict were changed by an approved correction.
corrected = Signal()
# A published case was withdrawn; `case.withdrawn_because` says why, for everybody to read.
withdrawn = Signal()

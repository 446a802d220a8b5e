"""How near the numbers of one sentence stand to each other."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.model import Span
from merilo.text.words import Word


def words_between(row: Sequence[Word], left: Span, right: Span) -> int:
    """Count the words between two spans."""
    return sum(1 for w in row if left.end <= w.start < right.start and w.is_word)

"""How near the numbers of one sentence stand to each other."""

from __future__ import annotations

from merilo.findings.story import Telling
from merilo.model import Span


def words_between(telling: Telling, left: Span, right: Span) -> int:
    """Count the words between two spans."""
    return sum(word.is_word for word in telling.between(left.end, right.start))

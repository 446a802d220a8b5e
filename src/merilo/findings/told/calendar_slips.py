"""Where a text itself speaks of a date that cannot be: “an earlier notice had put it on 31 September, a slip”."""

from __future__ import annotations

from merilo.findings.story import Story
from merilo.model import Span


def told_as_slip(story: Story, span: Span) -> bool:
    """Say whether the sentence of a date, or the next one, calls a date or a day a mistake."""
    signs = story.wording.signs["date_slip"]
    held = story.holding(span)
    if held is None:
        return False
    return any(any(signs.find(telling.words)) for telling in story.tellings[held.index : held.index + 2])

"""Lengths of time that a text gives to what it has dated: "after five weeks of strike", "in those twelve years"."""

from __future__ import annotations

from merilo.findings.story import Story, Telling
from merilo.findings.told.begun import matter_of
from merilo.findings.told.stretches import Length
from merilo.model import Span, TimeRef

OPENING = 3  # words of a sentence ahead of a length that opens it
BEHIND = 4  # words behind a length that may say of what it is
CUE = 2  # words before a length in which "after" or "those" may stand
SLIP = 2.5  # times by which a wrong length is too long or too short; one that is more so is of something else
SOON = 1  # sentences behind the dates, beyond which a length must name what it is of
QUIET = 3  # sentences behind the dates in which a length may open a sentence and name nothing
LATE = 4  # and beyond which it is of something else


def is_throughout(
    story: Story, telling: Telling, length: Length, dated: Telling, ends: tuple[TimeRef, TimeRef], days: int
) -> bool:
    """Say whether a length is told of what lay between two dates of the same sentence or one before.

    It is, where "after", "for" or the like leads to it, or it opens the sentence, and the words behind it name what
    was dated, or an office; in the next sentence also where it names nothing, and is not so far from what it should be
    that it must be of something else.
    """
    later = telling.index - dated.index
    ahead = telling.around(length.span, CUE, 0)
    opens = sum(1 for word in telling.words if word.is_word and word.end <= length.span.start) <= OPENING
    signs = story.wording.signs
    cued = any(hit.last >= len(ahead) - 1 for hit in signs["throughout"].find(ahead))
    if not 0 <= later <= LATE or not (cued or (opens and not ahead)):
        return False
    behind = telling.around(length.span, 0, BEHIND)
    matter = _matter(story, dated, ends)
    named = any(one.startswith(other) or other.startswith(one) for one in story.stems_of(behind) for other in matter)
    if named or (later <= SOON and (any(signs["in_post"].find(behind)))):
        return True
    near = days and 1 / SLIP <= length.days / days <= SLIP
    return bool(near and opens and (later == SOON or (cued and later <= QUIET)))


def _matter(story: Story, dated: Telling, ends: tuple[TimeRef, TimeRef]) -> frozenset[str]:
    spans: list[Span] = [time.span for time in ends if dated.span.holds(time.span)]
    rows = [matter_of(story, dated, span) for span in spans]
    return frozenset(stem for row in rows for stem in row)

"""A percentage that does not follow from its counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from merilo.findings.mends.choice import certain
from merilo.findings.mends.figures import reckoned
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.parts import words_between
from merilo.model import Quantity


@rule("percentage-against-counts", severity="warning")
def percentage_against_counts(story: Story) -> Iterator[Slip]:
    """A percentage does not follow from the two counts that it is drawn from: “45 of the 120 deputies, or 60%”.

    Silent within one percentage point, about growth, and where a number stands under “at least” or “at most”.
    """
    for telling in story.tellings:
        plain = [q for q in telling.quantities if q.unit is None and q.high is None]
        # "Half of" begins a new count more often than it repeats one.
        shares = [
            q for q in telling.quantities if q.unit == "%" and q.high is None and story.text[q.span.start].isdecimal()
        ]
        if len(plain) < 2 or len(shares) != 1 or telling.marks & {"growth", "compare"} - {"compare"}:
            continue
        share = shares[0]
        for first, second in pairwise(plain):
            between = [w for w in telling.words if first.span.end <= w.start < second.span.start]
            of = any(story.wording.signs["of"].find(between))
            part, whole = first, second
            if not of and any(story.wording.signs["of"].find(telling.around(first.span, 2, 0))):
                # "Of 120 deputies, 45 (60%)": the share follows at once.
                part, whole = second, first
                of = words_between(telling.words, second.span, share.span) <= 1 and second.span.end <= share.span.start
            if not of or len(between) > 6 or not 0 < part.value < whole.value:
                continue
            right = 100 * part.value / whole.value
            slack = 1.05 if "about" not in (part.bound, whole.bound, share.bound) else 6
            if share.bound in ("exact", "about") and abs(right - share.value) > slack and _near(telling, whole, share):
                facts: dict[str, str | int | float] = {
                    "share": story.said(share.span),
                    "part": story.said(part.span),
                    "whole": story.said(whole.span),
                    "right": round(right, 1),
                }
                slip = Slip((part.span, whole.span, share.span), facts, confidence=0.8)
                # A share is drawn from its counts, unless the text gives it again: then they are as doubtful as it is.
                told = sum(q.unit == "%" and q.value == share.value for t in story.tellings for q in t.quantities)
                yield certain(slip, reckoned(story, share, right)) if told == 1 else slip


def _near(telling: Telling, whole: Quantity, share: Quantity) -> bool:
    """The percentage follows the counts, or stands right before them, with few words between."""
    first, last = sorted((whole.span, share.span))
    return words_between(telling.words, first, last) <= 6

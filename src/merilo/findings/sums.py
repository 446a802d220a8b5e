"""Parts and wholes: totals that do not add up, shares over a hundred, percentages against their counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.model import Quantity, Span
from merilo.text.words import Word

GROWING = frozenset({"growth", "compare", "change"})


@rule("share-over-hundred", severity="warning")
def share_over_hundred(story: Story) -> Iterator[Slip]:
    """The shares of one whole make more than a hundred percent, or one share does alone.

    Silent about growth, which may well be more than a hundred percent, and where several answers were allowed.
    """
    for telling in story.tellings:
        shares = [q for q in telling.quantities if q.unit == "%" and q.high is None]
        for share in shares:
            if share.value > 100 and not telling.marks & GROWING and _of_a_whole(story, telling, share):
                yield Slip((share.span,), {"here": story.said(share.span), "sum": share.value}, confidence=0.85)
        listed = [q for q in shares if q.value <= 100]
        # A quantity under a bound, or one that counts a part of another ("of these 30% ..."), is no share of the list.
        if len(listed) < 2 or any(q.bound != "exact" for q in listed) or telling.marks & {"part", "if"}:
            continue
        total = sum(q.value for q in listed)
        if 101 < total < 200 and _is_division(story, telling, listed):
            spans = tuple(q.span for q in listed)
            here = " + ".join(story.said(span) for span in spans)
            yield Slip(spans, {"here": here, "sum": round(total, 2)}, confidence=0.8)


def _of_a_whole(story: Story, telling: Telling, share: Quantity) -> bool:
    after = telling.around(share.span, 0, 5)
    return any(story.wording.signs["whole"].find(after))


def _is_division(story: Story, telling: Telling, listed: Sequence[Quantity]) -> bool:
    """The sentence deals out one whole: votes for and against, those asked and what they said."""
    dealt = {w.entry + str(w.first) for w in story.wording.signs["shared_out"].find(telling.words)}
    both = {"for", "against"} <= {hit.entry for hit in story.wording.counted.find(telling.words)}
    grown = telling.marks & {"growth", "change"} and not both
    return (not grown and (both or len(dealt) >= max(2, len(listed) - 1)) and len(listed) >= 3) or both


@rule("parts-against-total", severity="warning")
def parts_against_total(story: Story) -> Iterator[Slip]:
    """The parts that a sentence lists make more than the whole that it gives, or, where it lists all, not the whole.

    Silent where a part may count some twice, or where the list is not said to be whole.
    """
    for telling in story.tellings:
        whole = [q for q in telling.quantities if q.unit in (None, "EUR") and q.bound == "exact" and q.high is None]
        if len(whole) < 3:
            continue
        total, parts = whole[0], whole[1:]
        if any(part.unit != total.unit for part in parts) or not _lists(telling, total, parts):
            continue
        made = sum(part.value for part in parts)
        ahead = telling.around(total.span, 2, 0)
        marked = bool({"part", "total"} & telling.marks) or any(story.wording.signs["of"].find(ahead))
        colon = any(w.text == ":" and total.span.end <= w.start < parts[0].span.start for w in telling.words)
        over = made > total.value and (marked or colon)
        under = made < total.value and colon and "part" not in telling.marks
        if (over or under) and max(part.value for part in parts) < total.value:
            yield _unequal(story, total, parts, made)


def _lists(telling: Telling, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """The parts stand one after another in one list, with few words between them."""
    row = [w for w in telling.words if w.start >= total.span.end]
    if any(w.text in ".;!?" and w.start < parts[-1].span.start for w in row):
        return False
    return all(_words_between(row, left.span, right.span) <= 7 for left, right in pairwise(parts))


def _words_between(row: Sequence[Word], left: Span, right: Span) -> int:
    return sum(1 for w in row if left.end <= w.start < right.start and w.is_word)


def _unequal(story: Story, total: Quantity, parts: Sequence[Quantity], made: float) -> Slip:
    spans = (total.span, *(part.span for part in parts))
    listed = " + ".join(story.said(part.span) for part in parts)
    facts: dict[str, str | int | float] = {"total": story.said(total.span), "parts": listed, "sum": made}
    return Slip(spans, facts, confidence=0.75)


@rule("percentage-against-counts", severity="warning")
def percentage_against_counts(story: Story) -> Iterator[Slip]:
    """A percentage does not follow from the two counts that it is drawn from: “45 of the 120 deputies, or 60%”."""
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
            if not of and any(story.wording.signs["of"].find(telling.around(first.span, 1, 0))):
                # "Of 120 deputies, 45 (60%)": the share follows at once.
                part, whole = second, first
                of = _words_between(telling.words, second.span, share.span) <= 1 and second.span.end <= share.span.start
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
                yield Slip((part.span, whole.span, share.span), facts, confidence=0.8)


def _near(telling: Telling, whole: Quantity, share: Quantity) -> bool:
    """The percentage follows the counts, or stands right before them, with few words between."""
    first, last = sorted((whole.span, share.span))
    return _words_between(telling.words, first, last) <= 6

"""A percentage that does not follow from its counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from merilo.findings.mends.choice import certain
from merilo.findings.mends.figures import reckoned
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.growth import misreckoned
from merilo.findings.told.parts import scaled_like
from merilo.findings.told.shares import (
    Pair,
    Share,
    fits,
    followed_by_count,
    is_of,
    joined,
    led_to,
    near,
    paired,
    plain,
    said_again,
    said_in_per_cent,
    shareable,
    shares_of,
)
from merilo.findings.wording import marks
from merilo.model import Quantity

SILENT = frozenset({"growth", "wrong", "if"})
AROUND = 6  # words on either side of a share, with its clause, that tell of it
OPEN = 0.8  # of what follows from "more than 820": a share that is smaller still does not
FEW = 3  # words from a share to counts that are told besides it
BESIDE = 6  # words at most between a share and the counts that it follows from, in one sentence


@rule("percentage-against-counts", severity="warning")
def percentage_against_counts(story: Story) -> Iterator[Slip]:
    """A percentage does not follow from the two counts that it is drawn from: “45 of the 120 deputies, or 60%”.

    The counts may stand in the sentence before (“Of the 240, 60 fell ill. That is 40%”), and a share in words is held
    against one in figures (“one in five, or 35%”). A growth by so many per cent, doubled or halved, is held against the
    counts before and after. Silent within one percentage point, about growth of which no two counts are told, and where
    a number stands under “at least” or “at most”.
    """
    for each in misreckoned(story):
        facts: dict[str, str | int | float] = {
            "share": story.said(each.said),
            "part": story.said(each.before.span),
            "whole": story.said(each.after.span),
            "right": round(each.right, 1),
        }
        yield Slip((each.before.span, each.after.span, each.said), facts, confidence=0.75)
    before: Telling | None = None
    for telling in story.tellings:
        shares = shares_of(story, telling)
        if shares and not _is_silent(story, telling, shares):
            yield from _in_other_words(story, telling, shares)
            if len(shares) == 1 or joined(story, telling, shares[0].span, shares[1].span):
                told = (
                    list(_in_one_sentence(story, telling, shares))
                    or list(_in_other_figures(story, before, telling, shares))
                    or list(_with_its_count(story, before, telling, shares))
                )
                yield from told
                if before is not None and not told:
                    yield from _in_the_next(story, before, telling, shares[-1])
        # One sentence without a number may stand between counts and their share.
        if telling.quantities or (before is not None and telling.index - before.index > 1):
            before = telling


def _is_silent(story: Story, telling: Telling, shares: Sequence[Share]) -> bool:
    """It is of growth, or only may be; what is told elsewhere in the sentence than about the shares is not."""
    near = {w for share in shares for w in (*telling.clause(share.span), *telling.around(share.span, AROUND, AROUND))}
    row = [word for word in telling.words if word in near]
    return bool("wrong" in telling.marks or marks(story.wording, row) & SILENT)


def _in_other_words(story: Story, telling: Telling, shares: Sequence[Share]) -> Iterator[Slip]:
    for left, right in pairwise(shares):
        if left.loose == right.loose or not joined(story, telling, left.span, right.span):
            continue
        words, figures = (left, right) if left.loose else (right, left)
        if not fits(words, figures.value):
            facts: dict[str, str | int | float] = {
                "share": story.said(figures.span),
                "words": story.said(words.span),
                "right": round(words.value, 1),
            }
            yield Slip((left.span, right.span), facts, confidence=0.75, phrase="share-in-words")


def _in_one_sentence(story: Story, telling: Telling, shares: Sequence[Share]) -> Iterator[Slip]:
    share = shares[-1]
    for pair in paired(story, telling):
        part, whole = pair.part.span, pair.whole.span
        led = led_to(story, telling, max(part, whole), shares[0].span)
        beside = (
            near(telling, (part,), share.span, 2) if whole < part else near(telling, (part, whole), share.span, BESIDE)
        )
        # "Half of" begins a new count more often than it repeats one.
        if (
            fits(share, pair.share)
            or _beside_it(story, telling, pair, share)
            or not (led or (beside and not share.loose))
        ):
            continue
        slip = _slip(story, pair, share, (telling,))
        if slip is not None:
            # A share that stands twice, in words and in figures, is not mended in one of them.
            yield slip if len(shares) == 1 else replace(slip, fix=None)


def _beside_it(story: Story, telling: Telling, pair: Pair, share: Share) -> bool:
    """The counts are told besides the share: "won 30.8 per cent and 35 of the 85 seats"."""
    between = telling.between(share.span.end, min(pair.part.span, pair.whole.span).start)
    return 0 < len(between) <= FEW and any(story.wording.signs["and"].find(between))


def _in_other_figures(
    story: Story, before: Telling | None, telling: Telling, shares: Sequence[Share]
) -> Iterator[Slip]:
    """ "45, that is 40 per cent", where 150 is the only number ahead of which 45 may be a part."""
    pairs = list(said_in_per_cent(story, before, telling, shares[0].span))
    if len(pairs) != 1 or shares[0].loose or any(fits(shares[-1], pair.share) for pair in pairs):
        return
    part, whole = pairs[0].part.value, pairs[0].whole.value
    if fits(shares[-1], 100 * part / (part + whole)):
        return  # "265 from here and 147 from abroad, that is 36 per cent": of both together
    slip = _slip(story, pairs[0], shares[-1], (telling,) if before is None else (before, telling))
    if slip is not None:
        yield slip


def _with_its_count(story: Story, before: Telling | None, telling: Telling, shares: Sequence[Share]) -> Iterator[Slip]:
    """ "90 per cent of them, or 95,000", "That is 40 per cent of the 47 on board": one of the counts is told before."""
    if shares[-1].loose:
        return
    pairs = list(followed_by_count(story, before, telling, shares[-1].span))
    if not pairs or any(fits(shares[-1], pair.share) for pair in pairs):
        return
    slip = _slip(story, pairs[0], shares[-1], (telling,) if before is None else (before, telling))
    if slip is not None:
        yield replace(slip, fix=None)


def _in_the_next(story: Story, before: Telling, telling: Telling, share: Share) -> Iterator[Slip]:
    if before.marks & {"wrong", "if"} or telling.marks & {"part", "other"}:
        return
    follows = telling.index - before.index == 1
    again = (follows and said_again(story, telling)) or _of_such(story, telling, share)
    for pair in paired(story, before):
        if any(q.value not in (pair.part.value, pair.whole.value) for q in plain_counts(telling)):
            continue
        if fits(share, pair.share) or not (again or is_of(story, telling, share.span, pair.whole)):
            continue
        slip = _slip(story, pair, share, (before, telling))
        if slip is not None:
            yield slip
            return


def _of_such(story: Story, telling: Telling, share: Share) -> bool:
    """It is of things as they were told of before: "60 per cent of such shots"."""
    return any(story.wording.signs["such"].find(telling.around(share.span, 2, BESIDE)))


def plain_counts(telling: Telling) -> list[Quantity]:
    """The counts of the sentence that may be the ones that its share follows from."""
    return [q for q in plain(telling) if q.value > 20 or q.noun is not None]


def _may_be_by_its_bounds(pair: Pair, share: Share) -> bool:
    """ "More than 820" leaves a smaller share open, and no larger one; so for a part the other way about."""
    part, whole = pair.part.bound, pair.whole.bound
    if not {part, whole} & {"at-least", "at-most"}:
        return False
    if whole == "at-least" and part == "exact" and share.value < OPEN * pair.share:
        return False
    lower = whole == "at-least" or part == "at-most"
    higher = part == "at-least" or whole == "at-most"
    return not (lower and not higher and share.value > pair.share) and not (
        higher and not lower and share.value < pair.share
    )


def _slip(story: Story, pair: Pair, share: Share, tellings: Sequence[Telling]) -> Slip | None:
    """Tell it, unless any two counts of the sentences make the share, or one is by so much more than another.

    "98.3 million, and with a tax of twenty per cent 117.96".
    """
    counts = [q for telling in tellings for q in shareable(telling) if q.unit == pair.part.unit]
    largest = max((q for q in counts), key=lambda q: q.value)
    counts += [scaled_like(story, q, largest) for q in counts]  # "from 15.1 billion to 15.7"
    if any(
        0 < one.value < other.value
        and (fits(share, 100 * one.value / other.value) or fits(share, 100 * (other.value / one.value - 1)))
        for one in counts
        for other in counts
    ) or _may_be_by_its_bounds(pair, share):
        return None
    if "about" in (pair.part.bound, pair.whole.bound) and abs(share.value - pair.share) <= 6:
        return None
    facts: dict[str, str | int | float] = {
        "share": story.said(share.span),
        "part": story.said(pair.part.span),
        "whole": story.said(pair.whole.span),
        "right": round(pair.share, 1),
    }
    slip = Slip((pair.part.span, pair.whole.span, share.span), facts, confidence=0.8)
    # A share is drawn from its counts, unless the text gives it again: then they are as doubtful as it is.
    told = [q for t in story.tellings for q in t.quantities if q.unit == "%" and q.value == share.value]
    return certain(slip, reckoned(story, told[0], pair.share)) if len(told) == 1 else slip

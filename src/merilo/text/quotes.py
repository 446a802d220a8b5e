"""Quotations: every style of marks, nested, left open, or running over paragraphs; apostrophes are none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from merilo.model import Quote, Span
from merilo.text.marks import CLOSING, OPENING, PARTNERS, Mark, marks
from merilo.text.paragraphs import paragraphs

DEEPEST = 8
"""More open marks than this at once are a mistake; the oldest is given up."""
NAME_LENGTH = 40
"""«АО «Ромашка» shares one closing mark where no more than this stands between the two opening ones."""
GAP = 4
"""Paragraphs without any mark that a quotation may run through."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A quotation as found: `inside` ends the words, `end` takes the closing mark in."""

    mark: Mark
    inside: int
    end: int
    closed: bool = True


@dataclass(slots=True)
class _Pairing:
    """What the marks of one paragraph came to."""

    found: list[_Stretch] = field(default_factory=list)
    strays: list[Mark] = field(default_factory=list)
    """Closing marks that nothing opened."""
    tail: Mark | None = None
    """The opening mark whose quotation still runs at the end of the paragraph."""


def quotes(text: str, profile: str) -> tuple[Quote, ...]:
    """Return the quotations of a text in order of their opening marks; an outer one stands before those inside it.

    One that never closes ends with its paragraph and says so. One whose opening mark is repeated at the head of each
    paragraph, or that closes in a later paragraph, is one quotation.
    """
    found: list[_Stretch] = []
    pending: list[_Stretch] = []
    gap = 0
    for paragraph in paragraphs(text):
        row = marks(text, paragraph, profile)
        if not row and gap < GAP:
            gap += 1
            continue
        gap = 0
        pairing = _paired(text, paragraph, row)
        pending = _continued(pairing, pending, paragraph, found)
        found += pairing.found
        if pairing.tail is not None:
            pending.append(_Stretch(pairing.tail, paragraph.end, paragraph.end, closed=False))
    found += pending
    return tuple(_arranged(text, found))


def _paired(text: str, paragraph: Span, row: Sequence[Mark]) -> _Pairing:
    pairing = _Pairing()
    stack: list[Mark] = []
    lost: list[Mark] = []
    opened: dict[str, list[Mark]] = {}
    for mark in row:
        if mark.doubtful:
            continue
        at = _partner(stack, mark)
        if _is_opening(mark, None if at is None else stack[at]):
            stack.append(mark)
            opened.setdefault(mark.text, []).append(mark)
            if len(stack) > DEEPEST:
                lost.append(stack.pop(0))
        elif at is not None:
            pairing.found.append(_Stretch(stack[at], mark.start, mark.end))
            pairing.found += (
                _Stretch(broken, mark.start, mark.start, closed=False)
                for broken in stack[at + 1 :]
                if not broken.single
            )
            del stack[at:]
        elif mark.closes and not mark.single:
            pairing.strays.append(mark)
    kept = [mark for mark in (*lost, *stack) if not mark.single or (mark.text == "‘" and mark.start == paragraph.start)]
    _settle(text, paragraph, pairing, kept, opened)
    return pairing


def _partner(stack: Sequence[Mark], mark: Mark) -> int | None:
    """Return the place of the nearest open mark that this one may close; a single mark never closes past a double."""
    for at in range(len(stack) - 1, -1, -1):
        if mark.text in PARTNERS[stack[at].text]:
            return at
        if mark.single and not stack[at].single:
            return None
    return None


def _is_opening(mark: Mark, partner: Mark | None) -> bool:
    clearly_opens, clearly_closes = mark.opens and not mark.closes, mark.closes and not mark.opens
    if mark.single:
        if partner is not None and mark.closes:
            return clearly_opens
        return mark.opens and (mark.text != "’" or partner is None)
    if partner is None:
        if mark.text in CLOSING:
            return clearly_opens
        return not clearly_closes or (mark.text in "„‟")
    if mark.text in OPENING:
        if mark.text == "“" and partner.text in ("„", ",,"):
            return clearly_opens
        return not clearly_closes
    if mark.text in CLOSING:
        return clearly_opens and (mark.text, partner.text) not in ((("”", "“")), ("»", "«"))
    return clearly_opens


def _settle(text: str, paragraph: Span, pairing: _Pairing, left: Iterable[Mark], opened: dict[str, list[Mark]]) -> None:
    """Find an end for what never closed: a shared closing mark, the next quotation, or the end of the paragraph."""
    ends = {each.mark.start: each for each in pairing.found if each.closed}
    for mark in left:
        same = opened[mark.text]
        following = bisect_right(same, mark.start, key=lambda each: each.start)
        if following == len(same):
            if pairing.tail is None:
                pairing.tail = mark
            else:
                pairing.found.append(_Stretch(mark, paragraph.end, paragraph.end, closed=False))
            continue
        inner = same[following]
        between = text[mark.end : inner.start]
        shared = ends.get(inner.start)
        if shared is not None and len(between) <= NAME_LENGTH and not set(between) & set(".!?,"):
            pairing.found.append(_Stretch(mark, shared.inside, shared.end))
        else:
            pairing.found.append(_Stretch(mark, inner.start, inner.start, closed=False))


def _continued(pairing: _Pairing, pending: list[_Stretch], paragraph: Span, found: list[_Stretch]) -> list[_Stretch]:
    """Join a quotation left open before this paragraph with what goes on here; return what is still open."""
    if not pending:
        return []
    first = pending[0].mark
    if pairing.tail is not None and pairing.tail.start == paragraph.start and pairing.tail.text == first.text:
        return pending
    for at, each in enumerate(pairing.found):
        if each.mark.start == paragraph.start and each.mark.text == first.text and each.closed:
            pairing.found[at] = _Stretch(first, each.inside, each.end)
            return []
    strays = [stray for stray in pairing.strays if stray.text in PARTNERS[first.text]]
    if strays and len(pending) == 1 and not any(each.mark.start < strays[0].start for each in pairing.found):
        found.append(_Stretch(first, strays[0].start, strays[0].end))
        return []
    found += pending
    return []


def _arranged(text: str, found: Iterable[_Stretch]) -> Iterator[Quote]:
    """Yield the quotations in order with their depth; those without words are left out."""
    around: list[int] = []
    for each in sorted(found, key=lambda each: (each.mark.start, -each.end)):
        start, inside = each.mark.end, each.inside
        while start < inside and text[start].isspace():
            start += 1
        while start < inside and text[inside - 1].isspace():
            inside -= 1
        if start >= inside:
            continue
        while around and around[-1] <= each.mark.start:
            around.pop()
        yield Quote(
            Span(each.mark.start, each.end if each.closed else inside), Span(start, inside), each.closed, len(around)
        )
        around.append(each.end)

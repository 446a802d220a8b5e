"""The article with its marks: every paragraph cut where a mark begins or ends, and the notes that stand beside it."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from merilo.drawing.digest import Digest, Voice
from merilo.wire import ClaimOut, FindingOut

BREAK = regex.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding over words; `spot` names the place for links to it, where the finding's number stands behind the words.

    A finding has its number once a sentence, behind the first of its words there; elsewhere `spot` is "".
    """

    number: int
    spot: str
    finding: FindingOut


@dataclass(frozen=True, slots=True)
class Cover:
    """A stretch that whoever draws wants marked besides, by a CSS class and words that explain it."""

    start: int
    end: int
    classes: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters under the same marks: CSS classes, a title that explains them, numbers that end with it.

    `start` and `end` are where it stands in the article's text.
    """

    text: str
    classes: str
    title: str
    marks: tuple[Mark, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article: its pieces, and the notes for the margin."""

    place: str
    pieces: tuple[Piece, ...]
    headline: bool = False
    speakers: tuple[str, ...] = ()
    findings: tuple[tuple[int, FindingOut], ...] = field(default=())
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class _Stretch:
    """A paragraph while its marks are being gathered."""

    start: int
    end: int
    claims: list[ClaimOut] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    named: list[tuple[int, int, Mark]] = field(default_factory=list)
    covers: list[tuple[int, int, Cover]] = field(default_factory=list)
    cuts: set[int] = field(default_factory=set)


def bounds(text: str) -> list[tuple[int, int]]:
    """Return where the paragraphs of a text begin and end, blank ones left out."""
    return [(each.start, each.end) for each in _stretches(text)]


def paragraphs(
    digest: Digest, covers: Sequence[Cover] = (), cuts: Iterable[int] = (), within: tuple[int, int] | None = None
) -> list[Paragraph]:
    """Return the paragraphs of the article in order, marked; pieces also end where `covers` and `cuts` say.

    `within` asks only for those that share a letter with a stretch of a long text.
    """
    low, high = within or (0, len(digest.report.article.text))
    stretches = [each for each in _stretches(digest.report.article.text) if each.start < high and each.end > low]
    starts = [each.start for each in stretches]

    def standing(at: int) -> _Stretch | None:
        place = bisect_right(starts, at) - 1
        return stretches[place] if place >= 0 and at < stretches[place].end else None

    for claim in digest.report.claims:
        if stretch := standing(claim.start):
            stretch.claims.append(claim)
    for voice in digest.voices:
        if stretch := standing(voice.said.content[0].start):
            stretch.voices.append(voice)
    for number, finding in digest.numbered:
        numbered = {spans[0] for spans in digest.places(finding).values()}
        for at, span in enumerate(finding.spans):
            if stretch := standing(span.start):
                spot = f"m{number}-{at}" if at in numbered else ""
                stretch.named.append((span.start, span.end, Mark(number, spot, finding)))
    for cover in covers:
        # Unlike a claim, what a member picked may run over several paragraphs.
        first = max(bisect_right(starts, cover.start) - 1, 0)
        for stretch in stretches[first : bisect_left(starts, cover.end)]:
            low, high = max(cover.start, stretch.start), min(cover.end, stretch.end)
            if low < high:
                stretch.covers.append((low, high, cover))
    for cut in cuts:
        if stretch := standing(cut):
            stretch.cuts.add(cut)
    return [_paragraph(digest, each) for each in stretches]


def _stretches(text: str) -> Iterator[_Stretch]:
    """Yield the bounds of the paragraphs, blank ones left out."""
    at = 0
    for found in BREAK.finditer(text):
        if text[at : found.start()].strip():
            yield _Stretch(at, found.start())
        at = found.end()
    if text[at:].strip():
        yield _Stretch(at, len(text))


def _paragraph(digest: Digest, stretch: _Stretch) -> Paragraph:
    findings = {mark.number: mark.finding for _, _, mark in stretch.named}
    return Paragraph(
        digest.place(stretch.start),
        tuple(_pieces(digest, stretch)),
        stretch.end <= digest.headline,
        tuple(dict.fromkeys(voice.speaker for voice in stretch.voices if voice.speaker)),
        tuple(sorted(findings.items())),
        stretch.start,
        stretch.end,
    )


def _pieces(digest: Digest, stretch: _Stretch) -> Iterator[Piece]:
    """Cut a paragraph at every edge of a mark, and sweep over the cuts once with what is open at each."""
    text, end = digest.report.article.text, stretch.end
    claims = [(each.start, min(each.end, end), each) for each in stretch.claims]
    named = [(first, min(last, end), mark) for first, last, mark in stretch.named]
    marks: list[tuple[int, int, Over]] = [*claims, *named, *stretch.covers]
    cuts = {stretch.start, end} | stretch.cuts | {edge for first, last, _ in marks for edge in (first, last)}
    opening, closing = _edges(marks)
    # Keyed by the mark itself: two claims may have the same bounds.
    standing: dict[int, Over] = {}
    for left, right in itertools.pairwise(sorted(cuts)):
        standing |= {id(each): each for each in opening.get(left, ())}
        ends = tuple(each for each in closing.get(right, ()) if isinstance(each, Mark) and each.spot)
        yield _piece(digest, text[left:right], list(standing.values()), ends, left)
        for each in closing.get(right, ()):
            standing.pop(id(each), None)


Over = ClaimOut | Mark | Cover
Edges = dict[int, list[Over]]


def _edges(marks: Sequence[tuple[int, int, Over]]) -> tuple[Edges, Edges]:
    opening: Edges = {}
    closing: Edges = {}
    for first, last, each in marks:
        opening.setdefault(first, []).append(each)
        closing.setdefault(last, []).append(each)
    return opening, closing


def _piece(digest: Digest, words: str, over: list[Over], ends: tuple[Mark, ...], at: int) -> Piece:
    claims = [each for each in over if isinstance(each, ClaimOut)]
    found = list({each.number: each.finding for each in over if isinstance(each, Mark)}.values())
    worst = [rank for rank in ("error", "warning", "note") if any(each.severity == rank for each in found)][:1]
    classes = [f"claim w{max(map(_weight, claims))}"] if claims else []
    classes += [f"finding {rank}" for rank in worst]
    besides = [each for each in over if isinstance(each, Cover)]
    classes += [each.classes for each in besides]
    told = [each.message for each in found] + [" ".join(each.reasons) for each in claims] + [c.title for c in besides]
    return Piece(digest.visible(words), " ".join(classes), " ".join(filter(None, told)), ends, at, at + len(words))


def _weight(claim: ClaimOut) -> int:
    """Return how heavily to underline a claim: 1 to 3."""
    return 3 if claim.checkworthiness >= 0.66 else 2 if claim.checkworthiness >= 0.33 else 1

"""The article with its marks: every paragraph cut where a mark begins or ends, and the notes that stand beside it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from merilo.cli.digest import Digest, Voice
from merilo.wire import ClaimOut, FindingOut

BREAK = regex.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters under the same marks: CSS classes, a title that explains them, findings that begin in it."""

    text: str
    classes: str
    title: str
    findings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the article: its pieces, and the notes for the margin."""

    place: str
    pieces: tuple[Piece, ...]
    claims: tuple[ClaimOut, ...] = ()
    voices: tuple[Voice, ...] = ()
    findings: tuple[tuple[int, FindingOut], ...] = field(default=())


def paragraphs(digest: Digest) -> list[Paragraph]:
    """Return the paragraphs of the article in order, marked."""
    text = digest.report.article.text
    numbered = list(enumerate([*digest.disagreements, *digest.notes], start=1))
    voices = digest.voices
    made = []
    for start, end in _stretches(text):
        claims = [each for each in digest.report.claims if start <= each.start < end]
        here = [(n, f) for n, f in numbered if any(start <= s.start < end for s in f.spans)]
        said = [v for v in voices if start <= v.said.content[0].start < end]
        pieces = tuple(_pieces(digest, start, end, claims, here))
        made.append(Paragraph(digest.place(start), pieces, tuple(claims), tuple(said), tuple(here)))
    return made


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the paragraphs, blank ones left out."""
    at = 0
    for found in BREAK.finditer(text):
        if text[at : found.start()].strip():
            yield at, found.start()
        at = found.end()
    if text[at:].strip():
        yield at, len(text)


def _pieces(
    digest: Digest, start: int, end: int, claims: list[ClaimOut], findings: list[tuple[int, FindingOut]]
) -> Iterator[Piece]:
    spans = [(s.start, s.end, n, f) for n, f in findings for s in f.spans if s.start < end and start < s.end]
    cuts = {start, end}
    for each in claims:
        cuts |= {each.start, min(each.end, end)}
    for first, last, _, _ in spans:
        cuts |= {max(first, start), min(last, end)}
    edges = sorted(cuts)
    for left, right in itertools.pairwise(edges):
        covering = [each for each in claims if each.start <= left and right <= each.end]
        found = [(n, f) for first, last, n, f in spans if first <= left and right <= last]
        begins = tuple(n for first, _, n, _ in spans if max(first, start) == left)
        yield Piece(
            digest.visible(digest.report.article.text[left:right]),
            " ".join([*{f"claim w{_weight(c)}" for c in covering}, *{f"finding {f.severity}" for _, f in found}]),
            " ".join([*(f.message for _, f in found), *(" ".join(c.reasons) for c in covering)])
            if covering or found
            else "",
            begins,
        )


def _weight(claim: ClaimOut) -> int:
    """Return how heavily to underline a claim: 1 to 3."""
    return 3 if claim.checkworthiness >= 0.66 else 2 if claim.checkworthiness >= 0.33 else 1

"""Sources, cues and contents that a tagger marked, joined into attributions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from merilo.model import Span

FAR = 14  # words between a cue and its source, or its content, beyond which they have nothing to do with each other
CROSSED = 6  # what it costs, in words, when another cue stands between
ELSEWHERE = 8  # what it costs when they stand in different sentences


@dataclass(frozen=True, slots=True)
class Marked:
    """What a tagger marked in a text: stretches by role, and for contents whether they go on from the one before."""

    sources: tuple[Span, ...]
    cues: tuple[Span, ...]
    contents: tuple[Span, ...]
    going_on: frozenset[int] = frozenset()


@dataclass(slots=True)
class Linked:
    """A cue with what was joined to it."""

    cue: Span
    source: Span | None = None
    content: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Ruler:
    """Distances in a text: where its words and its sentences begin."""

    words: Sequence[int]
    sentences: Sequence[int]

    def between(self, left: Span, right: Span) -> int:
        """Return how many words stand between two spans; 0 where they touch or overlap."""
        first, second = sorted((left, right))
        return max(0, bisect_right(self.words, second.start - 1) - bisect_right(self.words, first.end - 1))

    def sentence(self, span: Span) -> int:
        """Return the number of the sentence in which a span begins."""
        return bisect_right(self.sentences, span.start)


def link(marked: Marked, ruler: Ruler) -> list[Linked]:
    """Join every content to one cue, every cue to one source; a cue without content is dropped."""
    linked = [Linked(cue) for cue in marked.cues]
    if not linked:
        return []
    owner: int | None = None
    for number, content in enumerate(marked.contents):
        if number not in marked.going_on or owner is None:
            owner = _owner(content, marked.cues, ruler)
        if owner is not None:
            linked[owner].content.append(content)
    for each in linked:
        if not each.content:
            each.content = _rest(each.cue, marked.contents)
        each.source = _source(each, marked, ruler)
    return [each for each in linked if each.content]


def _owner(content: Span, cues: Sequence[Span], ruler: Ruler) -> int | None:
    """Return the cue that reports a content: the nearest outside it, in its sentence before all."""
    near = bisect_right(cues, content)
    best: tuple[float, int] | None = None
    for at in range(max(0, near - 4), min(len(cues), near + 4)):
        cue = cues[at]
        if content.start <= cue.start and cue.end <= content.end:
            continue
        gap = float(ruler.between(cue, content))
        low, high = sorted((cue, content))
        gap += CROSSED * sum(
            low.end <= other.start and other.end <= high.start for other in cues[max(0, at - 4) : at + 5]
        )
        apart = abs(ruler.sentence(cue) - ruler.sentence(content))
        gap += ELSEWHERE * apart
        # Content follows its cue far more often than it goes before it.
        gap += 0.5 if cue.start > content.start else 0.0
        if gap <= FAR + ELSEWHERE and (best is None or gap < best[0]):
            best = gap, at
    return None if best is None else best[1]


def _rest(cue: Span, contents: Sequence[Span]) -> list[Span]:
    """Return what a cue inside a content reports: the rest of that content after it."""
    at = bisect_right(contents, cue.start, key=lambda span: span.start) - 1
    if at < 0 or contents[at].end <= cue.end:
        return []
    return [Span(cue.end, contents[at].end)]


def _source(each: Linked, marked: Marked, ruler: Ruler) -> Span | None:
    near = bisect_right(marked.sources, each.cue)
    best: tuple[float, Span] | None = None
    for source in marked.sources[max(0, near - 4) : near + 4]:
        if source.overlaps(each.cue):
            gap = 0.0
        else:
            gap = float(ruler.between(source, each.cue))
            low, high = sorted((source, each.cue))
            gap += 2.0 * sum(low.end <= cue.start and cue.end <= high.start for cue in marked.cues)
            gap += 2 * ELSEWHERE * abs(ruler.sentence(source) - ruler.sentence(each.cue))
            gap += 0.5 if source.start > each.cue.start else 0.0
            gap += 3.0 * any(content.holds(source) and not content.holds(each.cue) for content in each.content)
        if gap <= FAR + ELSEWHERE and (best is None or gap < best[0]):
            best = gap, source
    return None if best is None else best[1]

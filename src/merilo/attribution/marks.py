"""What the trained tagger marks, with the scores behind it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from merilo.attribution.link import Marked
from merilo.encoder.decode import stretches
from merilo.encoder.heads import Worded
from merilo.model import Span

# Trained to be right rather than complete, the tagger is asked a little more often than it speaks by itself: what is
# added to the log probability of "in a source", "in a cue", "in a content". Set on 60 articles of PolNeAR's training
# part that the tagger had not seen.
EAGERNESS = (1.2, 0.9, 0.5)
SOURCE, CUE, CONTENT = range(3)


@dataclass(frozen=True, slots=True)
class Marks:
    """The tagger's scores of the sentences that have words, in order."""

    sentences: Sequence[Worded]

    def marked(self, eagerness: Sequence[float] = EAGERNESS) -> Marked:
        """Return the stretches of each role."""
        rows = [list(self._stretches(role, eagerness[role])) for role in (SOURCE, CUE, CONTENT)]
        sources, cues, contents = (tuple(span for span, _ in row) for row in rows)
        return Marked(sources, cues, contents, frozenset(at for at, (_, more) in enumerate(rows[CONTENT]) if more))

    def _stretches(self, role: int, eager: float) -> Iterator[tuple[Span, bool]]:
        for each in self.sentences:
            scores = each.roles[:, role].copy()
            scores[:, 1:] += eager
            for first, last, _ in stretches(scores, resumes=role == CONTENT):
                span = Span(int(each.words[first, 0]), int(each.words[last - 1, 1]))
                yield span, bool(role == CONTENT and first == 0 and scores[0, 2] > scores[0, 1])

    def likely(self, role: int, span: Span) -> float:
        """Return how likely the likeliest word of a span plays a role, 0 to 1."""
        at = bisect_left(self.sentences, span.start + 1, key=_begin) - 1
        best = 0.0
        while 0 <= at < len(self.sentences) and _begin(self.sentences[at]) < span.end:
            each = self.sentences[at]
            inside = (each.words[:, 0] < span.end) & (each.words[:, 1] > span.start)
            if inside.any():
                best = max(best, float(np.exp(each.roles[inside, role, 1:]).sum(axis=1).max()))
            at += 1
        return best


def _begin(each: Worded) -> int:
    return int(each.words[0, 0])

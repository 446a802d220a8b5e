"""Find what can be checked in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from merilo.claims.kinds import kind_of
from merilo.claims.parts import parts
from merilo.claims.signs import Signs, signs
from merilo.claims.worth import reasons, text_kind, worth
from merilo.encoder import Encoded
from merilo.model import Attribution, Claim, Reading, Span
from merilo.resources import profile
from merilo.text.words import words


def find(reading: Reading, encoded: Encoded | None) -> tuple[Claim, ...]:
    """Return the claims of a reading in text order; its sentences, quotes, quantities, times, mentions and
    attributions must be there already."""
    article = reading.article
    language = profile(article.language, article.script)
    wholes = sentence_signs(reading, language)
    kind = "post" if article.kind == "post" else None
    scores = worth(wholes, None if encoded is None else encoded.vectors, [kind or text_kind("")] * len(wholes))
    places = _Places(reading)
    claims: list[Claim] = []
    for whole, score in zip(wholes, scores, strict=True):
        spans = parts(whole)
        for span in spans:
            part = whole if span == whole.span else whole.within(span)
            at, quoted = places.attribution(span)
            made = kind_of(part, quoted=quoted, placed=places.placed(span), named=places.named(span))
            if made is None:
                continue
            claim = Claim(span, made, float(score), reasons(part, article.text, float(score)), at)
            claims.append(claim if len(spans) == 1 else replace(claim, checkworthiness=_share(part, float(score))))
    return tuple(claims)


def sentence_signs(reading: Reading, language: str) -> list[Signs]:
    """Return the signs of each sentence."""
    text = reading.article.text
    starts = [quantity.span.start for quantity in reading.quantities]
    return [
        signs(
            span,
            words(text, span),
            reading.quantities[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)],
            language,
        )
        for span in reading.sentences
    ]


def _share(part: Signs, score: float) -> float:
    """Return the score of a part of a sentence: a part without a figure gets a little less than the whole."""
    return score if part.quantities else score * 0.9


class _Places:
    """Where names, times and attributions stand, for quick questions about a stretch."""

    def __init__(self, reading: Reading) -> None:
        self._names = sorted(mention.span.start for mention in reading.mentions)
        self._times = sorted(time.span.start for time in reading.times if time.type in ("DATE", "TIME"))
        self._contents = sorted(
            (span.start, span.end, at) for at, each in enumerate(reading.attributions) for span in each.content
        )
        self._starts = [start for start, _, _ in self._contents]
        self._attributions: Sequence[Attribution] = reading.attributions

    def named(self, span: Span) -> bool:
        return _any_within(self._names, span)

    def placed(self, span: Span) -> bool:
        return _any_within(self._times, span)

    def attribution(self, span: Span) -> tuple[int | None, bool]:
        """Return the attribution that carries most of a stretch, and whether it is most of the stretch."""
        best, most = None, 0
        for start, end, at in self._contents[max(0, bisect_right(self._starts, span.start) - 8) :]:
            if start >= span.end:
                break
            shared = min(end, span.end) - max(start, span.start)
            if shared > most:
                best, most = at, shared
        return (best, True) if best is not None and most * 2 > span.end - span.start else (None, False)


def _any_within(starts: list[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end

"""Find what can be checked in a text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import regex

from merilo.claims.kinds import Setting, kind_of
from merilo.claims.parts import parts, stretches
from merilo.claims.signs import Signs, signs
from merilo.claims.worth import TextKind, reasons, worth
from merilo.encoder import Encoded
from merilo.model import ArticleKind, Attribution, Claim, ClaimKind, Quantity, Reading, Span
from merilo.reading.speakers import label_of
from merilo.resources import profile
from merilo.text.words import words

LESS = 0.9  # a part of a sentence without a figure wants a little less checking than the whole
KINDS_OF_TEXT: dict[ArticleKind, TextKind] = {"article": "news", "transcript": "speech", "post": "post"}
MARK = regex.compile(r"(?:#{1,6}|[*•])\s+")  # of a headline or a list, in the ways of Markdown
FEWEST_TOLD = 3  # words of reported speech that are read on their own; fewer are a phrase quoted in passing


def find(reading: Reading, encoded: Encoded | None) -> tuple[Claim, ...]:
    """Return the claims of a reading in text order; its sentences, quotes, quantities, times, mentions and
    attributions must be there already."""
    article = reading.article
    wholes = sentence_signs(reading, profile(article.language, article.script))
    kind: TextKind = KINDS_OF_TEXT[article.kind]
    scores = worth(wholes, None if encoded is None else encoded.vectors, [kind] * len(wholes))
    places = _Places(reading)
    claims: list[Claim] = []
    for whole, score in zip(wholes, scores, strict=True):
        found = list(_claims(whole, places))
        for part, made, at in found:
            share = float(score) if len(found) == 1 or part.quantities else float(score) * LESS
            claims.append(Claim(part.span, made, share, reasons(part, article.text, share), at))
    return tuple(claims)


def _claims(whole: Signs, places: _Places) -> Iterator[tuple[Signs, ClaimKind, int | None]]:
    """Yield the claims of a sentence: signs, kind, and the attribution that carries it."""
    if whole.asks or whole.has("joke") or (places.points(whole.span) and not whole.quantities):
        return
    # What is reported may leave to the words around it whose it is: "the bank says that it ran out in March".
    around = whole.has("public") or places.named(whole.span)
    reported = places.told(whole)
    for stretch in stretches(whole, reported):
        cut = whole.within(stretch)
        spans = parts(cut)
        told = around and stretch != whole.span and any(span.holds(stretch) for span in reported)
        public = told or (len(spans) > 1 and cut.has("public"))
        for span in spans:
            part = whole if span == whole.span else whole.within(span)
            at = places.attribution(span)
            setting = Setting(at is not None, places.placed(span), places.named(span), public)
            made = kind_of(part, setting)
            if made is not None:
                yield part, made, at


def sentence_signs(reading: Reading, language: str) -> list[Signs]:
    """Return the signs of each sentence, without the label of who speaks."""
    text = reading.article.text
    labels = {label.start: label.end for mark in reading.article.landmarks if (label := label_of(text, mark))}
    counted = _counted(reading)
    starts = [quantity.span.start for quantity in counted]
    return [
        signs(
            span,
            words(text, span),
            counted[bisect_left(starts, span.start) : bisect_right(starts, span.end - 1)],
            language,
        )
        for span in (_unlabelled(text, each, labels) for each in reading.sentences)
    ]


def _counted(reading: Reading) -> tuple[Quantity, ...]:
    """Return the quantities that are no part of a name: the 24 of „Призма 24“ counts nothing."""
    names = sorted(mention.span for mention in reading.mentions)
    starts = [name.start for name in names]
    return tuple(
        each
        for each in reading.quantities
        if not ((at := bisect_right(starts, each.span.start)) and names[at - 1].holds(each.span))
    )


def _unlabelled(text: str, sentence: Span, labels: dict[int, int]) -> Span:
    """Return a sentence without the speaker's label, or the mark of a headline or a list, that it begins with."""
    mark = MARK.match(text, sentence.start, sentence.end)
    start = labels.get(sentence.start, mark.end() if mark else sentence.start)
    return Span(start, sentence.end) if start < sentence.end else sentence


class _Places:
    """Where names, times and attributions stand, for quick questions about a stretch."""

    def __init__(self, reading: Reading) -> None:
        self._names = sorted(mention.span.start for mention in reading.mentions)
        self._times = sorted(time.span.start for time in reading.times if time.type in ("DATE", "TIME"))
        self._attributions = reading.attributions
        back = {at for at, each in enumerate(reading.attributions) if _points_back(each, reading.sentences)}
        contents = sorted(
            (span.start, span.end, at)
            for at, each in enumerate(reading.attributions)
            for span in _within_sentences(each.content, reading.sentences)
        )
        self._contents = [each for each in contents if each[2] not in back]
        self._pointed = [
            each for each in contents if each[2] in back and self._attributions[each[2]].stance == "asserts"
        ]
        self._pointing = sorted(cue.start for at in back if (cue := self._attributions[at].cue) is not None)
        self._starts = [start for start, _, _ in self._contents]

    def named(self, span: Span) -> bool:
        """Say whether a name stands in it."""
        return _any_within(self._names, span)

    def placed(self, span: Span) -> bool:
        """Say whether a date or hour stands in it."""
        return _any_within(self._times, span)

    def points(self, span: Span) -> bool:
        """Say whether a sentence only tells who says or denies the one before."""
        return _any_within(self._pointing, span)

    def told(self, whole: Signs) -> tuple[Span, ...]:
        """Return what is reported in a sentence, each attribution's words as one stretch, without phrases quoted in
        passing."""
        stretches: dict[int, tuple[int, int]] = {}
        for start, end, at in self._contents[bisect_left(self._starts, whole.span.start) :]:
            if start >= whole.span.end:
                break
            first, last = stretches.get(at, (start, end))
            stretches[at] = (min(first, start), max(last, end))
        spans = {Span(start, end) for at, (start, end) in stretches.items() if not self._claims_itself(at, whole)}
        return tuple(sorted(span for span in spans if whole.within(span).length >= FEWEST_TOLD))

    def _claims_itself(self, at: int, whole: Signs) -> bool:
        """Say whether the words that tell of it are the claim: "promised to", "expects", "refused"."""
        cue = self._attributions[at].cue
        return cue is not None and any(
            each.span.overlaps(cue) and each.classes.intersection(("commit", "expect", "stand")) for each in whole.cues
        )

    def attribution(self, span: Span) -> int | None:
        """Return the attribution that carries most of a stretch: the innermost, where one stands inside another."""
        best, least = None, 0
        for start, end, at in self._contents[max(0, bisect_left(self._starts, span.start) - 16) :]:
            if start >= span.end:
                break
            shared = min(end, span.end) - max(start, span.start)
            if shared * 2 > span.end - span.start and (best is None or end - start <= least):
                best, least = at, end - start
        if best is None:  # "Об этом сообщил губернатор" stands behind the sentence that he told
            holding = (at for start, end, at in self._pointed if start <= span.start and span.end <= end + 1)
            return next(holding, None)
        return best


def _points_back(told: Attribution, sentences: Sequence[Span]) -> bool:
    """Say whether an attribution's words all stand in sentences before the one of its cue."""
    if told.cue is None or told.mode == "direct" or told.content[-1].end > told.cue.start:
        return False
    at = bisect_right([sentence.start for sentence in sentences], told.cue.start) - 1
    return at > 0 and told.content[-1].end <= sentences[at].start


def _within_sentences(content: Sequence[Span], sentences: Sequence[Span]) -> Iterator[Span]:
    """Yield the content of an attribution sentence by sentence."""
    starts = [sentence.start for sentence in sentences]
    for span in content:
        for sentence in sentences[max(0, bisect_right(starts, span.start) - 1) :]:
            if sentence.start >= span.end:
                break
            start, end = max(span.start, sentence.start), min(span.end, sentence.end)
            if start < end:
                yield Span(start, end)


def _any_within(starts: list[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end

"""Two sentences that cannot both be true, as the trained reader of pairs sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.findings.pairs import HEADLINE
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.where import quotations
from merilo.model import Finding, Span
from merilo.text.words import words

LIKELY = 0.8
SURE = 0.96  # below it, sound stories are accused
SAME = 3  # words or names in both sentences, without which sound ones are accused at any chance
REPEATED = 5  # words of a quotation that another one gives again
NAME = "contradiction"


@rule(NAME, severity="warning")
def contradiction(story: Story) -> Iterator[Slip]:
    """Two sentences of the article cannot both be true, whatever they disagree about.

    A reader that was trained on stories written for the purpose in all nine languages looks at each sentence beside
    those most like it, and at the headline. A warning is told where it is sure of two sentences that have three words
    or names in common; what it only thinks likely, what it thinks of headlines, which sharpen, what two sources say
    against each other, and a quotation that is given again are notes. Silent where another rule has told of the same
    two sentences, which says more exactly what is wrong, and on what a sentence disagrees with besides that with which
    it does most surely; silent without an encoder.
    """
    if story.pairwise is None:
        return
    told: set[int] = set()
    for (left, right), chance in sorted(story.pairwise.likely(), key=lambda pair: -pair[1]):
        if chance < LIKELY or not told.isdisjoint((left, right)):
            continue
        spans = tuple(story.tellings[at].span for at in (left, right) if at != HEADLINE)
        here = story.reading.article.title.strip() if left == HEADLINE else story.said(spans[0])
        loud = left != HEADLINE and chance >= SURE and _of_one_matter(story.tellings[left], story.tellings[right])
        loud = loud and not (_of_two_sources(story, *spans) or _given_again(story, *spans))
        if loud:
            told |= {left, right}
        facts = {"here": here, "there": story.said(spans[-1])}
        yield Slip(spans, facts, confidence=chance, severity=None if loud else "note")


def _of_one_matter(left: Telling, right: Telling) -> bool:
    """Say whether the two tell of their matter in the same words."""
    return len(left.stems & right.stems) + len((left.people | left.places) & (right.people | right.places)) >= SAME


def _given_again(story: Story, one: Span, other: Span) -> bool:
    """Say whether the words that one quotes are quoted by the other: a part of a quotation, said again."""
    ours, theirs = (_quoted(story, span) for span in (one, other))
    return not ours.isdisjoint(theirs)


def _quoted(story: Story, span: Span) -> frozenset[tuple[str, ...]]:
    """The quoted words of a sentence, as many as are a quotation given again, from each of them on."""
    row = [
        word.lower
        for quote in quotations(story).touching(span)
        for word in words(story.text, quote.words)
        if word.is_word and span.holds(word.span)
    ]
    return frozenset(tuple(row[at : at + REPEATED]) for at in range(len(row) - REPEATED + 1))


def _of_two_sources(story: Story, one: Span, other: Span) -> bool:
    """Say whether each sentence is somebody's word, and nobody's both: sources disagree, which the text may tell."""
    ours, theirs = (
        {
            each.speaker or (story.said(each.source) if each.source else "")
            for each in story.reading.attributions
            if any(part.overlaps(span) for part in each.content)
        }
        for span in (one, other)
    )
    return bool(ours) and bool(theirs) and not ours & theirs


def not_yet_told(found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings without those contradictions between two sentences that another rule has told of."""
    others = [each for each in found if each.rule != NAME and each.severity != "note"]
    for each in found:
        if each.rule == NAME and any(_touches(each, other) for other in others):
            continue
        yield each


def _touches(one: Finding, other: Finding) -> bool:
    return all(any(span.overlaps(place) for place in other.spans) for span in one.spans)

"""What the headline says against what the story says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from rapidfuzz.distance import DamerauLevenshtein

from merilo.dates import times
from merilo.findings.counts import CLOSE, PEOPLE, counts
from merilo.findings.events import both_places, in_headline, meets
from merilo.findings.happenings import explicit
from merilo.findings.rule import Slip, rule
from merilo.findings.spelling import spelling_fix
from merilo.findings.story import Story, one_script, story_of
from merilo.model import Article, Quantity, Reading, Span
from merilo.text.numbers import quantities
from merilo.text.words import words

ROUNDING = 0.08  # headlines round
LONG_NAME = 5


def _title(story: Story) -> Reading | None:
    title = story.reading.article.title.strip()
    if not title:
        return None
    given = story.reading.article
    article = Article(title, language=given.language, script=given.script, published=given.published)
    return Reading(article, sentences=(Span(0, len(title)),))


@rule("headline-figure", severity="warning")
def headline_figure(story: Story) -> Iterator[Slip]:
    """A figure of the headline is not in the story, which gives another one for the same thing.

    Silent where the headline rounds, or where the story has no figure of the kind.
    """
    title = _title(story)
    if title is None:
        return
    text = title.article.text
    headed = story_of(replace(title, quantities=quantities(text, title.sentences, story.profile)))
    body = [each for each in counts(story) if not in_headline(story, each.quantity.span)]
    written = {w.text for telling in story.tellings for w in telling.words if not in_headline(story, w.span)}
    for count in counts(headed):
        figure = count.quantity
        if figure.bound != "exact" or figure.span.of(text) in written:
            continue
        rivals = []
        for other in body:
            if other.quantity.unit != figure.unit:
                continue
            if _rounds(figure, other.quantity):
                break
            named = count.noun is not None and count.noun == other.noun and count.noun != PEOPLE
            befallen = count.kind is not None and count.kind == other.kind
            if named or befallen or figure.unit not in (None, "%"):
                rivals.append(other.quantity)
        else:
            # Of several candidates the one with the same figures in another order is what was meant.
            rivals.sort(key=lambda quantity: sorted(_digits(quantity)) != sorted(_digits(figure)))
            if rivals and (figure.unit is not None or len({quantity.value for quantity in rivals}) <= 2):
                yield _missing(story, text, figure, rivals[0])


def _digits(quantity: Quantity) -> str:
    return f"{quantity.value:.6g}".replace(".", "").rstrip("0")


def _rounds(figure: Quantity, quantity: Quantity) -> bool:
    slack = ROUNDING if figure.value % 5 == 0 or figure.value != int(figure.value) else CLOSE
    return abs(figure.value - quantity.value) <= slack * max(figure.value, quantity.value)


def _missing(story: Story, title: str, figure: Quantity, rival: Quantity) -> Slip:
    end = max(rival.span.end, rival.noun.end if rival.noun else 0)
    places = both_places(story, figure.span, Span(rival.span.start, end))
    return Slip(places, {"figure": figure.span.of(title)}, confidence=0.7)


@rule("headline-date", severity="warning")
def headline_date(story: Story) -> Iterator[Slip]:
    """A day that the headline names is not in the story, which names another one close by."""
    title = _title(story)
    if title is None or not any(letter.isdigit() for letter in title.article.text):
        return
    body = [t for t in story.reading.times if not in_headline(story, t.span)]
    theirs = [t for t in body if explicit(story, t) and t.earliest == t.latest]
    headed = story_of(title)
    for time in times(title):
        if not explicit(headed, time) or time.earliest is None or time.earliest != time.latest:
            continue
        if any(meets(time, other) for other in body if other.type != "DURATION" and other.earliest):
            continue
        near = [t for t in theirs if t.earliest and abs((t.earliest - time.earliest).days) <= 45]
        if len(near) == 1:
            facts = {"date": time.span.of(title.article.text), "there": story.said(near[0].span)}
            yield Slip(both_places(story, time.span, near[0].span), facts, confidence=0.65)


@rule("headline-name", severity="warning")
def headline_name(story: Story) -> Iterator[Slip]:
    """The headline spells a name otherwise than the story, or gives somebody another first name."""
    title = story.reading.article.title.strip()
    mixed = story.reading.article.script == "Cyrl"
    row = [one_script(word) if mixed else word for word in words(title) if word.is_word] if title else []
    if not row:
        return
    names = _names(story)
    every = {as_one(w.lower) for telling in story.tellings for w in telling.words if not in_headline(story, w.span)}
    stems = {story.wording.stem(word) for word in every}
    for word in row[1:] if not row[0].text.isupper() else []:
        if not word.is_capital or len(word.text) < LONG_NAME or word.text.isupper():
            continue
        lower = as_one(word.lower)
        if lower in every or story.wording.stem(lower) in stems or lower.removesuffix("'s") in every:
            continue
        for name, span in names.items():
            if misspelt(lower, name):
                facts = {"name": word.text, "there": story.said(span)}
                places = both_places(story, word.span, span)
                fix = spelling_fix(story, lower, name, within=places[0]) if len(places) == 2 else None
                yield Slip(places, facts, 0.9 if fix else 0.7, fix)
                break


def _names(story: Story) -> dict[str, Span]:
    """The capitalised words inside sentences, in small letters, and where each stands first."""
    found: dict[str, Span] = {}
    for telling in story.tellings:
        for word in telling.words[1:]:
            if in_headline(story, word.span):
                continue
            if word.is_word and word.is_capital and len(word.text) >= LONG_NAME and not word.text.isupper():
                found.setdefault(word.lower, word.span)
    return found


def as_one(lower: str) -> str:
    """Return a word as it would be typed in one way: one apostrophe, letters and their marks in one sign."""
    return unicodedata.normalize("NFKC", lower).replace("’", "'").replace("ʼ", "'")


@cache
def misspelt(one: str, other: str) -> bool:
    """Say whether two words are one name in two spellings, rather than two names or two cases of one.

    They begin alike, one letter differs, and it is not in the ending, where names take their cases.
    """
    one, other = as_one(one).removesuffix("'s"), as_one(other).removesuffix("'s")
    if one == other or one[0] != other[0] or min(len(one), len(other)) < LONG_NAME:
        return False
    if abs(len(one) - len(other)) > 1 or DamerauLevenshtein.distance(one, other, score_cutoff=1) > 1:
        return False
    body = min(len(one), len(other)) - 2
    return one[:body] != other[:body]

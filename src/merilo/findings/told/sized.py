"""Everything of a story that has a size: counts, lengths of time, and the ages of people, each as a `Count`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from merilo.findings.story import Story, Telling, once
from merilo.findings.told.ages import JOINTS, told_ages
from merilo.findings.told.counts import Count, counts
from merilo.findings.told.stretches import lengths
from merilo.findings.wording import marks
from merilo.model import Quantity, Span
from merilo.text.numerals import table
from merilo.text.placed import Placed

AGE = "age"
BEHIND = 4  # words behind a length, the first telling one of which says of what it is
MOST_IN_ONE_WORD = 20  # years
MOST_YEARS = 30  # more are of a life


@once
def sized(story: Story) -> Mapping[str, tuple[Count, ...]]:
    """Return the counts, the lengths of time and the ages of a story, each in the order of the text."""
    aged = list(told_ages(story))
    surely = [span for _, span, _ in aged if story.text[span.start : span.end].split()[1:]]
    written = Placed((span, span) for span in surely)
    long = [each for telling in story.tellings for each in _long(story, telling, written)]
    return {
        "counts": counts(story),
        "lengths": tuple(_count(story, telling, quantity) for telling, quantity in long),
        "ages": tuple(
            _count(story, telling, Quantity(span, float(value), unit=AGE), nameless=True)
            for telling, span, value in aged
        ),
    }


def _long(story: Story, telling: Telling, ages: Placed[Span]) -> Iterator[tuple[Telling, Quantity]]:
    found = {}
    for each in lengths(story, telling):
        of_a_life = each.unit == "Y" and each.count > MOST_YEARS
        if not of_a_life and not ages.touching(each.span):
            found[each.span] = Quantity(each.span, each.count, unit=each.unit)
    for span, years in _in_one_word(story, telling):
        found.setdefault(span, Quantity(span, float(years), unit="Y"))
    last = None
    for span in sorted(found):
        if last is None or not span.overlaps(last):
            yield telling, found[span]
            last = span


def _in_one_word(story: Story, telling: Telling) -> Iterator[tuple[Span, int]]:
    """ "Trogodišnji", «двухлетний»: a number of years and "-year" in one word, or in figures and a word."""
    endings = tuple(story.wording.given.signs["aged_endings"])
    for at, word in enumerate(telling.words):
        if not word.lower.endswith(endings):
            continue
        if word.lower in endings:
            if at > 1 and telling.words[at - 1].text in "-–‑" and telling.words[at - 2].text.isdecimal():
                years = int(telling.words[at - 2].text)
                if 1 < years <= MOST_IN_ONE_WORD:
                    yield Span(telling.words[at - 2].start, word.end), years
            continue
        ending = next(each for each in sorted(endings, key=len, reverse=True) if word.lower.endswith(each))
        written = _few(word.lower[: -len(ending)], story.profile)
        if written is not None:
            yield word.span, written


@cache
def _few(written: str, profile: str) -> int | None:
    for form, value in table(profile).values.items():
        if 1 < value <= MOST_IN_ONE_WORD and written.startswith(form) and written[len(form) :] in JOINTS:
            return int(value)
    return None


def _count(story: Story, telling: Telling, quantity: Quantity, *, nameless: bool = False) -> Count:
    row = telling.clause(quantity.span)
    noun = None
    if not nameless:
        behind = telling.around(quantity.span, 0, BEHIND)
        noun = next((stem for word in behind for stem in story.stems_of((word,)) & telling.stems), None)
    inside = {word.start for word in telling.between(quantity.span.start, quantity.span.end)}
    about = frozenset(
        stem for word in row if word.start not in inside for stem in story.stems_of((word,)) & telling.stems
    )
    return Count(telling, quantity, None, noun, about - {noun} if noun else about, marks(story.wording, row))

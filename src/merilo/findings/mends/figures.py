"""A number put right: copied from another place of the text, or reckoned and written as the text writes numbers."""

from __future__ import annotations

import re

from babel.numbers import format_decimal

from merilo.findings.mends.copying import instead, put
from merilo.findings.story import Story, once
from merilo.model import Fix, Quantity, Span
from merilo.resources import load
from merilo.text.numerals import read_number, table
from merilo.text.words import words

FIGURES = re.compile(r"\d[\d.,\u00a0\u202f]*(?<=\d)|\d")
# Where the word counted stands in one form behind 1, in another behind 2 to 4, in a third behind 5 and more.
THREE_FORMS = frozenset({"sr", "hr", "bs", "ru", "uk"})
SLIGHT = 1e-9
ABBREVIATED = frozenset({"%", "pp", "km", "m", "cm", "mm", "kg", "g", "t"})  # the same behind every number


def copied(story: Story, slip: Quantity, right: Quantity) -> Fix | None:
    """Give a quantity the number of another one; None where the words around it would have to change with it."""
    if not fits_the_same_words(story, slip.value, right.value):
        return None
    ours, theirs = number_of(story, slip), number_of(story, right)
    if ours is None or theirs is None or _in_figures(story, ours) != _in_figures(story, theirs):
        return None
    return instead(story, ours, theirs)


def reckoned(story: Story, slip: Quantity, value: float, *, decimals: int | None = None) -> Fix | None:
    """Give a quantity a value that was reckoned, in figures, with the marks with which the text writes its numbers.

    `decimals` are as many as the number has, where none are asked for; one more is written where that makes it exact.
    """
    place = number_of(story, slip)
    if place is None or value <= 0:
        return None
    written = place.of(story.text)
    if FIGURES.fullmatch(written) is None:
        return None
    if decimals is None:
        decimals = _decimals(story, written)
        exact = next((more for more in (decimals, decimals + 1) if _is_exact(value, more)), decimals)
        decimals = exact if slip.unit in ("%", "pp") else decimals
        if not _is_exact(value, decimals) and slip.unit not in ("%", "pp"):
            return None
    rounded = round(value, decimals)
    if not rounded or not (slip.unit in ABBREVIATED or fits_the_same_words(story, slip.value, rounded)):
        return None
    return put(story, place, _written(story, written, rounded, decimals))


def exchanged(story: Story, first: Quantity, second: Quantity) -> Fix | None:
    """Put two numbers in each other's place."""
    ours, theirs = number_of(story, first), number_of(story, second)
    if ours is None or theirs is None or not fits_the_same_words(story, first.value, second.value):
        return None
    between = story.text[ours.end : theirs.start]
    return put(story, Span(ours.start, theirs.end), theirs.of(story.text) + between + ours.of(story.text))


def fits_the_same_words(story: Story, one: float, other: float) -> bool:
    """Say whether the two numbers take the same form of the word counted, and of the verb."""
    language = story.reading.article.language
    return _form(one, language) == _form(other, language)


def _form(value: float, language: str) -> str:
    if value != int(value):
        return "part"
    number = int(value)
    if language in THREE_FORMS:
        if 11 <= number % 100 <= 14 or not 1 <= number % 10 <= 4:
            return "many"
        return "one" if number % 10 == 1 else "few"
    if language == "mk":
        return "one" if number % 10 == 1 and number % 100 != 11 else "many"
    return "one" if number == 1 else "many"


def number_of(story: Story, quantity: Quantity) -> Span | None:
    """Return where the number of a quantity stands, with the word for thousands or millions, without its unit."""
    row = words(story.text, quantity.span)
    for at, word in enumerate(row):
        found = read_number(row, at, table(story.profile))
        if found is not None:
            return Span(word.start, row[found.last - 1].end)
    return None


def _in_figures(story: Story, span: Span) -> bool:
    return story.text[span.start].isdecimal()


def _is_exact(value: float, decimals: int) -> bool:
    return abs(round(value, decimals) - value) < SLIGHT


def decimals_of(story: Story, quantity: Quantity) -> int:
    """Return how many decimals a quantity is written with."""
    place = number_of(story, quantity)
    return 0 if place is None else _decimals(story, place.of(story.text))


def _decimals(story: Story, written: str) -> int:
    mark = _decimal_mark(story)
    head, found, tail = written.rpartition(mark)
    return len(tail) if found and len(tail) < 3 and head else 0


@once
def _decimal_mark(story: Story) -> str:
    """The mark that the text itself puts before decimals, else the one of its language."""
    usual = str(load(story.profile, "numerals", dict[str, object])["decimal"])
    for telling in story.tellings:
        for quantity in telling.quantities:
            found = re.search(r"\d([.,])\d{1,2}(?!\d)", quantity.span.of(story.text))
            if found and quantity.value != int(quantity.value):
                return found.group(1)
    return usual


def _written(story: Story, like: str, value: float, decimals: int) -> str:
    mark, group = _decimal_mark(story), _grouping(story, like)
    whole, _, rest = f"{value:.{decimals}f}".partition(".")
    pieces: list[str] = []
    while group and len(whole) > 3:
        pieces.insert(0, whole[-3:])
        whole = whole[:-3]
    return group.join([whole, *pieces]) + (mark + rest if rest else "")


def _grouping(story: Story, like: str) -> str:
    """The mark between thousands: of the number itself, else of another one in the text, else of the language."""
    own = _grouped_by(like, _decimal_mark(story))
    return _usual_grouping(story) if own is None else own


def _grouped_by(written: str, decimal: str) -> str | None:
    found = re.search(r"\d([.,\u00a0\u202f ]?)\d{3}(?!\d)", written)
    return found.group(1) if found and found.group(1) != decimal else None


@once
def _usual_grouping(story: Story) -> str:
    decimal = _decimal_mark(story)
    for telling in story.tellings:
        for quantity in telling.quantities:
            mark = _grouped_by(quantity.span.of(story.text), decimal)
            if mark is not None:
                return mark
    usual = format_decimal(12345, locale=story.profile.replace("-", "_"))
    return "".join(sign for sign in usual if not sign.isdecimal())[:1]

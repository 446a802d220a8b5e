"""Two names in one sentence, each beside its figure, and a word that puts the one above the other."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.story import Story, Telling
from merilo.findings.told.orders import of_one_measure
from merilo.model import Quantity, Span
from merilo.text.words import Word

OWN = 4  # words from a name to its figure
CLAIM = 5  # words from "more" to the name behind "than"
SHORT = 3  # letters of "than" and the like
COUNTED = 2  # stems at most that say of what there are more
KINDS = (("more_words", True), ("greater_words", True), ("fewer_words", False), ("lesser_words", False))


def more_than_another(story: Story) -> Iterator[tuple[Span, Span]]:
    """ "Hull, with 410, had more fires than Leeds, with 560": yield the two figures where they say the opposite."""
    for telling in story.tellings:
        figures = _figures(telling)
        if len(figures) != 2 or telling.marks & {"wrong", "if", "not"}:
            continue
        one, other = figures
        if not _beside_a_name(telling, one) or one.value == other.value or not _alike(story, telling, one, other):
            continue
        for sign, more in KINDS:
            if (one.value > other.value) != more and any(
                _puts_first(story, telling, row, one, other) for row in _claims(story, telling, sign, one, other)
            ):
                yield one.span, other.span
                break


def _figures(telling: Telling) -> list[Quantity]:
    """Every number of a sentence that is no date, the bare ones too."""
    taken = [*(each.span for each in telling.quantities), *(each.span for each in telling.times)]
    bare = [
        Quantity(word.span, float(word.text), None, None, None, "exact")
        for word in telling.words
        if word.text.isdecimal() and len(word.text) < 7 and not any(span.overlaps(word.span) for span in taken)
    ]
    whole = [each for each in telling.quantities if each.high is None and each.bound == "exact"]
    if len(whole) != len(telling.quantities):
        return []
    return sorted((*whole, *bare), key=lambda each: each.span)


def _alike(story: Story, telling: Telling, one: Quantity, other: Quantity) -> bool:
    if one.unit != other.unit and None not in (one.unit, other.unit):
        return False
    return one.noun is None or other.noun is None or of_one_measure(story, telling, one, other)


def _beside_a_name(telling: Telling, figure: Quantity) -> bool:
    row = telling.around(figure.span, OWN, 0)
    aged = bool(row) and row[-1].text == ","  # "Ana Petrova, 41, ..."
    return not aged and any(word.is_capital and len(word.text) > 2 for word in row)


def _claims(story: Story, telling: Telling, sign: str, one: Quantity, other: Quantity) -> Iterator[tuple[Word, ...]]:
    """The words between the figures, from behind such a word on."""
    row = telling.between(one.span.end, other.span.start)
    for hit in story.wording.signs[sign].find(row):
        yield tuple(row[hit.last :])


def _puts_first(story: Story, telling: Telling, row: tuple[Word, ...], one: Quantity, other: Quantity) -> bool:
    """A name stands behind "than", near the second figure, and nothing else is counted in between."""
    at = next((at for at, word in enumerate(row) if word.is_capital and len(word.text) > 2), None)
    if at is None or at > CLAIM or len(row) - at > OWN + 2:
        return False
    counted = story.stems_of([word for word in row[:at] if word.is_word and len(word.text) > SHORT])
    nouns = story.stems_of(
        [w for each in (one, other) if each.noun for w in telling.between(each.noun.start, each.noun.end)]
    )
    return at > 0 and (counted <= nouns if nouns else len(counted) <= COUNTED)

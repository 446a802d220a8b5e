"""The trained tagger and the lists, put together: each word's scores are moved by what the lists say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

import numpy as np

from merilo.encoder.decode import stretches
from merilo.encoder.encoded import Encoded
from merilo.encoder.heads import Tagger, Worded
from merilo.encoder.weights import Floats
from merilo.model import MentionType, Span
from merilo.names.finds import Found, Page
from merilo.names.gazetteer import gazetteer, given_gender, is_people
from merilo.names.judge import Guess, evidence, guesses
from merilo.names.limits import Stretch, mended
from merilo.names.reach import QUOTES
from merilo.names.runs import CLOSING, is_doubtful, is_name_like, openers, residents
from merilo.names.titles import addresses
from merilo.text.words import Word

# How far the lists move the tagger's log probabilities, by how sure they are (measured by `merilo bench names-tagged`
# on a topic that the tagger was not trained on). The last is for words in which the lists see no name.
LISTED, TOLD, SHAPED, NOTHING = 4.0, 2.5, 2.0, 1.2
SHORTEST = 3  # letters of a name that stands alone; a shorter word may be anything
LABELS: tuple[MentionType, ...] = ("PER", "ORG", "LOC", "MISC")


def by_both(leaf: Page, encoded: Encoded) -> tuple[Found, ...]:
    """Return the names that the tagger and the lists agree on; `encoded` has the sentences of `leaf`, in order.

    Raises:
        ValueError: the two do not have the same sentences.
    """
    tagger = Tagger.load("names")
    scored = tagger.branch.read(encoded)
    seen = evidence(leaf.rows, leaf.profile)
    found: list[Found] = []
    for number, (row, worded) in enumerate(zip(leaf.rows, scored, strict=True)):
        if row and len(worded.words):
            told = tuple(guesses(row, leaf.profile, seen))
            scores = moved(_aligned(row, worded), row, told, leaf.profile, seen.small)
            found.extend(_found(number, row, told, mended(row, tuple(stretches(scores)), leaf.profile)))
    return alone_too(leaf, found)


def alone_too(leaf: Page, found: Sequence[Found]) -> tuple[Found, ...]:
    """Return the finds with a surname or a given name alone as a person's where a full name of the text bears it.

    „Елена Вранеш ... Вранеш потсети“; „оставка од Тримческа“ is no place where Тримческа speaks elsewhere; „Игор
    Дамески ... „Игор ми кажа““.
    """
    people = [each for each in found if each.type == "PER"]
    known = {_last(leaf, each) for each in people if each.last - each.first > 1}
    alone = known & {_last(leaf, each) for each in people if each.last - each.first == 1}
    small = {word.lower for row in leaf.rows for word in row if not word.is_capital}
    made = [
        replace(each, type="PER", code="", name="")
        if each.last - each.first == 1 and not each.code and _last(leaf, each) in alone
        else each
        for each in found
    ]
    called = known | {
        first
        for each in people
        if each.last - each.first > 1
        and given_gender(first := leaf.rows[each.row][each.first].lower, leaf.profile) is not None
    }
    taken = {(each.row, at) for each in found for at in range(each.first, each.last)}
    for number, row in enumerate(leaf.rows):
        for at, word in enumerate(row):
            free = word.is_capital and (number, at) not in taken and len(word.text) > SHORTEST
            if free and word.lower in called - small and gazetteer(leaf.profile).at(row, at) is None:
                made.append(Found(Span(word.start, word.end), "PER", 0.9, "", "", number, at, at + 1))
    return tuple(sorted(made, key=lambda each: each.span))


def _last(leaf: Page, each: Found) -> str:
    return leaf.rows[each.row][each.last - 1].lower


def _aligned(row: Sequence[Word], worded: Worded) -> Floats:
    """Return the tagger's scores for our words, which may be parts of its own (Bolivia, 's)."""
    starts = [word.start for word in row]
    places = np.searchsorted(worded.words[:, 1], starts, side="right")
    scores: Floats = worded.names[np.minimum(places, len(worded.words) - 1)].copy()
    return scores


def moved(
    scores: Floats, row: Sequence[Word], told: Sequence[Guess], profile: str = "en", small: Set[str] = frozenset()
) -> Floats:
    """Return log scores (words, 9) with the lists' opinion added; `small` are words the text has in small letters."""
    named = np.zeros(len(row), bool)
    for guess in told:
        kind = 1 + 2 * LABELS.index(guess.type)
        weight = LISTED if guess.sure >= 0.95 else TOLD if guess.sure >= 0.7 else SHAPED
        scores[guess.first, kind] += weight
        scores[guess.first + 1 : guess.last, kind + 1] += weight
        named[guess.first : guess.last] = True
    for at, word in enumerate(row):
        if not named[at]:
            scores[at, 0] += NOTHING
            if word.is_capital and (is_people(word.lower, profile) or _opens(row, at, profile, small)):
                scores[at, 0] += LISTED
        if word.text[0] in "'’" and len(word.text) > 1:
            scores[at, 0] += 99.0  # the 's of a possessive
    return scores


def _opens(row: Sequence[Word], at: int, profile: str, small: Set[str]) -> bool:
    """Say whether a capital is the sentence's: „Мештани кажу“, „Новинарка: Мештани сумњају“, "Zonja Gjergji"."""
    opens = is_doubtful(row, at) or row[at - 1].text == ":"
    if opens and row[at].lower in residents(profile):
        return True
    if not opens or (at + 1 < len(row) and row[at + 1].is_capital and row[at].lower not in addresses(profile)):
        return False
    return row[at].lower in openers(profile) or row[at].lower in small or row[at].lower in addresses(profile)


def _found(number: int, row: Sequence[Word], told: Sequence[Guess], seen: Iterable[Stretch]) -> Iterator[Found]:
    listed = {(guess.first, guess.last, guess.type): guess for guess in told}
    for first, last, kind in seen:
        first, last = whole(row, first, last)
        if first == last or not _is_written_as_a_name(row[first:last]):
            continue
        label: MentionType = LABELS[kind]
        known = listed.get((first, last, label))
        code, name = (known.code, known.name) if known else ("", "")
        span = Span(row[first].start, row[last - 1].end)
        yield Found(span, label, 0.9, code, name, number, first, last)


def _is_written_as_a_name(part: Sequence[Word]) -> bool:
    """Say whether a capital, a number or the dot of a site's address stands in a stretch; else it is a common word."""
    return any(is_name_like(word) or word.text.isdigit() or word.text == "." for word in part)


def whole(row: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Mend a stretch that a quotation mark was cut from: `Agency "Focus` takes its closing mark, `Gazprom»` loses it.

    Returns (first, last), the same number twice where no word is left.
    """
    marks = [at for at in range(first, last) if row[at].text in QUOTES]
    if len(marks) % 2:
        if last < len(row) and row[last].text in CLOSING and marks[0] != first:
            last += 1
        elif marks[-1] == last - 1:
            last -= 1
        elif marks[0] == first:
            first += 1
    if not any(row[at].is_word or row[at].text.isdigit() for at in range(first, last)):
        return first, first
    return first, last

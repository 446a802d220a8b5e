"""Quantities: numbers that count or measure something, with unit, bound and what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.model import Bound, Quantity, Span
from merilo.text.lexicon import Hit
from merilo.text.numerals import Numeral, Table, read_number, table
from merilo.text.surroundings import behind_score, is_name, is_time, is_year
from merilo.text.units import Surroundings, surroundings
from merilo.text.words import Word, words

ADJECTIVES = 2
"""How many adjectives may stand between a number and its noun."""
DASHES = "-–—−‑"
WORDS_TOO = frozenset({"ALL", "TRY"})
"""Codes of currencies that are plain words in small letters: all 71 people."""


def quantities(text: str, sentences: Sequence[Span], profile: str) -> tuple[Quantity, ...]:
    """Return the quantities of the sentences of a text, in order.

    Years, dates, durations, clock times, ordinals, scores, phone and article numbers are none. A share in words
    ("a third of the voters") is about so many per cent.
    """
    numerals, around = table(profile), surroundings(profile)
    return tuple(found for sentence in sentences for found in _found(words(text, sentence), numerals, around))


def _found(row: Sequence[Word], numerals: Table, around: Surroundings) -> Iterator[Quantity]:
    at = used = 0
    while at < len(row):
        share = numerals.fractions.at(row, at) or _fraction_alone(row, at, numerals, around)
        if share is not None and numerals.phrases.at(row, at) is None and not _is_time_at(row, share.last, around):
            yield Quantity(
                Span(row[at].start, row[share.last - 1].end), round(share.entry * 100, 2), None, "%", None, "about"
            )
            at = used = share.last
            continue
        score = behind_score(row, at)
        if score is not None:
            at = score
            continue
        number = read_number(row, at, numerals)
        if number is None:
            at = _behind_figures(row, at) if row[at].text[0].isdecimal() else at + 1
        elif is_name(row, at, number, numerals, around):
            at = number.last if number.spelled else max(number.last, _behind_figures(row, at))
        elif is_time(row, at, number, around):
            at = number.last
        else:
            quantity, at = _quantity(row, at, number, numerals, around, used)
            if quantity is not None:
                used = at
                yield quantity


def _fraction_alone(row: Sequence[Word], at: int, numerals: Table, around: Surroundings) -> Hit[float] | None:
    """Return the share in words that ends its clause behind "about" or "or": "120, or about a third, are ..."."""
    hit = numerals.fractions_alone.at(row, at)
    if hit is None or (hit.last < len(row) and row[hit.last].is_word):
        return None
    led = at > 0 and (row[at - 1].lower in numerals.leads_to_fraction or _bound(row, at, hit.last, around) != "exact")
    return hit if led else None


def _is_time_at(row: Sequence[Word], at: int, around: Surroundings) -> bool:
    return at < len(row) and (around.durations.at(row, at) is not None or around.months.at(row, at) is not None)


def _behind_figures(row: Sequence[Word], at: int) -> int:
    """Return the first word that does not touch these figures: 12.30-14.00 and 02/3245-678 are taken whole."""
    last = at + 1
    while last < len(row) and (
        (row[last].start == row[last - 1].end and row[last].text[0] in "-–/:0123456789")
        or (row[at].text[0] == "0" and row[last].start == row[last - 1].end + 1 and row[last].text.isdecimal())
    ):
        last += 1
    return last


def _quantity(
    row: Sequence[Word], at: int, low: Numeral, numerals: Table, around: Surroundings, used: int
) -> tuple[Quantity | None, int]:
    """Return the quantity a number makes with what stands around it, and the word to go on from.

    The words before `used` belong to the quantity before.
    """
    low, high, last = _range(row, at, low, numerals, around)
    if _is_time_at(row, last, around) and (high is not None or around.durations.at(row, last) is not None):
        return None, last
    unit, first, end = _unit(row, at, last, around, used)
    if unit == "lb" and low.scale > 1:
        unit = "GBP"  # millions of pounds are money
    bound = _bound(row, first, end, around)
    noun = _noun(row, end, numerals, around) if unit in (None, "×") else None
    if not _counts(row, at, low, high, unit, noun, bound):
        return None, end
    if high is not None:
        bound = "range"
    elif low.about and bound == "exact":
        bound = "about"
    value = low.value
    if (
        high is None
        and unit in ("°C", "°F", "%")
        and first > used
        and row[first - 1].text in "-−–"
        and _is_minus(row, first)
    ):
        value, first = -value, first - 1
    return Quantity(Span(row[first].start, row[end - 1].end), value, high, unit, noun, bound), end


def _is_minus(row: Sequence[Word], first: int) -> bool:
    """Say whether the sign before a number touches it, and nothing before."""
    return row[first - 1].end == row[first].start and (first < 2 or row[first - 2].end < row[first - 1].start)


def _counts(
    row: Sequence[Word], at: int, low: Numeral, high: float | None, unit: str | None, noun: Span | None, bound: Bound
) -> bool:
    """Say whether a number without a unit counts anything at all."""
    if unit is not None:
        return True
    if low.one:
        return noun is not None and bound == "at-least"
    if high is not None:
        return noun is not None or low.scale > 1 or low.spelled
    if is_year(row, at, low):
        return noun is not None and (low.value < 1900 or bound != "exact")
    return noun is not None or low.scale > 1 or low.spelled or not _is_aside(row, at)


def _is_aside(row: Sequence[Word], at: int) -> bool:
    """Say whether bare figures stand between commas or in brackets, as an age does: "Ana Horvat, 34, said".

    No one is as old as the 120 of "of the 1,200, 120, or a tenth, ...".
    """
    after = row[at + 1].text if at + 1 < len(row) else "."
    aside = at > 0 and row[at - 1].text in ",(" and after in ",.)" and row[at].text.isdecimal()
    return aside and not (OLDEST < int(row[at].text) < OLD and row[at - 1].text == ",")


OLDEST = 118  # years
# A smaller number begins no range of years.
OLD = 1000


def _range(
    row: Sequence[Word], at: int, low: Numeral, numerals: Table, around: Surroundings
) -> tuple[Numeral, float | None, int]:
    """Return the lower number, the higher one of a range, and the word after both."""
    if low.high is not None:
        return low, low.high, low.last
    joint = low.last
    unit = around.units.at(row, joint) if joint < len(row) else None
    joint = joint if unit is None else unit.last
    start = _second_number(row, at, joint, around)
    if start is None or not (row[start].text[0].isdecimal() or row[start].is_word):
        return low, None, low.last
    high = read_number(row, start, numerals)
    if high is None or high.one:
        return low, None, low.last
    measured = high.last < len(row) and around.units.at(row, high.last) is not None
    named = low.value < OLD and _is_time_at(row, high.last, around)
    if (unit is not None or named) and is_year(row, start, high) and not measured:
        # "by 10 percent to 2027", „од 30 на 24 до 2029 година“: the second number is the year by which.
        return low, None, low.last
    if high.scale > 1 and low.scale == 1 and low.value < high.value / high.scale:
        low = Numeral(low.value * high.scale, low.last, low.spelled, None, low.about, high.scale)
    return (low, high.value, high.last) if low.value < high.value else (low, None, low.last)


def _second_number(row: Sequence[Word], at: int, joint: int, around: Surroundings) -> int | None:
    """Return where the second number of a range would begin, or None where nothing joins two."""
    if joint >= len(row) - 1:
        return None
    before = row[at - 1].lower if at else ""
    if before in around.between:
        return joint + 1 if row[joint].lower in around.between_and else None
    if row[joint].text in DASHES:
        spaced = row[joint].start > row[joint - 1].end, row[joint + 1].start > row[joint].end
        return joint + 1 if spaced[0] == spaced[1] and (not any(spaced) or row[joint].text == "–") else None
    hit = around.to.at(row, joint)
    if hit is None or before in around.change or hit.last >= len(row):
        return None
    return hit.last


def _unit(row: Sequence[Word], first: int, last: int, around: Surroundings, used: int) -> tuple[str | None, int, int]:
    """Return the unit with the words it widens the quantity to: behind the number, or money before it."""
    money = around.money_before.at(row, first - 1) if first > used else None
    if money is not None and row[first - 1].text in ("all", "All"):
        money = None  # the word, not the code of the Albanian lek
    if money is None and first > used + 1:
        money = around.money_before.at(row, first - 2)
        money = money if money is not None and money.last == first else None
        if money is not None:
            first -= 1
    if money is not None and not (money.entry in WORDS_TOO and row[first - 1].text != money.entry):
        return money.entry, first - 1, last
    at = last
    if at + 1 < len(row) and row[at].text in "-‑" and row[at].start == row[at - 1].end:
        at += 1
    if at < len(row):
        hit = around.units.at(row, at)
        if hit is not None and not (row[at].text.upper() in WORDS_TOO and row[at].text != row[at].text.upper()):
            # "200 KM" are convertible marks, "200 km" are kilometres.
            return "BAM" if row[at].text in ("KM", "КМ") else hit.entry, first, hit.last
    return None, first, last


def _bound(row: Sequence[Word], first: int, last: int, around: Surroundings) -> Bound:
    for start in range(max(0, first - around.longest_before), first):
        hit = around.before.at(row, start)
        if hit is not None and hit.last == first:
            return hit.entry
    after = around.after.at(row, last) if last < len(row) else None
    return "exact" if after is None else after.entry


def _noun(row: Sequence[Word], at: int, numerals: Table, around: Surroundings) -> Span | None:
    """Return the word that says what is counted: the first behind the number that is no adjective."""
    if at < len(row):
        skipped = around.after.at(row, at) or around.partitives.at(row, at)
        at = at if skipped is None else skipped.last
    run: list[Word] = []
    for word in row[at : at + ADJECTIVES + 1]:
        if not word.is_word or word.lower in around.uncounted or word.lower in numerals.values or len(word.lower) < 2:
            break
        run.append(word)
    if not run:
        return None
    if around.plurals:
        plural = (word for word in run if word.lower.endswith(around.plurals) and word.text[-2] not in "'’")
        return next((word.span for word in plural), run[0].span)
    return next((word.span for word in run if not word.lower.endswith(around.adjectives or "\0")), run[-1].span)

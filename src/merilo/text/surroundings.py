"""What a number is when it is no quantity: part of a name, a date, a time, a score."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.text.numerals import Numeral, Table
from merilo.text.units import Surroundings
from merilo.text.words import Word

LONGEST_LABEL = 3
CLOSING_MARKS = frozenset('“”»"’')
ZONES = frozenset(("gmt", "bst", "cet", "cest", "est", "edt", "pst", "utc"))


def is_name(row: Sequence[Word], at: int, number: Numeral, words: Table, around: Surroundings) -> bool:
    """Say whether the number names something rather than counts it: Article 12, M-18, COVID-19, No. 5, 3:2, +389 2."""
    if not number.spelled and (
        _is_glued(row, at, number.last, around) or (number.last == at + 1 and _is_ordinal(row, at, number.last))
    ):
        return True
    if _after_label(row, at, around) or (
        number.spelled and number.scale == 1 and _is_article_ordinal(row, at, number, words)
    ):
        return True
    last = number.last
    if last < len(row):
        step = last + 1 if row[last].lower in words.joiners and last + 1 < len(row) else last
        if number.spelled and words.ordinals.at(row, step) is not None:
            return True
    return not number.spelled and _follows_name(row, at, number, around)


def _is_glued(row: Sequence[Word], at: int, last: int, around: Surroundings) -> bool:
    """Say whether letters or signs touch the figures: F-16, 3:2, 5/10, #5, 1990s, 20-ти; units may."""
    if at and row[at - 1].end == row[at].start:
        before = row[at - 1].text
        if before in ":/#№@_+.'’" or before[-1].isalpha():
            return before.lower() not in ("€", "$") and around.money_before.at(row, at - 1) is None
        if before in "-–" and at > 1 and row[at - 2].end == row[at - 1].start:
            return True
    if last < len(row) and row[last].start == row[last - 1].end:
        after = row[last].text
        if after in ":/_@'’":
            return last + 1 < len(row) and row[last + 1].start == row[last].end
        if after[0].isnumeric():
            return True  # 14½, 10⁶
        if after[0].isalpha():
            return around.units.at(row, last) is None
        if after in "-‑" and last + 1 < len(row) and row[last + 1].start == row[last].end:
            return row[last + 1].is_word and around.units.at(row, last + 1) is None
    return False


def behind_score(row: Sequence[Word], at: int) -> int | None:
    """Return the word after a score, a ratio or a span of years: "3:2", "2 – 0", "2018-19"; None where none begins."""
    if at + 2 >= len(row) or row[at + 1].text not in ":-–—‑":
        return None
    before, mark, after = row[at : at + 3]
    if not (before.text.isdecimal() and after.text.isdecimal() and len(before.text) <= 4):
        return None
    if (mark.start > before.end) != (after.start > mark.end):
        return None
    if mark.text != ":" and (len(after.text), after.text) > (len(before.text), before.text):
        return None
    return at + 3


def _is_ordinal(row: Sequence[Word], at: int, last: int) -> bool:
    """Say whether a point touches figures inside the sentence ("5. maja", "18. vek"), or they number a list line."""
    if last >= len(row) or row[last].text not in ".)" or row[last].start != row[last - 1].end:
        return False
    if row[last].text == ")":
        return at == 0
    return last + 1 < len(row) and (row[last + 1].is_word or row[last + 1].text[0].isdecimal() or at == 0)


def _is_article_ordinal(row: Sequence[Word], at: int, number: Numeral, words: Table) -> bool:
    """Say whether an article makes an ordinal of a number in words, as Albanian "e gjashtë" does before no noun."""
    if not at or row[at - 1].lower not in words.ordinal_articles:
        return False
    return number.last >= len(row) or not row[number.last].is_word


def _after_label(row: Sequence[Word], at: int, around: Surroundings) -> bool:
    """Say whether a label stands right before: "Article 12", "br. 18", "члена 12"."""
    end = at - 1 if at and row[at - 1].text in ".:№" else at
    for first in range(max(0, end - LONGEST_LABEL), end):
        hit = around.labels.at(row, first)
        if hit is not None and hit.last == end:
            return True
    return False


def _follows_name(row: Sequence[Word], at: int, number: Numeral, around: Surroundings) -> bool:
    """Say whether bare figures end a name: "Boeing 737", "Radio 4 Studio", „поток 2“; a word to count says no."""
    after = row[number.last] if number.last < len(row) else None
    if at and row[at - 1].is_word and after is not None and after.text in CLOSING_MARKS and number.scale == 1:
        return number.value < 10
    if at < 2 or number.scale > 1 or not row[at - 1].is_capital or row[at].start != row[at - 1].end + 1:
        return False
    if around.money_before.at(row, at - 1) is not None or (number.value >= 1000 and not row[at].text.isdecimal()):
        return False  # nothing is called 7.900
    return after is None or not (
        (after.is_word and not after.is_capital)
        or after.text in "%‰°€$-–"
        or around.units.at(row, number.last) is not None
    )


def is_time(row: Sequence[Word], at: int, number: Numeral, around: Surroundings) -> bool:
    """Say whether the number is part of a date, a clock time or a duration."""
    last = number.last
    if last < len(row):
        if around.durations.at(row, last) is not None:
            return True
        if number.value <= 31 and around.months.at(row, last) is not None:
            return True
        if not number.spelled and number.value < 24 and _is_clock(row, at, around):
            return True
        if number.value <= 24.6 and around.clock.at(row, last) is not None:
            return True
        joined = row[last].text in "-–‑" and last + 1 < len(row)
        if joined and around.durations.at(row, last + 1) is not None:
            return True
    return bool(at) and number.value <= 2100 and not number.spelled and around.months.at(row, at - 1) is not None


def _is_clock(row: Sequence[Word], at: int, around: Surroundings) -> bool:
    """Say whether figures with a point are a time of day: "at 4.40", „во 12.55“."""
    hours, _, minutes = row[at].text.partition(".")
    return (
        hours.isdecimal()
        and minutes.isdecimal()
        and len(minutes) == 2
        and minutes < "60"
        and ((at > 0 and row[at - 1].lower in around.at) or row[at + 1].lower in ZONES)
        and around.units.at(row, at + 1) is None
    )


def is_year(row: Sequence[Word], at: int, number: Numeral) -> bool:
    """Say whether figures look like a year: four of them, without separators, from 1000 to 2100."""
    return row[at].text.isdecimal() and number.last == at + 1 and 1000 <= number.value <= 2100

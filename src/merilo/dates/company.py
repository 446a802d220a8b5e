"""What a lone word or figure needs beside it to be a time: 1998 people are no year, and Mrs May no month."""

from __future__ import annotations

import re
from collections.abc import Sequence

from merilo.dates.calendar import is_day
from merilo.dates.meaning import Calendar, Clock, Edge, Length, Meaning, Step, Which
from merilo.dates.vocabulary import Vocabulary
from merilo.text.words import Word

THAN = frozenset({"од", "od", "от", "than", "se", "чем", "ніж"})  # "more than 2000"
YEARLIKE = range(1900, 2051)
ZEROS = 200  # the decade that begins in 2000
CURRENCY = frozenset("$€£¥₴₽₺№#%‰°")
QUOTES = frozenset("\"'“”„«»‘’")
SCORE = re.compile(r"\d{1,3}")


def stands(
    meaning: Meaning, first: int, last: int, all_words: Sequence[Word], keys: Sequence[str], known: Vocabulary
) -> bool:
    """Say whether what was found at the tokens `first` to `last` is a time where it stands."""
    before = keys[first - 1] if first else ""
    after = keys[last] if last < len(keys) else ""
    if isinstance(meaning, Length) and meaning.unit == "AGE":
        return False
    alone = isinstance(meaning, Length) and meaning == Length(meaning.unit, None) and last - first == 1
    if alone and "no_article" in known.habits:
        return before not in known.tense.get("prepositions", ())  # "mjesecima", but not "u mjesecima nakon napada"
    if isinstance(meaning, Edge) and meaning.mod == "APPROX" and isinstance(meaning.of, Calendar):
        year = meaning.of.year
        named = any(entry.symbol == "yearword" for entry in known.whole.get(keys[last - 2], ()))
        if year is not None and meaning.of == Calendar(year=year) and keys[last - 1].isdigit() and not named:
            if year not in YEARLIKE and not _ranked(last, all_words, keys, known):
                return False
            return _year(year, last - 1, last, all_words, keys, known, about=True)
    if isinstance(meaning, Step) and meaning.part == "a weekend":
        return before in known.tense.get("during", ())
    if isinstance(meaning, Which) and keys[first] == "that":  # not "they say that summer is short"
        return not before[:1].isalpha() or before in known.tense.get("prepositions", ())
    if isinstance(meaning, Step) and "month_first" in known.habits and not _step(meaning, keys, first, last, known):
        return False
    if isinstance(meaning, Which) and meaning.what.month and "month_first" in known.habits:
        return all_words[last - 1].is_capital or all_words[first].is_capital  # not "at this march"
    if isinstance(meaning, Calendar):
        if before in QUOTES and after in QUOTES and meaning.year is None and meaning.decade is None:
            return False  # a school, a street or a prize: „11 Октомври“
        if meaning == Calendar(day=meaning.day):
            # "The 5th" is a day only where no noun follows: the 5th floor, the 5th century.
            return before in ("on", "by", "until", "since", "from") and not after[:1].isalpha()
        if meaning == Calendar(decade=ZEROS) and last - first == 1:
            return False  # "в начале нулевых", but not "на нулевых отметках"
        if meaning.month and keys[first] in known.adjectives:
            return not all_words[first].is_capital or not first or before in (".", "!", "?", ":", '"', "“", "„", "«")
        if meaning == Calendar(year=meaning.year) and meaning.year is not None:
            return _year(meaning.year, first, last, all_words, keys, known)
        if meaning.day and meaning.month and meaning.year is None and not _bare_day(meaning, first, last, keys, known):
            return False
        if meaning.day and meaning.month and meaning.year is None and keys[last - 1].replace(".", "").isdigit():
            return _figures(first, last, all_words, keys, known)
    if isinstance(meaning, Clock) and meaning.hour is None and last < len(keys) and "month_first" in known.habits:
        name = all_words[last]  # the Evening News
        if name.is_word and name.is_capital and not all_words[first].text.isupper():
            return False
    if isinstance(meaning, Clock) and meaning.hour is not None and _is_score(first, last, keys):
        return False
    if (
        isinstance(meaning, Length)
        and before in CURRENCY
        and first
        and all_words[first - 1].end == all_words[first].start
    ):
        return False
    if keys[first] in known.short_days and last - first <= 2 and isinstance(meaning, Calendar):
        return False
    if last - first == 1 and keys[first] in known.doubtful:
        word = all_words[first]
        if (
            "month_first" in known.habits
            and not word.is_capital
            and isinstance(meaning, Calendar)
            and not meaning.season
        ):
            return False
        return before in known.tense.get("prepositions", ()) and (after not in ("'s",))
    return True


def _step(meaning: Step, keys: Sequence[str], first: int, last: int, known: Vocabulary) -> bool:
    """The day before an event is not the day before the last date; "the year" is ours only after some prepositions."""
    after = keys[last] if last < len(keys) else ""
    if meaning.part == "here":
        return after in known.tense.get("ended", ()) or (
            first > 0 and keys[first - 1] in known.tense.get("before_period", ())
        )
    before = meaning.anchor == "then" and any(
        each.symbol == "AFTERBEFORE" for each in known.whole.get(keys[last - 1], ())
    )
    return not (before and after.isalpha() and after not in known.tense.get("prepositions", ()))


def _year(
    year: int,
    first: int,
    last: int,
    all_words: Sequence[Word],
    keys: Sequence[str],
    known: Vocabulary,
    about: bool = False,
) -> bool:
    if last - first > 1 and keys[last - 1] != ".":
        return True
    before = keys[first - 1] if first else ""
    after = keys[last] if last < len(keys) else ""
    if before in CURRENCY or after in CURRENCY:
        return False
    if before in ("-", "/", ".", ":", "+") and all_words[first - 1].end == all_words[first].start:
        close = first >= 2 and all_words[first - 2].end == all_words[first - 1].start
        if close and (keys[first - 2].isdigit() is False or len(keys[first - 2]) != 4):
            return before == "-" and keys[first - 2].isalpha() and keys[first - 2] in ("pre", "post", "mid")
    counted = known.tense.get("counted", ())
    stems = known.tense_stems.get("counted") or ("\0",)
    if after in counted or after.startswith(stems):
        return False
    barred = known.tense.get("not_before_year", ())
    if not about and (before in barred or (first > 1 and before in THAN and keys[first - 2] in barred)):
        return False
    if year in YEARLIKE:
        return True
    if _ranked(last, all_words, keys, known):
        return True
    # A figure such as 1500 is a year only where the text treats it as one.
    dated = before in known.tense.get("prepositions", ()) or before in ("(", "-", "–", "—")
    closed = after in (")", ",", ".", "-", "–", "—", ";", "") or after in known.tense.get("prepositions", ())
    return dated and closed


def _ranked(last: int, all_words: Sequence[Word], keys: Sequence[str], known: Vocabulary) -> bool:
    """Say whether a full stop inside the sentence makes a figure an ordinal, and so a year: "1870., a"."""
    if last + 1 >= len(keys) or keys[last] != "." or "month_first" in known.habits:
        return False
    following = all_words[last + 1]
    return following.text == "," or (following.is_word and not following.is_capital)


def maybe_year(meaning: Meaning, first: int, last: int, keys: Sequence[str], known: Vocabulary) -> bool:
    """Say whether a bare figure may be a year after all: "In 1860 the president ..."."""
    if not isinstance(meaning, Calendar) or meaning.year is None or meaning != Calendar(year=meaning.year):
        return False
    after = keys[last] if last < len(keys) else ""
    counted = after in known.tense.get("counted", ()) or after.startswith(known.tense_stems.get("counted") or ("\0",))
    before = keys[first - 1] if first else ""
    return not counted and after not in CURRENCY and before in known.tense.get("prepositions", ()) and before != "("


def _bare_day(meaning: Calendar, first: int, last: int, keys: Sequence[str], known: Vocabulary) -> bool:
    """Say whether a day and month without a year are a date: "in April 31 people" and "up 30.02 points" are not."""
    after = keys[last] if last < len(keys) else ""
    counted = after in known.tense.get("counted", ())
    possible = is_day(2024, meaning.month or 0, meaning.day or 0)
    if "." in keys[first] and not possible:
        return False
    month_leads = not keys[first][0].isdigit() and keys[last - 1].isdigit() and last - first <= 3
    noun = after[:1].isalpha() and after not in known.tense.get("prepositions", ())
    dated = first > 0 and keys[first - 1] in ("on", "by", "until", "since", "dated")
    return not (month_leads and (counted or (noun and not possible and not dated)))


def _figures(first: int, last: int, all_words: Sequence[Word], keys: Sequence[str], known: Vocabulary) -> bool:
    """A bare 15.02 is a date after a preposition, with a full stop of its own, or alone."""
    if "." not in keys[first] and "/" not in keys[first:last]:
        return True
    before = keys[first - 1] if first else ""
    after = keys[last] if last < len(keys) else ""
    if after in CURRENCY or "%" in after or after in known.tense.get("counted", ()):
        return False
    if after.startswith(known.tense_stems.get("counted") or ("\0",)):
        return False
    dotted = after == "." and last + 1 < len(keys)
    return before in known.tense.get("prepositions", ()) or dotted or before in ("", "(", "-", "–")


def _is_score(first: int, last: int, keys: Sequence[str]) -> bool:
    """21:19, 25:23 (two in a row) and 2:1 are scores."""
    if last - first != 3 or keys[first + 1] != ":":
        return False
    for at in (first - 3, first - 4, last, last + 1):
        if at >= 0 and at + 2 < len(keys) and keys[at + 1] == ":" and keys[at].isdigit() and keys[at + 2].isdigit():
            between = keys[min(at + 3, last) : max(at, first)]
            if all(key in (",", "(", ")", ";") for key in between):
                return True
    return False

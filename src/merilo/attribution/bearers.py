"""How a source goes on behind a comma, a place or a bracket: „директорот во Дебар, Авни Коџаџику“, "(D-N.C.)"."""

from __future__ import annotations

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import Line

NONE = ("\0",)  # an ending that no word has
NEAR = 5  # words in which a title follows a comma


def name_behind(line: Line, first: int, comma: int, end: int, tongue: Tongue) -> bool:
    """Say whether a name alone follows the comma after a title: „директорката на болницата, д-р Весна Карова“."""
    row = line.row
    titled = any(row[at].lower in tongue.persons or row[at].lower in tongue.articles for at in range(first, comma))
    if not titled or any(row[at].is_capital and len(row[at - 1].text) > 2 for at in range(first + 1, comma)):
        return False  # „ministrja e Shëndetësisë, Arta Leka“ goes on
    at = comma + 1
    while at < end and row[at].lower in tongue.persons and not row[at].is_capital:
        at += 1
    last = at
    while last < end and (row[last].is_capital or (row[last].lower == "." and last > at)):
        last += 1
    return last - at > 1 and (last >= end or not row[last].is_word)


def place_before_name(line: Line, first: int, at: int, end: int, tongue: Tongue) -> int | None:
    """Return the comma before a name where only its bearer's place stands between the two."""
    row, comma = line.row, at + 1
    if tongue.bare or row[at].lower not in tongue.prepositions or row[first].lower not in tongue.persons:
        return None
    while comma < end and row[comma].is_capital:
        comma += 1
    if comma == at + 1 or comma >= end or row[comma].lower != ",":
        return None
    last = comma + 1
    while last < end and row[last].is_capital:
        last += 1
    return comma if last - comma > 2 and (last >= end or not row[last].is_word) else None


def place_of(line: Line, comma: int) -> int:
    """Return where the capitals before a comma have their preposition."""
    at = comma - 1
    while at > 0 and line.row[at].is_capital:
        at -= 1
    return at


def told_behind(line: Line, at: int, end: int, tongue: Tongue) -> bool:
    """Say whether what follows a comma after a name still tells who that is ("..., the deputy minister, ...")."""
    row = line.row
    if at >= end:
        return False
    lower = row[at].lower
    if lower in tongue.relatives or lower in tongue.breakers:
        return False
    if lower in tongue.articles or (lower in tongue.persons and (tongue.bare or not row[at].is_capital)):
        return True
    if row[at].text[0].isdigit():  # an age
        return at + 1 < end and row[at + 1].lower == ","
    if row[at].is_capital or not row[at].is_word or lower.endswith(tongue.finite_endings or NONE):
        return False
    for ahead in range(at, min(end, at + NEAR)):
        if row[ahead].lower in tongue.persons:
            return True
        if not row[ahead].is_word or row[ahead].lower in tongue.prepositions:
            return False
    return False


def party(line: Line, at: int) -> bool:
    """Say whether a bracket holds only a party or an abbreviation: "(D-N.C.)", „(СДСМ)“."""
    row = line.row
    if row[at].lower != "(":
        return False
    return any(row[ahead].lower == ")" for ahead in range(at + 1, min(len(row), at + 6)))

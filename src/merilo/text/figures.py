"""Numbers in figures: what the points, commas and spaces in them mean, by language."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from merilo.text.words import Word

GROUPED = regex.compile(r"\d{1,3}(?:([.,\u00a0\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?\Z")
SEPARATORS = frozenset(".,\u00a0\u202f")
LONGEST = 24


def figure(written: str, decimal: str) -> float | None:
    """Return the value of a number in figures, or None where it is a date, a version or a phone number.

    `decimal` is the language's decimal mark. "1.500" is 1500 where that is a comma, and so is "1,500", which is
    borrowed from English: nobody ends a decimal fraction with a nought.
    """
    if len(written) > LONGEST or any(not (sign.isdecimal() or sign in SEPARATORS) for sign in written):
        return None
    thousands = "." if decimal == "," else ","
    if written.isdecimal():
        return None if written[0] == "0" and len(written) > 1 else float(written)
    marks = [mark for mark in written if not mark.isdecimal()]
    pieces = regex.split(r"\D", written)
    if len(pieces[0]) > 1 and pieces[0][0] == "0":
        return None
    if len(marks) == 1:
        return _one_mark(pieces[0], pieces[1], marks[0], decimal, thousands)
    if not GROUPED.match(written) or len(set(marks[:-1])) > 1:
        return None
    if marks[-1] == marks[0]:
        return float("".join(pieces)) if len(pieces[-1]) == 3 else None
    return float("".join(pieces[:-1]) + "." + pieces[-1])


def _one_mark(whole: str, rest: str, mark: str, decimal: str, thousands: str) -> float | None:
    fits = len(rest) == 3 and len(whole) <= 3 and whole != "0"
    if mark not in ".,":
        return float(whole + rest) if fits else None
    if fits and (mark == thousands or (decimal == "," and rest.endswith("0"))):
        return float(whole + rest)
    if mark == thousands and decimal == "." and not 1 <= len(rest) <= 2:
        return None
    return float(f"{whole}.{rest}")


def spaced(row: Sequence[Word], at: int, decimal: str) -> tuple[float, int] | None:
    """Return the value of figures grouped by spaces ("1 234 567,5") and the word after them, or None."""
    if not (row[at].text.isdecimal() and 1 <= len(row[at].text) <= 3 and row[at].text[0] != "0"):
        return None
    last, digits, fraction = at + 1, row[at].text, ""
    while last < len(row) and row[last].start == row[last - 1].end + 1 and not fraction:
        head, mark, tail = row[last].text.partition(decimal)
        if not (len(head) == 3 and head.isdecimal() and (not mark or tail.isdecimal())):
            break
        digits, fraction, last = digits + head, tail, last + 1
        if len(digits) > 15:
            return None
    return None if last == at + 1 else (float(f"{digits}.{fraction or 0}"), last)

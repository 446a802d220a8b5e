"""A pick made with a plain form: from sentence, to sentence, and, if one likes, only some words of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from merilo_desk.readingroom.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stretch of the text that was picked, with its words."""

    start: int
    end: int
    words: str


def by_hand(sheet: Sheet, asked: Mapping[str, str]) -> tuple[Chosen | None, str]:
    """Return what was picked, and what is wrong with it: one of the two, or neither where nothing was asked for."""
    first, last = asked.get("from", ""), asked.get("to", "") or asked.get("from", "")
    if not first.isdecimal() or not last.isdecimal() or not sheet.numbers:
        return None, ""
    low, high = sorted((int(first), int(last)))
    start, end = sheet.bounds(low)[0], sheet.bounds(high)[1]
    text = sheet.digest.report.article.text
    only = " ".join(asked.get("only", "").split())
    if only:
        spot = _spot(text[start:end], only)
        if spot is None:
            return None, _("These words do not stand in the sentences you chose. Copy them from the text.")
        start, end = start + spot[0], start + spot[1]
    return Chosen(start, end, text[start:end]), ""


def _spot(text: str, only: str) -> tuple[int, int] | None:
    """Return where words stand, whatever the white space between them and whether letters are small or capital."""
    words = only.split()
    folded = text.lower() if len(text.lower()) == len(text) else text
    wanted = [word.lower() if folded != text else word for word in words]
    at = folded.find(wanted[0])
    while at >= 0:
        end = at + len(wanted[0])
        for word in wanted[1:]:
            gap = len(folded[end:]) - len(folded[end:].lstrip())
            if not gap or not folded.startswith(word, end + gap):
                break
            end += gap + len(word)
        else:
            return at, end
        at = folded.find(wanted[0], at + 1)
    return None

"""Plain text: its headline and its date, where the first lines clearly are such; the words stay as they are."""

from __future__ import annotations

import re
from dataclasses import replace

from merilo.model import Phrase
from merilo.reading.dateline import date_among
from merilo.reading.manuscript import Manuscript

LONGEST_TITLE = 160
MARKUP = re.compile(r"^(?:#{1,6}[ \t]+|\*\*|__)|(?:\*\*|__|[ \t]#+)$")
LOOK = 4000


def completed(found: Manuscript) -> Manuscript:
    """Return a document's manuscript with the headline and date of its first lines, where it gave none itself."""
    told = headed(found.text)
    return replace(found, title=found.title or told.title, published=found.published or told.published)


def headed(text: str, *, title: str = "", notices: tuple[Phrase, ...] = ()) -> Manuscript:
    """Return the text as a manuscript, with the headline and date that its first lines give."""
    head = text[:LOOK]
    lines = [line.strip() for line in head.splitlines()[:8] if line.strip()]
    published = date_among(lines[:4]) or date_among([*lines[4:], *_last_lines(text)], bare=False)
    return Manuscript(text=text, title=title or _headline(head), published=published, notices=notices)


def _headline(head: str) -> str:
    """Return a short first line that ends like no sentence and stands alone, or nothing."""
    first, line_break, rest = head.lstrip("\ufeff \t\r\n").partition("\n")
    line = MARKUP.sub("", MARKUP.sub("", first.strip())).strip()
    following = rest.partition("\n")[0]
    if not line_break or not rest.strip() or following.strip():
        return ""
    if not 2 < len(line) <= LONGEST_TITLE or line[-1] in ".:;,…" or 2 * sum(map(str.isalpha, line)) < len(line):
        return ""
    return line if date_among([line]) is None else ""


def _last_lines(text: str) -> list[str]:
    return [line.strip() for line in text[max(LOOK, len(text) - 300) :].splitlines()[1:] if line.strip()]

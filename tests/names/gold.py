"""Sentences with their names in brackets, as `tests/cases/names.<language>.yaml` has them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import yaml

from merilo.model import Article, Mention, Reading, Span

CASES = Path(__file__).parent.parent / "cases"
MARK = re.compile(r"\[(PER|ORG|LOC|MISC) ([^\[\]]+)\]")
CYRILLIC = ("mk", "sr", "bg", "ru", "uk")
Name = tuple[int, int, str]


def unmarked(line: str) -> tuple[str, tuple[Name, ...]]:
    """Return a sentence without its brackets, and the names that stood in them as (start, end, kind)."""
    text, names, at = "", [], 0
    for found in MARK.finditer(line):
        text += line[at : found.start()]
        names.append((len(text), len(text) + len(found.group(2)), found.group(1)))
        text += found.group(2)
        at = found.end()
    return text + line[at:], tuple(names)


def sentences(language: str) -> list[tuple[str, tuple[Name, ...]]]:
    """Return the sentences of a language with their names."""
    listed = yaml.safe_load((CASES / f"names.{language}.yaml").read_text(encoding="utf-8"))
    return [unmarked(line) for line in listed["sentences"].splitlines() if line.strip()]


def reading(text: str, language: str, script: str | None = None) -> Reading:
    """Make the reading of a text of one sentence a line."""
    script = script or ("Cyrl" if language in CYRILLIC else "Latn")
    spans, at = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return Reading(Article(text=text, language=language, script=script), sentences=tuple(spans))


def paged(language: str, lines: int = 10) -> list[tuple[Reading, set[Name]]]:
    """Return the sentences in stories of so many lines, each with its names."""
    rows = sentences(language)
    made = []
    for first in range(0, len(rows), lines):
        text, names = "", set()
        for sentence, found in rows[first : first + lines]:
            names |= {(start + len(text), end + len(text), kind) for start, end, kind in found}
            text += sentence + "\n"
        made.append((reading(text, language), names))
    return made


def hits(gold: set[Name], mentions: tuple[Mention, ...]) -> Counter[str]:
    """Count names found, missed and made up."""
    told = {(each.span.start, each.span.end, each.type) for each in mentions}
    return Counter(found=len(gold & told), missed=len(gold - told), extra=len(told - gold))


def f1(counted: Counter[str]) -> float:
    """Return the F1 of such a count."""
    return 2 * counted["found"] / max(1, 2 * counted["found"] + counted["missed"] + counted["extra"])

"""Texts with inline TIMEX3 tags, and the three F1 scores of TempEval-3 over them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from merilo.dates import times
from merilo.model import Article, Reading, Span, TimeRef

TAG = re.compile(r"<(/?)([A-Za-z0-9]+)([^>]*)>")
BODY = re.compile(r"<TEXT>(.*?)</TEXT>", re.S)


@dataclass(frozen=True, slots=True)
class Gold:
    """A text with its publication date and its time expressions as annotated: span, type, value."""

    name: str
    text: str
    published: date | None
    times: tuple[tuple[Span, str, str], ...]


def attribute(tag: str, name: str) -> str:
    """Return an attribute of a tag, or nothing."""
    found = re.search(rf'{name}="([^"]*)"', tag)
    return found[1] if found else ""


def read_inline(path: Path) -> Gold:
    """Read one document with inline tags (TimeML or WikiWars)."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    body = BODY.search(raw)
    inner = body[1] if body else raw
    text: list[str] = []
    at = 0
    found: list[tuple[Span, str, str]] = []
    opened: list[tuple[int, str]] = []
    last = 0
    for tag in TAG.finditer(inner):
        piece = html.unescape(inner[last : tag.start()])
        text.append(piece)
        at += len(piece)
        last = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            opened.append((at, tag[3]))
        elif opened:
            start, attributes = opened.pop()
            if at > start:
                found.append((Span(start, at), attribute(attributes, "type"), attribute(attributes, "value")))
    text.append(html.unescape(inner[last:]))
    head = raw[: body.start()] if body else ""
    created = re.search(r'value="(\d{4}-\d\d-\d\d)', head)
    published = date.fromisoformat(created[1]) if created else None
    return Gold(path.name, "".join(text), published, tuple(sorted(found)))


def documents(folder: Path, pattern: str) -> Iterator[Gold]:
    """Yield the documents of a folder, in the order of their names."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    for path in sorted(folder.glob(pattern)):
        yield read_inline(path)


def found_in(gold: Gold, language: str, script: str) -> tuple[TimeRef, ...]:
    """Read the times of a document."""
    return times(Reading(Article(text=gold.text, language=language, script=script, published=gold.published)))


def score(pairs: Sequence[tuple[Gold, tuple[TimeRef, ...]]]) -> dict[str, float]:
    """Return strict F1 (same stretch), relaxed F1 (shared characters) and value F1 (relaxed, and the same value)."""
    strict = relaxed = valued = gold_count = made_count = 0
    for gold, made in pairs:
        gold_count += len(gold.times)
        made_count += len(made)
        free = list(made)
        for span, _, value in gold.times:
            hits = [ref for ref in free if ref.span.overlaps(span)]
            if not hits:
                continue
            hit = next((ref for ref in hits if ref.span == span), hits[0])
            free.remove(hit)
            relaxed += 1
            strict += hit.span == span
            valued += hit.value == value
    both = max(gold_count + made_count, 1)
    return {"strict_f1": 2 * strict / both, "relaxed_f1": 2 * relaxed / both, "value_f1": 2 * valued / both}

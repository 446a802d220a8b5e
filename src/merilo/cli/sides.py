"""`merilo compare`: a translation beside its original, in the terminal or as JSON."""

from __future__ import annotations

import sys
from typing import Any

import msgspec
from rich.console import Console
from rich.text import Text

from merilo.encoder import shared
from merilo.errors import MeriloError
from merilo.model import Article, Phrase, Span
from merilo.reading.read import read
from merilo.speech import say as told
from merilo.versions.compare import Comparison
from merilo.versions.compare import compare as compared
from merilo.versions.differ import Variation

DONE, NOTHING_READ = 0, 3
SCHEMA = "merilo-comparison/1"
COLOURS = {"warning": "yellow", "note": "cyan"}


def compare(original: str, translation: str, form: str, say: str) -> int:
    """Read both sources, hold them side by side and draw what differs; return the exit status."""
    articles = []
    for source in (original, translation):
        try:
            articles.append(read(source))
        except MeriloError as error:
            print(error, file=sys.stderr)
            return NOTHING_READ
    found = compared(articles[0], articles[1], shared())
    if form == "json":
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(out(found, say)), indent=2).decode() + "\n")
    else:
        _draw(found, say, Console(highlight=False))
    return DONE


def out(found: Comparison, say: str) -> dict[str, Any]:
    """Return a comparison as plain values; offsets are half-open code points of each text, as in a report."""
    left, right = found.original, found.translation
    return {
        "schema": SCHEMA,
        "original": _article(left.article),
        "translation": _article(right.article),
        "passages": [
            {
                "original": [_span(left.sentences[at]) for at in each.left],
                "translation": [_span(right.sentences[at]) for at in each.right],
                "alike": round(each.alike, 4),
            }
            for each in found.passages
        ],
        "differences": [
            {
                "kind": each.kind,
                "original": _span(each.here) if each.here else None,
                "translation": _span(each.there) if each.there else None,
                "sentences": {
                    "original": [_span(span) for span in each.passages[0]],
                    "translation": [_span(span) for span in each.passages[1]],
                },
                "message": told(each.message, say),
                "severity": each.severity,
                "confidence": each.confidence,
            }
            for each in found.variations
        ],
    }


def _article(article: Article) -> dict[str, str]:
    return {"source": article.source, "language": article.language, "script": article.script, "text": article.text}


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _draw(found: Comparison, say: str, console: Console) -> None:
    for each in found.variations:
        console.print(Text(told(each.message, say), style=f"bold {COLOURS.get(each.severity, '')}"))
        console.print(_shown("original", each.passages[0], each.here, found.original.article, say, each))
        console.print(_shown("translation", each.passages[1], each.there, found.translation.article, say, each))
        console.print()
    if not found.variations:
        console.print(told(Phrase("versions.nothing"), say))
    left, right = found.unpaired
    pairs = sum(bool(each.left and each.right) for each in found.passages)
    console.print(told(Phrase("versions.aligned", {"pairs": pairs, "left": left, "right": right}), say))


def _shown(
    side: str, sentences: tuple[Span, ...], place: Span | None, article: Article, say: str, each: Variation
) -> Text:
    """Return the sentences of one side with the place that differs marked."""
    shown = Text(f"  {told(Phrase(f'versions.{side}'), say)}: ")
    start, end = sentences[0].start, sentences[-1].end
    at = len(shown)
    shown.append(" ".join(article.text[start:end].split("\n")))
    if place:
        shown.stylize(f"underline {COLOURS.get(each.severity, '')}", at + place.start - start, at + place.end - start)
    return shown

"""How well promises are found in programmes of real size, made up and marked by hand, in English, mk and sr."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from merilo import claims
from merilo.bench.registry import benchmark
from merilo.model import Span
from merilo.pipeline import Means, understood
from merilo.pledges import pledges as find
from merilo.reading.read import article_of

CASES = Path(__file__).parents[3] / "tests" / "cases" / "programmes"
LANGUAGES = ("en", "mk", "sr")
PUBLISHED = date(2026, 9, 1)
OPEN, CLOSE, HELD = "⟪", "⟫", "==="
# A promise is found where what was found and what was marked share so much of the two together.
SHARED = 0.5


@benchmark("pledges")
def pledges(data: Path) -> Mapping[str, float]:
    """Promises found in programmes with diagnoses, boasts and values among them.

    The rules were mended on the first half of each; `held_` is the other half. `fresh_` are three shorter ones that
    were written after that, measured once, and then mended on too: docs/explanation/measurements.md has both figures.
    `unseen_` are three of real size by somebody who had not seen the rules; nothing is mended on them.
    """
    counts = {name: [tally(part, name) for part in parts(name)] for name in LANGUAGES}
    every = [each for both in counts.values() for each in both]
    scores = {"f1": f1(every), "precision": precision(every), "recall": recall(every)}
    for name, (first, second) in counts.items():
        scores |= {f"f1-{name}": f1([first, second]), f"held_f1-{name}": f1([second])}
    for kind in ("fresh", "unseen"):
        read = {name: tally(_read(f"{kind}.{name}"), name) for name in LANGUAGES}
        scores |= {f"{kind}_f1-{name}": f1([each]) for name, each in read.items()}
        scores[f"{kind}_f1"] = f1(list(read.values()))
    return {**scores, "held_f1": f1([both[1] for both in counts.values()])}


def parts(language: str) -> tuple[str, str]:
    """Return the two parts of a programme: what the rules were mended on, and what was held out."""
    first, _, second = _read(language).partition(f"\n{HELD}\n")
    return first, second


def _read(name: str) -> str:
    """Return a programme without its first line, which tells people how to read it."""
    return (CASES / f"{name}.txt").read_text(encoding="utf-8").split("\n", 1)[1]


def marked(text: str) -> tuple[str, list[Span]]:
    """Return a text without its marks, and the promises that they stood around."""
    plain, spans, start = "", [], 0
    for letter in text:
        if letter == OPEN:
            start = len(plain)
        elif letter == CLOSE:
            spans.append(Span(start, len(plain)))
        else:
            plain += letter
    return plain, spans


def tally(text: str, language: str) -> tuple[int, int, int]:
    """Return how many promises were found rightly, how many were found, and how many there are."""
    plain, gold = marked(text)
    found = found_in(plain, language)
    return len(pairs(found, gold)), len(found), len(gold)


def found_in(plain: str, language: str) -> list[Span]:
    """Return the promises that the engine finds."""
    reading, encoded = understood(article_of(plain, language=language, published=PUBLISHED), Means())
    return [each.span for each in find(replace(reading, claims=claims.find(reading, encoded)))]


def pairs(found: Sequence[Span], gold: Sequence[Span]) -> list[tuple[Span, Span]]:
    """Return what was found beside what was marked, each once."""
    matched, left = [], list(gold)
    for span in found:
        other = next((each for each in left if _shared(span, each) >= SHARED), None)
        if other:
            left.remove(other)
            matched.append((span, other))
    return matched


def _shared(one: Span, other: Span) -> float:
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start))


Counts = Sequence[tuple[int, int, int]]


def precision(counts: Counts) -> float:
    """Return the share of what was found that is a promise."""
    return sum(right for right, _, _ in counts) / max(sum(found for _, found, _ in counts), 1)


def recall(counts: Counts) -> float:
    """Return the share of the promises that were found."""
    return sum(right for right, _, _ in counts) / max(sum(gold for _, _, gold in counts), 1)


def f1(counts: Counts) -> float:
    """Return the harmonic mean of the two."""
    return 2 * sum(r for r, _, _ in counts) / max(sum(f + g for _, f, g in counts), 1)

"""What in a short text can differ from another: its quantities, dates, names, and whether it denies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from merilo.dates import times
from merilo.matches.clean import masked
from merilo.matches.tongue import profile_of, words_of
from merilo.model import Article, Quantity, Reading, Span, TimeRef
from merilo.names.cluster import form_of
from merilo.names.compare import Form
from merilo.names.finds import by_rules, page
from merilo.text.numbers import quantities
from merilo.text.words import words

# Of a long post only the beginning is compared thing by thing: a claim stands early.
LONGEST = 1_500


@dataclass(frozen=True, slots=True)
class Facts:
    """The things named in a text, with their places in it."""

    text: str
    profile: str
    quantities: tuple[Quantity, ...]
    times: tuple[TimeRef, ...]
    names: tuple[tuple[Span, Form], ...]
    denials: tuple[Span, ...]


@lru_cache(maxsize=4_096)
def facts_of(text: str, language: str = "other", said: date | None = None) -> Facts:
    """Read the facts of a claim or post; spans count in `text` as given. `said` anchors dates like "last May"."""
    profile = profile_of(text, language)
    clean = masked(text)[:LONGEST]
    if not clean.strip():
        return Facts(text, profile, (), (), (), ())
    main = profile.split("-")[0]
    article = Article(clean, language=main, script="Cyrl" if _is_cyrillic(clean) else "Latn", published=said)
    sentences = (Span(0, len(clean)),)
    found = quantities(clean, sentences, profile)
    reading = Reading(article, sentences=sentences, quantities=found)
    dated = tuple(time for time in times(reading) if time.type == "DATE" and time.value[:4].isdigit())
    inside = [time.span for time in dated]
    leaf = page(reading)
    return Facts(
        text,
        profile,
        tuple(each for each in found if not any(each.span.overlaps(span) for span in inside)),
        dated,
        tuple((each.span, form_of(leaf, each)) for each in by_rules(leaf)),
        denials(clean, profile),
    )


def denials(text: str, profile: str) -> tuple[Span, ...]:
    """Return the words that deny: "not", "никогаш", "nuk" ..."""
    listed = words_of(profile).negation
    short = tuple(word for word in listed if word.endswith(("’", "'")))
    whole = frozenset(listed) - frozenset(short)
    return tuple(
        word.span
        for word in words(text)
        if word.lower in whole or word.lower.endswith(("n't", "n’t")) or (short and word.lower.startswith(short))
    )


def _is_cyrillic(text: str) -> bool:
    letters = [letter for letter in text[:400] if letter.isalpha()]
    return 2 * sum("\u0400" <= letter <= "\u052f" for letter in letters) > len(letters)


def of_words(spans: Sequence[Span], text: str) -> str:
    """Return the words of several stretches, joined for showing."""
    return " … ".join(span.of(text) for span in spans)

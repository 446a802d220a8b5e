"""The engine's door: the only room of the desk that imports `merilo`.

One thread of each process owns the encoder and the open libraries (a library's connection belongs to the thread that
opened it, and the encoder uses every core by itself); everybody else asks it and waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
from django.conf import settings

from merilo import ledger
from merilo import report as reports
from merilo.claimreview import (
    Problem,
    claim_review,
    data_feed,
    fact_check_of,
    found_in_html,
    media_review,
    reviews_in,
    validate,
    validate_html,
    validate_page,
)
from merilo.claims import Sentence, judge
from merilo.drawing.digest import HIDDEN, Digest, Voice
from merilo.drawing.layers import Passed, Told, layers
from merilo.drawing.markdown import markdown
from merilo.drawing.marked import Cover, Mark, Paragraph, Piece, bounds, paragraphs
from merilo.drawing.moments import Line, moments
from merilo.drawing.page import page
from merilo.drawing.pictures import Picture, voices
from merilo.errors import LedgerBroken, MeriloError
from merilo.library import Library, Record, import_checks, names
from merilo.matches import sound
from merilo.matches.terms import terms
from merilo.model import Article, FactCheck
from merilo.pipeline import STAGES
from merilo.reading.read import article_from_bytes, article_of, read
from merilo.reading.unbroken import unbroken
from merilo.speech import say
from merilo.text.language import language_of
from merilo.text.script import script_of
from merilo.text.sentences import sentences as sentences_of
from merilo.wire import MatchOut, ReportOut
from merilo_desk.engine.earlier import Before, Kept, encoder_name, said_before, sentences_meant
from merilo_desk.engine.feeds import Answer, CannotFetch, feed_at, page_at
from merilo_desk.engine.links import link_trouble, told_machine
from merilo_desk.engine.lookup import identifier, looked_up
from merilo_desk.engine.nearness import Alike, alike, keys_asked, keys_kept, link_key, meaning_of
from merilo_desk.engine.phrases import places_of, sentence_around
from merilo_desk.engine.programmes import Point, points_of
from merilo_desk.engine.quoted import Looked, looked_at
from merilo_desk.engine.reading import (
    Read,
    Stopped,
    article_again,
    label,
    published_day,
    read_through,
    shown_in,
    side_by_side,
    summary_said,
    written,
)
from merilo_desk.engine.repeats import Repeat, repeats_in
from merilo_desk.engine.thread import asked, forget_libraries
from merilo_desk.engine.thread import encoder as _encoder

__all__ = [
    "HIDDEN",
    "STAGES",
    "Alike",
    "Answer",
    "Article",
    "Before",
    "CannotFetch",
    "Cover",
    "Digest",
    "FactCheck",
    "Kept",
    "LedgerBroken",
    "Line",
    "Looked",
    "Mark",
    "MatchOut",
    "MeriloError",
    "Paragraph",
    "Passed",
    "Picture",
    "Piece",
    "Point",
    "Problem",
    "Read",
    "Repeat",
    "ReportOut",
    "Stopped",
    "Told",
    "Voice",
    "Worth",
    "alike",
    "article_again",
    "article_from_bytes",
    "article_of",
    "asked",
    "bounds",
    "claim_review",
    "count_sentences",
    "data_feed",
    "encoder_name",
    "fact_check_of",
    "feed_at",
    "forget_libraries",
    "found_in_html",
    "identifier",
    "judged",
    "keys_asked",
    "keys_kept",
    "label",
    "language_and_script",
    "layers",
    "ledger",
    "link_key",
    "link_trouble",
    "looked_at",
    "markdown",
    "matches",
    "meaning_of",
    "media_review",
    "moments",
    "page",
    "page_at",
    "paragraphs",
    "places_of",
    "points_of",
    "published_day",
    "put_into_library",
    "read",
    "read_through",
    "repeats_in",
    "reviews_in",
    "said_before",
    "search_keys",
    "sentence_around",
    "sentences_meant",
    "shown_in",
    "shown_report",
    "side_by_side",
    "sounding_like",
    "summary_said",
    "take_out_of_library",
    "told_machine",
    "unbroken",
    "validate",
    "validate_html",
    "validate_page",
    "voices",
    "written",
]


@dataclass(frozen=True, slots=True)
class Worth:
    """How much a sentence wants checking (0 to 1), and why, in the words of the language asked for."""

    score: float
    checkworthy: bool
    reasons: tuple[str, ...]


def language_and_script(text: str) -> tuple[str, str]:
    """Return the language ("mk", "sr", ..., "other") and script ("Cyrl", "Latn", "Zyyy") of a text."""
    script = script_of(text)
    return language_of(text), script


def search_keys(text: str, language: str = "other") -> str:
    """Return the words of a text as search keys, apart by spaces: lemmas, and one script for Cyrillic and Latin.

    Texts are found by their words where the keys of a query are among the keys that were kept with them.
    """
    return " ".join(dict.fromkeys(terms(text, language)))


# The names of a register are looked through again and again.
_sound = lru_cache(maxsize=100_000)(sound.sound)


def sounding_like(name: str, known: Mapping[int, Sequence[str]], least: float = 80) -> list[tuple[int, float]]:
    """Return which of some known names sound like a name, in any script and spelling, best first.

    Args:
        name: the name looked for.
        known: the names each number goes by.
        least: how alike they have to be, from 0 to 100.
    """
    key = _sound(name)

    def alike(other: str) -> float:
        whole = sound.ratio(key, _sound(other))
        # One word may be the surname alone: alike, but never as sure as the whole name.
        parts = other.split() if len(name.split()) == 1 else []
        return max([whole, *(0.95 * sound.ratio(key, _sound(part)) for part in parts)])

    scored = [(number, max(map(alike, names), default=0.0)) for number, names in known.items()]
    return sorted((each for each in scored if each[1] >= least), key=lambda each: -each[1])


def count_sentences(text: str, profile: str) -> int:
    """Return how many sentences a text has, by the rules of its language."""
    return len(sentences_of(text, profile))


def judged(sentences: Sequence[str], speaking: str = "en", language: str | None = None) -> list[Worth]:
    """Say of each sentence how much it wants checking; `speaking` is the profile in which reasons are told."""

    def work() -> list[Worth]:
        asked_for = []
        for text in sentences:
            guessed, script = language_and_script(text)
            asked_for.append(Sentence(text, language or guessed, script))
        found = judge(asked_for, _encoder())
        return [Worth(each.score, each.checkworthy, tuple(say(r, speaking) for r in each.reasons)) for each in found]

    return asked(work)


def matches(
    texts: Sequence[str], speaking: str = "en", language: str | None = None, top: int = 5, timeout: float | None = None
) -> list[list[MatchOut]]:
    """Return earlier fact checks of each claim from every library of the desk, best first.

    Empty where there is no encoder, no library, or nothing similar enough.
    """

    def work() -> list[list[MatchOut]]:
        told = [language or language_and_script(text)[0] for text in texts]
        return [[reports.match_out(each, speaking) for each in row] for row in looked_up(texts, told, top)]

    return asked(work, timeout) if texts else []


def shown_report(report: dict[str, Any]) -> ReportOut:
    """Return a stored report as typed values."""
    return reports.from_json(msgspec.json.encode(report))


def put_into_library(checks: Iterable[FactCheck], name: str = "desk") -> None:
    """Keep the desk's own published fact checks where matches find them; one with a known id takes its place."""

    def work() -> None:
        with Library.open(name, settings.HOME, create=True) as library:
            import_checks(library, [Record(line, each) for line, each in enumerate(checks, 1)], name="desk")
        forget_libraries()

    asked(work)


def take_out_of_library(ids: Sequence[str], name: str = "desk") -> None:
    """Forget checks that no longer stand, so that nobody is told of them; one that is not there is no trouble."""

    def work() -> None:
        if ids and name in names(settings.HOME):
            with Library.open(name, settings.HOME) as library:
                library.discard(ids)
            forget_libraries()

    asked(work)

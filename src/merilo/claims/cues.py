"""The words that make a sentence checkable, or not: which classes of cue stand in it, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache

from merilo.model import Span
from merilo.resources import load
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

SHORTEST = 5  # letters of a word that is told by its ending alone
VERB = frozenset(("verb",))
NEAR = 4  # words after a future word in which its verb is looked for


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The word list `claims` of a profile: cue classes, each a list of entries as `Lexicon` reads them.

    `tell` holds cues that reported speech may follow without "that"; `silent` says that somebody would not speak,
    `of_them` that a figure is part of the one before ("of which"); `idiom` is what looks like a cue or a figure and is
    none ("at least", "zero tolerance"). The lists that end in `_ends` hold endings of words: of verbs, of commands that
    open a sentence, of promises in one word, and of first persons that make a promise after a future word.
    """

    future: tuple[str, ...]
    commit: tuple[str, ...]
    ours: tuple[str, ...]
    expect: tuple[str, ...]
    compare: tuple[str, ...]
    change: tuple[str, ...]
    cause: tuple[str, ...]
    stand: tuple[str, ...]
    think: tuple[str, ...]
    ought: tuple[str, ...]
    wish: tuple[str, ...]
    joke: tuple[str, ...]
    talk: tuple[str, ...]
    public: tuple[str, ...]
    we: tuple[str, ...]
    me: tuple[str, ...]
    they: tuple[str, ...]
    join: tuple[str, ...]
    that: tuple[str, ...]
    which: tuple[str, ...]
    order: tuple[str, ...]
    verb: tuple[str, ...]
    idiom: tuple[str, ...]
    tell: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    of_them: tuple[str, ...] = ()
    verb_ends: tuple[str, ...] = ()
    order_ends: tuple[str, ...] = ()
    ours_ends: tuple[str, ...] = ()
    future_ends: tuple[str, ...] = ()


CLASSES = tuple(field.name for field in fields(ClaimWords) if not field.name.endswith("_ends"))


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue found: its classes (an entry may stand in several lists) and its place."""

    classes: frozenset[str]
    span: Span


@dataclass(frozen=True, slots=True)
class Tongue:
    """The cue words of a profile, ready to be looked up."""

    lexicon: Lexicon[frozenset[str]]
    ends: tuple[tuple[str, tuple[str, ...]], ...]
    future_ends: tuple[str, ...]


@cache
def tongue(profile: str) -> Tongue:
    """Return the cue words of a profile: one lexicon, entry -> the classes it stands in, and the endings."""
    lists = load(profile, "claims", ClaimWords)
    classes: dict[str, set[str]] = {}
    for name in CLASSES:
        for entry in getattr(lists, name):
            classes.setdefault(entry.lower(), set()).add(name)
    ends = (("order", lists.order_ends), ("ours", lists.ours_ends), ("verb", lists.verb_ends))
    return Tongue(
        Lexicon({entry: frozenset(names) for entry, names in classes.items()}),
        tuple((name, endings) for name, endings in ends if endings),
        lists.future_ends,
    )


def cues(row: Sequence[Word], profile: str) -> tuple[Cue, ...]:
    """Return the cues in a row of words, left to right; a command counts only where it opens the row."""
    words = tongue(profile)
    first = next((word.start for word in row if word.is_word), -1)
    found = _found(row, words)
    return tuple(cue for cue in found if "order" not in cue.classes or cue.span.start == first)


def _found(row: Sequence[Word], words: Tongue) -> Iterator[Cue]:
    at, future = 0, -NEAR
    while at < len(row):
        hit = words.lexicon.at(row, at)
        if hit is None:
            classes = _by_ending(row[at], words, after_future=at - future < NEAR)
            if classes:
                yield Cue(classes, row[at].span)
            at += 1
            continue
        classes = hit.entry
        if hit.last == at + 1:
            classes |= _by_ending(row[at], words, after_future=False) & VERB
        if words.future_ends and at - future < NEAR and row[hit.last - 1].lower.endswith(words.future_ends):
            classes = classes | {"ours"}
        if "future" in classes:
            future = hit.last - 1
        yield Cue(classes, Span(row[at].start, row[hit.last - 1].end))
        at = hit.last


def _by_ending(word: Word, words: Tongue, *, after_future: bool) -> frozenset[str]:
    lower = word.lower
    if len(lower) < SHORTEST or not word.is_word:
        return frozenset()
    found = [name for name, endings in words.ends if lower.endswith(endings)]
    if after_future and words.future_ends and lower.endswith(words.future_ends):
        found += ["ours", "verb"]
    return frozenset(found[:1] if "order" in found and word.is_capital else [name for name in found if name != "order"])

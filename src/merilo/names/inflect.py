"""How names change: the forms of a name, and the names a form may stand for, by the paradigms of a language."""

from __future__ import annotations

from functools import cache, lru_cache

from merilo.names.lists import given_names

VOWELS = frozenset("aeiouyëаеиоуыэюяєіїё")
# What stands before an ending must still look like a word.
SHORTEST_STEM = 2


@cache
def paradigms(profile: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (ending of the name itself, its other endings); "" is no ending."""
    rows = [row.split() for row in given_names(profile).paradigms]
    return tuple((_bare(row[0]), tuple(_bare(end) for end in row[1:])) for row in rows)


def _bare(ending: str) -> str:
    return "" if ending == "0" else ending


@cache
def _by_ending(profile: str) -> dict[str, tuple[str, ...]]:
    """Return ending of a form -> endings the name itself may have in its place."""
    found: dict[str, list[str]] = {}
    for own, others in paradigms(profile):
        for other in others:
            if other and own not in found.setdefault(other, []):
                found[other].append(own)
    return {ending: tuple(owns) for ending, owns in found.items()}


@lru_cache(maxsize=50_000)
def lemmas(word: str, profile: str) -> frozenset[str]:
    """Return the names, in small letters, that a word may be a form of; the word itself is always among them."""
    found = {word}
    table = _by_ending(profile)
    for length in range(1, min(6, len(word) - SHORTEST_STEM) + 1):
        stem = word[:-length]
        for own in table.get(word[-length:], ()):
            # A name without an ending of its own ends in a consonant.
            if own or stem[-1] not in VOWELS:
                found.add(stem + own)
    return frozenset(found)


@lru_cache(maxsize=20_000)
def forms(word: str, profile: str) -> frozenset[str]:
    """Return every form, in small letters, that the paradigms make of a name; the name itself is among them."""
    word = word.lower()
    found = {word}
    # An adjective (Hrvatska, Hrvatskoj) goes its own way, not that of nouns with the same last letter.
    special = {own for own, _ in paradigms(profile) if len(own) >= 3 and word.endswith(own)}
    for own, others in paradigms(profile):
        if special and own not in special:
            continue
        if not word.endswith(own) or len(word) - len(own) < SHORTEST_STEM:
            continue
        stem = word[: len(word) - len(own)] if own else word
        if own or stem[-1] not in VOWELS:
            found.update(stem + other for other in others)
    return frozenset(found)

"""Whether two short texts make one claim: for requests and posts that lie side by side and are in no library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from merilo.encoder import Embedder
from merilo.library.folding import folded
from merilo.matches.adapter import Adapted
from merilo.matches.differences import differences
from merilo.matches.facts import facts_of
from merilo.matches.matcher import signed
from merilo.matches.rank import numbers_in
from merilo.matches.semantic import readable
from merilo.matches.terms import CUT, terms, words_asked
from merilo.matches.vectors import Floats
from merilo.model import Difference

# Cosines: from here on two texts are surely one claim if nothing differs; from there on somebody should look. Set on
# the pairs of tests/matches/alike_pairs.py, where opposites ("abolished", "raised") reach .86.
SURE, LIKELY = 0.9, 0.62
# Fewer telling words than this are said of anything ("Please check this").
TELLING = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two texts are (0 to 1), whether that is sure enough to join them unasked, and what differs."""

    score: float
    sure: bool
    differences: tuple[Difference, ...]


def meanings(texts: Sequence[str], languages: Sequence[str], embedder: Embedder) -> Floats:
    """Return what texts mean as unit vectors: float32 (texts, width)."""
    worded = [readable(signed(text), language) for text, language in zip(texts, languages, strict=True)]
    return Adapted(embedder).vectors(worded) if worded else np.empty((0, embedder.width), np.float32)


def meaning_name(embedder: Embedder) -> str:
    """Return what to store beside such vectors: those of two names are never compared."""
    return Adapted(embedder).name


def alike(here: tuple[str, str], there: tuple[str, str], cosine: float | None = None) -> Alike | None:
    """Compare two texts, each given with its language; None where they are not alike enough to be shown.

    Args:
        here: the text that has come in, and its language.
        there: the text that it is compared with, and its language.
        cosine: how near their meanings are; without it only their words are compared.
    """
    ours, theirs = frozenset(terms(*here)), frozenset(terms(*there))
    shared = max(_shared(ours, theirs), _shared(_written(here[0]), _written(there[0])))
    meaning = shared if cosine is None else max(cosine, shared if shared >= SURE else 0.0)
    if meaning < LIKELY or min(len(ours), len(theirs)) < TELLING - 1:
        return None
    parted = differences(facts_of(*here), facts_of(*there))
    telling = min(len(ours), len(theirs)) >= TELLING
    one_count = numbers_in(here[0]) == numbers_in(there[0])
    return Alike(round(min(meaning, 1.0), 4), meaning >= SURE and telling and one_count and not parted, parted)


def _shared(ours: frozenset[str], theirs: frozenset[str]) -> float:
    return len(ours & theirs) / max(1, len(ours | theirs))


def _written(text: str) -> frozenset[str]:
    """Return the words as they are written, in one script: a language that is guessed wrong has other lemmas."""
    return frozenset(folded(word)[:CUT] for word in words_asked(text))

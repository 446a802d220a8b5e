"""Finding published checks by words: by lemmas in one script, so that „вакцините“ finds “vakcina”."""

from __future__ import annotations

from dataclasses import dataclass

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.publishing.index import ranked

# More than a reader pages through; whoever gets this many wants other words.
MOST = 500


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of checks, best first; `all_words` is False where only some of the words are in them."""

    numbers: tuple[int, ...]
    all_words: bool
    elsewhere: int = 0


def found(words: str, code: str) -> Found:
    """Find the checks of a language that hold all words, in whatever form or script; failing that, some of them."""
    keys = engine.search_keys(words, language(code).profile.split("-")[0]).split()
    if not keys:
        return Found((), True)
    for every in (True, False):
        numbers = ranked(keys, code, every=every, most=MOST)
        if numbers:
            return Found(tuple(numbers), every)
        if len(keys) == 1:
            break
    return Found((), True, len(ranked(keys, "", every=True, most=MOST)))

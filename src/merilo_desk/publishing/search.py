"""Finding published checks by words: by lemmas in one script, so that „вакцините“ finds “vakcina”."""

from __future__ import annotations

from dataclasses import dataclass

from merilo_desk import engine
from merilo_desk.newsroom.tongues import tongues
from merilo_desk.publishing.index import ranked

# More than a reader pages through; whoever gets this many wants other words.
MOST = 500
# Of a claim that was pasted so many words are looked for.
MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of checks, best first; `all_words` is False where only some of the words are in them."""

    numbers: tuple[int, ...]
    all_words: bool
    elsewhere: int = 0


def found(words: str, code: str) -> Found:
    """Find the checks of a language that hold all words, in whatever form or script; failing that, some of them."""
    asked = engine.keys_asked(words, tongues())[:MOST_WORDS]
    if not asked:
        return Found((), True)
    for every in (True, False):
        numbers = ranked(asked, code, every=every, most=MOST)
        if numbers:
            return Found(tuple(numbers), every)
        if len(asked) == 1:
            break
    return Found((), True, len(ranked(asked, "", every=True, most=MOST)))

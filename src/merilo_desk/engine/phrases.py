"""Where a text uses a phrase, in whatever form and script its words stand there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from merilo.library.folding import folded
from merilo.matches.terms import TOKEN, lemma_of
from merilo.text.sentences import sentences

# Two forms of one word share all but so many letters at the end, and at least so many at the beginning.
ENDING, ROOT = 3, 4
# Albanian links an adjective to its noun by a word that changes with both: it says nothing of which phrase stands here.
LINKS = {"sq": frozenset({"i", "e", "të", "së"})}


def places_of(text: str, language: str, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """Return the spans of a text where one of some phrases stands, its words inflected or not, in either script.

    Spans come in order and do not overlap; where two phrases begin at one place, the longer is meant.
    """
    wanted = sorted((found for each in phrases if (found := _forms(each, language))), key=len, reverse=True)
    words = [(match.start(), match.end(), *_both(match.group(), language)) for match in TOKEN.finditer(text)]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        size = next((len(phrase) for phrase in wanted if _stands(phrase, words[at : at + len(phrase)])), 0)
        if size:
            found.append((words[at][0], words[at + size - 1][1]))
        at += size or 1
    return found


def sentence_around(text: str, start: int, end: int, profile: str) -> tuple[int, int]:
    """Return the span of the sentence that holds a place in a text; of the whole text where none does."""
    for each in sentences(text, profile):
        if each.start <= start and end <= each.end:
            return each.start, each.end
    return 0, len(text)


def _stands(phrase: tuple[tuple[str, str], ...], words: Sequence[tuple[int, int, str, str]]) -> bool:
    return len(words) == len(phrase) and all(
        lemma == wanted_lemma or _one_word(written, wanted)
        for (wanted, wanted_lemma), (_, _, written, lemma) in zip(phrase, words, strict=True)
    )


def _one_word(written: str, wanted: str) -> bool:
    """Say whether two words are forms of one: word lists do not know every name and every new word.

    A form in a text may be longer by an ending than the term that was written down; it is hardly ever shorter by one.
    """
    if written == wanted:
        return True
    pairs = enumerate(zip(written, wanted, strict=False))
    shared = next((at for at, (left, right) in pairs if left != right), min(len(written), len(wanted)))
    return shared >= ROOT and len(written) - shared <= ENDING and len(wanted) - shared <= ENDING - 1


def _both(word: str, language: str) -> tuple[str, str]:
    if word.lower() in LINKS.get(language.split("-")[0], ()):
        return "", ""
    return folded(word), lemma_of(word, language)


@lru_cache(maxsize=2_000)
def _forms(phrase: str, language: str) -> tuple[tuple[str, str], ...]:
    return tuple(_words(phrase, language))


def _words(phrase: str, language: str) -> Iterator[tuple[str, str]]:
    for match in TOKEN.finditer(phrase):
        yield _both(match.group(), language)

"""The words that receipts are made of: a list per language, and how what somebody typed is found in one.

Bosnian, Croatian and Serbian share a list that holds only words written alike in all three. A list may grow, but a word
never leaves it: receipts that are out in the world were made of it.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cyrtranslit
import regex
import yaml
from rapidfuzz import process
from rapidfuzz.distance import OSA

from merilo_desk.languages import LANGUAGES

FOLDER = Path(__file__).resolve().parent / "resources" / "receipts"
LISTS = {"sr": "sh", "sr-latn": "sh", "hr": "sh", "bs": "sh"}
BITS = 64
REPEATED = regex.compile(r"(.)\1+")
WORD = regex.compile(r"[\p{L}\p{M}]+")


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one list, and the bare form of each by which it is found."""

    name: str
    words: tuple[str, ...]
    by_bare: dict[str, str]

    @property
    def needed(self) -> int:
        """How many words a receipt takes, so that nobody guesses one."""
        return math.ceil(BITS / math.log2(len(self.words)))


def bare(word: str) -> str:
    """Return a word without what people leave out or write differently: script, case, marks, doubled letters."""
    latin, spellings = _letters()
    letters = "".join(latin.get(each, each) for each in word.casefold())
    letters = "".join(each for each in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(each))
    for written, meant in spellings:
        letters = letters.replace(written, meant)
    return REPEATED.sub(r"\1", letters)


@cache
def _letters() -> tuple[dict[str, str], list[tuple[str, str]]]:
    read = yaml.safe_load((FOLDER.parent / "letters.yaml").read_text(encoding="utf-8"))
    return read["latin"], list(read["spellings"].items())


@cache
def word_list(name: str) -> WordList:
    """Return a list by its name."""
    words = tuple(yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))["words"].split())
    return WordList(name, words, {bare(each): each for each in words})


def list_for(language: str) -> WordList:
    """Return the list that a language's receipts are made of."""
    return word_list(LISTS.get(language, language))


def every_list() -> list[WordList]:
    """Return all the lists there are."""
    return [word_list(name) for name in dict.fromkeys(LISTS.get(each.code, each.code) for each in LANGUAGES)]


def shown(words: str, language: str) -> str:
    """Return the words of a receipt as the language writes them."""
    return str(cyrtranslit.to_latin(words, "sr")) if language in {"sr-latn", "hr", "bs"} else words


def typed(text: str) -> list[str]:
    """Return the bare words of what somebody typed, whatever stands between them."""
    return [each for word in WORD.findall(unicodedata.normalize("NFC", text)[:1000]) if (each := bare(word))]


def nearest(word: str, words: WordList) -> list[str]:
    """Return the words of a list that a typed one may mean: itself, else those one letter away."""
    if word in words.by_bare:
        return [words.by_bare[word]]
    near = process.extract(word, words.by_bare.keys(), scorer=OSA.distance, score_cutoff=1, limit=4)
    return [words.by_bare[found] for found, _, _ in near]

"""Text as the model reads it, every letter with the place it came from.

The model was trained on text put through a table of readings (full-width to plain, ligatures to letters, control
characters to nothing) and knows Serbian far better in Latin. Neither may move a span: each letter that goes in
remembers the code points of the article that it stands for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex
from cyrtranslit.mapping import SR_CYR_TO_LAT_DICT  # type: ignore[import-untyped]

SERBIAN_ONLY = frozenset("ђћЂЋ")  # no other Cyrillic language of ours writes these two
LATIN_LANGUAGES = frozenset({"sr", "bs", "hr"})
CLUSTER = regex.compile(r"\P{M}\p{M}+")


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters for the model; letter i stands for `source[starts[i]:ends[i]]`. None means that letter i is source[i]."""

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The table of readings, split into what keeps the count of letters and what does not."""

    one_to_one: Mapping[int, str]
    uneven: Mapping[str, str]

    @classmethod
    def of(cls, readings: Mapping[int, str]) -> Alphabet:
        """Make the alphabet of a vocabulary's readings."""
        return cls(
            {code: text for code, text in readings.items() if len(text) == 1},
            {chr(code): text for code, text in readings.items() if len(text) != 1},
        )

    def read(self, text: str, *, latin: bool = False) -> Letters:
        """Return the letters of a text; `latin` writes Serbian Cyrillic in Latin."""
        characters = set(text)
        table = serbian() if latin and not characters.isdisjoint(serbian()) else {}
        even = characters.isdisjoint(self.uneven) and characters.isdisjoint(digraphs() if table else ())
        if even and unicodedata.is_normalized("NFC", text):
            if table:
                text = "".join(table.get(letter, letter) for letter in text)
            return Letters(text.translate(self.one_to_one))
        return self._uneven(text, table)

    def _uneven(self, text: str, table: Mapping[str, str]) -> Letters:
        written: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        composed = _composed(text)
        at = 0
        while at < len(text):
            end, letter = composed.get(at, (at + 1, text[at]))
            reading = table.get(letter, letter)
            if len(reading) == 2 and letter in table and letter.isupper() and text[end : end + 1].isupper():
                reading = reading.upper()  # ЉУБАВ is LJUBAV, Љубав is Ljubav
            reading = "".join(self._reading(each) for each in reading)
            written.append(reading)
            starts.extend([at] * len(reading))
            ends.extend([end] * len(reading))
            at = end
        return Letters("".join(written), starts, ends)

    def _reading(self, letter: str) -> str:
        uneven = self.uneven.get(letter)
        return self.one_to_one.get(ord(letter), letter) if uneven is None else uneven


def _composed(text: str) -> dict[int, tuple[int, str]]:
    """Return start -> (end, letters) of every letter with its marks written apart that can be written as one."""
    found = {}
    if not unicodedata.is_normalized("NFC", text):
        for cluster in CLUSTER.finditer(text):
            joined = unicodedata.normalize("NFC", cluster.group())
            if len(joined) < cluster.end() - cluster.start():
                found[cluster.start()] = (cluster.end(), joined)
    return found


def wants_latin(text: str, language: str) -> bool:
    """Say whether the model should read a text in Latin: Serbian, Bosnian and Croatian in Cyrillic."""
    return language in LATIN_LANGUAGES or (language == "other" and not SERBIAN_ONLY.isdisjoint(text))


@cache
def serbian() -> Mapping[str, str]:
    """Return Serbian Cyrillic letter -> Latin letter or digraph."""
    return {cyrillic: latin for cyrillic, latin in SR_CYR_TO_LAT_DICT.items() if cyrillic != latin}


@cache
def digraphs() -> frozenset[str]:
    """Return the Cyrillic letters that Latin writes with two."""
    return frozenset(cyrillic for cyrillic, latin in serbian().items() if len(latin) != 1)

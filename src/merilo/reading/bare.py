"""Latin text written without the marks of its letters ("kaze", "eshte"): which words were meant.

`train/bare.py` counts them. Whoever writes so on a telephone writes most words so, hence a text, or a paragraph
of it, is judged whole.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import zip_longest

import regex

from merilo.model import Span
from merilo.text.paragraphs import paragraphs

MARKS = str.maketrans("čćžšëç", "cczsec")
TONGUES = {"bs": "hbs", "hr": "hbs", "sr": "hbs", "sq": "sq"}
LETTERS = regex.compile(r"\p{Latin}+")
MARKED = regex.compile(r"[čćžšđëç]", regex.IGNORECASE)
# A capital within a sentence begins a name, which is left as it is written.
NAME = regex.compile(r"(?<=[^\s.!?…:„“\"»«–—-]\s+)\p{Lu}\p{Ll}+")
# A paragraph is without marks when so many of its words lack theirs, for each that has them.
ENOUGH, SHARE = 2, 4


def bared(word: str) -> tuple[str, ...]:
    """Return how a word in small letters is written without its marks: đ as "dj", or as "d"."""
    bare = word.translate(MARKS)
    return (bare.replace("đ", "dj"), bare.replace("đ", "d")) if "đ" in bare else (bare,)


def meant(text: str, language: str) -> Iterator[tuple[Span, str]]:
    """Yield the words that lack their marks, each with the word that was meant, in paragraphs that are written so."""
    if language not in TONGUES:
        return
    table = _table(TONGUES[language])
    found, marked = [], []
    for paragraph in paragraphs(text):
        lacking, having, before = [], 0, ""
        row = list(LETTERS.finditer(text, paragraph.start, paragraph.end))
        for word, after in zip_longest(row, row[1:]):
            lower, following = word.group().lower(), after.group().lower() if after else ""
            if MARKED.search(lower):
                having += 1
                before = lower
                continue
            # A word that may be several is told by the one behind it, or before.
            whole = table.get(lower) or table.get(f"{lower}_{following}") or table.get(f"{before}^{lower}")
            if whole and not NAME.match(text, word.start()):
                lacking.append((Span(*word.span()), _cased(word.group(), whole)))
            before = lower
        found.append(lacking)
        marked.append(having)
    everywhere = _enough(sum(map(len, found)), sum(marked))
    for lacking, having in zip(found, marked, strict=True):
        if everywhere or _enough(len(lacking), having):
            yield from lacking


def _enough(lacking: int, having: int) -> bool:
    return lacking >= max(ENOUGH, SHARE * having)


def _cased(written: str, whole: str) -> str:
    if written.isupper() and len(written) > 1:
        return whole.upper()
    return whole[0].upper() + whole[1:] if written[0].isupper() else whole


@cache
def _table(tongue: str) -> dict[str, str]:
    held = files("merilo.models") / "bare" / f"{tongue}.txt.gz"
    lines = gzip.decompress(held.read_bytes()).decode().split("\n")
    return dict(line.split(" ") for line in lines)

"""One spelling for names of two scripts and many orthographies: a fold for comparing, a skeleton for looking up."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex

# Letters that orthographies write apart meet in one sign: Đ, Dj, Gj, Ђ and Ѓ; Xh, Dž and Џ.
CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e",
        "ж": "z", "з": "z", "и": "i", "й": "i", "ј": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s", "ё": "e", "є": "e",
        "і": "i", "ї": "i", "ў": "u", "љ": "l", "њ": "n", "ћ": "c", "ќ": "c", "ђ": "di", "ѓ": "di", "ѕ": "dz",
        "џ": "dz", "щ": "s", "ъ": "a",
        "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "’": "", "'": "", "ʼ": "", "`": "",
    }
)  # fmt: skip
LATIN = str.maketrans(
    {"đ": "di", "ł": "l", "ø": "o", "ß": "ss", "ı": "i", "æ": "e", "’": "", "'": "", "ʼ": "", "`": ""}
)
# Longest first; applied to Latin spellings only.
TOGETHER = {
    "shch": "s", "tsch": "c", "dzh": "dz", "sch": "s", "tch": "c", "sh": "s", "zh": "z", "ch": "c", "kh": "h",
    "gh": "g", "th": "t", "ph": "f", "ts": "c", "tz": "c", "ck": "k", "xh": "dz", "gj": "di", "dj": "di", "nj": "n",
    "lj": "l", "qu": "kv", "q": "c", "x": "ks", "w": "v", "y": "i", "j": "i", "ou": "u", "ee": "i", "oo": "u",
}  # fmt: skip
DIGRAPHS = regex.compile("|".join(TOGETHER))
SILENT_H = regex.compile(r"(?<=[aeiou])h(?=[^aeiou])")
DOUBLE = regex.compile(r"(.)\1+")
SQUASH = str.maketrans({"c": "k", "z": "s", "h": "g"})
VOWELLESS = str.maketrans(dict.fromkeys("aeiou", ""))


@lru_cache(maxsize=50_000)
def folds(word: str) -> tuple[str, ...]:
    """Return the word in one plain Latin spelling; a Latin J, which may sound like Џ or like Ј, gives two."""
    lower = word.lower()
    if any("\u0400" <= letter <= "\u04ff" for letter in lower):
        return (_tidy(_plain(lower.translate(CYRILLIC))),)
    plain = _plain(lower.translate(LATIN))
    one = _tidy(DIGRAPHS.sub(lambda found: TOGETHER[found.group()], plain))
    if plain.startswith("j"):
        return one, _tidy("dz" + DIGRAPHS.sub(lambda found: TOGETHER[found.group()], plain[1:]))
    return (one,)


def _plain(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", word) if not unicodedata.combining(each))


def _tidy(word: str) -> str:
    return DOUBLE.sub(r"\1", SILENT_H.sub("", word))


@lru_cache(maxsize=50_000)
def squashed(word: str) -> tuple[str, ...]:
    """Return the folds with letters that orthographies mix (c and k, z and s, h and g) made one: for two languages."""
    return tuple(DOUBLE.sub(r"\1", fold.translate(SQUASH)) for fold in folds(word))


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> frozenset[str]:
    """Return the consonants of the squashed folds with the first letter's class: what names are looked up by."""
    return frozenset(
        ("a" if each[0] in "aeiou" else "") + DOUBLE.sub(r"\1", each.translate(VOWELLESS))
        for each in squashed(word)
        if each
    )

"""Texts without an end, or told again and again, and how the cost of reading them grows: what attacks a reader."""

from __future__ import annotations

import base64
import random
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from merilo.bench.registry import Scores, benchmark
from merilo.pipeline import Means, check
from merilo.reading.read import article_of

LETTERS = (20_000, 80_000)
SYLLABLES = ("ba", "ko", "mi", "ra", "ne", "lu", "vo", "sa", "te", "di", "po", "zu")


@cache
def _lists() -> Mapping[str, Any]:
    return tomllib.loads((files("merilo") / "bench" / "endless.toml").read_text(encoding="utf-8"))


def _names(dice: random.Random) -> Iterator[str]:
    while True:
        first, last = ("".join(dice.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))
        yield f"{first} {last}ov, "


def _cyrillic_names(dice: random.Random) -> Iterator[str]:
    while True:
        yield f"{dice.choice(_lists()['drawn']['given'])} {dice.choice(_lists()['drawn']['surnames'])}, "


def _dates(dice: random.Random) -> Iterator[str]:
    while True:
        yield f"{dice.randrange(1, 29)} March {dice.randrange(1990, 2030)}, "


def _cyrillic_dates(dice: random.Random) -> Iterator[str]:
    month, year = _lists()["drawn"]["month"], _lists()["drawn"]["year"]
    while True:
        yield f"{dice.randrange(1, 29)} {month} {dice.randrange(1990, 2030)} {year}, "


def _numbers(dice: random.Random) -> Iterator[str]:
    while True:
        yield f"{dice.randrange(10**6)} "


def _digits(dice: random.Random) -> Iterator[str]:
    while True:
        yield dice.choice("0123456789")


def _encoded(dice: random.Random) -> Iterator[str]:
    while True:
        yield base64.b64encode(dice.randbytes(48)).decode("ascii")


def _unspaced(dice: random.Random) -> Iterator[str]:
    while True:
        yield dice.choice(_lists()["drawn"]["unspaced"])


DRAWN: dict[str, Callable[[random.Random], Iterator[str]]] = {
    "a list of names": _names, "a list of names, Cyrillic": _cyrillic_names, "a list of dates": _dates,
    "a list of dates, Cyrillic": _cyrillic_dates, "numbers": _numbers, "digits": _digits, "base64": _encoded,
    "no spaces, two scripts": _unspaced,
}  # fmt: skip


def endless(letters: int) -> Iterator[tuple[str, str]]:
    """Yield the name of every endless text, and so many letters of it."""
    for name, piece in _lists()["repeated"].items():
        yield name, (piece * (letters // len(piece) + 1))[:letters]
    for name, drawn in DRAWN.items():
        pieces: list[str] = []
        length = 0
        for piece in drawn(random.Random(1)):
            pieces.append(piece)
            length += len(piece)
            if length >= letters:
                break
        yield name, "".join(pieces)[:letters]


@benchmark("endless")
def growth_of_endless(data: Path) -> Scores:
    """Endless sentences and copied stories, read by the rules: seconds for four times the letters, as a ratio."""
    short, long = (dict(endless(letters)) for letters in LETTERS)
    check(article_of(short["one word"]), Means())
    found: dict[str, float] = {}
    ratios = []
    for name in short:
        less, more = (_seconds(text[name]) for text in (short, long))
        ratios.append(more / max(less, 0.05))
        found[f"seconds_{name.replace(' ', '_')}"] = more
    return {"ratio": max(ratios), "seconds": max(found.values()), **found}


def _seconds(text: str) -> float:
    begun = time.process_time()
    check(article_of(text), Means())
    return time.process_time() - begun

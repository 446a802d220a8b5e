"""Benchmark of character sets: news sentences written in the sets of old, and read again without being told which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from merilo.bench.registry import benchmark
from merilo.errors import WrongEncoding
from merilo.reading.encoding import decode

SETS = {
    "mkd": ("cp1251", "iso-8859-5", "mac-cyrillic"),
    "srp-Cyrl": ("cp1251", "iso-8859-5", "mac-cyrillic"),
    "srp-Latn": ("cp1250", "iso-8859-2", "cp852"),
    "hrv": ("cp1250", "iso-8859-2", "cp852"),
    "bos": ("cp1250", "iso-8859-2", "cp852"),
    "sqi": ("cp1252", "iso-8859-2"),
    "bul": ("cp1251", "koi8-r", "iso-8859-5", "mac-cyrillic", "cp866"),
    "rus": ("cp1251", "koi8-r", "iso-8859-5", "mac-cyrillic", "cp866"),
    "ukr": ("cp1251", "koi8-u", "iso-8859-5", "mac-cyrillic"),
}
WORDS = 3


@benchmark("encodings")
def encodings(data: Path) -> Mapping[str, float]:
    """Share of texts that come back letter for letter: whole sentences, and their first three words alone."""
    folder = data / "ntrex_news_parallel"
    scores: dict[str, float] = {}
    for language, sets in SETS.items():
        lines = (folder / f"{language}.txt").read_text(encoding="utf-8").splitlines()[::4]
        scores[f"{language}_sentence"] = _share(list(_came_back(lines, sets)))
        scores[f"{language}_three_words"] = _share(list(_came_back([_first(line) for line in lines], sets)))
    return scores


def _first(line: str) -> str:
    return " ".join(line.split()[:WORDS])


def _came_back(lines: list[str], sets: tuple[str, ...]) -> Iterator[bool]:
    """Yield whether each line came back from each set that can write it; plain ASCII is no trial."""
    for line in lines:
        for each in sets:
            try:
                written = line.encode(each)
            except UnicodeEncodeError:
                continue
            if not line.isascii():
                yield _reads(written) == line


def _reads(written: bytes) -> str | None:
    try:
        return decode(written, "bench").text
    except WrongEncoding:
        return None


def _share(came_back: list[bool]) -> float:
    return round(sum(came_back) / max(1, len(came_back)), 4)

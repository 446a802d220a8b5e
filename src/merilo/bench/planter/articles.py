"""The development articles of the parallel news set, in ten profiles, as articles with a headline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from merilo.model import Article

FILES = {
    "en": "eng", "mk": "mkd", "sr": "srp-Cyrl", "sr-Latn": "srp-Latn", "hr": "hrv", "bs": "bos", "sq": "sqi",
    "bg": "bul", "ru": "rus", "uk": "ukr",
}  # fmt: skip
PUBLISHED = date(2018, 10, 3)  # the set is of news of the last days of September and the first of October 2018


def articles(data: Path, profile: str) -> Iterator[Article]:
    """Yield the articles in one profile: the first line is the headline, every other line a paragraph.

    Raises:
        FileNotFoundError: the data set is not in the folder.
    """
    folder = data / "ntrex_news_parallel"
    names = [line.split()[0] for line in (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()]
    lines = (folder / f"{FILES[profile]}.txt").read_text(encoding="utf-8").splitlines()
    language, _, _ = profile.partition("-")
    script = "Latn" if profile in ("en", "sr-Latn", "hr", "bs", "sq") else "Cyrl"
    for name, rows in groupby(zip(names, lines, strict=True), key=lambda row: row[0]):
        title, *paragraphs = (line for _, line in rows)
        if paragraphs:
            text = "\n\n".join(paragraphs)
            yield Article(text, title, language, script, published=PUBLISHED, source=name)

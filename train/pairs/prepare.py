"""Cut every sentence of the corpora into the encoder's pieces, and choose the pairs of real news.

    MERILO_DATA=... python train/pairs/prepare.py FOLDER [CORPUS ...]

Writes CORPUS.pkl: the pieces of each sentence, and bags (Row) whose pairs are numbers of sentences. Of real news only
likely pairs are kept.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from corpora import (
    FAMILIES,
    Bag,
    Document,
    Row,
    cases,
    contradoc,
    families,
    news,
    own_articles,
    polnear,
    read_excerpts,
    slavic,
    vitaminc,
)
from stories import named, whole

from merilo.bench.stories import STORIES, Story, stories
from merilo.encoder import Encoder

LIKE, ANY = 12, 4  # pairs of a real article: the likest, and any
BESIDE = 16  # sentences beside which a planted one is held
PIECE = 18  # rows of a story from which on it is a long piece, of which the reader takes more
MOST = 112  # tokens of a sentence; what is longer is cut


class Kept:
    """The sentences of one corpus, each once: the numbers of their pieces, and their vectors."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.numbers: dict[tuple[str, str], int] = {}
        self.ids: list[np.ndarray] = []
        self.vectors: list[np.ndarray] = []

    def take(self, rows: Iterable[str], language: str, *, vectors: bool = False) -> list[int]:
        """Return the numbers of sentences; new ones are cut into pieces."""
        rows = list(rows)
        new = sorted({row for row in rows if (row, language) not in self.numbers})
        for row in new:
            self.numbers[row, language] = len(self.ids)
            self.ids.append(np.array(self.encoder.pieces(row, language)[:MOST], np.int32))
        if vectors and new:
            self.vectors.extend(self.encoder.vectors(new, language=language))
        return [self.numbers[row, language] for row in rows]


def of_bags(bags: Iterable[Bag], kept: Kept) -> Iterator[Row]:
    """Yield bags as rows."""
    together = list(bags)
    for language in sorted({bag.language for bag in together}):
        mine = [bag for bag in together if bag.language == language]
        kept.take((row for bag in mine for pair in bag.pairs for row in pair), language)
    for bag in together:
        numbers = [tuple(kept.take(pair, bag.language)) for pair in bag.pairs]
        yield Row(bag, tuple(numbers))  # type: ignore[arg-type]


def of_documents(documents: Iterable[Document], kept: Kept, times: int = 1) -> Iterator[Row]:
    """Yield the likely pairs of each document that fit, and the planted sentence beside those most like it.

    `times` is how many times `LIKE` and `ANY` of them are taken.
    """
    for each in documents:
        rows = [row for row in each.rows if len(row) > 15]
        if len(rows) < 3:
            continue
        planted = (
            rows.index(each.rows[each.planted])
            if each.planted is not None and each.rows[each.planted] in rows
            else None
        )
        if each.planted is not None and planted is None:
            continue
        numbers = kept.take(rows, each.language, vectors=True)
        vectors = np.stack([kept.vectors[number] for number in numbers])
        like = vectors @ vectors.T
        if planted is not None:
            near = [at for at in np.argsort(-like[planted]) if at != planted][:BESIDE]
            pairs = tuple((numbers[planted], numbers[at]) for at in near)
            yield Row(Bag(each.corpus, each.source, each.language, "planted", "contradicts", ()), pairs)
        every = [
            (like[left, right], left, right)
            for left in range(len(rows))
            for right in range(left + 1, len(rows))
            if planted not in (left, right) and rows[left] != rows[right]
        ]
        every.sort(reverse=True)
        chosen, rest = every[: times * LIKE], every[times * LIKE :]
        chosen += random.Random(each.source).sample(rest, min(times * ANY, len(rest)))
        for _, left, right in chosen:
            bag = Bag(each.corpus, each.source, each.language, "", "fits", (), 0.5)
            yield Row(bag, ((numbers[left], numbers[right]),))


def of_stories(each: Iterable[Story], kept: Kept) -> Iterator[Row]:
    """Yield the likely pairs of each story that fit, and those that its writer has named."""
    together = list(each)
    yield from of_documents(map(whole, together), kept, 3)
    yield from of_bags((bag for story in together for bag in named(story)), kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpus", nargs="*")
    parser.add_argument("--families", type=Path, default=FAMILIES)
    parser.add_argument("--stories", type=Path, default=STORIES)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    data, encoder = Path(os.environ["MERILO_DATA"]), Encoder.open(threads=1)
    made = {
        "families": lambda kept: of_bags(families(given.families), kept),
        "long": lambda kept: of_bags(families(given.families, long=True), kept),
        "stories": lambda kept: of_stories((one for one in stories(given.stories) if len(one.rows) < PIECE), kept),
        "pieces": lambda kept: of_stories((one for one in stories(given.stories) if len(one.rows) >= PIECE), kept),
        "excerpts": lambda kept: of_bags(read_excerpts(), kept),
        "cases": lambda kept: of_bags(cases(), kept),
        "vitaminc": lambda kept: of_bags(vitaminc(data), kept),
        "contradoc": lambda kept: of_documents(contradoc(data), kept),
        "own": lambda kept: of_documents(own_articles(), kept, 3),
        "news": lambda kept: of_documents(news(data), kept),
        "polnear": lambda kept: of_documents(polnear(data, 400), kept),
        "slavic": lambda kept: of_documents(slavic(data, 110), kept),
    }
    for name, rows in made.items():
        if given.corpus and name not in given.corpus:
            continue
        kept = Kept(encoder)
        found = list(rows(kept))
        (given.folder / f"{name}.new").write_bytes(pickle.dumps((kept.ids, found)))
        (given.folder / f"{name}.new").rename(given.folder / f"{name}.pkl")
        print(name, len(kept.ids), "sentences", len(found), "bags", flush=True)


if __name__ == "__main__":
    main()

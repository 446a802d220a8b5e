"""Read the articles of our own that were kept out as the product does, with its weights, and count what is found.

    python train/taggers/kept_out.py [--all]

By language: F1 of names (exact span and kind), by tagger and lists; of words in sources, cues and contents, by the
rules alone, and as the product joins them with the tagger. --all reads every article, for weights that saw none.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from corpora import Document
from own import own

from merilo.bench.attribution import Tally, reading_of, told
from merilo.encoder import shared
from merilo.encoder.decode import stretches
from merilo.names import mentions
from merilo.text.script import script_of
from merilo.text.words import words

KINDS = ("PER", "ORG", "LOC", "MISC")
PARTS = ("source", "cue", "content")


def names(document: Document) -> tuple[int, int, int]:
    """Return how many names were found right, how many were found, and how many there are."""
    reading = reading_of(document.text, document.language, script_of(document.text))
    seen, _ = mentions(reading, shared().read(document.text, reading.sentences, language=document.language))
    found = {(each.span.start, each.span.end, str(each.type)) for each in seen}
    gold = set()
    for row, labels in zip(document.words, document.names or (), strict=True):
        scores = -20.0 * np.ones((len(row), 1 + 2 * len(KINDS)), np.float32)
        scores[np.arange(len(row)), labels] = 0
        gold |= {(row[first].start, row[last - 1].end, KINDS[kind]) for first, last, kind in stretches(scores)}
    return len(found & gold), len(found), len(gold)


def parts(document: Document, *, tagged: bool) -> Iterator[tuple[frozenset[int], frozenset[int]]]:
    """Yield which words are found in sources, in cues and in contents, and which stand there."""
    places = {word.start: at for at, word in enumerate(words(document.text))}
    reading = reading_of(document.text, document.language, script_of(document.text))
    found = told(reading, shared() if tagged else None)
    for number, part in enumerate(PARTS):
        gold = frozenset(
            places[word.start]
            for row, labels in zip(document.words, document.roles or (), strict=True)
            for word, label in zip(row, labels[:, number], strict=True)
            if label and word.text[0].isalnum()
        )
        yield frozenset().union(*(getattr(each, part) for each in found)), gold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true")
    whole = parser.parse_args().all
    by_language = defaultdict(list)
    for document in own():
        if whole or document.part != "train":
            by_language[document.language].append(document)
    for language, documents in sorted(by_language.items()):
        right, seen, gold = (sum(column) for column in zip(*map(names, documents), strict=True))
        line = f"{language}: {len(documents)} articles, {gold} names {2 * right / max(1, seen + gold):.3f}"
        for how in ("rules", "product"):
            tallies = [Tally() for _ in PARTS]
            for document in documents:
                for tally, (found, there) in zip(tallies, parts(document, tagged=how == "product"), strict=True):
                    tally.add(found, there)
            line += f"; {how} " + " ".join(f"{part} {tally.f1:.3f}" for part, tally in zip(PARTS, tallies, strict=True))
        print(line, flush=True)


if __name__ == "__main__":
    main()

"""Count which words of Serbo-Croatian and Albanian are meant where somebody writes without the marks of their letters.

    MERILO_DATA=data .venv/bin/python train/bare.py

Data: the Serbian and Croatian SET of Universal NER, NTREX-128 (the first half of the sentences; the second stays
unseen), our own word lists and the word forms of simplemma. Writes `src/merilo/models/bare/`. Some seconds.
"""

from __future__ import annotations

import gzip
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import regex
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from merilo.reading.bare import bared

OUT = Path(__file__).parents[1] / "src" / "merilo" / "models" / "bare"
DATA = Path(os.environ.get("MERILO_DATA", "data"))
# Files of NTREX and of SET, and the word lists, of each.
TONGUES = {
    "hbs": (("bos", "hrv", "srp-Latn"), ("sr", "hr"), ("bs", "hr", "sr-Latn")),
    "sq": (("sqi",), (), ("sq",)),
}
LISTS = Path(__file__).parents[1] / "src" / "merilo" / "wordlists"
HALF = 503
# A word is left as it is where more than a tenth of its uses, of at least so many, is meant so; where nothing is, it is
# wrong as it stands, and the most frequent of what may be meant is a better guess. Of rare ones the dictionary decides.
SHARE = 0.9
ENOUGH = 3
WORD = regex.compile(r"\p{Latin}+")
WHOLE = regex.compile(r"\p{Latin}++(?![*\p{L}])")


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for tongue, (parallel, named, lists) in TONGUES.items():
        counts = Counter(word for text in texts(parallel, named) for word in WORD.findall(text.lower()))
        alone = {*meant(counts, known(tongue) | listed(lists))}
        found = sorted(alone | {*beside(texts(parallel, named), {bare for bare, _ in alone})})
        text = "\n".join(f"{bare} {word}" for bare, word in found).encode()
        (OUT / f"{tongue}.txt.gz").write_bytes(gzip.compress(text, 9, mtime=0))
        print(tongue, len(found), "words")


def texts(parallel: tuple[str, ...], named: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts to count in."""
    for name in parallel:
        yield from (DATA / "ntrex_news_parallel" / f"{name}.txt").read_text().split("\n")[:HALF]
    for name in named:
        for line in (DATA / f"uner_{name}_set" / f"{name}_set-ud-train.iob2").read_text().split("\n"):
            if line.startswith("# text = "):
                yield line[9:]


def known(tongue: str) -> frozenset[str]:
    """Return the word forms of the dictionary, in small letters."""
    forms = DefaultDictionaryFactory().get_dictionary(tongue)
    return frozenset(word.lower() for word in forms if WORD.fullmatch(word))


def beside(lines: Iterable[str], settled: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what is meant by a word that may be several, where its neighbour tells ("me_vone", "e^se")."""
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        words = [(bared(word)[0], word) for word in WORD.findall(line.lower())]
        for (left, whole), (right, other) in pairwise(words):
            if left not in settled:
                pairs[f"{left}_{right}"][whole] += 1
            if right not in settled:
                pairs[f"{left}^{right}"][other] += 1
    for pair, counts in pairs.items():
        best, seen = counts.most_common(1)[0][0], counts.total()
        bare = pair.split("_")[0] if "_" in pair else pair.split("^")[1]
        if seen >= ENOUGH and best != bare and counts[best] >= SHARE * seen:
            yield pair, best


def listed(profiles: tuple[str, ...]) -> frozenset[str]:
    """Return the words of our own word lists, where they stand whole."""
    texts = (path.read_text() for profile in profiles for path in sorted((LISTS / profile).glob("*.json")))
    return frozenset(word for text in texts for word in WHOLE.findall(text.lower()))


def meant(counts: Counter[str], dictionary: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield a word as it is written without marks, and the one that is meant by it."""
    kin: dict[str, set[str]] = defaultdict(set)
    for word in {*counts, *dictionary}:
        for bare in bared(word):
            kin[bare].add(word)
    for bare, words in kin.items():
        seen = sum(counts[word] for word in words)
        best = max(words, key=lambda word: (counts[word], word))
        if seen < ENOUGH:
            listed = sorted(words & dictionary)
            best = listed[0] if len(listed) == 1 or (listed and bare not in listed) else bare
        elif counts[bare] > (1 - SHARE) * seen:
            best = bare
        if best != bare and len(bare) > 1:
            yield bare, best


if __name__ == "__main__":
    main()

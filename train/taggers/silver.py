"""Silver names for languages without a labelled corpus, projected through parallel news.

    MERILO_DATA=... python train/taggers/silver.py FOLDER     # writes silver.f16 and silver.pkl, as prepare.py does

The Croatian side of each sentence (for Ukrainian the Russian one) is labelled by the trained branch; words are aligned
by the likeness of their states of layer 8 (each the other's nearest); a sentence is kept where every name found its
words.
"""

from __future__ import annotations

import argparse
import os
import pickle
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
from corpora import Document, document, tagged
from prepare import written

from merilo.encoder import Encoded, Encoder
from merilo.encoder.decode import stretches
from merilo.encoder.heads import Branch, Worded, branch
from merilo.model import Span

# Language: its file, and the language and file that the names come from.
TARGETS = {
    "mk": ("mkd", "hr", "hrv"),
    "sq": ("sqi", "hr", "hrv"),
    "en": ("eng", "hr", "hrv"),
    "bs": ("bos", "hr", "hrv"),
    "uk": ("ukr", "ru", "rus"),
}
TOGETHER = 8  # lines a document
SURE = 0.6


def parallel(data: Path, stem: str) -> Iterator[tuple[str, list[Span]]]:
    """Yield the news of a language as texts of a few lines, with the lines' spans."""
    lines = (data / "ntrex_news_parallel" / f"{stem}.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    for at in range(0, len(lines), TOGETHER):
        text, spans = "", []
        for line in lines[at : at + TOGETHER]:
            spans.append(Span(len(text), len(text) + len(line)))
            text += line + "\n"
        yield text, spans


def projected(data: Path, encoder: Encoder, branch: Branch, language: str) -> Iterator[tuple[Document, Encoded]]:
    """Yield documents of a target language; sentences that cannot be trusted have no words left."""
    stem, spoken, origin = TARGETS[language]
    for (pivot, pivots), (text, spans) in zip(parallel(data, origin), parallel(data, stem), strict=True):
        theirs, ours = encoder.read(pivot, pivots, language=spoken), encoder.read(text, spans, language=language)
        said = branch.read(theirs)
        made = document("train", language, text, spans)
        made.names = []
        for number, found in enumerate(made.words):
            places = np.array([(word.start, word.end) for word in found], np.int32)
            marks = _marks(said[number], _worded(theirs, number, said[number].words), _worded(ours, number, places))
            if marks is None or not all(any(word.is_capital for word in found[a : b + 1]) for a, b, _ in marks):
                made.words[number] = []
                made.names.append(np.zeros(0, np.int8))
            else:
                spots = [(int(places[first, 0]), int(places[last, 1]), kind) for first, last, kind in marks]
                made.names.append(tagged(found, spots))
        yield made, ours


def _marks(
    said: Worded, theirs: npt.NDArray[np.float32], ours: npt.NDArray[np.float32]
) -> list[tuple[int, int, int]] | None:
    """Return (first word, last word, kind) of the names of a sentence on our side, None where one was lost."""
    likeness = theirs @ ours.T
    there, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
    marks = []
    for first, last, kind in stretches(said.names):
        sure = float(np.exp(said.names[first:last, 1 + 2 * kind : 3 + 2 * kind]).sum(axis=1).mean())
        mates = sorted({int(there[word]) for word in range(first, last) if back[there[word]] == word})
        if sure < SURE or not mates or mates[-1] - mates[0] + 1 > len(mates) + 1:
            return None
        marks.append((mates[0], mates[-1], kind))
    unsure = 1 - np.exp(said.names[:, 0])
    taken = {word for first, last, _ in stretches(said.names) for word in range(first, last)}
    if any(unsure[word] > 1 - SURE for word in range(len(unsure)) if word not in taken):
        return None
    return marks


def _worded(encoded: Encoded, number: int, places: npt.NDArray[np.int32]) -> npt.NDArray[np.float32]:
    """Return one unit vector a word, the mean of its tokens' states with what all words share taken off."""
    tokens, states = encoded.tokens[number], encoded.middle[number]
    vectors = np.zeros((len(places), states.shape[1]), np.float32)
    for row, (start, end) in enumerate(places):
        inside = (tokens[:, 0] < end) & (tokens[:, 1] > start)
        if inside.any():
            vectors[row] = states[inside].mean(axis=0)
    vectors -= vectors.mean(axis=0)
    unit: npt.NDArray[np.float32] = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return unit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    encoder, data = Encoder.open(), Path(os.environ["MERILO_DATA"])
    read = (pair for language in TARGETS for pair in projected(data, encoder, branch(), language))
    rows = list(written(read, folder / "silver.f16"))
    (folder / "silver.pkl").write_bytes(pickle.dumps(rows))


if __name__ == "__main__":
    main()

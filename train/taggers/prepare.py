"""Put the corpora through the encoder's first eight layers once, so that only the branch has to be trained.

    MERILO_DATA=... python train/taggers/prepare.py FOLDER

Writes CORPUS.f16 (states of layer 8, float16, a row a token) and CORPUS.pkl into FOLDER. A pickled corpus is a list of
(part, language, whole, sentences); a sentence is (first row, tokens, first token of each word, names, roles).
"""

from __future__ import annotations

import argparse
import os
import pickle
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from corpora import Document, polnear, slavicner, uner

from merilo.encoder import Encoder

Sentence = tuple[int, int, npt.NDArray[np.int16], npt.NDArray[np.int8] | None, npt.NDArray[np.int8] | None]
PER_TOPIC = 90  # documents a topic and language of SlavicNER, whose topics repeat themselves
ARTICLES = 780  # of PolNeAR's training part
VALID = 60  # more of them, by which weights are chosen


def corpora(data: Path) -> dict[str, Iterator[Document]]:
    """Return each corpus by the name of its files."""
    return {
        "uner": chain(uner(data, "hr"), uner(data, "sr")),
        "slavicner": chain.from_iterable(slavicner(data, language, PER_TOPIC) for language in ("ru", "uk", "bg")),
        "others": (
            document
            for language in ("cs", "pl", "sl")
            for document in slavicner(data, language, PER_TOPIC // 2)
            if document.part == "train"
        ),
        "polnear": chain(polnear(data, "dev", 200), polnear(data, "train", ARTICLES, VALID)),
    }


def prepared(encoder: Encoder, documents: Iterable[Document], states: Path) -> Iterator[tuple[object, ...]]:
    """Write the states of documents to a file, one document after the other, and yield what goes with each."""
    row = 0
    with states.open("wb") as file:
        for each in documents:
            encoded = encoder.read(each.text, each.spans, language=each.language)
            sentences: list[Sentence] = []
            for number, (found, tokens) in enumerate(zip(each.words, encoded.tokens, strict=True)):
                if not len(tokens):
                    continue
                starts = [word.start for word in found]
                first = np.minimum(np.searchsorted(tokens[:, 1], starts, side="right"), len(tokens) - 1)
                names = None if each.names is None else each.names[number]
                roles = None if each.roles is None else each.roles[number]
                sentences.append((row, len(tokens), first.astype(np.int16), names, roles))
                file.write(encoded.middle[number].astype(np.float16).tobytes())
                row += len(tokens)
            yield each.part, each.language, each.whole, sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    encoder = Encoder.open()
    for name, documents in corpora(Path(os.environ["MERILO_DATA"])).items():
        rows = list(prepared(encoder, documents, folder / f"{name}.f16"))
        (folder / f"{name}.pkl").write_bytes(pickle.dumps(rows))
        print(name, len(rows), "documents")


if __name__ == "__main__":
    main()

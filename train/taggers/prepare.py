"""Put the corpora through the encoder's first four layers once, so that only the branch has to be trained.

    MERILO_DATA=... python train/taggers/prepare.py FOLDER [CORPUS ...]

Writes CORPUS.f16 (states of layer 4, float16, a row a token) and CORPUS.pkl into FOLDER. A pickled corpus is a list of
(part, language, whole, sentences); a sentence is (first row, rows, first token of each word, names, roles). Its rows
begin with `merilo.encoder.Encoded.lead` marks of the model and end with one.
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
from own import own

from merilo.encoder import Encoded, Encoder

Sentence = tuple[int, int, npt.NDArray[np.int16], npt.NDArray[np.int8] | None, npt.NDArray[np.int8] | None]
PER_TOPIC = 90  # documents a topic and language of SlavicNER, whose topics repeat themselves
ARTICLES = 780  # of PolNeAR's training part
VALID = 60  # more of them, by which weights are chosen


def corpora(data: Path) -> dict[str, Iterator[Document]]:
    """Return each corpus by the name of its files."""
    return {
        "polnear": chain(polnear(data, "dev", 200), polnear(data, "train", ARTICLES, VALID)),
        "uner": chain(uner(data, "hr"), uner(data, "sr")),
        "slavicner": chain.from_iterable(slavicner(data, language, PER_TOPIC) for language in ("ru", "uk", "bg")),
        "others": (
            document
            for language in ("cs", "pl", "sl")
            for document in slavicner(data, language, PER_TOPIC // 2)
            if document.part == "train"
        ),
        "own": own(),
    }


def laid(encoded: Encoded, each: Document) -> Iterator[tuple[npt.NDArray[np.float16], Sentence]]:
    """Yield the rows of each sentence, and the sentence as if its rows were the first of the file.

    Of a sentence too long for the model only what goes through at once is taken.
    """
    begin = {stretch.sentence: stretch for stretch in encoded.early if stretch.first == 0}
    for number, (found, tokens) in enumerate(zip(each.words, encoded.tokens, strict=True)):
        if not len(tokens):
            continue
        stretch = begin[number]
        starts = [word.start for word in found]
        first = np.minimum(np.searchsorted(tokens[:, 1], starts, side="right"), len(tokens) - 1)
        seen = int((first < stretch.last).sum())
        names = None if each.names is None or not found else each.names[number][:seen]
        roles = None if each.roles is None or not found else each.roles[number][:seen]
        places = (first[:seen] + encoded.lead).astype(np.int16)
        yield stretch.states.astype(np.float16), (0, len(stretch.states), places, names, roles)


def prepared(encoder: Encoder, documents: Iterable[Document], states: Path) -> Iterator[tuple[object, ...]]:
    """Write the states of documents to a file, one document after the other, and yield what goes with each."""
    yield from written(
        ((each, encoder.read(each.text, each.spans, language=each.language)) for each in documents), states
    )


def written(read: Iterable[tuple[Document, Encoded]], states: Path) -> Iterator[tuple[object, ...]]:
    """Write the states of documents that were read to a file, and yield what goes with each."""
    row = 0
    with states.open("wb") as file:
        for each, encoded in read:
            sentences: list[Sentence] = []
            for rows, (_, size, places, names, roles) in laid(encoded, each):
                sentences.append((row, size, places, names, roles))
                file.write(rows.tobytes())
                row += size
            yield each.part, each.language, each.whole, sentences


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("corpus", nargs="*")
    given = parser.parse_args()
    folder: Path = given.folder
    folder.mkdir(parents=True, exist_ok=True)
    encoder = Encoder.open()
    for name, documents in corpora(Path(os.environ["MERILO_DATA"])).items():
        if given.corpus and name not in given.corpus:
            continue
        rows = list(prepared(encoder, documents, folder / f"{name}.new"))
        (folder / f"{name}.new").replace(folder / f"{name}.f16")  # training may read the old one still
        (folder / f"{name}.pkl").write_bytes(pickle.dumps(rows))
        print(name, len(rows), "documents", flush=True)


if __name__ == "__main__":
    main()

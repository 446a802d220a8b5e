"""Measure how far the numbers inside the encoder reach, for its integer form.

    MERILO_DATA=... python train/encoder_ranges.py

Reads news and everyday sentences in thirty languages through the float32 model and writes the lowest and highest
value of every channel that enters a linear layer to `src/merilo/models/encoder/ranges.npz`. After it, raise
`merilo.encoder.bundle.FORMAT`, so that every cache is written again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as runtime

from merilo.encoder import weights
from merilo.encoder.drawing import Drawing, Exact, Layer
from merilo.encoder.graph import encoder
from merilo.encoder.letters import Alphabet, wants_latin
from merilo.encoder.unigram import Unigram

TARGET = Path(__file__).resolve().parent.parent / "src" / "merilo" / "models" / "encoder" / "ranges.npz"
ODD = ["А", "OK", "!!!", "12345 67.8 %", "http://example.org/a?b=c", "😀😀 lol", "ДА СЕ ЗАБРАНИ!!!", "#tag @someone RT"]
PREFIXES = ("query: ", "passage: ")


class Tapped(Exact):
    """Exact linear layers that remember what feeds them."""

    def __init__(self) -> None:
        self.taps: dict[str, str] = {}

    def draw(self, drawing: Drawing, source: str, layers: Sequence[Layer], reach: str) -> list[str]:
        self.taps[reach] = source
        return super().draw(drawing, source, layers, reach)


def texts(data: Path) -> Iterator[tuple[str, str]]:
    """Yield (language, text)."""
    for path in sorted((data / "ntrex_news_parallel").glob("[a-z][a-z][a-z]*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        yield from (("sr" if path.stem.startswith("srp") else "other", line) for line in lines[7::40])
    for path in sorted((data / "tatoeba_crosslingual").glob("tatoeba.*-eng.*")):
        yield from (("other", line) for line in path.read_text(encoding="utf-8").splitlines()[5::100])
    for text in ODD:
        yield "other", text


def main() -> None:
    source = weights.read(weights.wheel_file())
    tapped = Tapped()
    model = encoder(source, tapped)
    names = sorted(set(tapped.taps.values()))
    model.graph.output.extend(onnx.helper.make_tensor_value_info(name, 1, None) for name in names)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    with tempfile.TemporaryDirectory() as folder:
        place = f"{folder}/graph.onnx"
        onnx.save_model(model, place, save_as_external_data=True, location="weights.bin", size_threshold=1024)
        session = runtime.InferenceSession(place, options)
    alphabet, unigram = Alphabet.of(source.vocabulary.readings), Unigram.of(source.vocabulary)
    low, high = {}, {}
    for number, (language, text) in enumerate(texts(Path(os.environ["MERILO_DATA"]))):
        letters = alphabet.read(PREFIXES[number % 8 == 0] + text, latin=wants_latin(text, language)).text
        ids = np.array([[0, *unigram.cut(letters).ids[:500], 2]])
        for name, found in zip(names, session.run(names, {"ids": ids, "mask": np.ones_like(ids)}), strict=True):
            low[name] = np.minimum(low.get(name, np.inf), found[0].min(axis=0))
            high[name] = np.maximum(high.get(name, -np.inf), found[0].max(axis=0))
    kept = {reach: np.stack([low[name], high[name]]).astype(np.float16) for reach, name in tapped.taps.items()}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, **kept)
    print(f"{number + 1} texts, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

"""Measure how far the numbers inside the encoder reach, for its integer form.

    MERILO_DATA=... python train/encoder_ranges.py

Reads news and everyday sentences in thirty languages through the float32 model and writes the lowest and highest
value of every channel that enters a linear layer to `src/merilo/models/encoder/ranges.npz`. After it, raise
`merilo.encoder.bundle.FORMAT`, so that every cache is written again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from merilo.encoder import weights
from merilo.encoder.drawing import Exact
from merilo.encoder.graph import encoder
from merilo.encoder.letters import Alphabet, wants_latin
from merilo.encoder.unigram import Unigram

sys.path.insert(0, str(Path(__file__).resolve().parent / "branches"))
from ranged import Ranged

TARGET = Path(__file__).resolve().parent.parent / "src" / "merilo" / "models" / "encoder" / "ranges.npz"
ODD = ["А", "OK", "!!!", "12345 67.8 %", "http://example.org/a?b=c", "😀😀 lol", "ДА СЕ ЗАБРАНИ!!!", "#tag @someone RT"]
PREFIXES = ("query: ", "passage: ")


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
    ranged = Ranged.of(encoder, source, encoder(source, Exact()).graph.output[0].name)
    alphabet, unigram = Alphabet.of(source.vocabulary.readings), Unigram.of(source.vocabulary)
    for number, (language, text) in enumerate(texts(Path(os.environ["MERILO_DATA"]))):
        letters = alphabet.read(PREFIXES[number % 8 == 0] + text, latin=wants_latin(text, language)).text
        ids = np.array([[0, *unigram.cut(letters).ids[:500], 2]])
        ranged.run({"ids": ids, "mask": np.ones_like(ids)})
    kept = {reach: each.astype(np.float16) for reach, each in ranged.measured().items()}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, **kept)
    print(f"{number + 1} texts, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()

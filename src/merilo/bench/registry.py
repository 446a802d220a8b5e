"""The list of benchmarks, and the gate that will not go down quietly."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

Scores = Mapping[str, float]
Benchmark = Callable[[Path], Scores]

BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(name: str) -> Callable[[Benchmark], Benchmark]:
    """Register a function from the data folder to named scores (higher is better unless a ceiling is pinned).

    Its docstring is what `merilo bench --help` and the docs show. It raises FileNotFoundError where its data is absent.
    """

    def register(function: Benchmark) -> Benchmark:
        BENCHMARKS[name] = function
        return function

    return register


@dataclass(frozen=True, slots=True)
class Verdict:
    """One score against its bound; `bound` is None where none is pinned."""

    score: str
    value: float
    bound: float | None
    ceiling: bool = False

    @property
    def holds(self) -> bool:
        """Say whether the score keeps its bound."""
        if self.bound is None:
            return True
        return self.value <= self.bound if self.ceiling else self.value >= self.bound


@cache
def floors() -> Mapping[str, Mapping[str, float]]:
    """Return the pinned bounds: benchmark -> score -> floor; a key that ends in `_max` is a ceiling for that score."""
    return tomllib.loads((files("merilo") / "bench" / "floors.toml").read_text(encoding="utf-8"))


def judge(name: str, scores: Scores) -> tuple[Verdict, ...]:
    """Hold the scores of a benchmark against its pinned bounds."""
    bounds = floors().get(name, {})
    return tuple(
        Verdict(score, value, bounds.get(f"{score}_max", bounds.get(score)), ceiling=f"{score}_max" in bounds)
        for score, value in scores.items()
    )

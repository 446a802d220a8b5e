"""How alike a claim and an earlier fact check are: features a person can read, and the table that weighs them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from math import exp

import msgspec
import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for and against a candidate; shares are weighted by how rare the words are, and run from 0 to 1.

    `meaning` is the cosine, `words` the BM25 score through ten; `meaning_gap` and `words_gap` how far behind the best
    candidate of the query; `claim_covered` the share of the claim's words that the query has, `title_covered` of the
    title's, `query_covered` of the query's words that the record has; `names_covered` and `numbers_covered` of the
    record's names and numbers; `numbers_missed` is 1 where both have numbers and share none; `rank_meaning` and
    `rank_words` are one through the place in either list.
    """

    meaning: float
    words: float
    meaning_gap: float
    words_gap: float
    claim_covered: float
    title_covered: float
    query_covered: float
    names_covered: float
    numbers_covered: float
    numbers_missed: float
    rank_meaning: float
    rank_words: float
    short_claim: float


NAMES = tuple(field.name for field in fields(Features))


@dataclass(frozen=True, slots=True)
class Table:
    """The weights, as trained by `train/matches.py`: of the order, and of how sure a match is (logistics).

    `sure` judges a candidate among the others. `alone` judges it by itself, and a match is never surer than
    `alone_times` that: the best of a small library is still the best when nothing in it is alike.
    """

    version: str
    order: Mapping[str, float]
    sure: Mapping[str, float]
    sure_bias: float
    alone: Mapping[str, float]
    alone_bias: float
    alone_times: float
    threshold: float


@cache
def table() -> Table:
    """Return the table that stands in `models/matches/ranking.json`."""
    return msgspec.json.decode((files("merilo") / "models" / "matches" / "ranking.json").read_bytes(), type=Table)


def order_of(features: Sequence[Features], weights: Table | None = None) -> list[float]:
    """Return a score for the order of each candidate; it is not calibrated."""
    weights = weights or table()
    return [sum(weight * getattr(each, name) for name, weight in weights.order.items()) for each in features]


def surety(features: Features, order: float, weights: Table | None = None) -> float:
    """Return how likely it is (0 to 1) that the candidate is an earlier check of the very claim."""
    weights = weights or table()
    among = _logistic(weights.sure, weights.sure_bias + weights.sure.get("order", 0.0) * order, features)
    alone = _logistic(weights.alone, weights.alone_bias, features)
    return min(among, weights.alone_times * alone)


def _logistic(weights: Mapping[str, float], start: float, features: Features) -> float:
    total = start + sum(weight * getattr(features, name) for name, weight in weights.items() if name != "order")
    return 1.0 / (1.0 + exp(-max(-40.0, min(40.0, total))))


def matrix(features: Sequence[Features]) -> npt.NDArray[np.float32]:
    """Return features as float32 (candidates, features), for training."""
    return np.array([[getattr(each, name) for name in NAMES] for each in features], np.float32)


def covered(part: Sequence[str], whole: frozenset[str], weights: Mapping[str, float], default: float = 0.9) -> float:
    """Return which share of a part's words, by weight, stand in the whole; 0 for a part without words."""
    total = met = 0.0
    for term in dict.fromkeys(part):
        weight = weights.get(term, default)
        total += weight
        met += weight * (term in whole)
    return met / total if total else 0.0

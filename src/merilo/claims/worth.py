"""How much a sentence wants checking: a probability from signs and the sentence vector, with its reasons.

In `models/checkworthy` stand heads over signs and vector, and heads over signs alone for when there is no encoder.
Speech (debates, interviews) and posts have heads of their own, for they were labelled by different hands; news is read
by the heads of speech with a calibration of its own, for less of it wants checking, and with a second opinion: whether
a sentence tells of public matters, or of a match, an accident or a person's life. The second opinion on posts is their
letters' (`letters`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Literal

import numpy as np
import regex
from numpy.typing import NDArray

from merilo.claims.letters import Letters
from merilo.claims.signs import Signs
from merilo.model import Phrase

Floats = NDArray[np.float32]
TextKind = Literal["speech", "post", "news"]

COUNTED = (
    "change",
    "compare",
    "cause",
    "stand",
    "commit",
    "expect",
    "future",
    "ours",
    "think",
    "ought",
    "wish",
    "joke",
    "talk",
)
FEATURES = (
    *COUNTED,
    "public",
    "we",
    "they",
    "quantities",
    "units",
    "percent",
    "money",
    "digits",
    "capitals",
    "asks",
    "shouts",
    "length",
    "short",
)
# Reasons in the order they are told: what is easiest to look up comes first.
FOR = ("figure", "compare", "change", "cause", "stand", "commit", "expect", "public")
AGAINST = ("question", "joke", "talk", "ought", "wish", "think")
MOST_REASONS = 4
MOST_WORDS = 3
LIKELY = 0.5
UNLIKELY = 0.2
POST = regex.compile(r"https?://|(?<!\w)[@#]\w|\bRT\b|pic\.twitter|\p{Emoji_Presentation}")
MONEY = {"EUR", "USD", "MKD", "RSD", "BAM", "HRK", "ALL", "BGN", "RUB", "UAH", "GBP", "CHF"}


def text_kind(text: str) -> TextKind:
    """Say whether a sentence reads like a post (links, handles, hashtags, emoji) or like speech."""
    return "post" if POST.search(text) else "speech"


def features(part: Signs) -> Floats:
    """Return the signs of a stretch as numbers, in the order of `FEATURES`, each between 0 and about 1."""
    counts = [min(len(part.of(name)), 3) / 3 for name in COUNTED]
    length = part.length
    units = {quantity.unit for quantity in part.quantities if quantity.unit}
    capitals = sum(word.is_capital for word in part.row[1:])
    return np.array(
        [
            *counts,
            min(len(part.of("public")), 5) / 5,
            min(len(part.of("we")), 3) / 3,
            min(len(part.of("they")), 3) / 3,
            min(len(part.quantities), 3) / 3,
            min(len(units), 2) / 2,
            float("%" in units or "pp" in units),
            float(bool(units & MONEY)),
            float(any(word.text[0].isdigit() for word in part.row)),
            min(capitals, 5) / 5,
            float(part.asks),
            float(any(word.text == "!" for word in part.row)),
            min(math.log1p(length) / 4, 1.0),
            float(length < 6),
        ],
        dtype=np.float32,
    )


@dataclass(frozen=True, slots=True)
class Head:
    """A logistic head over nothing, a layer of rectified units, or, where `gamma` is not 0, of landmarks.

    `hidden` is (inputs, units); with landmarks a unit says how near the input is to one: exp(-gamma * distance²).
    From `enough` on, a sentence counts as check-worthy: where F1 was best on held-out data.
    """

    hidden: Floats
    hidden_bias: Floats
    weights: Floats
    bias: float
    mean: Floats
    scale: Floats
    gamma: float
    enough: float

    def probabilities(self, rows: Floats, beside: Floats | None = None) -> Floats:
        """Return a calibrated probability for each row of inputs (n, width); `beside` are log odds to add (n)."""
        x = (rows - self.mean) / self.scale
        if self.gamma:
            apart = (x**2).sum(1)[:, None] - 2 * x @ self.hidden + (self.hidden**2).sum(0)
            x = np.exp(-self.gamma * apart)
        elif self.hidden.size:
            x = np.maximum(x @ self.hidden + self.hidden_bias, 0)
        odds = x @ self.weights + self.bias
        return (1 / (1 + np.exp(-(odds if beside is None else odds + beside)))).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Shift:
    """A calibration of its own over a head's probabilities, with the score from which a sentence counts.

    `matters` is the direction of sentence vectors from what news tells aside to what is of public weight.
    """

    slope: float
    shift: float
    enough: float
    matters: Floats

    def probabilities(self, told: Floats, vectors: Floats | None = None) -> Floats:
        """Return what the head's probabilities come to, beside the sentence vectors where there are some."""
        sure = told.clip(1e-5, 1 - 1e-5)
        logits = np.log(sure / (1 - sure)) * self.slope + self.shift
        if vectors is not None:
            logits = logits + vectors @ self.matters
        made: Floats = (1 / (1 + np.exp(-logits))).astype(np.float32)
        return made


@cache
def news_shift(suffix: str) -> Shift:
    """Load the calibration of news: `news` over `speech`, `news-signs` over `speech-signs`."""
    with as_file(files("merilo") / "models" / "checkworthy" / "heads.npz") as path, np.load(path) as saved:
        slope, shift, least = (float(saved[f"news{suffix}/{name}"]) for name in ("slope", "shift", "enough"))
        return Shift(slope, shift, least, saved["news/matters"].astype(np.float32))


@cache
def heads() -> dict[str, Head]:
    """Load the heads: `speech`, `post`, `speech-signs`, `post-signs`."""
    with as_file(files("merilo") / "models" / "checkworthy" / "heads.npz") as path, np.load(path) as saved:
        names = sorted({key.split("/")[0] for key in saved.files if key.endswith("/hidden")})
        return {
            name: Head(
                saved[f"{name}/hidden"].astype(np.float32),
                saved[f"{name}/hidden_bias"].astype(np.float32),
                saved[f"{name}/weights"].astype(np.float32),
                float(saved[f"{name}/bias"]),
                saved[f"{name}/mean"].astype(np.float32),
                saved[f"{name}/scale"].astype(np.float32),
                float(saved[f"{name}/gamma"]),
                float(saved[f"{name}/enough"]),
            )
            for name in names
        }


@cache
def letters(suffix: str) -> Letters:
    """Load the letters' opinion of posts: beside `post`, or with "-signs" beside `post-signs`."""
    with as_file(files("merilo") / "models" / "checkworthy" / "heads.npz") as path, np.load(path) as saved:
        weights = saved["letters/weights"].astype(np.float32) * float(saved[f"letters{suffix}/scale"])
        return Letters(saved["letters/rarity"].astype(np.float32), weights)


def worth(stretches: Sequence[Signs], vectors: Floats | None, kinds: Sequence[TextKind]) -> Floats:
    """Return for each stretch how much it wants checking, 0 to 1.

    Args:
        stretches: their signs.
        vectors: their sentence vectors (n, width), or None where there is no encoder.
        kinds: what kind of text each stands in.
    """
    if not stretches:
        return np.zeros(0, np.float32)
    signs = np.stack([features(each) for each in stretches])
    rows = signs if vectors is None else np.concatenate([vectors, signs], axis=1)
    suffix = "-signs" if vectors is None else ""
    found = np.zeros(len(stretches), np.float32)
    for kind in ("speech", "post"):
        mask = np.array([each == kind or (each == "news" and kind == "speech") for each in kinds])
        if mask.any():
            beside = None
            if kind == "post":
                posts = [each for each, chosen in zip(stretches, mask, strict=True) if chosen]
                beside = np.array([letters(suffix).score(each.row) for each in posts], np.float32)
            found[mask] = heads()[kind + suffix].probabilities(rows[mask], beside)
    mask = np.array([each == "news" for each in kinds])
    if mask.any():
        found[mask] = news_shift(suffix).probabilities(found[mask], None if vectors is None else vectors[mask])
    return found


def enough(kind: TextKind, *, encoded: bool) -> float:
    """Return the score from which a sentence of a kind of text counts as check-worthy."""
    suffix = "" if encoded else "-signs"
    return news_shift(suffix).enough if kind == "news" else heads()[kind + suffix].enough


def reasons(part: Signs, text: str, score: float) -> tuple[Phrase, ...]:
    """Return why a stretch wants checking, or why not, as phrases that show its own words: the strongest first, at
    most `MOST_REASONS`."""
    given = [_phrase(part, text, name) for name in FOR if _holds(part, name)]
    against = [_phrase(part, text, name) for name in AGAINST if _holds(part, name)]
    found = [*given, *against] if score >= UNLIKELY else [*against, *given]
    return tuple(found[:MOST_REASONS]) or (Phrase("claims.alike" if score >= LIKELY else "claims.nothing"),)


def _holds(part: Signs, name: str) -> bool:
    if name == "figure":
        return bool(part.quantities)
    return part.asks if name == "question" else part.has(name)


def _phrase(part: Signs, text: str, name: str) -> Phrase:
    if name == "question":
        return Phrase("claims.question")
    figures = [quantity.span for quantity in part.quantities]
    if name == "figure":
        spans = figures
    else:
        spans = [cue.span for cue in part.of(name) if not any(cue.span.overlaps(figure) for figure in figures)]
        spans = spans or [cue.span for cue in part.of(name)]
    shown = ", ".join(dict.fromkeys(" ".join(span.of(text).split()) for span in spans[:MOST_WORDS]))
    return Phrase(f"claims.{name}", {"words": shown})

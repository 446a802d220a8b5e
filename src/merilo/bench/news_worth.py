"""Check-worthiness of news sentences in ten languages: marked once, in English, and read in all of them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from merilo.bench.checkworthy import average_precision, calibration_error, f1_of_yes
from merilo.bench.claims_data import ALIGNED, NTREX
from merilo.bench.registry import Scores, benchmark
from merilo.claims.judge import Sentence, signs_of, vectors_of
from merilo.claims.worth import Floats, enough, worth
from merilo.encoder import shared
from merilo.text.script import script_of

HALVES = ("fit", "held")


@dataclass(frozen=True, slots=True)
class News:
    """Marked lines of one language and half."""

    language: str
    sentences: Sequence[Sentence]
    labels: Floats


def news(data: Path, half: str) -> list[News]:
    """Return the marked lines of a half ("fit" or "held"), language by language; a half is every other document."""
    marks = tomllib.loads((files("merilo") / "bench" / "news_worth.toml").read_text(encoding="utf-8"))
    documents = (data / NTREX / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split("\n")
    order = {name: number for number, name in enumerate(dict.fromkeys(documents))}
    wanted = [at for at in marks["sampled"] if order[documents[at - 1]] % 2 == HALVES.index(half)]
    labels = np.array([at in set(marks["yes"]) for at in wanted], np.float32)
    made = []
    for code, language in ALIGNED.items():
        lines = (data / NTREX / f"{code}.txt").read_text(encoding="utf-8").split("\n")
        texts = [lines[at - 1] for at in wanted]
        made.append(News(code, [Sentence(text, language, script_of(text)) for text in texts], labels))
    return made


@benchmark("checkworthy-news")
def checkworthy_news(data: Path) -> Scores:
    """Check-worthiness of news, on the half that nothing was fitted on.

    F1 of Yes, average precision and calibration error, for each language and together (`all`); `speech-ece` is the
    calibration error if news were read as speech.
    """
    scores: dict[str, float] = {}
    told: list[Floats] = []
    spoken: list[Floats] = []
    labels: list[Floats] = []
    for each in news(data, "held"):
        signs, vectors = [signs_of(one) for one in each.sentences], vectors_of(each.sentences, shared())
        sure = worth(signs, vectors, ["news"] * len(signs))
        scores[f"{each.language}-f1"] = f1_of_yes(sure >= enough("news", encoded=True), each.labels)
        scores[f"{each.language}-ap"] = average_precision(sure, each.labels)
        told.append(sure)
        spoken.append(worth(signs, vectors, ["speech"] * len(signs)))
        labels.append(each.labels)
    whole, all_labels = np.concatenate(told), np.concatenate(labels)
    scores["all-f1"] = f1_of_yes(whole >= enough("news", encoded=True), all_labels)
    scores["all-ap"] = average_precision(whole, all_labels)
    scores["all-ece"] = calibration_error(whole, all_labels)
    scores["speech-ece"] = calibration_error(np.concatenate(spoken), all_labels)
    return scores

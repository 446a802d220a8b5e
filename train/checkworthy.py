"""Train the check-worthiness heads of `src/merilo/models/checkworthy`.

Data, found through MERILO_DATA: ct24_t1_checkworthy_en (debates), claimbuster_en (two_class_2020_debate: a later debate),
ct22_t1_checkworthy_multi and claimbuster_en/clef20* (posts). Run: `python train/checkworthy.py` (about five minutes on two cores).

The speech heads learn from the ct24 train part. Its dev part comes from the same debates, so it is no guide to new ones:
the calibration is fitted on dev-test and the 2020 debate, by which the printed scores are cross-validated.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.neural_network import MLPClassifier

from merilo.claims.judge import Sentence, signs_of, vectors_of
from merilo.claims.worth import features
from merilo.encoder import shared

DATA = Path(os.environ["MERILO_DATA"])
TARGET = Path(__file__).resolve().parent.parent / "src" / "merilo" / "models" / "checkworthy" / "heads.npz"
SEEDS = 5


@dataclass(frozen=True, slots=True)
class Set:
    """Labelled sentences: inputs (n, 384 + signs), labels 0 or 1, and the language of each."""

    inputs: np.ndarray
    labels: np.ndarray


def lines(path: Path, text: str, label: str, language: str, *, quoted: bool = False) -> Iterator[tuple[Sentence, int]]:
    """Yield the sentences and labels of one table."""
    csv.field_size_limit(10**9)
    script = "Cyrl" if language == "bg" else "Latn"
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE):
            words = (row[text] or "").strip().strip('"').replace('""', '"')
            if words and row[label].strip() != label:
                yield Sentence(words, language, script), int(row[label].strip() in ("Yes", "1"))


def read(rows: Iterator[tuple[Sentence, int]]) -> Set:
    """Encode a table once."""
    pairs = list(rows)
    sentences = [sentence for sentence, _ in pairs]
    signs = np.stack([features(signs_of(each)) for each in sentences])
    vectors = vectors_of(sentences, shared())
    return Set(np.concatenate([vectors, signs], axis=1), np.array([label for _, label in pairs]))


def together(*sets: Set) -> Set:
    """Return several sets as one."""
    return Set(np.concatenate([s.inputs for s in sets]), np.concatenate([s.labels for s in sets]))


def scaled(inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and scale of the inputs."""
    return inputs.mean(0), np.maximum(inputs.std(0), 1e-3)


def fitted(data: Set, hidden: int, alpha: float, weights: np.ndarray | None = None) -> tuple[np.ndarray, ...]:
    """Fit a head: several small networks side by side as one, or a logistic regression where `hidden` is 0."""
    mean, scale = scaled(data.inputs)
    rows = (data.inputs - mean) / scale
    if not hidden:
        model = LogisticRegression(C=1 / alpha, max_iter=3000).fit(rows, data.labels, sample_weight=weights)
        return np.zeros((0, 0)), np.zeros(0), model.coef_[0], model.intercept_[0], mean, scale
    firsts, biases, seconds, bias = [], [], [], 0.0
    for seed in range(SEEDS):
        net = MLPClassifier((hidden,), alpha=alpha, early_stopping=True, max_iter=40, random_state=seed)
        net.fit(rows, data.labels)
        firsts.append(net.coefs_[0])
        biases.append(net.intercepts_[0])
        seconds.append(net.coefs_[1][:, 0] / SEEDS)
        bias += net.intercepts_[1][0] / SEEDS
    return np.concatenate(firsts, 1), np.concatenate(biases), np.concatenate(seconds), bias, mean, scale


def logits(head: tuple[np.ndarray, ...], inputs: np.ndarray) -> np.ndarray:
    """Return what a head says before the sigmoid."""
    hidden, hidden_bias, weights, bias, mean, scale = head
    x = (inputs - mean) / scale
    if hidden.size:
        x = np.maximum(x @ hidden + hidden_bias, 0)
    return x @ weights + bias


def calibrated(head: tuple[np.ndarray, ...], data: Set) -> tuple[np.ndarray, ...]:
    """Return the head with slope and shift fitted to other data (Platt), folded into its last layer."""
    platt = LogisticRegression(C=1.0).fit(logits(head, data.inputs)[:, None], data.labels)
    slope, shift = platt.coef_[0, 0], platt.intercept_[0]
    hidden, hidden_bias, weights, bias, mean, scale = head
    return hidden, hidden_bias, weights * slope, bias * slope + shift, mean, scale


def told(name: str, head: tuple[np.ndarray, ...], data: Set) -> None:
    """Print average precision and F1 at one half after cross-validated calibration."""
    raw = logits(head, data.inputs)[:, None]
    folds = StratifiedKFold(10, shuffle=True, random_state=0)
    sure = cross_val_predict(LogisticRegression(), raw, data.labels, cv=folds, method="predict_proba")[:, 1]
    ap = average_precision_score(data.labels, raw[:, 0])
    print(f"  {name}: ap {ap:.3f}  F1 {f1_score(data.labels, sure > 0.5):.3f}  n {len(data.labels)}")


def main() -> None:
    """Train, print the scores, save."""
    ct24, ct22, cb = DATA / "ct24_t1_checkworthy_en", DATA / "ct22_t1_checkworthy_multi", DATA / "claimbuster_en"
    debates = read(lines(ct24 / "CT24_checkworthy_english_train.tsv", "Text", "class_label", "en"))
    dev_test = read(lines(ct24 / "CT24_checkworthy_english_dev-test.tsv", "Text", "class_label", "en"))
    later = read(lines(cb / "two_class_2020_debate.tsv", "text", "label", "en", quoted=True))
    posts, posts_dev = {}, {}
    for name, language in (("bulgarian", "bg"), ("english", "en"), ("turkish", "other")):
        for part, kept in (("train", posts), ("dev", posts_dev)):
            path = ct22 / f"CT22_{name}_1A_checkworthy_{part}.tsv"
            kept[language] = read(lines(path, "tweet_text", "class_label", language))
    early = read(lines(cb / "clef20_task1_training_v2.tsv", "tweet_text", "check_worthiness", "en"))
    signs = slice(384, None)
    heads = {}
    new = together(dev_test, later)
    for suffix, cut, hidden, alpha in (("", slice(None), 48, 2.0), ("-signs", signs, 16, 0.5)):
        part = lambda s, cut=cut: Set(s.inputs[:, cut], s.labels)  # noqa: E731
        speech = fitted(part(debates), hidden, alpha)
        print(f"speech{suffix}")
        told("dev-test", speech, part(dev_test))
        told("2020 debate", speech, part(later))
        told("both", speech, part(new))
        heads[f"speech{suffix}"] = calibrated(speech, part(new))
        mixed = together(*(part(each) for each in posts.values()), part(early))
        post = fitted(mixed, 0, 300.0)
        print(f"post{suffix}")
        for language, each in posts_dev.items():
            told(language, post, part(each))
        heads[f"post{suffix}"] = calibrated(post, part(posts_dev["bg"]))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    names = ("hidden", "hidden_bias", "weights", "bias", "mean", "scale")
    saved = {
        f"{head}/{name}": value for head, values in heads.items() for name, value in zip(names, values, strict=True)
    }
    np.savez_compressed(
        TARGET, **{k: np.asarray(v, np.float32 if np.ndim(v) < 2 else np.float16) for k, v in saved.items()}
    )
    print(f"{TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()

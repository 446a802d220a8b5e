"""Train the check-worthiness heads of `src/merilo/models/checkworthy`.

Data, found through MERILO_DATA: ct24_t1_checkworthy_en (debates), claimbuster_en (two_class_2020_debate, a later
debate; clef20*, posts) and ct22_t1_checkworthy_multi (posts). Run `python train/checkworthy.py`: some minutes.

The speech heads learn from the ct24 train part, whose ids follow the years of the debates. Hyperparameters, calibration
and threshold are chosen on its latest fifth by a head that learned from the earlier four fifths; the shipped head then
learns from all of it. Dev-test and the 2020 debate are never fitted on: their scores are those of unseen debates.
The posts' calibration is fitted on held-out folds, and the scores printed for posts are cross-validated.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.kernel_approximation import Nystroem
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import normalize

from merilo.claims.judge import Sentence, signs_of, vectors_of
from merilo.claims.letters import BUCKETS, counted
from merilo.claims.worth import features
from merilo.encoder import shared

DATA = Path(os.environ["MERILO_DATA"])
TARGET = Path(__file__).resolve().parent.parent / "src" / "merilo" / "models" / "checkworthy" / "heads.npz"
SEEDS = 8
OURS = 2.0  # weight of a post in Bulgarian, the one language of ours among three
LETTERS = 0.9  # how much the letters' log odds count beside a head's, chosen by cross-validation over posts
EARLIER = 0.8  # of the debates; the calibration is fitted on the rest


@dataclass(frozen=True, slots=True)
class Set:
    """Labelled sentences: inputs (n, 384 + signs), labels 0 or 1, and how much each row weighs."""

    inputs: np.ndarray
    labels: np.ndarray
    weights: np.ndarray | None = None
    letters: csr_matrix | None = None


def lines(
    path: Path, text: str, label: str, language: str, *, quoted: bool = False, order: str = ""
) -> Iterator[tuple[Sentence, int]]:
    """Yield the sentences and labels of one table."""
    csv.field_size_limit(10**9)
    script = "Cyrl" if language == "bg" else "Latn"
    with path.open(encoding="utf-8") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE))
        for row in sorted(table, key=lambda row: int(row[order])) if order else table:
            words = (row[text] or "").strip().strip('"').replace('""', '"')
            if words and row[label].strip() != label:
                yield Sentence(words, language, script), int(row[label].strip() in ("Yes", "1"))


def read(rows: Iterator[tuple[Sentence, int]]) -> Set:
    """Encode a table once."""
    pairs = list(rows)
    sentences = [sentence for sentence, _ in pairs]
    signs = np.stack([features(signs_of(each)) for each in sentences])
    vectors = vectors_of(sentences, shared())
    found = [counted(signs_of(each).row) for each in sentences]
    where = np.cumsum([0, *(len(each) for each in found)])
    buckets = [bucket for each in found for bucket in each]
    letters = csr_matrix(
        ([float(count) for each in found for count in each.values()], buckets, where), (len(found), BUCKETS)
    )
    inputs = np.concatenate([vectors, signs], axis=1)
    return Set(inputs, np.array([label for _, label in pairs]), letters=letters)


def together(*sets: Set) -> Set:
    """Return several sets as one."""
    return Set(
        np.concatenate([s.inputs for s in sets]),
        np.concatenate([s.labels for s in sets]),
        letters=vstack([s.letters for s in sets], format="csr"),
    )


def cut(data: Set, rows: np.ndarray | slice) -> Set:
    """Return some rows of a set."""
    letters = None if data.letters is None else data.letters[rows]
    return Set(data.inputs[rows], data.labels[rows], None if data.weights is None else data.weights[rows], letters)


def apart(data: Set, share: float) -> tuple[Set, Set]:
    """Return the first share of a set and the rest."""
    at = int(share * len(data.labels))
    return cut(data, slice(None, at)), cut(data, slice(at, None))


def scaled(inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return mean and scale of the inputs."""
    return inputs.mean(0), np.maximum(inputs.std(0), 1e-3)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A head as `merilo.claims.worth.Head` keeps it."""

    hidden: np.ndarray
    hidden_bias: np.ndarray
    weights: np.ndarray
    bias: float
    mean: np.ndarray
    scale: np.ndarray
    gamma: float = 0.0
    enough: float = 0.5

    def logits(self, inputs: np.ndarray) -> np.ndarray:
        """Return what the head says before the sigmoid."""
        x = (inputs - self.mean) / self.scale
        if self.gamma:
            apart = (x**2).sum(1)[:, None] - 2 * x @ self.hidden + (self.hidden**2).sum(0)
            x = np.exp(-self.gamma * apart)
        elif self.hidden.size:
            x = np.maximum(x @ self.hidden + self.hidden_bias, 0)
        return x @ self.weights + self.bias


def network(data: Set, hidden: int, alpha: float) -> Fitted:
    """Fit several small networks side by side as one."""
    mean, scale = scaled(data.inputs)
    rows = (data.inputs - mean) / scale
    firsts, biases, seconds, bias = [], [], [], 0.0
    for seed in range(SEEDS):
        net = MLPClassifier((hidden,), alpha=alpha, early_stopping=True, max_iter=40, random_state=seed)
        net.fit(rows, data.labels)
        firsts.append(net.coefs_[0])
        biases.append(net.intercepts_[0])
        seconds.append(net.coefs_[1][:, 0] / SEEDS)
        bias += net.intercepts_[1][0] / SEEDS
    return Fitted(np.concatenate(firsts, 1), np.concatenate(biases), np.concatenate(seconds), bias, mean, scale)


def landmarks(data: Set, count: int, strength: float) -> Fitted:
    """Fit a logistic regression on nearness to landmarks (Nystroem): posts are few, and lie in clusters."""
    mean, scale = scaled(data.inputs)
    rows = (data.inputs - mean) / scale
    gamma = 1 / (rows.shape[1] * rows.var())
    near = Nystroem(gamma=gamma, n_components=count, random_state=0).fit(rows)
    model = LogisticRegression(C=strength, max_iter=5000, class_weight="balanced").fit(
        near.transform(rows), data.labels, sample_weight=data.weights
    )
    weights = near.normalization_.T @ model.coef_[0]
    return Fitted(near.components_.T, np.zeros(0), weights, model.intercept_[0], mean, scale, gamma)


@dataclass(frozen=True, slots=True)
class Spelt:
    """What the letters say, as `merilo.claims.letters.Letters` keeps it."""

    rarity: np.ndarray
    weights: np.ndarray

    def logits(self, data: Set) -> np.ndarray:
        """Return the log odds of each row."""
        return _weighed(data, self.rarity) @ self.weights


def spelt(data: Set) -> Spelt:
    """Fit a logistic regression on runs of letters."""
    rarity = TfidfTransformer().fit(data.letters).idf_
    model = LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced")
    model.fit(_weighed(data, rarity), data.labels, sample_weight=data.weights)
    return Spelt(rarity, LETTERS * model.coef_[0])


def _weighed(data: Set, rarity: np.ndarray) -> csr_matrix:
    rows = data.letters.copy()
    rows.data = 1 + np.log(rows.data)
    return normalize(rows.multiply(rarity).tocsr())


def calibrated(head: Fitted, raw: np.ndarray, labels: np.ndarray) -> Fitted:
    """Return the head with slope and shift fitted to held-out logits (Platt), and `enough` where F1 is best there."""
    platt = LogisticRegression(C=1.0).fit(raw[:, None], labels)
    slope, shift = platt.coef_[0, 0], platt.intercept_[0]
    sure = 1 / (1 + np.exp(-(raw * slope + shift)))
    enough = max(np.linspace(0.1, 0.6, 51), key=lambda t: f1_score(labels, sure >= t))
    return replace(head, weights=head.weights * slope, bias=head.bias * slope + shift, enough=float(enough))


def told(name: str, raw: np.ndarray, labels: np.ndarray) -> None:
    """Print average precision, and F1 with calibration and threshold both cross-validated."""
    judged = np.zeros(len(labels), bool)
    for fit, held in StratifiedKFold(10, shuffle=True, random_state=0).split(raw, labels):
        one = calibrated(BLANK, raw[fit], labels[fit])
        judged[held] = 1 / (1 + np.exp(-(raw[held] * one.weights[0] + one.bias))) >= one.enough
    ap = average_precision_score(labels, raw)
    print(f"  {name}: ap {ap:.3f}  F1 {f1_score(labels, judged):.3f}  n {len(labels)}", flush=True)


def unseen(name: str, logits: np.ndarray, labels: np.ndarray, enough: float) -> None:
    """Print the scores of a calibrated head on debates that nothing was fitted on."""
    sure = 1 / (1 + np.exp(-logits))
    judged = f1_score(labels, sure >= enough)
    print(f"  {name}: ap {average_precision_score(labels, logits):.3f}  F1 {judged:.3f}  n {len(labels)}", flush=True)


BLANK = Fitted(np.zeros((0, 0)), np.zeros(0), np.ones(1), 0.0, np.zeros(1), np.ones(1))


def held_out(data: Set, fit: Callable[[Set], Fitted], folds: int = 5) -> np.ndarray:
    """Return logits of each row, the letters' among them, by a head that was fitted without it."""
    raw = np.zeros(len(data.labels))
    for part, held in StratifiedKFold(folds, shuffle=True, random_state=1).split(data.inputs, data.labels):
        known, rest = cut(data, part), cut(data, held)
        raw[held] = fit(known).logits(rest.inputs) + spelt(known).logits(rest)
    return raw


def main() -> None:
    """Train, print the scores, save."""
    ct24, ct22, cb = DATA / "ct24_t1_checkworthy_en", DATA / "ct22_t1_checkworthy_multi", DATA / "claimbuster_en"
    debates = read(lines(ct24 / "CT24_checkworthy_english_train.tsv", "Text", "class_label", "en", order="Sentence_id"))
    dev_test = read(lines(ct24 / "CT24_checkworthy_english_dev-test.tsv", "Text", "class_label", "en"))
    later = read(lines(cb / "two_class_2020_debate.tsv", "text", "label", "en", quoted=True))
    posts = {}
    for name, language in (("bulgarian", "bg"), ("english", "en"), ("turkish", "other")):
        paths = [ct22 / f"CT22_{name}_1A_checkworthy_{part}.tsv" for part in ("train", "dev")]
        posts[language] = together(*(read(lines(path, "tweet_text", "class_label", language)) for path in paths))
    early = read(lines(cb / "clef20_task1_training_v2.tsv", "tweet_text", "check_worthiness", "en"))
    all_posts = together(*posts.values(), early)
    languages = np.repeat([*posts, "en"], [len(each.labels) for each in (*posts.values(), early)])
    all_posts = replace(all_posts, weights=np.where(languages == "bg", OURS, 1.0))
    heads, scales, said = {}, {}, spelt(all_posts)
    for suffix, columns in (("", slice(None)), ("-signs", slice(384, None))):
        part = lambda s, columns=columns: replace(s, inputs=s.inputs[:, columns])  # noqa: E731
        strength = 0.5 if suffix else 3.0
        earlier, latest = apart(part(debates), EARLIER)
        raw = network(earlier, 16, strength).logits(latest.inputs)
        speech = calibrated(network(part(debates), 16, strength), raw, latest.labels)
        print(f"speech{suffix}")
        told("latest fifth", raw, latest.labels)
        for name, each in (("dev-test", dev_test), ("2020", later)):
            unseen(name, speech.logits(part(each).inputs), each.labels, speech.enough)
        heads[f"speech{suffix}"] = speech
        fit = lambda data, suffix=suffix: landmarks(data, 100 if suffix else 1500, 1.0)  # noqa: E731
        raw_posts = held_out(part(all_posts), fit)
        print(f"post{suffix}")
        for language in posts:
            of = languages == language
            told(language, raw_posts[of], all_posts.labels[of])
        alone = fit(part(all_posts))
        heads[f"post{suffix}"] = calibrated(alone, raw_posts, all_posts.labels)
        scales[suffix] = np.abs(heads[f"post{suffix}"].weights).sum() / np.abs(alone.weights).sum()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    saved = {
        f"{name}/{each.name}": np.asarray(value, np.float16 if np.ndim(value) == 2 else np.float32)
        for name, head in heads.items()
        for each in fields(head)
        for value in [getattr(head, each.name)]
    }
    saved |= {"letters/rarity": said.rarity.astype(np.float16), "letters/weights": said.weights.astype(np.float16)}
    saved |= {f"letters{suffix}/scale": np.float32(scale) for suffix, scale in scales.items()}
    np.savez_compressed(TARGET, **saved)
    print(f"{TARGET.stat().st_size / 1e6:.2f} MB", {name: round(head.enough, 2) for name, head in heads.items()})


if __name__ == "__main__":
    main()

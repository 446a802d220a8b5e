"""Train the score of `findings/told/one_thing`: do two counts of a text tell of one thing?

Data: `tests/cases/one-thing.yaml` (short texts of our own in which two places tell of one thing, or of two), the cases
of the rules, the articles by another hand in `tests/cases/articles/seen` except the last of each profile, and, through
MERILO_DATA, ntrex_news_parallel: in its 620 untouched articles no two different counts are one thing.

Run: `python train/one_thing.py` (ten minutes: every text goes through the encoder once). It prints what is found and
falsely found by cross-validation over sources, at several numbers of alarms in the untouched articles; then it fits on
everything and writes the weights.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec
import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from merilo.bench.by_another_hand import ARTICLES, Key
from merilo.bench.planter.articles import FILES, articles
from merilo.findings.sense import news, sense_of
from merilo.findings.story import Story, story_of
from merilo.findings.told.counts import Count, counts
from merilo.findings.told.headline import in_headline
from merilo.findings.told.one_thing import candidates
from merilo.model import Article
from merilo.pipeline import means, understood
from merilo.reading.read import article_from_bytes

DATA = Path(os.environ.get("MERILO_DATA", "data"))
CASES = ARTICLES.parent
TARGET = Path(__file__).resolve().parent.parent / "src/merilo/models/one_thing/weights.npz"
KEPT_BACK = "9"  # the last article of each profile measures, and is not learnt from
CYRILLIC = frozenset({"mk", "sr", "bg", "ru", "uk"})
FOLDS, STRENGTH, THRESHOLD, CASE_WEIGHT = 10, 1 / 8, -0.6, 0.5
ALARMS = (3, 6, 9, 15)


@dataclass(frozen=True)
class Row:
    """Two counts: where they are from, what speaks for their being one, and whether they are."""

    corpus: str
    source: str
    numbers: tuple[float, ...]
    one: bool


def rows() -> Iterator[Row]:
    """Read every text, and yield its pairs of counts."""
    for profile in FILES:
        for at, article in enumerate(articles(DATA, profile)):
            yield from _pairs("untouched", str(at), article, lambda left, right: False)
    for number, each in enumerate(yaml.safe_load((CASES / "one-thing.yaml").read_text(encoding="utf-8"))):
        places = each["places"] if each["one"] and each["kind"] == "count" else []
        yield from _pairs("texts", f"text {number}", _article(each["language"], each["text"]), _both_in(places))
    for path in sorted(CASES.glob("findings.*.yaml")):
        language = path.suffixes[0][1:]
        for number, each in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            if "title" not in each and "captions" not in each:
                one = "count-two-values" in each["finds"]
                article = _article(language, each["text"], each.get("date"))
                yield from _pairs("cases", f"{language} {number}", article, lambda left, right, one=one: one)
    for path in sorted((ARTICLES / "seen").glob("*.md")):
        if not path.stem.endswith(KEPT_BACK):
            key = msgspec.yaml.decode(path.with_suffix(".yaml").read_bytes(), type=Key)
            slips = [slip for slip in key.slips if slip.kind in ("count-two-values", "caption")]
            held = [_both_in([slip.piece, *slip.other]) for slip in slips]
            article = article_from_bytes(path.read_bytes(), path.name, published=date.fromisoformat(key.published))
            yield from _pairs(
                "seen", path.stem, article, lambda left, right, held=held: any(each(left, right) for each in held)
            )


def _article(language: str, text: str, published: date | None = None) -> Article:
    script = "Cyrl" if language in CYRILLIC else "Latn"
    return Article(text, "", language, script, published=published or date(2024, 6, 20))


def _both_in(places: list[str]):
    """Whether two pieces of text stand in different ones of these places."""

    def both(left: str, right: str) -> bool:
        ours = {at for at, place in enumerate(places) if left in place or place in left}
        theirs = {at for at, place in enumerate(places) if right in place or place in right}
        return bool(ours and theirs) and ours != theirs

    return both


def _pairs(corpus: str, source: str, article: Article, one) -> Iterator[Row]:
    reading, encoded = understood(article, WITH)
    story = story_of(reading, sense_of(encoded))
    for pair in candidates(story, counts(story)):
        if not any(in_headline(story, each.quantity.span) for each in (pair.left, pair.right)):
            said = (_said(story, each) for each in (pair.left, pair.right))
            yield Row(corpus, source, pair.numbers, one(*said))


def _said(story: Story, count: Count) -> str:
    return count.quantity.span.of(story.text)


WITH = means()


def main() -> None:
    """Measure by cross-validation, fit on everything, and write the weights."""
    found = list(rows())
    numbers, right = np.array([row.numbers for row in found]), np.array([row.one for row in found])
    corpora = np.array([row.corpus for row in found])
    folds = np.array([int(sha256(row.source.encode()).hexdigest(), 16) % FOLDS for row in found])
    weight = np.where(corpora == "cases", CASE_WEIGHT, 1.0)
    scaler = StandardScaler().fit(numbers)
    scaled, scores = scaler.transform(numbers), np.zeros(len(found))
    for fold in range(FOLDS):
        here = folds == fold
        if here.any():
            scores[here] = _fitted(scaled[~here], right[~here], weight[~here]).decision_function(scaled[here])
    untouched = np.sort(scores[corpora == "untouched"])[::-1]
    for alarms in ALARMS:
        told = scores > untouched[alarms]
        for corpus in ("texts", "seen", "cases"):
            of = corpora == corpus
            print(alarms, corpus, f"found {told[of & right].mean():.2f}, falsely {told[of & ~right].mean():.2f}")
    head = _fitted(scaled, right, weight)
    weights = head.coef_[0] / scaler.scale_
    bias = float(head.intercept_[0] - weights @ scaler.mean_)
    np.savez(
        TARGET, usual=news().astype(np.float16), weights=weights.astype(np.float32), bias=bias, threshold=THRESHOLD
    )


def _fitted(scaled: np.ndarray, right: np.ndarray, weight: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=1000).fit(scaled, right, sample_weight=weight)


if __name__ == "__main__":
    main()

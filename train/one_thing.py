"""Train the scores of `told/one_thing` and `one_event`: do two counts, lengths, ages or days tell of one thing?

Data: the news stories of our own in `tests/cases/stories` but one in ten (`told_twice.py`: lengths and ages);
`tests/cases/one-thing.yaml` (short texts of our own in which two places tell of one thing, or of two), the cases
of the rules, the articles by another hand in `tests/cases/articles/seen` except the last of each profile, and, through
MERILO_DATA, ntrex_news_parallel: in its 620 untouched articles no two counts or days are one thing.

Run: `python train/one_thing.py` (half an hour: every text goes through the encoder once). It prints what is found and
falsely found by cross-validation over sources, at several numbers of alarms in the untouched articles; then it fits on
everything and writes the weights.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

import msgspec
import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler
from told_twice import WEIGHT, of_a_sound_text, read, told

from merilo.bench.by_another_hand import ARTICLES, Key
from merilo.bench.planter.articles import FILES, articles
from merilo.findings.sense import news
from merilo.findings.story import Story
from merilo.findings.told import one_event, one_thing
from merilo.findings.told.counts import counts
from merilo.findings.told.headline import in_headline
from merilo.model import Article
from merilo.reading.read import article_from_bytes

DATA = Path(os.environ.get("MERILO_DATA", "data"))
CASES = ARTICLES.parent
TARGET = Path(__file__).resolve().parent.parent / "src/merilo/models/one_thing/weights.npz"
KEPT_BACK = "9"  # the last article of each profile measures, and is not learnt from
CYRILLIC = frozenset({"mk", "sr", "bg", "ru", "uk"})
FOLDS, CASE_WEIGHT = 10, 0.5
STRENGTH = {"counts": 1 / 8, "lengths": 1 / 16, "ages": 1 / 16, "events": 1 / 3}
THRESHOLD = {"counts": -0.4, "lengths": 0.55, "ages": 0.65, "events": 0.3}
SLIPS = {"counts": ("count-two-values", "caption"), "events": ("event-two-dates",)}
TEXTS = {"counts": "count", "events": "date"}
Places = list[list[str]] | None


@dataclass(frozen=True)
class Row:
    """Two places: what they give, where they are from, what speaks for their being one thing, and whether they are."""

    kind: str
    corpus: str
    source: str
    numbers: tuple[float, ...]
    one: bool
    weight: float = 1.0


def rows() -> Iterator[Row]:
    """Read every text, and yield its pairs of counts and of days."""
    for profile in FILES:
        for at, article in enumerate(articles(DATA, profile)):
            story = read(article)
            yield from _pairs("untouched", str(at), story, {})
            for each in of_a_sound_text(story, str(at), Random(f"{profile} {at}")):
                corpus = "changed" if each.one else "untouched"
                yield Row(each.kind, corpus, each.source, each.numbers, each.one, WEIGHT[each.origin])
    for each in told():
        yield Row(each.kind, each.origin, each.source, each.numbers, each.one, WEIGHT[each.origin])
    for number, each in enumerate(yaml.safe_load((CASES / "one-thing.yaml").read_text(encoding="utf-8"))):
        held = {kind: [each["places"]] for kind, name in TEXTS.items() if each["one"] and each["kind"] == name}
        yield from _pairs("texts", f"text {number}", read(_article(each["language"], each["text"])), held)
    for path in sorted(CASES.glob("findings.*.yaml")):
        language = path.suffixes[0][1:]
        for number, each in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            if "title" not in each and "captions" not in each:
                found = {kind: None for kind, slips in SLIPS.items() if set(slips) & set(each["finds"])}
                article = _article(language, each["text"], each.get("date"))
                yield from _pairs("cases", f"{language} {number}", read(article), found)
    for path in sorted((ARTICLES / "seen").glob("*.md")):
        if not path.stem.endswith(KEPT_BACK):
            key = msgspec.yaml.decode(path.with_suffix(".yaml").read_bytes(), type=Key)
            held = {
                kind: [[slip.piece, *slip.other] for slip in key.slips if slip.kind in slips]
                for kind, slips in SLIPS.items()
            }
            article = article_from_bytes(path.read_bytes(), path.name, published=date.fromisoformat(key.published))
            yield from _pairs("seen", path.stem, read(article), held)


def _article(language: str, text: str, published: date | None = None) -> Article:
    script = "Cyrl" if language in CYRILLIC else "Latn"
    return Article(text, "", language, script, published=published or date(2024, 6, 20))


def _both_in(places: Places, left: str, right: str) -> bool:
    """Whether two pieces of text stand in different places of one slip; None stands for any two pieces."""
    if places is None:
        return True
    for pieces in places:
        ours, theirs = ({at for at, piece in enumerate(pieces) if _holds(piece, each)} for each in (left, right))
        if ours and theirs and ours != theirs:
            return True
    return False


def _holds(piece: str, other: str) -> bool:
    """Whether one of the two stands in the other, 3 March not in 13 March."""
    short, long = sorted((piece, other), key=len)
    return re.search(rf"(?<!\d){re.escape(short)}(?!\d)", long) is not None


def _pairs(corpus: str, source: str, story: Story, held: dict[str, Places]) -> Iterator[Row]:
    found = [
        ("counts", pair.numbers, pair.left.quantity.span, pair.right.quantity.span)
        for pair in one_thing.candidates(story, counts(story))
    ]
    found += [
        ("events", pair.numbers, pair.left.time.span, pair.right.time.span) for pair in one_event.candidates(story)
    ]
    for kind, numbers, *spans in found:
        if not any(in_headline(story, span) for span in spans):
            left, right = (span.of(story.text) for span in spans)
            weight = CASE_WEIGHT if corpus == "cases" else 1.0
            yield Row(kind, corpus, source, numbers, _both_in(held.get(kind, []), left, right), weight)


def main() -> None:
    """Measure by cross-validation, fit on everything, and write the weights."""
    found = list(rows())
    made = {"usual": news().astype(np.float16)}
    for kind, strength in STRENGTH.items():
        head, scaler = _measured([row for row in found if row.kind == kind], kind, strength)
        weights = head.coef_[0] / scaler.scale_
        made[kind] = weights.astype(np.float32)
        made[f"{kind}_bias"] = float(head.intercept_[0] - weights @ scaler.mean_)
        made[f"{kind}_threshold"] = THRESHOLD[kind]
    np.savez(TARGET, **made)


def _measured(found: list[Row], kind: str, strength: float) -> tuple[LogisticRegression, StandardScaler]:
    numbers, right = np.array([row.numbers for row in found]), np.array([row.one for row in found])
    corpora = np.array([row.corpus for row in found])
    folds = np.array([int(sha256(row.source.encode()).hexdigest(), 16) % FOLDS for row in found])
    weight = np.array([row.weight for row in found])
    scaler = StandardScaler().fit(numbers)
    scaled, scores = scaler.transform(numbers), np.zeros(len(found))
    for fold in range(FOLDS):
        here = folds == fold
        if here.any():
            head = LogisticRegression(C=strength, max_iter=1000)
            scores[here] = head.fit(scaled[~here], right[~here], weight[~here]).decision_function(scaled[here])
    for threshold in (THRESHOLD[kind] + step for step in (0.6, 0.3, 0, -0.3)):
        told = scores > threshold
        print(f"{kind} from {threshold:.2f}: untouched articles {told[corpora == 'untouched'].sum()} alarms")
        for corpus in sorted(set(corpora) - {"untouched"}):
            of = corpora == corpus
            print(f"  {corpus}: found {told[of & right].mean():.2f}, falsely {told[of & ~right].mean():.2f}")
    return LogisticRegression(C=strength, max_iter=1000).fit(scaled, right, weight), scaler


if __name__ == "__main__":
    main()

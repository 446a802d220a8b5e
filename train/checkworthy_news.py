"""Adapt the speech heads to news: a slope, a shift, a threshold, and a second opinion on what is of public weight.

    MERILO_DATA=... python train/checkworthy_news.py     # after checkworthy.py; some seconds

The heads learned what is worth checking from debates, where more sentences are, and where nobody tells of matches,
accidents and lives. `matters.yaml` has sentences of our own of either sort; the direction of their vectors is the
second opinion. Half of the marked lines of `src/merilo/bench/news_worth.toml`, in all ten scripts and languages, set
how much either counts, the shift and the threshold; `merilo bench checkworthy-news` measures the other half.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import yaml
from checkworthy import BLANK, TARGET, calibrated
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score

from merilo.bench.news_worth import news
from merilo.claims.judge import Sentence, signs_of, vectors_of
from merilo.claims.worth import worth
from merilo.encoder import shared

TIGHT = 0.3  # how tightly the direction is held: eighty sentences, 384 numbers


def matters() -> tuple[np.ndarray, float]:
    """Return the direction of our own sentences, from what news tells aside to what matters, and its shift."""
    written = yaml.safe_load(Path(__file__).with_name("matters.yaml").read_text(encoding="utf-8"))
    texts = [*written["matters"], *written["left"]]
    vectors = vectors_of([Sentence(text, "en", "Latn") for text in texts], shared())
    middle = vectors.mean(axis=0)
    fitted = LogisticRegression(C=TIGHT, max_iter=2000).fit(
        vectors - middle, [1] * len(written["matters"]) + [0] * len(written["left"])
    )
    return fitted.coef_[0], float(fitted.intercept_[0] - fitted.coef_[0] @ middle)


def main() -> None:
    """Fit, print, save."""
    parts = news(Path(os.environ["MERILO_DATA"]), "fit")
    labels = np.concatenate([each.labels for each in parts])
    signs = [[signs_of(one) for one in each.sentences] for each in parts]
    vectors = [vectors_of(each.sentences, shared()) for each in parts]
    saved = dict(np.load(TARGET))
    way, aside = matters()
    for suffix, of in (("", vectors), ("-signs", [None] * len(parts))):
        sure = [worth(s, v, ["speech"] * len(s)) for s, v in zip(signs, of, strict=True)]
        raw = np.concatenate(sure).clip(1e-5, 1 - 1e-5)
        logits = np.log(raw / (1 - raw))
        name, weight = f"news{suffix}", 0.0
        if not suffix:
            opinion = np.concatenate(vectors) @ way + aside
            both = np.stack([logits / logits.std(), opinion / opinion.std()], axis=1)
            first, second = LogisticRegression(C=1.0).fit(both, labels).coef_[0]
            weight = (second / opinion.std()) / (first / logits.std())
            logits = logits + weight * opinion
        made = calibrated(BLANK, logits, labels)
        if not suffix:
            saved["news/matters"] = (way * weight * made.weights[0]).astype(np.float32)
            made = replace(made, bias=made.bias + weight * aside * made.weights[0])
            logits = logits - weight * aside
        saved |= {f"{name}/slope": made.weights[0], f"{name}/shift": made.bias, f"{name}/enough": made.enough}
        now = 1 / (1 + np.exp(-(logits * made.weights[0] + made.bias)))
        print(
            f"{name}: slope {made.weights[0]:.2f} shift {made.bias:.2f} from {made.enough:.2f}; on this half: "
            f"said {raw.mean():.3f}, now {now.mean():.3f}, marked {labels.mean():.3f}, "
            f"ap {average_precision_score(labels, raw):.3f}, "
            f"now {average_precision_score(labels, now):.3f}, F1 {f1_score(labels, now >= made.enough):.3f}"
        )
    np.savez_compressed(TARGET, **{key: np.asarray(value) for key, value in saved.items()})


if __name__ == "__main__":
    main()

"""Calibrate the speech heads for news: a slope, a shift and a threshold, from news lines marked by hand.

    MERILO_DATA=... python train/checkworthy_news.py     # after checkworthy.py; some seconds

The heads learned what is worth checking from debates, where more sentences are. Half of the marked lines of
`src/merilo/bench/news_worth.toml`, in all ten scripts and languages, set the three numbers; `merilo bench
checkworthy-news` measures the other half.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from checkworthy import BLANK, TARGET, calibrated
from sklearn.metrics import average_precision_score, f1_score

from merilo.bench.news_worth import news
from merilo.claims.judge import signs_of, vectors_of
from merilo.claims.worth import worth
from merilo.encoder import shared


def main() -> None:
    """Fit, print, save."""
    parts = news(Path(os.environ["MERILO_DATA"]), "fit")
    labels = np.concatenate([each.labels for each in parts])
    signs = [[signs_of(one) for one in each.sentences] for each in parts]
    vectors = [vectors_of(each.sentences, shared()) for each in parts]
    saved = dict(np.load(TARGET))
    for suffix, of in (("", vectors), ("-signs", [None] * len(parts))):
        sure = [worth(s, v, ["speech"] * len(s)) for s, v in zip(signs, of, strict=True)]
        raw = np.concatenate(sure).clip(1e-5, 1 - 1e-5)
        logits = np.log(raw / (1 - raw))
        made = calibrated(BLANK, logits, labels)
        name = f"news{suffix}"
        saved |= {f"{name}/slope": made.weights[0], f"{name}/shift": made.bias, f"{name}/enough": made.enough}
        now = 1 / (1 + np.exp(-(logits * made.weights[0] + made.bias)))
        print(
            f"{name}: slope {made.weights[0]:.2f} shift {made.bias:.2f} from {made.enough:.2f}; on this half: "
            f"said {raw.mean():.3f}, now {now.mean():.3f}, marked {labels.mean():.3f}, "
            f"ap {average_precision_score(labels, raw):.3f}, F1 {f1_score(labels, now >= made.enough):.3f}"
        )
    np.savez_compressed(TARGET, **{key: np.asarray(value) for key, value in saved.items()})


if __name__ == "__main__":
    main()

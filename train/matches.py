"""Train what matching weighs with: the adapter, the order of candidates, and how sure a match is.

    MERILO_DATA=data .venv/bin/python train/matches.py

Data: CheckThat! 2022 task 2A (the training posts only; dev and dev-test stay unseen), NTREX-128 (the first half of the
articles; the second stays unseen), Tatoeba pairs as in LASER. Writes `src/merilo/models/matches/`. About ten minutes on
two cores, nearly all of it for the encoder; needs numpy and scikit-learn (the `bench` group), no PyTorch.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from merilo.bench import claims_data as sets
from merilo.encoder import shared
from merilo.library import Library, import_checks
from merilo.library.records import record_of
from merilo.matches import adapter, score
from merilo.matches.matcher import Matcher, signed
from merilo.matches.rank import Candidate
from merilo.matches.semantic import readable, text_of

OUT = Path(__file__).parents[1] / "src" / "merilo" / "models" / "matches"
HALF, FOLDS = 503, 3
STEPS, RATE, HEAT, KEEP = 400, 1e-3, 0.03, 3.0  # KEEP pulls the turn towards no turn at all
SURE = ("meaning", "claim_covered", "query_covered", "names_covered", "numbers_missed", "words")
ALONE = ("meaning", "title_covered", "query_covered", "numbers_missed")
Array = np.ndarray
Labelled = list[tuple[list[Candidate], frozenset[str]]]


class Remembering:
    """The encoder, asked only once for each text."""

    def __init__(self) -> None:
        self.encoder = shared()
        self.name, self.width = self.encoder.name, self.encoder.width
        self.known: dict[str, Array] = {}

    def vectors(self, texts: Sequence[str], kind: str = "query") -> Array:
        fresh = [text for text in dict.fromkeys(texts) if text not in self.known]
        self.known.update(zip(fresh, self.encoder.vectors(fresh), strict=True))
        return np.array([self.known[text] for text in texts], np.float32)


# ── the adapter ──────────────────────────────────────────────────────────────────────────────────────────────


def turn(x: Array, shift: Array, weight: Array) -> tuple[Array, Array]:
    """Return unit vectors and their lengths before."""
    z = (x + shift) @ weight
    length = np.linalg.norm(z, axis=1, keepdims=True)
    return z / length, length


def contrast(y: Array, others: Array, right: Array) -> tuple[Array, Array]:
    """Return the gradients of softmax cross-entropy by both sides; `right` is the place of each row's own."""
    logits = y @ others.T / HEAT
    logits -= logits.max(1, keepdims=True)
    share = np.exp(logits)
    share /= share.sum(1, keepdims=True)
    share[np.arange(len(y)), right] -= 1
    share /= HEAT * len(y)
    return share @ others, share.T @ y


def fit_adapter(
    pairs: list[tuple[Array, Array]], asked: Array, gold: Array, pool: Array, seed: int = 0
) -> tuple[Array, Array]:
    """Learn shift (384) and turn (384, 384): aligned pairs beside posts and their claims, in batches, by Adam."""
    chance = np.random.default_rng(seed)
    width = pool.shape[1]
    shift, weight = (
        -np.concatenate([side for pair in pairs[:9] for side in pair]).mean(0),
        np.eye(width, dtype=np.float32),
    )
    slow = [np.zeros_like(shift), np.zeros_like(weight)]
    fast = [np.zeros_like(shift), np.zeros_like(weight)]
    for step in range(1, STEPS + 1):
        grads = [np.zeros_like(shift), 2 * KEEP * (weight - np.eye(width)) / width]
        left, right = pairs[chance.integers(len(pairs))]
        some = chance.permutation(len(left))[:400]
        jobs: list[tuple[Array, Array, Array, bool]] = [(left[some], right[some], np.arange(len(some)), True)]
        picked = chance.permutation(len(asked))[:128]
        others = np.concatenate([gold[picked], chance.integers(len(pool), size=3_000)])
        others, place = np.unique(others, return_inverse=True)
        jobs.append((asked[picked], pool[others], place[: len(picked)], False))
        for x, other, own, both in jobs:
            (y, long), (v, v_long) = turn(x, shift, weight), turn(other, shift, weight)
            of_y, of_v = contrast(y, v, own)
            if both:
                back_v, back_y = contrast(v, y, own)
                of_y, of_v = (of_y + back_y) / 2, (of_v + back_v) / 2
            for data, unit, length, grad in ((x, y, long, of_y), (other, v, v_long, of_v)):
                inner = (grad - unit * (grad * unit).sum(1, keepdims=True)) / length
                grads[0] += (inner @ weight.T).sum(0)
                grads[1] += (data + shift).T @ inner
        for at, (value, grad) in enumerate(zip((shift, weight), grads, strict=True)):
            slow[at] = 0.9 * slow[at] + 0.1 * grad
            fast[at] = 0.999 * fast[at] + 0.001 * grad**2
            value -= (RATE * (slow[at] / (1 - 0.9**step)) / (np.sqrt(fast[at] / (1 - 0.999**step)) + 1e-8)).astype(
                value.dtype
            )
    return shift.astype(np.float32), weight.astype(np.float32)


def aligned_pairs(data: Path, encode: Callable[[Sequence[str], str], Array]) -> list[tuple[Array, Array]]:
    """Return vectors of aligned sentences: every two languages of the news, and Tatoeba with English."""
    news = [
        encode(sets.aligned(data, code)[:HALF], language)
        for code, language in sets.ALIGNED.items()
        if code != "srp-Cyrl"
    ]
    found = [(one, other) for at, one in enumerate(news) for other in news[at + 1 :]]
    for path in sorted((data / "tatoeba_crosslingual").glob("tatoeba.*-eng.eng")):
        code = path.name.split(".")[1].split("-")[0]
        language = {
            "bos": "bs",
            "bul": "bg",
            "hrv": "hr",
            "mkd": "mk",
            "rus": "ru",
            "sqi": "sq",
            "srp": "sr",
            "ukr": "uk",
        }.get(code)
        if language:
            theirs = path.with_suffix(f".{code}").read_text(encoding="utf-8").splitlines()
            ours = path.read_text(encoding="utf-8").splitlines()
            found += [(encode(theirs, language), encode(ours, "en"))] * 3
    return found


# ── order and certainty ──────────────────────────────────────────────────────────────────────────────────────


def fit_order(rows: Labelled, keep: float = 0.003) -> dict[str, float]:
    """Learn the weights of the order: softmax over the candidates of each post, its own claim against the rest."""
    cases = []
    for row, gold in rows:
        right = np.array([each.stored.check.id in gold for each in row])
        if right.any():
            cases.append((score.matrix([each.features for each in row]), int(right.argmax())))
    spread = np.concatenate([x for x, _ in cases]).std(0) + 1e-6

    def loss(w: Array) -> tuple[float, Array]:
        total, grad = keep * (w @ w) * len(cases), 2 * keep * w * len(cases)
        for x, right in cases:
            s = x @ (w / spread)
            p = np.exp(s - s.max())
            p /= p.sum()
            total -= np.log(p[right] + 1e-12)
            grad += (p @ x - x[right]) / spread
        return total, grad

    found = minimize(loss, np.zeros(len(spread)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x / spread
    return {name: round(float(weight), 4) for name, weight in zip(score.NAMES, found, strict=True)}


def first_and_next(
    rows: Labelled, order: dict[str, float], weight: float
) -> list[tuple[list[float], list[float], int, float]]:
    """Return what certainty is learnt from: the first candidate of each query, and the first where its own is gone."""
    found = []
    for row, gold in rows:
        scored = sorted(
            ((sum(order[n] * getattr(c.features, n) for n in score.NAMES), c) for c in row), key=lambda pair: -pair[0]
        )
        own = [pair for pair in scored if pair[1].stored.check.id in gold]
        rest = [pair for pair in scored if pair[1].stored.check.id not in gold]
        first = own[0] if own and (not rest or own[0][0] >= rest[0][0]) else None
        for pair, label in ((first, 1), (rest[0] if rest else None, 0)):
            if pair:
                seen = pair[1].features
                found.append(
                    ([pair[0], *(getattr(seen, n) for n in SURE)], [getattr(seen, n) for n in ALONE], label, weight)
                )
    return found


def fit_sure(examples: list[tuple[list[float], list[float], int, float]]) -> dict[str, object]:
    """Learn both logistics of certainty."""
    labels, weights = [each[2] for each in examples], [each[3] for each in examples]
    among = LogisticRegression(C=1.0, max_iter=5_000).fit([each[0] for each in examples], labels, sample_weight=weights)
    alone = LogisticRegression(C=10.0, max_iter=5_000).fit(
        [each[1] for each in examples], labels, sample_weight=weights
    )
    rounded = partial(map, lambda value: round(float(value), 4))
    return {
        "sure": dict(zip(("order", *SURE), rounded(among.coef_[0]), strict=True)),
        "sure_bias": round(float(among.intercept_[0]), 4),
        "alone": dict(zip(ALONE, rounded(alone.coef_[0]), strict=True)),
        "alone_bias": round(float(alone.intercept_[0]), 4),
        "alone_times": 3.0,
        "threshold": 0.5,
    }


def use(weights: tuple[Array, Array], version: str) -> None:
    """Have the library's own code turn vectors with these weights."""
    adapter._weights = lambda: weights  # type: ignore[assignment]
    adapter._version = lambda: version  # type: ignore[assignment]


def main() -> None:
    """Train, and write what came of it."""
    data, memory = Path(os.environ["MERILO_DATA"]), Remembering()

    def encode(texts: Sequence[str], language: str) -> Array:
        return memory.vectors([readable(text, language) for text in texts])

    posts = sets.ct22_asked(data, "Train")
    with tempfile.TemporaryDirectory() as home, Library.open("pool", home, create=True) as library:
        import_checks(library, (record_of(row, at) for at, row in enumerate(sets.ct22_claims(data), 1)))
        shelf = [stored for batch in library.after(0) for stored in batch]
        place = {stored.check.id: at for at, stored in enumerate(shelf)}
        pool = memory.vectors([text_of(stored) for stored in shelf])
        asked = encode([signed(post.text) for post in posts], "en")
        gold = np.array([place[next(iter(post.gold))] for post in posts])
        pairs = aligned_pairs(data, encode)
        rows: Labelled = []
        for fold in range(FOLDS):  # the order is learnt on posts that the adapter has not seen
            kept = np.arange(len(posts)) % FOLDS != fold
            use(fit_adapter(pairs, asked[kept], gold[kept], pool), f"fold{fold}")
            held = [post for at, post in enumerate(posts) if not kept[at]]
            found = Matcher(library, memory).candidates(
                [post.text for post in held], ["en"] * len(held), weights=plain_table()
            )
            rows += [(row, post.gold) for row, post in zip(found, held, strict=True)]
        order = fit_order(rows)
        final = fit_adapter(pairs, asked, gold, pool)
        use(final, "final")
    examples = first_and_next(rows, order, 1.0)
    for code, language in sets.ALIGNED.items():
        if code == "eng":
            continue
        # Half of the unseen half: enough to learn what a match across languages looks like.
        news = [{"id": str(at), "claim": text, "lang": "en"} for at, text in enumerate(sets.aligned(data, "eng"))]
        texts = sets.aligned(data, code)[HALF : HALF + 250]
        with sets.library_of(news) as library:
            found = Matcher(library, memory).candidates(texts, [language] * len(texts), depth=20, weights=plain_table())
        across = [(row, frozenset((str(HALF + at),))) for at, row in enumerate(found)]
        examples += first_and_next(across, order, 0.25)
    OUT.mkdir(parents=True, exist_ok=True)
    np.savez(OUT / "adapter.npz", shift=final[0].astype(np.float16), turn=final[1].astype(np.float16))
    table = {"version": "1", "order": order, **fit_sure(examples)}
    (OUT / "ranking.json").write_bytes(msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n")


def plain_table() -> score.Table:
    """Return a table that orders by meaning and words alone, for gathering candidates."""
    return score.Table("0", {"meaning": 1.0, "words": 0.2}, {"order": 1.0}, 0.0, {}, 0.0, 1.0, 0.5)


if __name__ == "__main__":
    main()

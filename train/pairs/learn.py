"""Train the reader of pairs on what `prepare.py` wrote.

    python train/pairs/learn.py FOLDER CHECKPOINT --minutes 60

Needs PyTorch (CPU is enough). It measures itself by the sources that are kept for choosing: how many contradictions it
finds where so few articles of real news are accused.
"""

from __future__ import annotations

import argparse
import pickle
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic

import numpy as np
import torch
from corpora import Bag, Row
from reader import LABELS, Below, Reader, laid
from torch.nn.functional import cross_entropy

from merilo.encoder import weights

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "branches"))
from descent import Descent

LAST = 12
PREFIX = (41, 1294, 12)  # "query:" as the encoder cuts it
RATE, HEAD_RATE = 9e-5, 5e-4
BUDGET = 2600  # tokens a batch
KEPT = 0.996
WARM, LOW = 0.05, 0.03
BLANK = 0.03
SAME, CONTRADICTS, OTHER = range(3)
# Of a corpus, the share that a pass takes, of families and long ones as their pairs weigh.
SHARES = {
    "long": 0.3,
    "families": 0.08,
    "stories": 0.15,  # of what fits; of what contradicts more (SLIPS)
    "pieces": 0.7,
    "own": 0.4,
    "news": 0.12,
    "polnear": 0.2,
    "slavic": 0.15,
    "contradoc": 0.0,
    "cases": 0.8,
    "excerpts": 0.8,
    "vitaminc": 0.5,
}
SLIPS = {"stories": 0.6, "pieces": 1.0}
OURS = ("families", "long")
UNRELATED = 0.25  # for each pair of ours, a pair of two families
TALK = 40
LEAST, MEASURED = 0.5, 800  # weight of a bag that measures, and how many of our own sentences do
EVERY = 12 * 60


@dataclass
class Corpus:
    """The pieces of the sentences of a corpus, and its bags."""

    name: str
    ids: list[np.ndarray]
    rows: list[Row]


def opened(folder: Path) -> list[Corpus]:
    """Open all prepared corpora."""
    found = []
    for path in sorted(folder.glob("*.pkl")):
        found.append(Corpus(path.stem, *pickle.loads(path.read_bytes())))
    return found


Item = tuple[Corpus, Row]


def batches(items: list[Item], rng: np.random.Generator | None) -> Iterator[list[Item]]:
    """Group bags of like length into batches of a token budget."""
    made: list[list[Item]] = []
    rows: list[tuple[float, int, Item]] = []
    for number, (corpus, row) in enumerate(items):
        longest = max(len(corpus.ids[a]) + len(corpus.ids[b]) + 8 for a, b in row.pairs)
        rows.append((longest + (rng.random() * 12 if rng else 0), number, (corpus, row)))
    now: list[Item] = []
    held = 0
    for longest, _, item in sorted(rows, key=lambda row: row[:2]):
        size = len(item[1].pairs)
        if now and (held + size) * longest > BUDGET:
            made.append(now)
            now, held = [], 0
        now.append(item)
        held += size
    made.append(now)
    if rng:
        rng.shuffle(made)  # type: ignore[arg-type]
    yield from made


def scores(model: Reader, batch: list[Item], rng: np.random.Generator | None) -> tuple[torch.Tensor, list[int]]:
    """Return the log odds of all pairs of a batch, and how many each bag has."""
    pairs, sizes = [], []
    for corpus, row in batch:
        sizes.append(len(row.pairs))
        for left, right in row.pairs:
            pair = (corpus.ids[left], corpus.ids[right])
            pairs.append(pair[::-1] if rng is not None and rng.random() < 0.5 else pair)
    ids, side = laid(pairs, PREFIX)
    with torch.autocast("cpu", torch.bfloat16):
        x = below()(ids, (side >= 0)[:, None, :].expand(-1, side.shape[1], -1))
        if rng is not None:
            x = x * (torch.rand(side.shape) >= BLANK)[..., None]
        return model(x, side).float(), sizes


@cache
def below() -> Below:
    """Return the encoder's first layers."""
    return Below(weights.read(weights.wheel_file()))


def loss_of(found: torch.Tensor, sizes: list[int], batch: list[Item]) -> torch.Tensor:
    """Cross entropy; of a bag that contradicts the pair that does most counts."""
    log = found.log_softmax(-1)
    chosen, targets, weight, extra = [], [], [], []
    at = 0
    for size, (_, row) in zip(sizes, batch, strict=True):
        bag = row.bag
        if bag.label == "fits":
            extra.append(-bag.weight * torch.logsumexp(log[at][[SAME, OTHER]], 0))
        else:
            best = at + int(log[at : at + size, CONTRADICTS].argmax()) if bag.label == "contradicts" else at
            chosen.append(best)
            targets.append(LABELS.index(bag.label))
            weight.append(bag.weight)
        at += size
    total = torch.zeros(())
    if chosen:
        each = cross_entropy(found[chosen], torch.tensor(targets), reduction="none")
        total = total + (each * torch.tensor(weight)).sum()
    if extra:
        total = total + torch.stack(extra).sum()
    return total / len(batch)


def taken(corpora: list[Corpus], rng: np.random.Generator) -> list[Item]:
    """Draw the bags of one pass."""
    drawn = [
        (corpus, row)
        for corpus in corpora
        for row in corpus.rows
        if not row.bag.held and rng.random() < share(corpus.name, row)
    ]
    ours = [item for item in drawn if item[0].name in OURS]
    return drawn + list(unrelated(ours, rng))


def share(corpus: str, row: Row) -> float:
    """Return the chance that a bag is drawn for a pass."""
    if corpus in SLIPS and row.bag.label == "contradicts":
        return SLIPS[corpus]
    return SHARES[corpus] * (row.bag.weight if corpus in OURS else 1)


def unrelated(items: list[Item], rng: np.random.Generator) -> Iterator[Item]:
    """Yield sentences of two families, which have nothing to do with each other.

    Without them the reader takes what all our sentences have in common for a sign: only they contradict each other.
    """
    by: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        by[item[0].name, item[1].bag.language].append(item)
    for rows in by.values():
        for _ in range(int(len(rows) * UNRELATED)):
            (corpus, one), (_, other) = (rows[int(at)] for at in rng.integers(0, len(rows), 2))
            if one.bag.source != other.bag.source:
                bag = Bag(corpus.name, one.bag.source, one.bag.language, "", "other", ())
                yield corpus, Row(bag, ((one.pairs[0][0], other.pairs[0][1]),))


def judged(model: Reader, items: list[Item]) -> list[tuple[Row, float]]:
    """Return the chance that each bag holds a contradiction."""
    model.eval()
    found = []
    with torch.inference_mode():
        for batch in batches(items, None):
            log, sizes = scores(model, batch, None)
            chance = log.softmax(-1)[:, CONTRADICTS].numpy()
            at = 0
            for size, (_, row) in zip(sizes, batch, strict=True):
                found.append((row, float(chance[at : at + size].max())))
                at += size
    model.train()
    return found


def measure(model: Reader, corpora: list[Corpus]) -> None:
    """Print what is found among the sources kept for choosing, at thresholds that accuse few real articles."""
    held: list[Item] = []
    for corpus in corpora:
        rows = [row for row in corpus.rows if row.bag.held and row.bag.weight >= LEAST]
        if corpus.name in OURS:
            rows = random.Random(0).sample(rows, min(MEASURED, len(rows)))
        held += [(corpus, row) for row in rows]
    found = judged(model, held)
    by: dict[str, list[tuple[Row, float]]] = defaultdict(list)
    for row, chance in found:
        by[row.bag.corpus].append((row, chance))
    article: dict[tuple[str, str], float] = defaultdict(float)
    for name in ("news", "polnear", "slavic", "own"):
        for row, chance in by[name]:
            key = (row.bag.source, row.bag.language)
            article[key] = max(article[key], chance)
    real = np.sort(list(article.values()))[::-1]
    for accused in (0.01, 0.05, 0.1, 0.3):
        threshold = float(real[min(len(real) - 1, int(accused * len(real)))]) + 1e-6
        told = [f"{len(real)} articles, {accused:.0%} accused at {threshold:.3f}:"]
        for name in ("stories", "families", "long", "excerpts", "cases", "contradoc", "vitaminc"):
            right = [chance >= threshold for row, chance in by[name] if row.bag.label == "contradicts"]
            false = [chance >= threshold for row, chance in by[name] if row.bag.label != "contradicts"]
            told.append(f"{name} {np.mean(right or [0]):.2f}/{np.mean(false or [0]):.3f} ({len(right)}/{len(false)})")
        print(" ".join(told), flush=True)
    from sklearn.metrics import average_precision_score

    for name in ("stories", "families", "long", "excerpts", "cases"):
        if not by[name]:
            continue
        truth = [row.bag.label == "contradicts" for row, _ in by[name]]
        print(f"AP {name} {average_precision_score(truth, [chance for _, chance in by[name]]):.3f}", end="; ")
    print(flush=True)


def train(folder: Path, minutes: float, start: Path | None, kept: Path, seed: int) -> None:
    """Train for so many minutes; the averaged weights are kept."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = Reader(weights.read(weights.wheel_file()), LAST)
    if start is not None:
        model.load_state_dict(torch.load(start))
    high = HEAD_RATE if start is None else RATE
    descent = Descent(
        model,
        lambda name: high if name.startswith(("side", "inner", "out")) else RATE,
        warm=WARM,
        low=LOW,
        kept=KEPT,
    )
    began, last, run = monotonic(), monotonic(), []
    corpora: list[Corpus] = []
    while (gone := (monotonic() - began) / (60 * minutes)) < 1:
        corpora = opened(folder)  # what was prepared meanwhile joins in
        items = taken(corpora, rng)
        print(f"pass of {len(items)} bags", flush=True)
        for batch in batches(items, rng):
            gone = (monotonic() - began) / (60 * minutes)
            if gone >= 1:
                break
            found, sizes = scores(model, batch, rng)
            run.append(descent.step(loss_of(found, sizes, batch), gone))
            if descent.steps % TALK == 0:
                print(f"step {descent.steps}, {gone:.0%}: {np.mean(run[-200:]):.4f}", flush=True)
            if monotonic() - last > EVERY:
                last = monotonic()
                torch.save(descent.mean.module.state_dict(), kept)
                measure(descent.mean.module, corpora)
    torch.save(descent.mean.module.state_dict(), kept)
    measure(descent.mean.module, corpora)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    train(given.folder, given.minutes, given.start, given.checkpoint, given.seed)


if __name__ == "__main__":
    main()

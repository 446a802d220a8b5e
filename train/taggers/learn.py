"""Train the branch of the taggers on prepared corpora, both tasks at once.

    python train/taggers/learn.py FOLDER CHECKPOINT --minutes 75

Needs PyTorch (CPU is enough: some 300 core-seconds for a million tokens with bfloat16 in hardware). Then write the
product's weights with `export.py`.
"""

from __future__ import annotations

import argparse
import pickle
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import numpy as np
import torch
from branch import Branch, batched, names_loss, roles_loss, tensors, windows
from descent import Descent
from measure import Scorer, measure

from merilo.encoder import weights

WINDOW, BUDGET = 160, 1800
RATE, HEADS_RATE = 1e-4, 8e-4
GENTLER = 0.6  # share of the rates of what a checkpoint has trained already
SILVER = 0.4  # how much a word with silver labels counts
EVERY = 12 * 60  # seconds between checkpoints, which are measured by the articles kept for choosing
CHOOSING = "polnear-valid"
WARM, LAST = 0.06, 0.02  # share of the way in which the rate rises; share of it that is left at the end
PASSES = 5  # in how many draws the corpora are gone through once
# Of a corpus whose documents repeat each other, or are not sure: the share that those draws take. Our own are few, and
# the only ones with both tasks in nine languages: each draw takes them all.
SHARES = {"slavicner": 0.8, "others": 0.25, "silver": 0.25, "roles": 0.3, "own": PASSES}
BLANK = 0.05  # share of the tokens whose state is hidden, so that a name is known by its neighbours too
KEPT = 0.998  # of the averaged weights at each step; the average is what is kept
HEADS = ("names", "roles", "order")


@dataclass(slots=True)
class Way:
    """How long to train: so many epochs, or so many minutes of the clock."""

    epochs: float
    minutes: float | None
    seed: int
    steps: int = 0
    began: float = 0.0

    def begin(self, batches: int) -> None:
        """Start the clock; `batches` make one epoch."""
        self.steps, self.began = max(1, int(batches * self.epochs)), monotonic()

    def gone(self, step: int) -> float:
        """Return which share of the way lies behind."""
        return (monotonic() - self.began) / (60 * self.minutes) if self.minutes else step / self.steps


def opened(folder: Path, rng: np.random.Generator | None = None) -> list[tuple]:
    """Return (states, part, language, whole, sentences, weight) of all prepared documents, or of one pass's."""
    rows: list[tuple] = []
    for path in sorted(folder.glob("*.pkl")):  # a corpus that comes while training goes on joins it
        states = np.memmap(path.with_suffix(".f16"), np.float16, "r").reshape(-1, 384)
        weight = SILVER if path.stem in ("roles", "silver") else 1.0
        share = SHARES.get(path.stem, 1.0) / PASSES
        rows.extend(
            (states, *row, weight)
            for row in pickle.loads(path.read_bytes())
            if row[0] != "train" or rng is None or rng.random() < share
        )
    return rows


def parts(documents: list[tuple], part: str, limit: int) -> list[tuple]:
    """Return (states, window, whole, weight) of the documents of a part."""
    made = []
    for states, named, _, whole, sentences, weight in documents:
        if named == part:
            made += [(states, window, whole, weight) for window in windows(sentences, limit)]
    return made


def train(folder: Path, way: Way, start: Path | None, kept: Path) -> Branch:
    """Return the branch with the averaged weights; what stands on the way is kept too."""
    torch.manual_seed(way.seed)
    rng = np.random.default_rng(way.seed)
    model = Branch(weights.read(weights.wheel_file()))
    known: set[str] = set()
    if start is not None:
        state = torch.load(start)
        known = set(state)
        model.load_state_dict(state, strict=False)  # layers that it has not are the encoder's own
    descent = Descent(
        model,
        lambda name: (HEADS_RATE if name.startswith(HEADS) else RATE) * (GENTLER if name in known else 1),
        warm=WARM,
        low=LAST,
        kept=KEPT,
    )
    way.begin(len(batched(parts(opened(folder, rng), "train", WINDOW), BUDGET, rng)))
    last = monotonic()
    while way.gone(descent.steps) < 1:
        documents = opened(folder, rng)
        for batch in batched(parts(documents, "train", WINDOW), BUDGET, rng):
            gone = way.gone(descent.steps)
            if gone >= 1:
                break
            loss = descent.step(_loss(model, batch), gone)
            if descent.steps % 50 == 0:
                print(f"step {descent.steps}, {gone:.0%} of the way: {loss:.4f}", flush=True)
            if monotonic() - last > EVERY:
                last = monotonic()
                torch.save(descent.mean.module.state_dict(), kept)
                print(CHOOSING, measure(scorer(descent.mean.module), parts(documents, CHOOSING, WINDOW)), flush=True)
    return descent.mean.module


def scorer(model: Branch) -> Scorer:
    """Return what gives the log probabilities of a batch."""

    def scores(batch: list[tuple]) -> tuple[np.ndarray, np.ndarray]:
        laid = tensors(batch)
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            names, roles = model.eval()(laid["x"], laid["order"], laid["own"])
        return names.float().log_softmax(-1).numpy(), roles.float().log_softmax(-1).numpy()

    return scores


def _loss(model: Branch, batch: list[tuple]) -> torch.Tensor:
    given = tensors(batch)
    given["x"] = given["x"] * (torch.rand(given["own"].shape) >= BLANK)[..., None]
    with torch.autocast("cpu", torch.bfloat16):
        names, roles = model(given["x"], given["order"], given["own"])
    loss = torch.zeros(())
    if "nr" in given:
        loss = loss + 2 * names_loss(
            names[given["nr"], given["np"]], given["ng"], given["nw"].bool(), given["nv"] / 100
        )
    if "rr" in given:
        loss = loss + roles_loss(roles[given["rr"], given["rp"]], given["rg"], given["rw"] / 100)
    return loss


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--epochs", type=float, default=1.2)
    parser.add_argument("--minutes", type=float, help="how long to train, instead of --epochs")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    way = Way(given.epochs, given.minutes, given.seed)
    model = train(given.folder, way, given.start, given.checkpoint)
    torch.save(model.state_dict(), given.checkpoint)

    documents = opened(given.folder)
    for part in sorted({row[1] for row in documents} - {"train"}):
        print(part, measure(scorer(model), parts(documents, part, WINDOW)))


if __name__ == "__main__":
    main()

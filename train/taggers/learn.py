"""Train the branch of the taggers on prepared corpora, both tasks at once.

    python train/taggers/learn.py FOLDER CHECKPOINT --epochs 1.2

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
from measure import measure
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from merilo.encoder import weights

WINDOW, BUDGET = 160, 2600
RATE, HEADS_RATE = 1e-4, 8e-4
GENTLER = 0.6  # share of both rates where training goes on from a checkpoint
SILVER = 0.4  # how much a word with silver labels counts
EVERY = 400  # steps between checkpoints
WARM, LAST = 0.06, 0.02  # share of the way in which the rate rises; share of it that is left at the end
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


def opened(folder: Path) -> list[tuple]:
    """Return (states, part, language, whole, sentences, weight) of all prepared documents."""
    rows: list[tuple] = []
    for path in sorted(folder.glob("*.pkl")):
        states = np.memmap(path.with_suffix(".f16"), np.float16, "r").reshape(-1, 384)
        weight = SILVER if path.stem in ("roles", "silver") else 1.0
        rows.extend((states, *row, weight) for row in pickle.loads(path.read_bytes()))
    return rows


def parts(documents: list[tuple], part: str, limit: int) -> list[tuple]:
    """Return (states, window, whole, weight) of the documents of a part."""
    made = []
    for states, named, _, whole, sentences, weight in documents:
        if named == part:
            short = [(start, min(size, 510), *rest) for start, size, *rest in sentences]
            made += [(states, window, whole, weight) for window in windows(short, limit)]
    return made


def train(documents: list[tuple], way: Way, start: Path | None, kept: Path) -> Branch:
    """Return the branch with the averaged weights; what stands on the way is kept too."""
    torch.manual_seed(way.seed)
    rng = np.random.default_rng(way.seed)
    model = Branch(weights.read(weights.wheel_file()))
    gentle = 1.0
    if start is not None:
        model.load_state_dict(torch.load(start))
        gentle = GENTLER
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(KEPT))
    heads = [value for name, value in model.named_parameters() if name.startswith(HEADS)]
    body = [value for name, value in model.named_parameters() if not name.startswith(HEADS)]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    rows = parts(documents, "train", WINDOW)
    way.begin(len(batched(rows, BUDGET, rng)))
    step = 0
    while way.gone(step) < 1:
        for batch in batched(rows, BUDGET, rng):
            gone = way.gone(step)
            if gone >= 1:
                break
            share = min(1, (gone + 1e-3) / WARM) * max(LAST, 1 - gone)
            for group, rate in zip(optimizer.param_groups, (RATE, HEADS_RATE), strict=True):
                group["lr"] = rate * share * gentle
            loss = _loss(model, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            mean.update_parameters(model)
            step += 1
            if step % 50 == 0:
                print(f"step {step}, {gone:.0%} of the way: {float(loss.detach()):.4f}", flush=True)
            if step % EVERY == 0:
                torch.save(mean.module.state_dict(), kept)
    return mean.module


def _loss(model: Branch, batch: list[tuple]) -> torch.Tensor:
    given = tensors(batch)
    given["x"] = given["x"] * (torch.rand(given["mask"].shape) >= BLANK)[..., None]
    with torch.autocast("cpu", torch.bfloat16):
        names, roles = model(given["x"], given["order"], given["mask"])
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
    documents = opened(given.folder)
    way = Way(given.epochs, given.minutes, given.seed)
    model = train(documents, way, given.start, given.checkpoint)
    torch.save(model.state_dict(), given.checkpoint)

    def scores(batch: list[tuple]) -> tuple[np.ndarray, np.ndarray]:
        laid = tensors(batch)
        with torch.inference_mode():
            names, roles = model.eval()(laid["x"], laid["order"], laid["mask"])
        return names.log_softmax(-1).numpy(), roles.log_softmax(-1).numpy()

    for part in sorted({row[1] for row in documents} - {"train"}):
        print(part, measure(scores, parts(documents, part, WINDOW)))


if __name__ == "__main__":
    main()

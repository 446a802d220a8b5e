"""Turn the product's branch back into a checkpoint that training can go on from.

    python train/taggers/reopen.py branch.pt

The bytes are multiplied out again; what rounding took is small beside what a step of training changes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from branch import LOWER, UPPER
from export import FOLDER, block
from onnx import numpy_helper

from merilo.encoder.graph import EARLY

PARTS = {"q": "state", "k": "state", "v": "state", "ao": "ao", "fi": "fi", "fo": "fo"}


def state() -> dict[str, np.ndarray]:
    """Return the tensors of `branch.Branch` by name."""
    kept = {
        each.name: numpy_helper.to_array(each)
        for name in ("lower", "branch")
        for each in onnx.load(str(FOLDER / f"{name}.onnx")).graph.initializer
    }
    made = {"order.weight": kept["order.states"]}
    for number in range(LOWER + UPPER):
        name, place = f"l{EARLY + number}", block(number)
        for part, reach in PARTS.items():
            matrix = kept[f"{name}.{part}.bytes"].T.astype(np.float32) * kept[f"{name}.{part}.scales"][:, None]
            made[f"{place}.{part}.weight"] = matrix * kept[f"{name}.{reach}.factors"]
        biases = dict(zip("qkv", np.split(kept[f"{name}.qkv.bias"], 3), strict=True))
        biases |= {part: kept[f"{name}.{part}.bias"] for part in ("ao", "fi", "fo")}
        made |= {f"{place}.{part}.bias": value for part, value in biases.items()}
        for norm in ("aln", "oln"):
            made[f"{place}.{norm}.weight"] = kept[f"{name}.{norm}.gain"]
            made[f"{place}.{norm}.bias"] = kept[f"{name}.{norm}.shift"]
    for head in ("names", "roles"):
        made[f"{head}.weight"], made[f"{head}.bias"] = kept[f"{head}.float"].T, kept[f"{head}.bias"]
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    torch.save({name: torch.tensor(np.array(value)) for name, value in state().items()}, parser.parse_args().checkpoint)


if __name__ == "__main__":
    main()

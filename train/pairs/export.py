"""Write the trained reader of pairs as `models/pairs/reader.onnx`: bytes, with ranges measured on the corpora.

python train/pairs/export.py CHECKPOINT FOLDER
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

import numpy as np
import onnx
from learn import LAST, PREFIX, below, opened
from onnx import TensorProto, helper
from reader import LABELS, laid

from merilo.encoder.drawing import MICROSOFT, Bytes, Drawing, Exact, Layer, Linear
from merilo.encoder.graph import EARLY, layer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "branches"))
from ranged import MOST, Ranged
from trained import Trained

TARGET = Path(__file__).resolve().parents[2] / "src/merilo/models/pairs/reader.onnx"
SAMPLE = 250  # pairs of each corpus by which ranges are measured


def drawn(trained: Trained, linear: Linear) -> onnx.ModelProto:
    """Draw the reader: states after layer 4, side and mask in, log probabilities of LABELS out."""
    drawing = Drawing()
    side = drawing.draw("Gather", drawing.keep("side.states", trained.state["side.weight"]), "side")
    state = drawing.draw("Add", "states", side)
    for number in range(EARLY, LAST):
        state = layer(drawing, trained, linear, number, state, "mask")
    second = drawing.keep("second", np.array([1]))
    heard = drawing.draw("Cast", "mask", to=TensorProto.FLOAT)
    right = drawing.draw("Mul", heard, drawing.draw("Cast", "side", to=TensorProto.FLOAT))
    left = drawing.draw("Sub", heard, right)
    means = []
    for own in (left, right):
        each = drawing.draw("Unsqueeze", own, drawing.keep(f"third-{own}", np.array([2])))
        total = drawing.draw("ReduceSum", drawing.draw("Mul", state, each), second, keepdims=0)
        means.append(drawing.draw("Div", total, drawing.draw("ReduceSum", own, second, keepdims=1)))
    first = drawing.draw("Gather", state, drawing.keep("none", np.array(0)), axis=1)
    both = drawing.draw(
        "Concat", first, drawing.draw("Add", *means), drawing.draw("Abs", drawing.draw("Sub", *means)), axis=-1
    )
    exact = Exact()
    inner = Layer("inner", trained.state["inner.weight"], trained.state["inner.bias"])
    inner_state = drawing.draw("Gelu", exact.draw(drawing, both, [inner], "inner")[0], domain=MICROSOFT)
    out = Layer("out", trained.state["out.weight"], trained.state["out.bias"])
    drawing.draw("LogSoftmax", exact.draw(drawing, inner_state, [out], "out")[0], into="odds", axis=-1)
    shape = ["pairs", "length"]
    inputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, [*shape, trained.shape.hidden]),
        helper.make_tensor_value_info("side", TensorProto.INT64, shape),
        helper.make_tensor_value_info("mask", TensorProto.INT32, shape),
    ]
    output = helper.make_tensor_value_info("odds", TensorProto.FLOAT, ["pairs", len(LABELS)])
    return drawing.model("reader", inputs, [output])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    trained = Trained.of(given.checkpoint, "blocks.{}".format)
    ranged = Ranged.of(drawn, trained, "odds")
    for corpus in opened(given.folder):
        rows = random.Random(4).sample(corpus.rows, min(SAMPLE, len(corpus.rows)))
        for row in rows:
            left, right = row.pairs[0]
            ids, side = laid([(corpus.ids[left], corpus.ids[right])], PREFIX)
            x = below()(ids, (side >= 0)[:, None, :].expand(-1, side.shape[1], -1))
            ranged.run({"states": x.numpy(), "side": side.numpy(), "mask": np.ones(side.shape, np.int32)})
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    onnx.save_model(drawn(trained, Bytes(reaches=ranged.reaches(), most=MOST)), str(TARGET))
    print(TARGET.name, TARGET.stat().st_size)


if __name__ == "__main__":
    main()

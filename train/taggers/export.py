"""Write the trained branch as `lower.onnx` and `branch.onnx` in `src/merilo/models/taggers`.

Both are bytes, with ranges measured on the corpora."""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
from branch import BIO, LEAD, LOWER, NAMES, ROLES, UPPER
from onnx import TensorProto, helper
from ranged import MOST, Ranged
from trained import Trained

from merilo.encoder.drawing import Bytes, Drawing, Exact, Layer, Linear
from merilo.encoder.graph import EARLY, layer
from merilo.encoder.weights import Floats

FOLDER = Path(__file__).resolve().parent.parent.parent / "src" / "merilo" / "models" / "taggers"


def block(number: int) -> str:
    """Return the name of a block of the branch."""
    return f"lower.{number}" if number < LOWER else f"blocks.{number - LOWER}"


def lower(trained: Trained, linear: Linear) -> onnx.ModelProto:
    """Draw the layers that read a sentence alone: states after layer 4 and mask in, states out."""
    drawing = Drawing()
    state = "states"
    for number in range(EARLY, EARLY + LOWER):
        state = layer(drawing, trained, linear, number, state, "mask")
    drawing.draw("Identity", state, into="deeper")
    shape = ["sentences", "length", trained.shape.hidden]
    inputs = [_floats("states", shape), helper.make_tensor_value_info("mask", TensorProto.INT32, shape[:2])]
    return drawing.model("lower", inputs, [_floats("deeper", shape)])


def upper(trained: Trained, linear: Linear) -> onnx.ModelProto:
    """Draw the layers that see a window: states, order and mask in, log probabilities of names and roles out."""
    drawing = Drawing()
    order = drawing.draw("Gather", drawing.keep("order.states", trained.state["order.weight"]), "order")
    state = drawing.draw("Add", "states", order)
    for number in range(EARLY + LOWER, EARLY + LOWER + UPPER):
        state = layer(drawing, trained, linear, number, state, "mask")
    both = drawing.draw("Concat", "states", state, axis=-1)
    exact = Exact()
    for name, form in (("names", None), ("roles", [0, 0, ROLES, BIO])):
        head = Layer(name, trained.state[f"{name}.weight"], trained.state[f"{name}.bias"])
        scores = exact.draw(drawing, both, [head], name)[0]
        if form:
            scores = drawing.draw("Reshape", scores, drawing.keep("form", np.array(form)))
        drawing.draw("LogSoftmax", scores, into=name, axis=-1)
    shape = ["windows", "length"]
    inputs = [
        _floats("states", [*shape, trained.shape.hidden]),
        helper.make_tensor_value_info("order", TensorProto.INT64, shape),
        helper.make_tensor_value_info("mask", TensorProto.INT32, shape),
    ]
    return drawing.model("branch", inputs, [_floats("names", [*shape, NAMES]), _floats("roles", [*shape, ROLES, BIO])])


def _floats(name: str, shape: Sequence[str | int]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(shape))


def documents(path: Path) -> Iterator[list[Floats]]:
    """Yield four sentences of every seventh document of a prepared corpus."""
    kept = np.memmap(path.with_suffix(".f16"), np.float16, "r").reshape(-1, 384)
    for _, _, _, sentences in pickle.loads(path.read_bytes())[::7]:
        yield [kept[at : at + size].astype(np.float32) for at, size, *_ in sentences[:4]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+", help="prepared corpora: NAME.pkl with NAME.f16 beside it")
    given = parser.parse_args()
    trained = Trained.of(given.checkpoint, block)
    below, above = Ranged.of(lower, trained, "deeper"), Ranged.of(upper, trained, "names")
    for path in given.corpora:
        for sentences in documents(path):
            read = [
                below.run({"states": each[None], "mask": np.ones((1, len(each)), np.int32)})[0, LEAD:-1]
                for each in sentences
            ]
            if read:
                states = np.concatenate(read)[None, :400]
                order = np.repeat(np.arange(len(read)), [len(each) for each in read])[None, :400]
                above.run({"states": states, "order": order, "mask": np.ones(order.shape, np.int32)})
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw, ranged in (("lower", lower, below), ("branch", upper, above)):
        path = FOLDER / f"{name}.onnx"
        onnx.save_model(draw(trained, Bytes(reaches=ranged.reaches(), most=MOST)), str(path))
        print(path, path.stat().st_size)


if __name__ == "__main__":
    main()

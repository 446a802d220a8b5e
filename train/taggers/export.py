"""Write the trained branch as `src/merilo/models/taggers/branch.onnx`: bytes, with ranges measured on the corpora."""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as runtime
import torch
from branch import BIO, LAYERS, NAMES, ROLES
from onnx import TensorProto, helper

from merilo.encoder import weights
from merilo.encoder.drawing import Bytes, Drawing, Exact, Layer, Linear
from merilo.encoder.graph import MIDDLE, layer
from merilo.encoder.ranges import MARGIN
from merilo.encoder.weights import Floats, Shape

TARGET = Path(__file__).resolve().parent.parent.parent / "src" / "merilo" / "models" / "taggers" / "branch.onnx"
MOST = 63  # weights of seven bits, which no processor can overflow with


@dataclass(slots=True)
class Trained:
    """The trained tensors under the names that the graph asks for."""

    shape: Shape
    state: Mapping[str, Floats]

    def _theirs(self, name: str) -> str:
        number, part, kind = name.split(".")
        return f"blocks.{int(number[1:]) - MIDDLE}.{part}.{'weight' if kind == 'w' else 'bias'}"

    def plain(self, name: str) -> Floats:
        return self.state[self._theirs(name)].reshape(-1)

    def matrix(self, name: str, columns: int) -> Floats:
        return self.state[self._theirs(name)].reshape(-1, columns)


class Tapped(Exact):
    """Exact linear layers that remember what feeds them."""

    def __init__(self) -> None:
        self.taps: dict[str, str] = {}

    def draw(self, drawing: Drawing, source: str, layers: Sequence[Layer], reach: str) -> list[str]:
        self.taps[reach] = source
        return super().draw(drawing, source, layers, reach)


def drawn(trained: Trained, linear: Linear) -> onnx.ModelProto:
    """Draw the branch: states, order and mask in, log probabilities of names and roles out."""
    drawing = Drawing()
    order = drawing.draw("Gather", drawing.keep("order.states", trained.state["order.weight"]), "order")
    state = drawing.draw("Add", "states", order)
    for number in range(MIDDLE, MIDDLE + LAYERS):
        state = layer(drawing, trained, linear, number, state, "mask")
    both = drawing.draw("Concat", "states", state, axis=-1)
    exact = Exact()
    for name, form in (("names", None), ("roles", [0, 0, ROLES, BIO])):
        head = Layer(name, trained.state[f"{name}.weight"], trained.state[f"{name}.bias"])
        scores = exact.draw(drawing, both, [head], name)[0]
        if form:
            scores = drawing.draw("Reshape", scores, drawing.keep("form", np.array(form)))
        drawing.draw("LogSoftmax", scores, into=name, axis=-1)
    inputs = [
        helper.make_tensor_value_info("states", TensorProto.FLOAT, ["windows", "length", trained.shape.hidden]),
        helper.make_tensor_value_info("order", TensorProto.INT64, ["windows", "length"]),
        helper.make_tensor_value_info("mask", TensorProto.INT32, ["windows", "length"]),
    ]
    outputs = [
        helper.make_tensor_value_info("names", TensorProto.FLOAT, ["windows", "length", NAMES]),
        helper.make_tensor_value_info("roles", TensorProto.FLOAT, ["windows", "length", ROLES, BIO]),
    ]
    return drawing.model("branch", inputs, outputs)


def measured(trained: Trained, states: Path, documents: Sequence[Sequence[tuple[int, int]]]) -> dict[str, Floats]:
    """Return the ranges of the linear layers' inputs over documents given as (first token, tokens) of sentences."""
    tapped = Tapped()
    model = drawn(trained, tapped)
    names = sorted(set(tapped.taps.values()))
    model.graph.output.extend(helper.make_tensor_value_info(name, 1, None) for name in names)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = runtime.InferenceSession(model.SerializeToString(), options)
    kept = np.memmap(states, np.float16, "r").reshape(-1, trained.shape.hidden)
    low: dict[str, Floats] = {}
    high: dict[str, Floats] = {}
    for sentences in documents:
        sizes = [size for _, size in sentences][:4]
        x = np.concatenate([kept[at : at + size] for at, size in sentences[:4]])[None, :400].astype(np.float32)
        order = np.repeat(np.arange(len(sizes)), sizes)[None, :400]
        feed = {"states": x, "order": order, "mask": np.ones(order.shape, np.int32)}
        for name, found in zip(names, session.run(names, feed), strict=True):
            low[name] = np.minimum(low.get(name, np.float32(np.inf)), found[0].min(axis=0))
            high[name] = np.maximum(high.get(name, np.float32(-np.inf)), found[0].max(axis=0))
    return {reach: np.stack([low[name], high[name]]) * np.float32(MARGIN) for reach, name in tapped.taps.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+", help="prepared corpora: NAME.pkl with NAME.f16 beside it")
    given = parser.parse_args()
    state = {name: value.numpy() for name, value in torch.load(given.checkpoint, map_location="cpu").items()}
    trained = Trained(weights.read(weights.wheel_file()).shape, state)
    reaches: dict[str, Floats] = {}
    for path in given.corpora:
        documents = [[s[:2] for s in row[3]] for row in pickle.loads(path.read_bytes())][::7]
        found = measured(trained, path.with_suffix(".f16"), [each for each in documents if each])
        for name, reach in found.items():
            both = np.stack([reach, reaches.get(name, reach)])
            reaches[name] = np.stack([both[:, 0].min(axis=0), both[:, 1].max(axis=0)])
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    onnx.save_model(drawn(trained, Bytes(reaches=reaches, most=MOST)), str(TARGET))
    print(TARGET, TARGET.stat().st_size)


if __name__ == "__main__":
    main()

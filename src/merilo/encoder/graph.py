"""Draw the encoder as an ONNX graph: small integers where it costs nothing, float32 where it counts.

Inputs `ids` and `mask` are int64 (texts, length). Outputs, all float32: `mean`, the mean of a text's last states
(texts, 384), not of unit length; `last` and `middle`, the states after the last layer and after layer MIDDLE (texts,
length, 384).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from merilo.encoder.weights import Floats, Weights

MIDDLE = 8  # of 12 layers: where the branch of the taggers leaves the trunk
MICROSOFT = "com.microsoft"
OPSET, IR = 20, 9

Linear = Callable[["Drawing", str, Floats, Floats | None, str], str]


@dataclass(slots=True)
class Drawing:
    """Nodes and constants as they are put down."""

    nodes: list[NodeProto] = field(default_factory=list)
    constants: list[TensorProto] = field(default_factory=list)

    def keep(self, name: str, value: npt.NDArray[Any]) -> str:
        """Put down a constant; returns its name."""
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def draw(self, act: str, *inputs: str, into: str = "", domain: str = "", **settings: Any) -> str:
        """Put down a node with one output; returns the output's name."""
        name = into or f"{act}-{len(self.nodes)}"
        self.nodes.append(helper.make_node(act, list(inputs), [name], domain=domain, **settings))
        return name


def small(drawing: Drawing, source: str, matrix: Floats, bias: Floats | None, name: str) -> str:
    """A linear layer in int8: each output has its own scale, each batch of inputs one."""
    scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / 127
    rounded = np.round(matrix / scales[:, None]).astype(np.int8)
    inputs = [
        source,
        drawing.keep(f"{name}.int8", rounded.T),
        drawing.keep(f"{name}.scales", scales.astype(np.float32)),
        drawing.keep(f"{name}.zeros", np.zeros(len(scales), np.int8)),
    ]
    if bias is not None:
        inputs.append(drawing.keep(f"{name}.bias", bias))
    return drawing.draw("DynamicQuantizeMatMul", *inputs, domain=MICROSOFT)


def exact(drawing: Drawing, source: str, matrix: Floats, bias: Floats | None, name: str) -> str:
    """A linear layer in float32."""
    product = drawing.draw("MatMul", source, drawing.keep(f"{name}.float", matrix.T))
    return product if bias is None else drawing.draw("Add", product, drawing.keep(f"{name}.bias", bias))


def encoder(weights: Weights, linear: Linear = small) -> ModelProto:
    """Return the whole model with its weights inside; `linear` draws the linear layers."""
    drawing = Drawing()
    state = _embedded(drawing, weights)
    heard = drawing.draw("Cast", "mask", to=TensorProto.INT32)
    for number in range(weights.shape.layers):
        name = f"l{number}"
        state = _normal(drawing, weights, f"{name}.aln", state, _attended(drawing, weights, linear, name, state, heard))
        state = _normal(drawing, weights, f"{name}.oln", state, _thought(drawing, weights, linear, name, state))
        if number + 1 == MIDDLE:
            drawing.draw("Identity", state, into="middle")
    drawing.draw("Identity", state, into="last")
    _mean(drawing)
    return _model(drawing, weights.shape.hidden)


def _embedded(drawing: Drawing, weights: Weights) -> str:
    hidden = weights.shape.hidden
    words = weights.matrix("emb.word", hidden)
    scales = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-12) / 127
    words /= scales
    rounded = drawing.keep("words.int8", np.round(words, out=words).astype(np.int8))
    scale = drawing.draw("Gather", drawing.keep("words.scales", scales.astype(np.float32)), "ids")
    word = drawing.draw("Cast", drawing.draw("Gather", rounded, "ids"), to=TensorProto.FLOAT)
    word = drawing.draw("Mul", word, scale)
    places = weights.plain("emb.pos").reshape(-1, hidden) + weights.plain("emb.type")[:hidden]
    length = drawing.draw("Shape", "ids", start=1, end=2)
    place = drawing.draw("Slice", drawing.keep("places", places), drawing.keep("none", np.array([0])), length)
    return _scaled(drawing, weights, "emb.ln", drawing.draw("Add", word, place))


def _attended(drawing: Drawing, weights: Weights, linear: Linear, name: str, state: str, heard: str) -> str:
    hidden = weights.shape.hidden
    asked = [
        linear(drawing, state, weights.matrix(f"{name}.{part}.w", hidden), None, f"{name}.{part}") for part in "qkv"
    ]
    bias = drawing.keep(f"{name}.qkv.bias", np.concatenate([weights.plain(f"{name}.{part}.b") for part in "qkv"]))
    found = drawing.draw("MultiHeadAttention", *asked, bias, heard, domain=MICROSOFT, num_heads=weights.shape.heads)
    return linear(drawing, found, weights.matrix(f"{name}.ao.w", hidden), weights.plain(f"{name}.ao.b"), f"{name}.ao")


def _thought(drawing: Drawing, weights: Weights, linear: Linear, name: str, state: str) -> str:
    shape = weights.shape
    wide = linear(
        drawing, state, weights.matrix(f"{name}.fi.w", shape.hidden), weights.plain(f"{name}.fi.b"), f"{name}.fi"
    )
    wide = drawing.draw("Gelu", wide, domain=MICROSOFT)
    return linear(
        drawing, wide, weights.matrix(f"{name}.fo.w", shape.feed), weights.plain(f"{name}.fo.b"), f"{name}.fo"
    )


def _normal(drawing: Drawing, weights: Weights, name: str, state: str, change: str) -> str:
    # Not the fused SkipLayerNormalization, which takes ONNX Runtime six times as long on a CPU.
    return _scaled(drawing, weights, name, drawing.draw("Add", state, change))


def _scaled(drawing: Drawing, weights: Weights, name: str, source: str) -> str:
    gain = drawing.keep(f"{name}.gain", weights.plain(f"{name}.w"))
    shift = drawing.keep(f"{name}.shift", weights.plain(f"{name}.b"))
    return drawing.draw("LayerNormalization", source, gain, shift, epsilon=weights.shape.epsilon, axis=-1)


def _mean(drawing: Drawing) -> None:
    heard = drawing.draw("Cast", "mask", to=TensorProto.FLOAT)
    each = drawing.draw("Unsqueeze", heard, drawing.keep("third", np.array([2])))
    second = drawing.keep("second", np.array([1]))
    total = drawing.draw("ReduceSum", drawing.draw("Mul", "last", each), second, keepdims=0)
    drawing.draw("Div", total, drawing.draw("ReduceSum", heard, second, keepdims=1), into="mean")


def _model(drawing: Drawing, hidden: int) -> ModelProto:
    integers = [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "length"]) for name in ("ids", "mask")]
    states = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["texts", "length", hidden])
        for name in ("last", "middle")
    ]
    mean = helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["texts", hidden])
    graph = helper.make_graph(drawing.nodes, "encoder", integers, [mean, *states], drawing.constants)
    opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=IR, producer_name="merilo")

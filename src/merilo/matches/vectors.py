"""The vectors of a library on disk: two files that only grow, and that a crash can only leave too long, never wrong."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]


class VectorFile:
    """Rows and their vectors (float16), in the order they were added; rows rise.

    Vectors are written first and rows last: a vector without its row was never added; the next writer cuts it off.
    """

    def __init__(self, folder: Path, width: int) -> None:
        self.width = width
        self._vectors, self._rows = folder / "vectors.f16", folder / "rows.i64"
        folder.mkdir(parents=True, exist_ok=True)
        for path in (self._vectors, self._rows):
            path.touch()

    def __len__(self) -> int:
        return min(self._rows.stat().st_size // 8, self._vectors.stat().st_size // (2 * self.width))

    def rows(self, first: int = 0) -> Rows:
        """Return the rows from place `first` on: int64 (n,)."""
        count = len(self) - first
        return np.fromfile(self._rows, np.int64, count, offset=8 * first) if count > 0 else np.empty(0, np.int64)

    def vectors(self, first: int = 0, last: int | None = None) -> Floats:
        """Return the vectors of a stretch of places: float32 (n, width)."""
        count = (len(self) if last is None else last) - first
        if count <= 0:
            return np.empty((0, self.width), np.float32)
        flat = np.fromfile(self._vectors, np.float16, count * self.width, offset=2 * self.width * first)
        return flat.reshape(count, self.width).astype(np.float32)

    def mapped(self) -> npt.NDArray[np.float16]:
        """Return all vectors as a view of the file, read only where it is looked at: float16 (n, width)."""
        count = len(self)
        if not count:
            return np.empty((0, self.width), np.float16)
        return np.memmap(self._vectors, np.float16, "r", shape=(count, self.width))

    def seen(self) -> int:
        """Return the last row that has its vector, 0 for none."""
        count = len(self)
        return int(np.fromfile(self._rows, np.int64, 1, offset=8 * (count - 1))[0]) if count else 0

    def add(self, rows: Rows, vectors: Floats) -> None:
        """Append rows, higher than all before, and their vectors; both are on disk when this returns."""
        count = len(self)
        for path, size, data in (
            (self._vectors, 2 * self.width, np.ascontiguousarray(vectors, np.float16).tobytes()),
            (self._rows, 8, np.ascontiguousarray(rows, np.int64).tobytes()),
        ):
            with path.open("r+b") as out:
                out.truncate(count * size)
                out.seek(count * size)
                out.write(data)
                out.flush()
                os.fsync(out.fileno())

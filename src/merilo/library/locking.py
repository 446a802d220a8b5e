"""One writer at a time, between processes: a lock that the system lets go of when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from merilo.errors import LibraryBusy

if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class exclusive:  # noqa: N801 - reads as a verb where it is used
    """Hold the lock of a file for as long as the context lasts."""

    def __init__(self, path: Path, name: str) -> None:
        self._path, self._name = path, name
        self._handle: int | None = None

    def __enter__(self) -> exclusive:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _take(handle)
        except OSError as error:
            os.close(handle)
            raise LibraryBusy(self._name) from error
        self._handle = handle
        return self

    def __exit__(self, *_: object) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

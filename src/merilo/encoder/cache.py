"""Where the encoder is kept between runs: written once, whole, checked at every start, mended by itself.

An entry is a folder `NAME-DIGEST` with the files of the model and a `manifest.json`. It is made beside its place and
renamed into it, so that nobody ever sees half of one.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
from platformdirs import user_cache_path

MANIFEST = "manifest.json"

Maker = Callable[[Path], None]


class Kept(msgspec.Struct, frozen=True):
    """What the manifest says of a file: its size, its SHA-256 and a sum that is quick to check."""

    size: int
    sha256: str
    sum: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A folder ready to be read; `lasting` is False where it goes with the process, the cache being unwritable."""

    folder: Path
    digest: str
    lasting: bool = True


def cache_folder() -> Path:
    """Return where caches are kept: MERILO_CACHE, or the user's own cache folder."""
    named = os.environ.get("MERILO_CACHE")
    return Path(named).expanduser() if named else user_cache_path("merilo")


def entry(name: str, make: Maker, *, within: Path | None = None) -> Entry:
    """Return the sound entry of a name, having `make` write its files into a new folder where there is none."""
    folder = within or cache_folder()
    found = sound(folder, name)
    if found:
        return found
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder / f"{name}.lock"):
            found = sound(folder, name)  # another process may have been quicker
            return found or _made(folder, name, make)
    except OSError:
        temporary = Path(tempfile.mkdtemp(prefix="merilo-"))
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        return Entry(temporary, _write(temporary, make), lasting=False)


def replace(name: str, make: Maker, *, within: Path | None = None) -> Entry:
    """Write the entry of a name anew, whatever was there.

    Raises:
        OSError: the cache cannot be written.
    """
    folder = within or cache_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / f"{name}.lock"):
        return _made(folder, name, make)


def sound(folder: Path, name: str) -> Entry | None:
    """Return the entry of a name if there is one with every byte in its place."""
    for candidate in sorted(folder.glob(f"{name}-*")):
        digest = candidate.name.removeprefix(f"{name}-")
        if candidate.is_dir() and len(digest) == 16 and _is_whole(candidate, digest):
            return Entry(candidate, digest)
    return None


def _is_whole(folder: Path, digest: str) -> bool:
    try:
        raw = (folder / MANIFEST).read_bytes()
        if hashlib.sha256(raw).hexdigest()[:16] != digest:
            return False
        files = msgspec.json.decode(raw, type=dict[str, Kept])
        return bool(files) and all(_is_kept(folder / name, kept) for name, kept in files.items())
    except (OSError, ValueError, msgspec.MsgspecError):
        return False


def _is_kept(path: Path, kept: Kept) -> bool:
    return path.stat().st_size == kept.size and _sum(path) == kept.sum


def _sum(path: Path) -> int:
    """Return the sum of the file's 64-bit words, which any single damage changes; it runs as fast as memory is read."""
    size = path.stat().st_size
    if size == 0:
        return 0
    words = np.memmap(path, np.uint64, "r", shape=(size // 8,)) if size >= 8 else np.zeros(0, np.uint64)
    with path.open("rb") as file:
        file.seek(size // 8 * 8)
        rest = int.from_bytes(file.read(), "little")
    return (int(words.sum(dtype=np.uint64)) + rest) % 2**64


def _made(folder: Path, name: str, make: Maker) -> Entry:
    fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=folder))
    try:
        digest = _write(fresh, make)
        for stale in folder.glob(f"{name}-*"):
            shutil.rmtree(stale, ignore_errors=True)
        place = folder / f"{name}-{digest}"
        fresh.rename(place)
        _flush(folder)
        return Entry(place, digest)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _write(folder: Path, make: Maker) -> str:
    """Have the files written, put down the manifest and flush all to disk; returns the entry's digest."""
    make(folder)
    files = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        files[path.name] = Kept(path.stat().st_size, sha256, _sum(path))
        _flush(path)
    raw = msgspec.json.encode(files)
    (folder / MANIFEST).write_bytes(raw)
    _flush(folder / MANIFEST)
    return hashlib.sha256(raw).hexdigest()[:16]


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time make an entry. Where there are no such locks, two do the same work and one wins."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

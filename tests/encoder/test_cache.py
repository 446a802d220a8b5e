"""Does the cache hold, and mend itself, whatever happens to it?"""

from __future__ import annotations

import os
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from merilo.encoder import cache

BODY = bytes(range(256)) * 40 + b"end"


class Maker:
    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, folder: Path) -> None:
        self.runs += 1
        (folder / "weights.bin").write_bytes(BODY)
        (folder / "small.txt").write_bytes(b"abc")


def test_an_entry_is_written_once(tmp_path: Path) -> None:
    make = Maker()
    first, second = (cache.entry("model-v1", make, within=tmp_path) for _ in range(2))
    assert first == second
    assert first.lasting
    assert make.runs == 1
    assert first.folder.name == f"model-v1-{first.digest}"


def spoil(path: Path, at: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[at] ^= 1
    path.write_bytes(raw)


DAMAGES: list[tuple[str, Callable[[Path], object]]] = [
    ("a flipped bit", lambda entry: spoil(entry / "weights.bin", 5000)),
    ("a flipped bit at the end", lambda entry: spoil(entry / "weights.bin", len(BODY) - 1)),
    ("a flipped bit in a small file", lambda entry: spoil(entry / "small.txt", 1)),
    ("a cut file", lambda entry: os.truncate(entry / "weights.bin", 100)),
    ("an emptied file", lambda entry: os.truncate(entry / "weights.bin", 0)),
    ("a lost file", lambda entry: (entry / "small.txt").unlink()),
    ("a lost manifest", lambda entry: (entry / "manifest.json").unlink()),
    ("a changed manifest", lambda entry: spoil(entry / "manifest.json", 20)),
]


@pytest.mark.parametrize(("what", "damage"), DAMAGES, ids=[what for what, _ in DAMAGES])
def test_a_damaged_entry_heals(tmp_path: Path, what: str, damage: Callable[[Path], object]) -> None:
    make = Maker()
    damage(cache.entry("model-v1", make, within=tmp_path).folder)
    healed = cache.entry("model-v1", make, within=tmp_path)
    assert make.runs == 2
    assert (healed.folder / "weights.bin").read_bytes() == BODY
    assert cache.sound(tmp_path, "model-v1") == healed


def test_half_written_and_foreign_entries_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / ".model-v1-abc").mkdir()
    (tmp_path / "model-v1-0123456789abcdef").mkdir()
    (tmp_path / "model-v1-note.txt").write_text("mine")
    assert cache.sound(tmp_path, "model-v1") is None


def test_a_maker_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken(folder: Path) -> None:
        (folder / "half").write_bytes(b"x")
        raise ValueError("no weights")

    with pytest.raises(ValueError, match="no weights"):
        cache.entry("model-v1", broken, within=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["model-v1.lock"]


def test_a_replacement_that_fails_keeps_what_was_there(tmp_path: Path) -> None:
    kept = cache.entry("model-v1", Maker(), within=tmp_path)

    def broken(folder: Path) -> None:
        raise ValueError("no weights")

    with pytest.raises(ValueError, match="no weights"):
        cache.replace("model-v1", broken, within=tmp_path)
    assert cache.sound(tmp_path, "model-v1") == kept


def test_an_unwritable_cache_still_gives_an_entry(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    made = cache.entry("model-v1", Maker(), within=tmp_path / "taken")
    assert not made.lasting
    assert (made.folder / "weights.bin").read_bytes() == BODY


def test_the_cache_may_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MERILO_CACHE", str(tmp_path / "elsewhere"))
    assert cache.cache_folder() == tmp_path / "elsewhere"


def open_entry(folder: str) -> str:
    return cache.entry("model-v1", Maker(), within=Path(folder)).digest


def test_processes_at_once_agree(tmp_path: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        digests = pool.map(open_entry, [str(tmp_path)] * 4)
    assert len(set(digests)) == 1
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1

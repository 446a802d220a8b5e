"""The settings: few, documented, and safe without any."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from merilo_desk.databases import database

ROOT = Path(__file__).resolve().parents[2]


def names_in(*paths: Path) -> set[str]:
    return {name for path in paths for name in re.findall(r'"(MERILO_[A-Z_]+)"', path.read_text(encoding="utf-8"))}


def test_every_setting_is_documented_and_there_are_few() -> None:
    used = names_in(ROOT / "src" / "merilo_desk" / "settings.py")
    told = set(
        re.findall(r"`(MERILO_[A-Z_]+)`", (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8"))
    )
    assert used <= told, f"not documented: {used - told}"
    assert len(used) <= 30


def test_settings_are_read_in_one_place() -> None:
    for path in (ROOT / "src" / "merilo_desk").rglob("*.py"):
        if path.name not in {"settings.py", "commands.py", "wsgi.py", "run.py"}:
            assert "os.environ" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize(
    ("address", "engine"),
    [("", "sqlite3"), ("sqlite:///tmp/x.sqlite3", "sqlite3"), ("postgresql://ana:p%40ss@db:5433/vaga", "postgresql")],
)
def test_a_database_by_its_address(address: str, engine: str, tmp_path: Path) -> None:
    found = database(address, tmp_path)
    assert found["ENGINE"].endswith(engine)
    if engine == "postgresql":
        assert (found["NAME"], found["USER"], found["PASSWORD"], found["PORT"]) == ("vaga", "ana", "p@ss", "5433")


def test_another_kind_of_database_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="mysql"):
        database("mysql://x", tmp_path)


def test_postgresql_without_its_driver_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("merilo_desk.databases.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"desk,postgresql"):
        database("postgresql://db/vaga", tmp_path)

"""Commands of the desk in a folder where nobody has begun."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = [
    ["dossier", "--year", "2026"],
    ["serve", "--port", "1"],
    ["work"],
    ["second-step-off", "ana"],
    ["new-secret"],
    ["scales", "--bring"],
]


def run(home: Path, *arguments: str, database: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command of the desk in a folder of its own."""
    known = {"MERILO_HOME": str(home), "DJANGO_SETTINGS_MODULE": "merilo_desk.settings", "MERILO_DATABASE": database}
    return subprocess.run(
        [sys.executable, "-m", "merilo_desk.commands", *arguments],
        env=os.environ | known, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_folder_without_a_desk_is_told_kindly(tmp_path: Path, command: list[str]) -> None:
    done = run(tmp_path, *command)
    assert done.returncode == 2
    assert "There is no desk in this folder" in done.stderr
    assert "mistake of its own" not in done.stderr


@pytest.mark.parametrize("year", ["0", "-1", "abc"])
def test_what_is_no_year(tmp_path: Path, year: str) -> None:
    done = run(tmp_path, "dossier", f"--year={year}")
    assert done.returncode == 2
    assert "--year" in done.stderr


@pytest.mark.parametrize(
    ("database", "told"),
    [("mysql://db/vaga", "does not know: mysql"), ("postgresql://merilo@127.0.0.1:1/vaga", "database does not answer")],
)
def test_a_database_that_cannot_be_used_is_told_in_words(tmp_path: Path, database: str, told: str) -> None:
    done = run(tmp_path, "serve", database=database)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr

"""The reference says what the program does: both pages are made from it, and must be current."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
import typer

from merilo.cli.main import app

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["cli", "report"])
def test_a_generated_page_is_current(name: str) -> None:
    made = runpy.run_path(str(ROOT / "tools" / f"document_{name}.py"))["page"]()
    written = (ROOT / "docs" / "reference" / f"{name}.md").read_text(encoding="utf-8")
    assert written == made, f"run 'python tools/document_{name}.py'"


def test_every_command_and_option_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")

    def walk(command: Any, path: str) -> None:
        assert f"## {path}\n" in page
        inner = getattr(command, "commands", {})
        for param in command.params if not inner else ():
            section = page.partition(f"## {path}\n")[2].partition("\n## ")[0]
            for name in param.opts if param.param_type_name == "option" else ():
                assert f"{name}" in section or name == "--help", f"{path} {name}"
        for name, each in inner.items():
            walk(each, f"{path} {name}")

    walk(typer.main.get_command(app), "merilo")

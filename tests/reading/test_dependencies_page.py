"""Every library that Merilo needs is explained."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_library_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (ROOT / "docs" / "explanation" / "dependencies.md").read_text(encoding="utf-8")
    names = [re.split(r"[\[<>=~;! ]", each)[0] for each in project["dependencies"]]
    rows = " ".join(line.split("|")[1] for line in page.splitlines() if line.startswith("| "))
    assert not [name for name in names if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rows)]

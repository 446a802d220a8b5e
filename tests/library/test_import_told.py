"""What an import says on the terminal obeys nothing that a file brings along."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_controls_in_a_skipped_line_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    file = tmp_path / "checks.jsonl"
    file.write_text('{"id": "1", "claim": "One."}\n\x1b[2J\x1b]0;taken over\x07 \u202eno json\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "merilo", "library", "import", "--library", "x", str(file)],
        env=os.environ | {"MERILO_HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "[U+001B]" in done.stderr
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout + done.stderr)

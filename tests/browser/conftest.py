"""A real browser with no way out, and the pages that it looks at."""

from __future__ import annotations

from pathlib import Path

import pytest

from merilo import pipeline
from merilo.drawing.page import page
from merilo.reading.read import read
from merilo.report import out

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {"en": "en", "mk": "mk", "sr": "sr-Latn"}


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The three sample articles as pages, each with the labels of its own language."""
    folder = tmp_path_factory.mktemp("pages")
    means = pipeline.means()
    made = {}
    for language, labels in SAMPLES.items():
        report = pipeline.check(read(str(ROOT / "samples" / f"bridge.{language}.txt")), means)
        made[language] = folder / f"{language}.html"
        made[language].write_text(page(out(report, labels), labels), encoding="utf-8")
    return made

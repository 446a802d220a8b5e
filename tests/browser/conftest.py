"""A real browser with no way out, and the pages that it looks at."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from merilo import pipeline
from merilo.drawing.page import page
from merilo.reading.read import read
from merilo.report import out

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = {"en": "en", "mk": "mk", "sr": "sr-Latn"}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Return the path of the machine's own Chromium, put there first where it is missing."""
    names = ("chromium", "chromium-browser", "google-chrome")
    if not any(map(shutil.which, names)):
        subprocess.run([ROOT / "tools" / "install_system.sh"], check=True)
    return next(path for path in map(shutil.which, names) if path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()


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

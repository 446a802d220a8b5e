"""One real browser for a whole run: Playwright keeps a loop in its thread, and two of them do not stand each other."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

# Django would take Playwright's loop for one of its own callers, and refuse to ask the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
INSTALL = Path(__file__).resolve().parents[1] / "tools" / "install_system.sh"
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
        subprocess.run([INSTALL], check=True)
    return next(path for path in map(shutil.which, names) if path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let files that open a browser run first: they have few tests, but each takes long.

    Begun last, as xdist would order them by how many tests they have, they keep one process busy while the other waits.
    """
    slow = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium, with no way out."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield opened
        opened.close()

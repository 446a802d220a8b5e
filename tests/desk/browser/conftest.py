"""A real browser at a live desk, signed in, on a wide screen or a phone, in light or dark."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[3]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
# Playwright runs a loop of its own in this thread, which Django would take for one of its own callers.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


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


@pytest.fixture
def at_the_desk(browser: Browser, live_server: Any, signed_in: Callable[..., Client]) -> Iterator[Callable[..., Page]]:
    """Open a page of the desk as a member: at_the_desk("/desk/", "ana", "editor", width=390, mode="dark").

    At the end the console must be empty and nothing may have been asked of anybody else's server.
    """
    contexts, told, asked = [], [], []
    members: dict[str, str] = {}

    def opened(
        path: str,
        name: str,
        *roles: str,
        width: int = 1280,
        mode: str = "light",
        language: str = "en",
        script: bool = True,
    ) -> Page:
        if name not in members:
            members[name] = signed_in(name, *roles, language=language).cookies[settings.SESSION_COOKIE_NAME].value
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=mode,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        contexts.append(context)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": members[name], "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(live_server.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    # Chromium remarks on a field that asks for the focus when somebody is in another already; nothing is wrong then.
    assert [line for line in told if "favicon" not in line and "Autofocus processing" not in line] == []

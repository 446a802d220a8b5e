"""A real browser at a live desk, signed in, on a wide screen or a phone, in light or dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page


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

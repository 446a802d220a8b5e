"""What the tests of the public form share: a form fetched, filled in and sent, as a browser does it."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from PIL import Image

from merilo_desk.intake import form_key, person


def inputs(page: HttpResponse) -> dict[str, str]:
    """Return the hidden fields of a page's first forms by their names."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return {name: html.unescape(value) for name, value in found}


def text_of(page: HttpResponse) -> str:
    """Return a page as it came, with its entities resolved."""
    return html.unescape(page.content.decode())


def answered(sealed: str, language: str) -> str:
    """Return the right answer to the question of a form."""
    key = form_key.opened(sealed)
    assert key is not None
    return max(person.question(key, language).answers, key=str.isdecimal)


def filled(client: Client, kind: str = "statement", language: str = "en", **typed: Any) -> dict[str, Any]:
    """Fetch a form and fill it in, the question answered."""
    page = client.get(f"/{language}/send/{kind}/")
    assert page.status_code == 200
    key = inputs(page)["key"]
    return {"key": key, "answer": answered(key, language), **typed}


def send(client: Client, kind: str = "statement", language: str = "en", **typed: Any) -> HttpResponse:
    """Fill a form in and send it."""
    return client.post(f"/{language}/send/{kind}/", filled(client, kind, language, **typed))


def receipt_of(page: HttpResponse) -> str:
    """Return the words of the receipt that a page shows."""
    assert page.status_code == 200, text_of(page)
    assert '<ol class="receipt' in text_of(page), text_of(page)
    return " ".join(re.findall(r"<li>([^<\s]+)</li>", text_of(page).split('<ol class="receipt')[1].split("</ol>")[0]))


def opened(client: Client, receipt: str, language: str = "en") -> HttpResponse:
    """Come back with a receipt."""
    return client.post(f"/{language}/send/receipt/", {"words": receipt})


def picture(kind: str = "JPEG", name: str = "photo.jpg") -> io.BytesIO:
    """Return a small picture as a file with a name."""
    file = io.BytesIO()
    Image.new("RGB", (32, 32), "teal").save(file, kind)
    file.seek(0)
    file.name = name
    return file


def named(content: bytes, name: str) -> io.BytesIO:
    """Return a file with a content and a name."""
    file = io.BytesIO(content)
    file.name = name
    return file

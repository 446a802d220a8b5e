"""Texts kept in several languages as {code: text}: said to a reader in theirs, or in the nearest there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cyrtranslit
from django.utils.translation import get_language

from merilo_desk.languages import NEIGHBOURS


def said(texts: Mapping[str, Any] | None, language: str | None = None) -> str:
    """Return a text in a language (the reader's where none is named).

    Serbian in one script is put into the other where only one was written; then come languages that its readers read,
    then English, then whatever there is.
    """
    if not texts:
        return ""
    code = (language or get_language() or "en").lower()
    if texts.get(code):
        return str(texts[code])
    if code == "sr-latn" and texts.get("sr"):
        return str(cyrtranslit.to_latin(str(texts["sr"]), "sr"))
    if code == "sr" and texts.get("sr-latn"):
        return str(cyrtranslit.to_cyrillic(str(texts["sr-latn"]), "sr"))
    for other in (*NEIGHBOURS.get(code, ()), "en", *texts):
        if texts.get(other):
            return str(texts[other])
    return ""


def language_said(texts: Mapping[str, Any] | None, language: str | None = None) -> str:
    """Return the code of the language that `said` would answer in, for the `lang` of the element that shows it."""
    code = (language or get_language() or "en").lower()
    if not texts or texts.get(code) or (code in {"sr", "sr-latn"} and (texts.get("sr") or texts.get("sr-latn"))):
        return code
    return next((other for other in (*NEIGHBOURS.get(code, ()), "en", *texts) if texts.get(other)), code)

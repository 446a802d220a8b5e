"""The languages that a question to one of the desk's searches may be asked in."""

from __future__ import annotations

from django.utils.translation import get_language

from merilo_desk.languages import language
from merilo_desk.newsroom.models import the_desk


def tongues() -> list[str]:
    """Return the engine's names of what the desk and whoever asks speak.

    A word is looked for as it is written and by how it begins besides, so that what is written in any other language is
    found too; the word lists of all languages together are half a gigabyte of each process that answers.
    """
    codes = (get_language(), "en", *the_desk().languages)
    return sorted({language(code).profile.split("-")[0] for code in codes})

"""Words as each language puts them: quotation marks, and what is exact where a day is not."""

from __future__ import annotations

from typing import Any

from merilo_desk.languages import language

MARKS = {
    "en": "“”",
    "mk": "„“",
    "sr": "„“",
    "hr": "„”",
    "bs": "„”",
    "sq": "„”",
    "bg": "„“",
    "ru": "«»",
    "uk": "«»",
}
ANY = '„“”«»"‟'


def quoted(text: str, code: str | Any) -> str:
    """Return words in the quotation marks of a language, once: marks that enclose them already are replaced."""
    marks = MARKS.get(language(str(code)).profile.split("-")[0], "“”")
    text = text.strip()
    if len(text) > 2 and text[0] in ANY and text[-1] in ANY and not set(text[1:-1]) & set(ANY):
        text = text[1:-1].strip()
    return f"{marks[0]}{text}{marks[1]}"

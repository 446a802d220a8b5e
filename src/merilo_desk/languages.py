"""The languages of the desk: one table, read by settings, templates and the engine's door."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language in one script.

    `code` is Django's and stands in addresses ("sr-latn"); `tag` is BCP 47 for `lang=""` ("sr-Latn"); `profile` is the
    engine's name for it; `name` is what its own readers call it.
    """

    code: str
    tag: str
    profile: str
    name: str

    @property
    def script(self) -> str:
        """The script that the language is written in: "cyrl" or "latn"."""
        return "cyrl" if "\u0400" <= self.name[0] <= "\u04ff" else "latn"


LANGUAGES = (
    Language("en", "en", "en", "English"),
    Language("mk", "mk", "mk", "македонски"),
    Language("sr", "sr-Cyrl", "sr", "српски (ћирилица)"),
    Language("sr-latn", "sr-Latn", "sr-Latn", "srpski (latinica)"),
    Language("hr", "hr", "hr", "hrvatski"),
    Language("bs", "bs", "bs", "bosanski"),
    Language("sq", "sq", "sq", "shqip"),
    Language("bg", "bg", "bg", "български"),
    Language("ru", "ru", "ru", "русский"),
    Language("uk", "uk", "uk", "українська"),
)
BY_CODE = {language.code: language for language in LANGUAGES}
# Where a text is missing in one language, its readers can read it in these, in this order.
NEIGHBOURS = {
    "sr": ("sr-latn", "bs", "hr"),
    "sr-latn": ("sr", "bs", "hr"),
    "hr": ("bs", "sr-latn"),
    "bs": ("hr", "sr-latn"),
}


def language(code: str | None) -> Language:
    """Return the language with a code; English for one we do not know."""
    return BY_CODE.get((code or "en").lower(), LANGUAGES[0])


def code_of(engine_language: str, script: str = "") -> str:
    """Return the desk's code for what the engine calls a language and a script ("sr", "Latn" -> "sr-latn")."""
    if engine_language == "sr" and script == "Latn":
        return "sr-latn"
    return engine_language if engine_language in BY_CODE else "other"

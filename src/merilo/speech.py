"""Say a `Phrase` in the language of whoever reads it.

Templates stand in `resources/<language>/phrases-<room>.yaml`, under the part of the key after the first dot:
`findings.impossible-date` is the entry `impossible-date` of `phrases-findings`. A template is `str.format` text; a
whole number may choose a word by the plural rules of the language, its forms in CLDR order:
"{count} {count:claim|claims}", «{count} {count:утверждение|утверждения|утверждений}». A fact that is a day in ISO form
is written out by "{day:date}" and "{day:weekday}", one that is a month or a year by "{day:date}" too, and a fraction is
written with the language's own decimal mark.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import regex
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from merilo.errors import MissingWords
from merilo.model import Phrase
from merilo.resources import load

MONTH = regex.compile(r"(\d{4})-(\d{2})")
ORDER = ("zero", "one", "two", "few", "many", "other")


class Counted(int):
    """A whole number that knows the plural rules of the language it is said in."""

    language: str

    def __new__(cls, value: int, language: str) -> Counted:
        """Make one; `language` is a profile such as "mk" or "sr-Latn"."""
        made = super().__new__(cls, value)
        made.language = language
        return made

    def __format__(self, form: str) -> str:
        if "|" not in form:
            return format(int(self), form)
        forms = form.split("|")
        locale = _locale(self.language)
        tags = [tag for tag in ORDER if tag in locale.plural_form.tags or tag == "other"]
        at = tags.index(str(locale.plural_form(int(self))))
        return forms[min(at, len(forms) - 1)]


class Dated(str):
    """A fact in words that, where it is a day (or a month) in ISO form, can be written out: "{day:date}",
    "{day:weekday}"."""

    language: str

    def __new__(cls, value: str, language: str) -> Dated:
        """Make one; `language` is a profile such as "mk" or "sr-Latn"."""
        made = super().__new__(cls, value)
        made.language = language
        return made

    def __format__(self, form: str) -> str:
        if form == "date" and (len(self) < len("2024-05-01") or not self[:4].isdecimal()):
            month = MONTH.fullmatch(self)
            first = date(int(month[1]), int(month[2]), 1) if month else None
            return format_skeleton("yMMMM", first, locale=_locale(self.language)) if first else str(self)
        if form == "date":
            return format_date(date.fromisoformat(self), "long", _locale(self.language))
        if form == "weekday":
            return format_date(date.fromisoformat(self), "EEEE", _locale(self.language))
        return format(str(self), form)


class Measured(float):
    """A number written with the decimal mark and the groups of the language it is said in."""

    language: str

    def __new__(cls, value: float, language: str) -> Measured:
        """Make one; `language` is a profile such as "mk" or "sr-Latn"."""
        made = super().__new__(cls, value)
        made.language = language
        return made

    def __format__(self, form: str) -> str:
        return format(float(self), form) if form else format_decimal(float(self), locale=_locale(self.language))


def _spoken(value: str | int | float, profile: str) -> str | int | float:
    if isinstance(value, str):
        return Dated(value, profile)
    return Counted(value, profile) if isinstance(value, int) else Measured(value, profile)


@cache
def _locale(profile: str) -> Locale:
    return Locale.parse("en_GB" if profile == "en" else profile.replace("-", "_"))


def say(phrase: Phrase, language: str = "en") -> str:
    """Return the phrase as a sentence in a language (a profile); English where that language has no such sentence yet.

    Raises:
        MissingWords: not even English knows the phrase, or a fact that it names is missing.
    """
    room, _, entry = phrase.key.partition(".")
    for profile in (language, "en"):
        try:
            template = load(profile, f"phrases-{room}", dict[str, str]).get(entry)
        except MissingWords:
            continue
        if template is not None:
            facts = {name: _spoken(value, profile) for name, value in phrase.facts.items()}
            try:
                return str(template.format_map(facts))
            except KeyError as missing:
                raise MissingWords(profile, f"{phrase.key} {missing}") from missing
    raise MissingWords(language, f"phrases-{room}: {entry}")

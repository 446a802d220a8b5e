"""Say a `Phrase` in the language of whoever reads it.

Templates stand in `resources/<language>/phrases-<room>.yaml`, under the part of the key after the first dot:
`findings.impossible-date` is the entry `impossible-date` of `phrases-findings`. A template is `str.format` text; a
whole number may choose a word by the plural rules of the language, its forms in CLDR order:
"{count} {count:claim|claims}", «{count} {count:утверждение|утверждения|утверждений}».
"""

from __future__ import annotations

from functools import cache

from babel import Locale

from merilo.errors import MissingWords
from merilo.model import Phrase
from merilo.resources import load

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


@cache
def _locale(profile: str) -> Locale:
    return Locale.parse(profile.replace("-", "_"))


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
            facts = {
                name: Counted(value, profile) if isinstance(value, int) else value
                for name, value in phrase.facts.items()
            }
            try:
                return str(template.format_map(facts))
            except KeyError as missing:
                raise MissingWords(profile, f"{phrase.key} {missing}") from missing
    raise MissingWords(language, f"phrases-{room}: {entry}")

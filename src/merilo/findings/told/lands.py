"""Which names are of countries: those that Unicode has, in the language of the text, in any case."""

from __future__ import annotations

from functools import cache

from babel import Locale

from merilo.findings.story import Story
from merilo.names.inflect import lemmas


@cache
def lands(profile: str) -> frozenset[str]:
    """Return the names of countries and parts of the world in the language of a profile, in small letters."""
    return frozenset(name.lower() for name in _named(profile).values())


@cache
def _countries(profile: str) -> frozenset[str]:
    """The names with a code of two letters; parts of the world have figures."""
    return frozenset(name.lower() for code, name in _named(profile).items() if code.isalpha())


def _named(profile: str) -> dict[str, str]:
    locale = Locale.parse(profile.replace("-", "_"))
    return {code: str(name) for code, name in locale.territories.items()}


def land_of(story: Story, name: str) -> str | None:
    """Return the country that a name is of, in whatever case it stands; None for what is no country."""
    lower, known = name.lower(), _countries(story.profile)
    return next((form for form in (lower, *sorted(lemmas(lower, story.profile))) if form in known), None)

"""What the word lists know of names in a language: given names, places, bodies, titles, in every form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from merilo.model import MentionType
from merilo.names.inflect import forms, lemmas
from merilo.names.lists import bodies, given_names, places, word_set
from merilo.names.spell import folds
from merilo.resources import PROFILES
from merilo.text.words import Word, words


@dataclass(frozen=True, slots=True)
class Known:
    """A name found in the lists: it covers `row[first:last]`; `code` is the same in all languages, `name` as listed."""

    first: int
    last: int
    type: MentionType
    code: str
    name: str


# CLDR counts unions, pseudo-regions and "unknown" among its territories.
NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})

REGIONS = frozenset({"Africa", "America", "Asia", "Australia", "Europe"})

Entry = tuple[tuple[frozenset[str], ...], bool, MentionType, str, str]


def fits_kind(known: Known, kind: MentionType) -> bool:
    """Say whether a listed name may stand for a mention of a kind: texts take the EU for a place and for a body."""
    return known.type == kind or ({known.type, kind} == {"LOC", "ORG"} and known.code.isupper())


def own(name: str) -> str:
    """Return the code of a name that the lists have without one: its own spelling, the same in every script."""
    return f"own:{folds(name.replace(' ', ''))[0]}"


class Gazetteer:
    """The places, bodies, media and things of a profile, looked up in all their forms."""

    def __init__(self, profile: str) -> None:
        self._profile = profile
        self._by_first: dict[str, list[Entry]] = {}
        told, led = bodies(profile), places(profile)
        # CLDR first: its codes are the same in every language.
        self._add("LOC", territories(profile))
        self._add("LOC", cities(profile))
        for code, names in led.places.items():
            # A list of towns holds many places: each is its own.
            self._add("LOC", ((code if code.isupper() else own(name), name) for name in names))
        for code, names in told.known.items():
            self._add("ORG", ((code if code.isupper() else own(name), name) for name in names))
        for code, names in told.events.items():
            self._add("MISC", ((code, name) for name in names))
        self._add("ORG", ((own(name), name) for name in told.media))
        self._add("MISC", ((own(name), name) for name in told.things))
        for rows in self._by_first.values():
            rows.sort(key=lambda entry: len(entry[0]), reverse=True)

    def _add(self, kind: MentionType, names: Iterable[tuple[str, str]]) -> None:
        for code, name in names:
            parts = [word.text for word in words(name)]
            if not parts:
                continue
            exact = len(parts) == 1 and len(parts[0]) <= 8 and sum(map(str.isupper, parts[0])) > 1
            fits = tuple(frozenset((part.lower(),)) if exact else forms(part, self._profile) for part in parts)
            entry = (fits, exact, kind, code, name)
            for form in fits[0]:
                self._by_first.setdefault(form, []).append(entry)

    def at(self, row: Sequence[Word], first: int) -> Known | None:
        """Return the longest known name that begins at the word `first`, or None."""
        word = row[first]
        for key, plain in _keys(word):
            for fits, exact, kind, code, name in self._by_first.get(key, ()):
                last = first + len(fits)
                if exact and plain != name and not plain.isupper():
                    continue
                if last <= len(row) and all(row[first + at].lower in fit for at, fit in enumerate(fits) if at):
                    return Known(first, last, kind, code, name)
        return None


# Letters that look alike in Latin and Cyrillic, in one order: the keyboard was not switched for one of them.
ALIKE = "ABCEHIKMOPTXY"
CAPITALS = (0x410, 0x412, 0x421, 0x415, 0x41D, 0x406, 0x41A, 0x41C, 0x41E, 0x420, 0x422, 0x425, 0x423)
LATIN = ALIKE + ALIKE.lower()
CYRILLIC = "".join(map(chr, CAPITALS)) + "".join(map(chr, CAPITALS)).lower()
TO_LATIN, TO_CYRILLIC = str.maketrans(CYRILLIC, LATIN), str.maketrans(LATIN, CYRILLIC)


def _one_script(text: str) -> str:
    """Return a word of two scripts in one, where letters that look alike can make it so: a Cyrillic с in "сovid"."""
    latin = any(letter.isalpha() and letter < "\u0250" for letter in text)
    if not latin or not any("\u0400" <= letter < "\u0530" for letter in text):
        return text
    for made in (text.translate(TO_LATIN), text.translate(TO_CYRILLIC)):
        letters = [letter for letter in made if letter.isalpha()]
        if all(letter < "\u0250" for letter in letters) or all(letter >= "\u0400" for letter in letters):
            return made
    return text


def _keys(word: Word) -> tuple[tuple[str, str], ...]:
    """The word as it is, and an acronym without the ending that a hyphen joins to it (UN-a, BE-së, ЕС-а)."""
    whole = _one_script(word.text)
    if whole != word.text:
        return ((whole.lower(), whole),)
    head, mark, tail = word.text.partition("-")
    if mark and head.isupper() and tail.islower() and len(tail) <= 4:
        return (word.lower, word.text), (head.lower(), head)
    return ((word.lower, word.text),)


@cache
def gazetteer(profile: str) -> Gazetteer:
    """The gazetteer of a profile, built at first need."""
    return Gazetteer(profile)


@cache
def _world() -> dict[str, tuple[MentionType, str]]:
    """Return fold -> (kind, code) of the one-word names that English news knows: they stand in any language."""
    found: dict[str, tuple[MentionType, str]] = {}
    told, led = bodies("en"), places("en")
    for code, names in (*led.places.items(), *((code, [name]) for code, name in territories("en"))):
        for name in names:
            if name.isalpha() and len(name) >= 5:
                found.setdefault(folds(name)[0], ("LOC", code if code.isupper() else own(name)))
    for name in (*told.known["firms"], *told.media):
        if name.isalpha() and len(name) >= 5:
            found.setdefault(folds(name)[0], ("ORG", own(name)))
    return found


def world_name(lower: str, profile: str) -> tuple[MentionType, str] | None:
    """Return kind and code of a firm or place that the English lists know, spelt in another orthography."""
    if profile == "en":
        return None
    world = _world()
    for candidate in (lower, *lemmas(lower, profile)):
        for fold in folds(candidate):
            if fold in world:
                return world[fold]
    return None


@cache
def _locale(profile: str) -> Locale | None:
    try:
        return Locale.parse(profile.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def territories(profile: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of the countries as CLDR names them in a language; a name with "&" gives "and" too."""
    locale = _locale(profile)
    if locale is None:
        return ()
    return tuple(
        (code, str(name))
        for code, name in locale.territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    )


def cities(profile: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of the cities that CLDR names for time zones."""
    locale = _locale(profile)
    if locale is None:
        return ()
    zones = get_global("zone_territories") if locale.script != "Cyrl" and "Cyrl" not in profile else {}
    found = []
    for zone in sorted({*locale.time_zones, *zones}):
        region, _, last = zone.partition("/")
        own_city = last.rpartition("/")[2].replace("_", " ") if zone in zones else ""
        city = locale.time_zones.get(zone, {}).get("city", own_city)
        if city and region in REGIONS:
            found.append((f"city:{zone}", str(city)))
    return tuple(found)


@cache
def _country_stems(profile: str) -> frozenset[str]:
    """The beginnings of the countries' names, from which the names of peoples are made."""
    listed = [name for names in places(profile).places.values() for name in names[:1]]
    return frozenset(
        name.lower()[:4] for name in (*(name for _, name in territories(profile)), *listed) if len(name) > 4
    )


def is_people(lower: str, profile: str) -> bool:
    """Say whether a capitalised word, put in small letters, is one of a people: Bolivian, Боливијанци, Britanaca."""
    endings = tuple(places(profile).folk.split())
    return len(lower) > 5 and lower.endswith(endings) and lower[:4] in _country_stems(profile)


@cache
def _given(profile: str) -> dict[str, str]:
    """Return form in small letters -> "m", "f" or "" where both bear it."""
    listed = given_names(profile)
    found: dict[str, str] = {}
    for gender, names in (("m", word_set(listed.men)), ("f", word_set(listed.women))):
        for name in names:
            found[name] = "" if found.get(name, gender) != gender else gender
    return found


@cache
def _pool() -> dict[str, str]:
    """Return the fold of every given name of every language -> gender, "" where languages differ."""
    found: dict[str, str] = {}
    for profile in PROFILES:
        for name, gender in _given(profile).items():
            for fold in folds(name):
                if len(fold) >= 4:
                    found[fold] = "" if found.get(fold, gender) != gender else gender
    return found


def listed_gender(word: str, profile: str) -> str | None:
    """Return the gender of a given name, in small letters, as the language's own list has it, or None."""
    return _given(profile).get(word)


def is_given(word: str, profile: str) -> bool:
    """Say whether a word, in small letters, is a given name just as it stands, in this language or in another."""
    return word in _given(profile) or any(fold in _pool() for fold in folds(word))


def given_gender(word: str, profile: str) -> str | None:
    """Return "m", "f", or "" for a given name of either; None where the word is no given name that the lists know."""
    lower = word.lower()
    own = _given(profile)
    if lower in own:
        return own[lower]
    candidates = lemmas(lower, profile)
    for candidate in candidates:
        if candidate in own:
            return own[candidate]
    if "-" in lower:
        return given_gender(lower.partition("-")[0], profile)
    pool = _pool()
    for candidate in (lower, *candidates):
        for fold in folds(candidate):
            if fold in pool:
                return pool[fold]
    return None


def surname_gender(word: str, profile: str) -> str | None:
    """Return what the ending of a surname says: "m", "f", "" for either, None where it is no surname's ending."""
    endings = given_names(profile).surnames
    for candidate in sorted(lemmas(word.lower(), profile), key=len, reverse=True):
        for gender in ("f", "m", "any"):
            for ending in endings.get(gender, "").split():
                if candidate.endswith(ending) and len(candidate) >= len(ending) + 3:
                    return "" if gender == "any" else gender
    return None


@cache
def head_words(profile: str) -> frozenset[str]:
    """Words, in small letters and every form, that open the name of a body."""
    heads = bodies(profile).heads
    if profile == "sq":  # Albanian lists stand in all their forms: Ministri would be one of Ministria.
        return frozenset(head.lower() for head in heads)
    return frozenset(form for head in heads for form in forms(head, profile))


@cache
def closing_words(profile: str) -> frozenset[str]:
    """Words that close the name of a body, and company marks."""
    told = bodies(profile)
    return frozenset(word.lower() for word in (*told.heads_after, *told.company))


@cache
def place_heads(profile: str) -> frozenset[str]:
    """Words that open the name of a place."""
    return frozenset(form for head in places(profile).heads for form in forms(head, profile))


@cache
def place_tails(profile: str) -> frozenset[str]:
    """Words that close the name of a place."""
    return frozenset(form for head in places(profile).heads_after for form in forms(head, profile))


@cache
def field_words(profile: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """What may follow in small letters in the name of a body: whole words, and stems."""
    fields = bodies(profile).fields
    return (
        frozenset(form for word in fields if not word.endswith("*") for form in forms(word, profile)),
        tuple(word[:-1].lower() for word in fields if word.endswith("*")),
    )

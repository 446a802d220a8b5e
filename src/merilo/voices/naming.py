"""Whom the names in a source make its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from merilo.model import Entity, Mention, Span
from merilo.names.lists import given_names
from merilo.names.outlets import firm_words
from merilo.text.words import Word, words
from merilo.voices.cast import Cast, body_words

CLOSING = ",)”“»\"'"  # marks that may stand between a name and its relative pronoun
POSSESSIVE = ("'s", "’s")
NONE = ("\0",)  # an ending that no word has
STEM = 5  # letters by which two forms of a word are known to be one
LETTERS = 4  # of an adjective without its case
GENITIVE = ("а", "a", "я")
CASE = 2  # letters that a case adds to a name


def named(cast: Cast, source: Span, names: Sequence[Mention], *, subject: bool = True) -> str | None:
    """Return whom the names in a source make its speaker.

    "Ana Petrova, adviser to Vera Kostova" is Petrova, and so is "the doctor Ana Petrova, sister of Vera Kostova"; "the
    adviser to Vera Kostova" is nobody known, and „savjetnik Vere Kostove, Ivan Ilić“ is Ilić.
    """
    people = [each for each in (_as_person(cast, each) for each in names) if each.type == "PER"]
    if people:
        free = [each for each in people if not _governed(cast, source, each, subject=subject)]
        if not free:
            return None
        head = [each for each in free if each.span.end <= _apposition(cast, source, free[0])]
        return (head[-1] if head and free[0].span.start != source.start else free[0]).entity
    first = names[0]
    lead = cast.text[source.start : first.span.start]
    bare = not any(_means_something(cast, word) for word in words(lead))
    return first.entity if bare and first.type in ("ORG", "LOC", "MISC") else None


def surnamed(cast: Cast, row: Sequence[Word]) -> str | None:
    """Return the one person whose surname a source is in another case: „Саше Мијушка. Мијушко је рекао“."""
    if len(row) != 1 or not row[0].is_capital:
        return None
    own = row[0].lower
    known = {who: each.name.split()[-1].casefold() for who, each in cast.entities.items() if each.type == "PER"}
    fitting = [who for who, last in known.items() if last == own or is_case(own, last)]
    return fitting[0] if len(fitting) == 1 else None


def is_case(one: str, other: str) -> bool:
    """Say whether two words differ in their last letter at most: „општине“ and „општина“."""
    return one == other or (len(one) == len(other) > STEM and one[:-1] == other[:-1])


def _apposition(cast: Cast, source: Span, first: Mention) -> int:
    """Return where a comma begins to tell more of who was named, in words that are no name; else the source's end."""
    comma = cast.text.find(",", first.span.end, source.end)
    more = cast.text[comma + 1 : source.end].lstrip()
    return comma if comma >= 0 and more[:1].islower() else source.end


def _means_something(cast: Cast, word: Word) -> bool:
    return (
        word.is_word
        and word.lower not in cast.words.articles
        and word.lower not in cast.words.media
        and word.lower not in firm_words(cast.profile)
        and word.lower not in body_words(cast.profile)
    )


def _as_person(cast: Cast, each: Mention) -> Mention:
    """Return a place or a body that is called as a person of the text is as that person: «директор Куницын»."""
    if each.type == "PER":
        return each
    name = each.span.of(cast.text)
    twin = next(
        (
            who
            for who, it in cast.entities.items()
            if it.type == "PER" and name in (it.name, it.name.split()[-1], *it.variants)
        ),
        None,
    )
    return each if twin is None else replace(each, type="PER", entity=twin)


def _governed(cast: Cast, source: Span, each: Mention, *, subject: bool = True) -> bool:
    """Say whether a name only tells whose adviser or lawyer the speaker is.

    Where the source is no `subject` („према речима директора Мулића“), its case tells nothing.
    """
    if cast.text[each.span.end : each.span.end + 2] in POSSESSIVE or each.span.of(cast.text)[-2:] in POSSESSIVE:
        return True
    if _possessive(cast, source, each):
        return True
    if each.span.start <= source.start:
        return False
    lead = words(cast.text, Span(source.start, each.span.start))
    lower = lead[-1].lower if lead and lead[-1].is_word else ""
    if not lower or (lead[-1].is_capital and lower not in cast.words.persons):
        return False
    if lower in cast.words.prepositions or (lower in cast.words.linkers and len(lead) > 1):
        return True
    if not subject:
        return False
    adjective = len(lower) > LETTERS and lower.endswith(cast.words.genitive_endings or NONE)
    return (adjective and not _nominative(cast, each)) or _oblique(cast, each)


def _possessive(cast: Cast, source: Span, each: Mention) -> bool:
    """Say whether a name is only the adjective of what follows it: „Лалићев бранилац“."""
    name, rest = (
        each.span.of(cast.text),
        words(cast.text, Span(each.span.end, source.end)) if (each.span.end < source.end) else [],
    )
    if " " in name or not rest or not rest[0].is_word or rest[0].is_capital:
        return False
    stems = [name[: -len(end)] for end in cast.words.possessive_endings if name.endswith(end)]
    known = {one for it in cast.entities.values() if it.type == "PER" for one in it.name.split() if one != name}
    return any(stem and (stem in known or stem + "а" in known or stem + "a" in known) for stem in stems)


def _oblique(cast: Cast, each: Mention) -> bool:
    """Say whether a name behind a noun stands in another form than the one it is listed under: «сын Куницына»."""
    if not cast.words.genitive_endings or each.entity not in cast.entities:
        return False
    if _genitive_only(cast, cast.entities[each.entity]):
        return True
    listed, written = cast.entities[each.entity].name.split()[-1], each.span.of(cast.text).split()[-1]
    longer = written.startswith(listed) and 0 < len(written) - len(listed) <= CASE
    turned = len(written) == len(listed) and written[:-1] == listed[:-1] and written != listed
    return (longer and cast.entities[each.entity].gender != "f") or turned


def _nominative(cast: Cast, each: Mention) -> bool:
    """Say whether a man's given name shows that he is the subject: „бранилац оптуженог Вељко Томић“."""
    given, _, rest = each.span.of(cast.text).partition(" ")
    return bool(rest) and given.lower() in _men(cast.profile) and not rest.endswith(GENITIVE)


def _genitive_only(cast: Cast, who: Entity) -> bool:
    """Say whether a man is listed by his genitive, for the text has no other form: „odvjetnik Marka Horvata“."""
    given, _, rest = who.name.partition(" ")
    if who.gender == "f" or not rest or not (given.endswith(GENITIVE) and rest.endswith(GENITIVE)):
        return False
    men = _men(cast.profile)
    return given.lower() not in men and any(given[:-1].lower() + end in men for end in ("", "о", "o", "й", "ь"))


@cache
def _men(profile: str) -> frozenset[str]:
    return frozenset(given_names(profile).men.lower().split())


def antecedent(cast: Cast, at: int) -> str | None:
    """Return the entity whose name a relative pronoun at an offset follows ("Petrov, who ...", „Петров, кој ...“)."""
    names = cast.before(at)
    if not names or names[0].type not in ("PER", "ORG"):
        return None
    between = cast.text[names[0].span.end : at]
    return names[0].entity if all(mark.isspace() or mark in CLOSING for mark in between) else None

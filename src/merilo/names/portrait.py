"""What is said of one entity: its best name, in the nominative and as full as the text has it, and its gender."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import Literal

from merilo.names.compare import CASELESS, Form, is_couple
from merilo.names.gazetteer import given_gender, is_given, listed_gender, surname_gender
from merilo.names.inflect import forms, lemmas
from merilo.names.lists import bodies, given_names

MOST_WORDS = 4
ACRONYM = 5  # letters of the longest that is usually written in capitals
# Where the surname of a woman has no case, and that of a man has.
HIS_CASE = frozenset({"sr", "sr-Latn", "hr", "bs", "bs-Cyrl"})


def best_name(surfaces: Sequence[tuple[str, Form]]) -> str:
    """Return the fullest form in the nominative; `surfaces` are (as written, form), repeats included."""
    counts = Counter(surface for surface, _ in surfaces)
    written = dict(surfaces)
    length = max(min(len(form.words), MOST_WORDS) for form in written.values())
    fullest = [surface for surface, form in written.items() if min(len(form.words), MOST_WORDS) == length]
    tokens = {word for form in written.values() for word in form.words}

    def nominative(surface: str) -> tuple[int, bool, int, int]:
        form = written[surface]
        pairs = [(word, own) for word in tokens for own in form.words if word != own]
        stands_for = sum(own in lemmas(word, form.profile) and len(own) <= len(word) for word, own in pairs)
        form_of = sum(word in lemmas(own, form.profile) and len(word) <= len(own) for word, own in pairs)
        shouted = surface.isupper() and len(surface) > ACRONYM  # a dateline in capitals
        return stands_for - form_of, not shouted, counts[surface], -len(surface)

    chosen = max(fullest, key=nominative)
    form = written[chosen]
    if form.type == "PER" and nominative(chosen)[0] <= 0:
        return _straighten(chosen, form, tokens)
    if form.type != "PER" and len(form.words) == 1 and nominative(chosen)[0] == 0:
        return _common_name(chosen, tokens, form.profile)
    if form.type == "ORG" and len(form.words) > 1:
        return _headed(chosen, form)
    return chosen


def _common_name(surface: str, tokens: Set[str], profile: str) -> str:
    """Put a word that stands in several cases, and never in the first, into the one name that all may be forms of."""
    if len(tokens) < 2 or profile == "sq":
        return surface
    names = frozenset.intersection(*(lemmas(word, profile) for word in tokens))
    return _cased(next(iter(names)), surface) if len(names) == 1 else surface


def _headed(surface: str, form: Form) -> str:
    """Put the word that says what sort of body it is into the nominative: Agencije za puteve is Agencija za puteve."""
    heads = bodies(form.profile).purposed
    head = next((head for head in heads if form.words[0] in forms(head, form.profile)), "")
    first, _, rest = surface.partition(" ")
    # A language with articles keeps the form it has.
    if not head or form.profile in CASELESS or first.lower() != form.words[0]:
        return surface
    return f"{_cased(head, first)} {rest}"


def _straighten(surface: str, form: Form, tokens: Set[str]) -> str:
    """Put a person's name that stands only in another case into the nominative, where the lists are sure of it."""
    parts = surface.split()
    if len(parts) != len(form.words) or len(parts) < 2:
        return surface
    first, surname = form.words[0], form.words[-1]
    bare = [name for name in lemmas(surname, form.profile) if name != surname and name in tokens]
    his = [name for name in bare if is_couple(name, surname, form.profile)]
    if listed_gender(first, form.profile) == "f" and not _may_be_his(first, form.profile):
        bare, his = [name for name in bare if name not in his], []  # Ольга Самсонова is no Самсонов
    bare = bare or _definite(surname, form.profile)
    if is_given(first, form.profile) and not his and not _bent(surname, form.profile):
        return " ".join([*parts[:-1], _cased(_shortest(bare), parts[-1])]) if bare else surface
    names = [name for name in lemmas(first, form.profile) if is_given(name, form.profile)]
    names = [name for name in names if listed_gender(name, form.profile) is not None] or names
    if len(names) > 1:
        # A woman's surname stays as it is where a man's has an ending: Andrejom Plenkovićem is Andrej, not Andreja.
        names = [name for name in names if given_gender(name, form.profile) == "m"]
        names = names if len(names) == 1 else [_shortest(names)] if _bent(surname, form.profile) else []
    if len(names) != 1:
        return surface
    gender = given_gender(names[0], form.profile) or ""
    shorter = bare or [
        name
        for name in lemmas(surname, form.profile)
        if name != surname and _ends_as_surname(name, form.profile, gender)
    ]
    if not shorter and gender != "m" and _ends_as_surname(surname, form.profile, gender):
        shorter = [surname]  # Славицу Радојичић: only the given name has a case
    if not shorter:
        return surface
    return " ".join([_cased(names[0], parts[0]), *parts[1:-1], _cased(_shortest(shorter), parts[-1])])


def _may_be_his(first: str, profile: str) -> bool:
    """Whether a woman's given name is a man's in another case: Александра."""
    return any(listed_gender(name, profile) == "m" for name in lemmas(first, profile) if name != first)


def _shortest(names: Iterable[str]) -> str:
    """Return the shortest, of several the first of the alphabet: sets are walked in another order every run."""
    return min(names, key=lambda name: (len(name), name))


def _definite(surname: str, profile: str) -> list[str]:
    """Return the first case of a surname whose ending tells it alone: Dishës is Disha."""
    pairs = (pair.partition(":") for pair in given_names(profile).surnames.get("cases", "").split())
    return [surname.removesuffix(bent) + own for bent, _, own in pairs if surname.endswith(bent)]


def _bent(surname: str, profile: str) -> bool:
    """Whether a surname stands in another case for sure: Lukića is Lukić, so that Ivana Lukića is no Ivana."""
    endings = tuple(given_names(profile).surnames.get("sure", "").split())
    return (
        bool(endings)
        and not surname.endswith(endings)
        and any(name.endswith(endings) and len(name) < len(surname) for name in lemmas(surname, profile))
    )


def _ends_as_surname(word: str, profile: str, gender: str) -> bool:
    endings = given_names(profile).surnames
    return any(
        word.endswith(ending)
        for sort in ("any", gender)
        for ending in endings.get(sort, "").split()
        if len(word) >= len(ending) + 3
    )


def _cased(word: str, like: str) -> str:
    return word.upper() if like.isupper() and len(like) > 1 else "-".join(part.capitalize() for part in word.split("-"))


def _bends_as_his(first: str, surname: str, forms: Iterable[Form]) -> bool:
    """Whether a woman's given name is a man's in the case of his surname: „за Луиса Хамилтона ... Хамилтон“."""
    bent = (surname + "a", surname + "а")
    return first[-1] in "aа" and any(
        len(form.words) > 1 and form.words[0] == first and form.words[-1] in bent
        for form in forms
        if form.profile in HIS_CASE
    )


def gender_of(name: str, forms: Iterable[Form], hints: Iterable[str]) -> Literal["f", "m"] | None:
    """Return the gender that titles, the given name or the surname tell; None where they do not, or disagree.

    `name` is the best name; the forms are all there are.
    """
    told = {hint for hint in hints if hint}
    first, _, more = name.lower().partition(" ")
    forms = list(forms)
    if more and is_given(first, forms[0].profile):
        given = given_gender(first, forms[0].profile)
        if given == "f" and _bends_as_his(first, more, forms):
            given = "m"
        if given:
            told.add(given)
    if not told:
        for form in forms:
            if len(form.words) > 1 and form.profile in ("ru", "uk", "bg", "mk"):
                ending = surname_gender(form.words[-1], form.profile)
                if ending and form.words[-1] in lemmas(form.words[-1], form.profile):
                    told.add(ending)
    if told == {"f"}:
        return "f"
    return "m" if told == {"m"} else None

"""Names over several texts and languages: the entities of each text, put together where they are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from merilo.model import Answer, MentionType
from merilo.names.compare import Form, keys, same_name, same_word


@dataclass(frozen=True, slots=True)
class Named:
    """What one text calls somebody or something: its forms, fullest and shortest, in one language."""

    type: MentionType
    forms: tuple[Form, ...]

    @property
    def fullest(self) -> Form:
        """The form with the most words (a person's form of more than four words is a list of people)."""
        return max(self.forms, key=lambda form: len(form.words) if len(form.words) <= 4 else 0)

    @property
    def code(self) -> str:
        """The code that the lists have for it, or ""."""
        return next((form.code for form in self.forms if form.code), "")


def together(named: Sequence[Named]) -> list[int]:
    """Return for each the number of the group it belongs to, counted from 0 in the order of first members.

    Full names decide. A surname alone joins the one who bears it, of several the one that most texts tell of.
    """
    owner: dict[int, int] = {}
    by_key: dict[tuple[str, str], list[int]] = {}
    by_code: dict[tuple[str, str], int] = {}
    size: dict[int, int] = {}
    for at in sorted(range(len(named)), key=lambda each: (-len(named[each].fullest.words), each)):
        each = named[at]
        home = by_code.get(_code_key(each)) if each.code else None
        if home is None:
            near = {other for key in _keys(each.fullest) for other in by_key.get((each.type, key), ())}
            home = _home(each, sorted(near), named, owner, size)
        owner[at] = at if home is None else home
        size[owner[at]] = size.get(owner[at], 0) + 1
        if each.code:
            by_code.setdefault(_code_key(each), owner[at])
        for key in _keys(each.fullest):
            by_key.setdefault((each.type, key), []).append(at)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(owner[at], len(numbers)) for at in range(len(named))]


def _code_key(each: Named) -> tuple[str, str]:
    """A code of its own holds for place and body alike (the EU is both); a spelling is a code within its kind only."""
    return ("LOC" if each.code.isupper() and each.type == "ORG" else each.type), each.code


def _keys(form: Form) -> frozenset[str]:
    """A person is looked up by every word of the name, anything else by the first."""
    looked_up = form.words if form.type == "PER" else form.words[:1]
    return frozenset(key for word in looked_up for key in keys(word, form.profile))


def _home(
    each: Named, near: Sequence[int], named: Sequence[Named], owner: dict[int, int], size: dict[int, int]
) -> int | None:
    ours = each.fullest
    bearers: set[int] = set()
    compared: set[Form] = set()
    for at in near:
        other = named[at]
        theirs = other.fullest
        if theirs in compared:
            continue
        compared.add(theirs)
        if same_name(ours, theirs) is Answer.YES:
            return owner[at]
        alone = ours.type == "PER" and len(ours.words) == 1
        if alone and same_word(ours.words[0], theirs.words[-1], ours.profile, theirs.profile) is Answer.YES:
            bearers.add(owner[at])
    return max(sorted(bearers), key=lambda head: size[head]) if bearers else None

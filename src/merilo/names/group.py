"""Group the names of one text: forms of one name together, two people of one surname apart."""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from merilo.model import Answer, MentionType
from merilo.names.compare import Form, are_of_a_couple, keys, same_name, same_word
from merilo.names.gazetteer import given_gender

# A form is compared with so many groups at most, so that no text of made-up names can hold a reading up.
MOST = 100


@dataclass(slots=True)
class Group:
    """Names found to be one's: the forms, and which of the finds they stand for."""

    type: MentionType
    forms: list[Form] = field(default_factory=list)
    members: list[int] = field(default_factory=list)

    @property
    def gender(self) -> str:
        """The gender that the given name tells, or ""."""
        full = next((form for form in self.forms if len(form.words) > 1), None)
        return given_gender(full.words[0], full.profile) or "" if full else ""


class Groups:
    """Groups as they grow; looked up by key, so that the work grows with the number of different forms only."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._by_key: dict[tuple[str, str], list[int]] = {}
        self._by_code: dict[tuple[str, str], int] = {}

    def candidates(self, form: Form) -> list[int]:
        """Return the groups of the same kind that share a key with a form, oldest first."""
        found = {number for key in _form_keys(form) for number in self._by_key.get((form.type, key), ())}
        return sorted(found)[-MOST:]

    def by_code(self, form: Form) -> int | None:
        """Return the group of the form's code in the lists, if there is one."""
        return self._by_code.get(_code_key(form)) if form.code else None

    def open(self, form: Form) -> int:
        """Begin a group with a form; returns its number."""
        self.groups.append(Group(form.type))
        self.add(len(self.groups) - 1, form)
        return len(self.groups) - 1

    def add(self, number: int, form: Form) -> None:
        """Add a form to a group."""
        if form in self.groups[number].forms:
            return
        self.groups[number].forms.append(form)
        if form.code:
            self._by_code.setdefault(_code_key(form), number)
        for key in _form_keys(form):
            rows = self._by_key.setdefault((form.type, key), [])
            if number not in rows:
                rows.append(number)


def _code_key(form: Form) -> tuple[str, str]:
    """A code of its own holds for place and body alike (the EU is both); a spelling is a code within its kind only."""
    return ("LOC" if form.code.isupper() and form.type == "ORG" else form.type), form.code


def _form_keys(form: Form) -> frozenset[str]:
    if form.type == "PER":
        return frozenset(key for word in form.words for key in keys(word, form.profile))
    found = set(keys(form.words[0], form.profile))
    if len(form.words) > 1:
        found.add("=" + "".join(word[0] for word in form.words))
        found.add("=" + "".join(word[0] for word in form.words if len(word) > 2))
    else:
        found.add("=" + form.words[0])
    return frozenset(found)


def group(forms: Sequence[Form], genders: Sequence[str] = ()) -> list[Group]:
    """Group the forms of one text, given in its order; each member is an index into them.

    `genders` says "f" or "m" of each where the words before it tell (Mrs), else "".

    Full names come first; a surname alone joins the only one who bears it, or of several the one named last before it.
    """
    made = Groups()
    where: dict[Form, list[int]] = {}
    for number, form in enumerate(forms):
        where.setdefault(form, []).append(number)
    ordered = sorted(where, key=lambda form: (not form.code, -len(form.words), where[form][0]))
    placed: dict[int, int] = {}
    later: list[tuple[Form, list[int]]] = []
    for form in ordered:
        if form.type == "PER" and len(form.words) == 1:
            bearers = _bearers(form, made)
            if len(bearers) > 1:
                later.append((form, bearers))
                continue
            number = bearers[0] if bearers else made.open(form)
        else:
            number = _home(form, made)
        made.add(number, form)
        placed.update(dict.fromkeys(where[form], number))
    for form, bearers in later:
        _share_out(form, bearers, where[form], made, placed, forms, genders)
    for at in sorted(placed):
        made.groups[placed[at]].members.append(at)
    return made.groups


def _home(form: Form, made: Groups) -> int:
    coded = made.by_code(form)
    if coded is not None:
        return coded
    slip: int | None = None
    for number in made.candidates(form):
        answers = [
            same_name(form, other) for other in made.groups[number].forms if len(other.words) > 1 or form.type != "PER"
        ]
        if Answer.YES in answers and not (form.type == "PER" and Answer.NO in answers):
            return number
        if Answer.UNKNOWN in answers and Answer.NO not in answers and slip is None:
            slip = number
    if slip is not None:
        return slip
    return made.open(form)


def _bearers(form: Form, made: Groups) -> list[int]:
    """Return the people whom one word may name: by surname, else by given name; a same word alone is the same one."""
    by_surname: list[int] = []
    exact: list[int] = []
    by_given: list[int] = []
    slips: list[int] = []
    word = form.words[0]
    for number in made.candidates(form):
        for other in made.groups[number].forms:
            if are_of_a_couple(form, other):
                continue
            answer = same_word(word, other.words[-1], form.profile, other.profile)
            if word == other.words[-1]:
                exact.append(number)
            elif answer is Answer.YES:
                by_surname.append(number)
            elif answer is Answer.UNKNOWN:
                slips.append(number)
            elif any(
                same_word(word, each, form.profile, other.profile, slips=False) is Answer.YES for each in other.words
            ):
                by_given.append(number)
    for found in (exact, by_surname, by_given, slips):
        if found:
            return sorted(set(found))
    return []


def _share_out(
    form: Form,
    bearers: Sequence[int],
    places: Sequence[int],
    made: Groups,
    placed: dict[int, int],
    forms: Sequence[Form],
    genders: Sequence[str],
) -> None:
    """Give each find of a word that several people bear to one of them.

    To the one called by one word before, else to the one named last before it, else to the first one named after it.
    """
    named = sorted(at for at, number in placed.items() if number in bearers)
    for told in ("f", "m", ""):
        here = [at for at in places if (genders[at] if genders else "") == told]
        fitting = {number for number in bearers if not told or made.groups[number].gender in ("", told)}
        row = [at for at in named if placed[at] in (fitting or bearers)]
        bare = [at for at in row if len(forms[at].words) == 1]
        for at in here:
            alone = bisect(bare, at)
            before = bisect(row, at)
            chosen = placed[bare[alone - 1] if alone else row[before - 1] if before else row[0]]
            placed[at] = chosen
            insort(bare, at)
            insort(named, at)
            made.add(chosen, form)


def join(groups: Sequence[Group], pairs: Sequence[tuple[int, int]]) -> list[Group]:
    """Put the groups of two finds together for every pair of finds that the text itself says are one."""
    home = {at: each for each in groups for at in each.members}
    for left, right in pairs:
        one, two = home[left], home[right]
        if one is not two and one.type == two.type:
            one.forms.extend(two.forms)
            one.members = sorted(one.members + two.members)
            home.update(dict.fromkeys(two.members, one))
            two.members = []
    return [each for each in groups if each.members]

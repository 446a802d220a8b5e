"""Whether two forms are forms of one name: inflected, in another script or orthography, shortened or misspelt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

from merilo.model import Answer, MentionType
from merilo.names.gazetteer import listed_gender
from merilo.names.inflect import lemmas
from merilo.names.lists import given_names
from merilo.names.spell import folds, skeletons, squashed
from merilo.resources import PROFILES

# How alike two spellings of different languages must be (0 to 100), and from what length a slip of the pen is believed.
ALIKE = 84.0
SHORT_ALIKE = 88.0
SLIP_FROM = 7
# Languages whose names have no cases, so that another ending is another person.
CASELESS = ("en", "mk", "bg")


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it stands somewhere: its words in small letters, its kind, its profile, its code in the lists or ""."""

    words: tuple[str, ...]
    type: MentionType
    profile: str
    code: str = ""


def same_word(left: str, right: str, left_profile: str, right_profile: str, *, slips: bool = True) -> Answer:
    """Say whether two words of a name, in small letters, may be forms of one word.

    In one language the paradigms decide; between two the spelling does, after both are put into one. UNKNOWN is a slip
    of the pen at most.
    """
    if left == right:
        return Answer.YES
    return _same_word(left, right, left_profile, right_profile, slips)


@lru_cache(maxsize=50_000)
def _same_word(left: str, right: str, left_profile: str, right_profile: str, slips: bool) -> Answer:
    ours, theirs = lemmas(left, left_profile), lemmas(right, right_profile)
    if left_profile == right_profile and (right in ours or left in theirs or _share(ours, theirs, left, right)):
        return Answer.YES
    if _folded(left, left_profile) & _folded(right, right_profile) and _near_length(left, right):
        return Answer.YES
    if "-" in left and left.count("-") == right.count("-"):  # «Спецмост-Юг», «Спецмоста-Юг»
        parts = zip(left.split("-"), right.split("-"), strict=True)
        if all(same_word(a, b, left_profile, right_profile, slips=False) is Answer.YES for a, b in parts):
            return Answer.YES
    if left_profile != right_profile:
        return _alike(left, right, left_profile, right_profile)
    if slips and min(len(left), len(right)) >= SLIP_FROM and left[0] == right[0]:
        allowed = 1 if min(len(left), len(right)) < 10 else 2
        if DamerauLevenshtein.distance(left, right, score_cutoff=allowed) <= allowed:
            return Answer.UNKNOWN
    return Answer.NO


def _share(ours: frozenset[str], theirs: frozenset[str], left: str, right: str) -> bool:
    """Two oblique forms of one name: they share a name that is not much shorter than either."""
    return any(len(name) >= 4 and len(name) >= max(len(left), len(right)) - 3 for name in ours & theirs)


def _near_length(left: str, right: str) -> bool:
    return abs(len(left) - len(right)) <= 4


@lru_cache(maxsize=50_000)
def _folded(word: str, profile: str) -> frozenset[str]:
    return frozenset(fold for lemma in lemmas(word, profile) if len(lemma) >= 3 for fold in folds(lemma))


def _alike(left: str, right: str, left_profile: str, right_profile: str) -> Answer:
    if not keys(left, left_profile) & keys(right, right_profile):
        return Answer.NO
    best = max(
        ratio(one, two)
        for ours in lemmas(left, left_profile)
        for theirs in lemmas(right, right_profile)
        for one in squashed(ours)
        for two in squashed(theirs)
    )
    short = min(len(left), len(right)) <= 4
    return Answer.YES if best >= (SHORT_ALIKE if short else ALIKE) else Answer.NO


@lru_cache(maxsize=50_000)
def keys(word: str, profile: str) -> frozenset[str]:
    """Return what a word of a name is looked up by: the consonants of every name it may be a form of."""
    return frozenset(key for lemma in lemmas(word, profile) if len(lemma) >= 2 for key in skeletons(lemma) if key)


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    """Return fold of a given name -> the groups of names that stand for each other which it belongs to."""
    found: dict[str, set[int]] = {}
    number = 0
    for profile in PROFILES:
        for row in given_names(profile).alike:
            number += 1
            for name in row.split():
                found.setdefault(folds(name)[0], set()).add(number)
    return {name: frozenset(groups) for name, groups in found.items()}


def same_given(left: str, right: str, left_profile: str, right_profile: str) -> Answer:
    """Say whether two given names may be one person's: forms of one name, an initial, or a listed short form."""
    left, right = left.rstrip("."), right.rstrip(".")
    if not left or not right:
        return Answer.UNKNOWN
    if min(len(left), len(right)) <= 2:
        one, two = folds(left)[0][:1], folds(right)[0][:1]
        return Answer.UNKNOWN if one == two else Answer.NO
    answer = same_word(left, right, left_profile, right_profile)
    if answer is not Answer.NO:
        return answer
    table = _nicknames()
    for ours in _folded(left, left_profile):
        for theirs in _folded(right, right_profile):
            if table.get(ours, frozenset()) & table.get(theirs, frozenset()):
                return Answer.YES
    return Answer.NO


def same_name(left: Form, right: Form) -> Answer:
    """Say whether two forms name one person, body or place.

    YES and NO are certain as far as the words go; UNKNOWN is a surname or a given name alone, or a likely slip: it
    wants more than the name.
    """
    if left.code and right.code:
        if left.code == right.code:
            return Answer.YES
        if left.code.isupper() or right.code.isupper():
            return Answer.NO
    if left.type == "PER" == right.type:
        return _same_person(left, right)
    if len(left.words) == len(right.words):
        answers = [
            same_word(ours, theirs, left.profile, right.profile)
            for ours, theirs in zip(left.words, right.words, strict=True)
        ]
        return _all(answers)
    short, long = sorted((left, right), key=lambda form: len(form.words))
    if len(short.words) >= 2 and left.profile == right.profile:
        return _all(
            [same_word(a, b, short.profile, long.profile) for a, b in zip(short.words, long.words, strict=False)]
        )
    return Answer.YES if not short.code.isupper() and is_acronym_of(short.words, long.words) else Answer.NO


def _same_person(left: Form, right: Form) -> Answer:
    surname = same_word(left.words[-1], right.words[-1], left.profile, right.profile)
    if len(left.words) == 1 == len(right.words):
        return surname
    if len(left.words) == 1 or len(right.words) == 1:
        short, long = sorted((left, right), key=lambda form: len(form.words))
        if surname is not Answer.NO:
            return Answer.UNKNOWN
        first = same_word(short.words[0], long.words[0], short.profile, long.profile, slips=False)
        middle = any(
            same_word(short.words[0], word, short.profile, long.profile, slips=False) is Answer.YES
            for word in long.words
        )
        return Answer.UNKNOWN if first is Answer.YES or middle else Answer.NO
    if _is_whole_surname(left, right) or _is_whole_surname(right, left):
        return Answer.YES  # Rodríguez Veltzé is Eduardo Rodríguez Veltzé
    if surname is Answer.NO:
        given = same_word(left.words[0], right.words[0], left.profile, right.profile, slips=False)
        by_father = is_patronymic(left) or is_patronymic(right)
        return Answer.UNKNOWN if by_father and given is Answer.YES else Answer.NO
    given = same_given(left.words[0], right.words[0], left.profile, right.profile)
    if given is Answer.YES and _two_genders(left, right):
        return Answer.NO
    if given is Answer.NO:
        return Answer.NO
    # Two slips in one name are two people.
    return Answer.YES if Answer.YES in (given, surname) else Answer.NO


def _is_whole_surname(short: Form, long: Form) -> bool:
    """Say whether a name is all of a longer one but the given name, and no given name itself."""
    if len(short.words) != len(long.words) - 1 or listed_gender(short.words[0], short.profile):
        return False
    rows = zip(short.words, long.words[1:], strict=True)
    return all(same_word(*row, short.profile, long.profile, slips=False) is Answer.YES for row in rows)


def is_patronymic(form: Form) -> bool:
    """Say whether a form is a given name and the father's, by which Russian and Ukrainian speak to people."""
    if len(form.words) != 2:
        return False
    end = next((end for end in given_names(form.profile).patronymics.split() if form.words[1].endswith(end)), None)
    stem = "" if end is None else form.words[1].removesuffix(end)
    return bool(stem) and any(listed_gender(stem + own, form.profile) == "m" for own in ("", "й", "ь", "о", "а", "ій"))


def _two_genders(left: Form, right: Form) -> bool:
    """Ivan Horvat and Ivana Horvat are two; Ивана Петрова may be Иван Петров in another case, where there are cases."""
    if left.words[0] == right.words[0] or left.profile != right.profile:
        return False
    ours, theirs = listed_gender(left.words[0], left.profile), listed_gender(right.words[0], right.profile)
    if not ours or not theirs or ours == theirs:
        return False
    return left.profile in CASELESS or left.words[-1] == right.words[-1]


def are_of_a_couple(alone: Form, other: Form) -> bool:
    """Say whether a surname alone is the man's form of another's, or the woman's: Ристов is no Билјана Ристова.

    Where names have cases, a woman's surname may be a man's in the second case, so that this tells nothing.
    """
    if alone.profile != other.profile or alone.profile not in CASELESS or alone.type != "PER":
        return False
    left, right = alone.words[-1], other.words[-1]
    return is_couple(left, right, alone.profile) or is_couple(right, left, alone.profile)


def is_couple(his: str, hers: str, profile: str) -> bool:
    """Say whether two surnames are a man's and a woman's form of one: Ристов and Ристова."""
    pairs = (pair.partition(":") for pair in given_names(profile).surnames.get("couples", "").split())
    return any(his.endswith(man) and hers == his.removesuffix(man) + woman for man, _, woman in pairs)


def _all(answers: Sequence[Answer]) -> Answer:
    if Answer.NO in answers:
        return Answer.NO
    return Answer.UNKNOWN if all(answer is Answer.UNKNOWN for answer in answers) else Answer.YES


def is_acronym_of(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether one word, in small letters, is made of the first letters of several: SAO, State Audit Office."""
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 7:
        return False
    letters = "".join(word[0] for word in long if word)
    bare = "".join(word[0] for word in long if len(word) > 2)
    return short[0] in (letters, bare)

"""Roles: the office or title that the words around a name give its bearer, and how it is held."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from merilo.model import Role, Span
from merilo.names.gazetteer import field_words, gazetteer
from merilo.names.lists import bodies, places
from merilo.names.runs import CLOSING
from merilo.names.titles import Sort, governed, leading_words, sayings, tenure_at, tenure_words, title_at
from merilo.text.lexicon import Hit
from merilo.text.words import Word

# How many words an office and what it is of may take before a name, and after it.
REACH = 9
LONGEST = 10
NOUNS = 3  # words before an office that tell of what it is
DETERMINERS = ("the", "a", "an")
ARTICLES = ("the", "i", "e", "të", "ish")


def roles_before(text: str, row: Sequence[Word], first: int, profile: str) -> tuple[list[Role], str]:
    """Return the roles named right before the name at `row[first]`, and the gender that their form tells, or ""."""
    gender = ""
    name, first, gender = first, *_behind_address(row, first, profile)
    at = first - 1
    apposed = _is_apposed(row, first, name)
    if apposed:
        first, at = at, at - 1  # "The mayor of Vlora, Mimoza Gjergji, said"
    while at >= max(0, first - REACH):
        if not row[at].is_word and row[at].text not in '.-“”"„«»':
            break
        hit = title_at(row, at, profile)
        if hit is not None and hit.last <= first and _bridges(row, hit.last, first, profile):
            wider = title_at(row, at - 1, profile) if at > 0 else None
            if wider is not None and wider.last >= hit.last and wider.entry.standing == "office":
                hit = wider
            elif wider is not None and wider.last == hit.first and profile == "en":
                hit = Hit(wider.first, hit.last, hit.entry)  # "the then-deputy secretary"
            gender = gender or hit.entry.gender
            if apposed and not _begins_clause(row, hit.first, name, profile):
                break
            if hit.entry.standing == "office":
                return [_role(text, row, hit, first, profile)], gender
            first = hit.first  # an address: г-дин, dr; the office may stand before it
        at -= 1
    return [], gender


def _behind_address(row: Sequence[Word], first: int, profile: str) -> tuple[int, str]:
    """Return where the forms of address before a name begin („директорката, д-р Ана Лекова“), and what they tell."""
    gender, at = "", first
    for back in (1, 2, 3):
        hit = title_at(row, first - back, profile) if first >= back else None
        if hit is not None and hit.last == first and hit.entry.standing == "address":
            at, gender = hit.first, hit.entry.gender
    return at, gender


def _is_apposed(row: Sequence[Word], first: int, name: int) -> bool:
    """Say whether a name of several words stands between commas, or between a comma and the end."""
    last = name
    while last < len(row) and row[last].is_capital:
        last += 1
    closed = last >= len(row) or row[last].text in ",.–—)"
    return first > 1 and row[first - 1].text == "," and last - name > 1 and closed


def _begins_clause(row: Sequence[Word], at: int, name: int, profile: str) -> bool:
    """Say whether nothing, an article, "and" or an office no longer held stands before a title in its clause."""
    for start in range(max(0, at - 4), at):
        told = tenure_words(profile).at(row, start)
        if told is not None and told.last == at:
            at = start  # „Ushtruesi i detyrës së drejtorit, Goran Lazi“
            break
    before = list(row[max(0, at - REACH) : at])
    while before and (before[-1].lower in bodies(profile).conjunctions or before[-1].lower in ARTICLES):
        before.pop()
    if not before or not before[-1].is_word:
        return True
    # "written by the deputy secretary, Marian Holt"; but of "an adviser to the minister, Ana Petrova" nobody knows.
    here = max((k + 1 for k, word in enumerate(before) if not word.is_word), default=0)
    joined = before[-1].lower in leading_words(profile) and not _lists(row, name, profile)
    return joined and not any(title_at(before, k, profile) is not None for k in range(here, len(before)))


def _lists(row: Sequence[Word], name: int, profile: str) -> bool:
    """Say whether more names follow a name, so that it may be one of several: "the president, Ana Petrova, Ivan K."."""
    while name < len(row) and row[name].is_capital:
        name += 1
    more = name + 1 < len(row) and row[name].text == ","
    return more and (row[name + 1].is_capital or row[name + 1].lower in bodies(profile).conjunctions)


def roles_after(text: str, row: Sequence[Word], last: int, profile: str) -> tuple[list[Role], str]:
    """Return the role that an apposition gives: "Ana Petrova, former minister of justice, said"."""
    if last + 1 >= len(row) or row[last].text not in (",", "(", "–", "—"):
        return [], ""
    if row[last + 1].lower in bodies(profile).conjunctions:
        return [], ""  # "..., and the candidate of the opposition, Ardian Leka"
    for at in range(last + 1, min(len(row), last + 5)):
        if not row[at].is_word or (row[at].is_capital and at > last + 1):
            break
        hit = title_at(row, at, profile)
        if hit is not None and hit.entry.standing == "kin":
            return [], hit.entry.gender
        if hit is None or hit.entry.standing != "office":
            continue
        end = hit.last
        while end < len(row) and end - hit.first < LONGEST and (row[end].is_word or row[end].text in '-“”"„«»'):
            if sayings(profile).at(row, end) is not None:
                return [], hit.entry.gender  # "Ms Bregu, the mayor said that ..." speaks to her
            end += 1
        closes = end == len(row) or row[end].text in ",.;)–—"
        end = end if closes else field_end(row, hit.last, profile)
        span = Span(row[_premodified(row, hit, profile)].start, row[end - 1].end)
        return [Role(span.of(text), span, tenure_at(row, hit.first, profile))], hit.entry.gender
    return [], ""


def _role(text: str, row: Sequence[Word], hit: Hit[Sort], first: int, profile: str) -> Role:
    last = first
    while last > hit.last and not row[last - 1].is_word and row[last - 1].text not in CLOSING:
        last -= 1
    span = Span(row[_premodified(row, hit, profile)].start, row[last - 1].end)
    return Role(span.of(text), span, tenure_at(row, hit.first, profile))


def _premodified(row: Sequence[Word], hit: Hit[Sort], profile: str) -> int:
    """Return where an English office begins with the nouns before it: "Harbour minister", "a crane operator"."""
    at = hit.first
    if profile != "en":
        return at
    while at > 0 and hit.first - at < NOUNS:
        before = row[at - 1]
        if before.lower in DETERMINERS:
            return at
        if not before.is_word or before.lower.endswith("'s") or tenure_words(profile).at(row, at - 1) is not None:
            break
        at -= 1
        if at == 0 and row[0].is_capital and hit.first == 1 and not title_at(row, 0, profile):
            return 0
    return at if _tenure_before(row, at, profile) else hit.first


def _tenure_before(row: Sequence[Word], at: int, profile: str) -> bool:
    """Say whether "former", "acting" or the like stands right before a word."""
    return at > 0 and tenure_words(profile).at(row, at - 1) is not None


@cache
def _joiners(profile: str) -> frozenset[str]:
    return frozenset(bodies(profile).joiners)


def _bridges(row: Sequence[Word], first: int, last: int, profile: str) -> bool:
    """Say whether the words between a title and a name tell what the office is of, and nothing else."""
    if first == last:
        return True
    whole, stems = field_words(profile)
    at = first
    while at < last:
        word = row[at]
        known = gazetteer(profile).at(row, at) if word.is_word else None
        if known is not None and known.last <= last:
            at = known.last
            continue
        of_office = (
            word.lower in _joiners(profile)
            or word.lower in whole
            or (bool(stems) and word.lower.startswith(stems))
            or word.is_capital
            or word.text in '“”"„«»-.'
            or title_at(row, at, profile) is not None
            or _is_adjective(word, profile)
            or governed(profile).at(row, at) is not None
        )
        if not of_office and (told := tenure_words(profile).at(row, at)) is not None:
            at = told.last  # „kryetarja e atëhershme Ana Duka“
            continue
        if not of_office:
            return False
        at += 1
    return True


def _is_adjective(word: Word, profile: str) -> bool:
    """Say whether a word in small letters is an adjective of a place: српски, словенечкиот, hrvatskog."""
    endings = tuple(places(profile).of_places.split())
    return bool(endings) and word.lower.endswith(endings)


def field_end(row: Sequence[Word], end: int, profile: str) -> int:
    """Return where the words end that tell what an office is of: "minister of health"."""
    whole, stems = field_words(profile)
    sure = end
    while end < len(row) and row[end].is_word:
        lower = row[end].lower
        if lower in whole or (stems and lower.startswith(stems)) or row[end].is_capital:
            end += 1
            sure = end
        elif lower in _joiners(profile):
            end += 1
        else:
            break
    return sure

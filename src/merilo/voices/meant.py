"""Whom "he", "the minister" or no word at all means: the last speaker, the subject before, or nobody for sure."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.model import Mention, Span
from merilo.names.titles import title_words
from merilo.text.words import Word, words
from merilo.voices.cast import REACH, Cast, body_words
from merilo.voices.naming import STEM, is_case, named

ENDING = 4  # letters that a form may end in, article and all
OPENING = 8  # words of a phrase before the subject: "After the vote,"
APART = (",", "–", "—", "-")
NAMELESS = {"f": "?f", "m": "?m", "": "?"}  # who spoke and has no name, by the gender that the words for him tell


def nameless(cast: Cast, source: Span) -> str:
    """Return the mark of a source that is a person without a name ("one official"), "" where it is none."""
    row = [word for word in words(cast.text, source) if word.is_word]
    names = cast.within(source)
    if names:  # "a lawyer for Ian Duncan" is nobody known; "the Ministry of Justice" is nobody at all
        row = [word for word in row if word.end <= names[0].span.start]
    heads = [word.lower for word in row]
    if any(each in body_words(cast.profile) for each in heads):
        return ""
    asked = any(cast.words.nameless.at(row, at) is not None for at in range(len(row)))
    if not asked and not any(each in cast.words.persons for each in heads) and not _bare_title(cast, row):
        return ""
    return NAMELESS[cast.gender_of_title(heads) or ""]


def _bare_title(cast: Cast, row: Sequence[Word]) -> bool:
    """Say whether an English source is somebody by an office alone: "the coroner", "her lawyer"."""
    if not cast.words.bare or len(row) > STEM:
        return False
    known = title_words(cast.profile)
    hits = (known.at(row, at) for at in range(len(row)))
    return any(hit is not None and hit.entry.standing in ("office", "kin") for hit in hits)


def recent(cast: Cast, at: int, gender: str | None, said: Sequence[tuple[int, str]]) -> str | None:
    """Return the person last spoken of who may be of that gender.

    Whoever the sentence right before is about comes first, where nobody speaks in it; then the last speaker of the
    paragraph, the name nearest before in it, and those of paragraphs above.
    """
    above = max(cast.text.rfind("\n", max(0, at - REACH), at) + 1, at - REACH)
    if (about := _about(cast, at, above, gender, said)) is not None:
        return about or None
    if said and said[-1][0] >= above and said[-1][1] in NAMELESS.values():
        between = any(each.type == "PER" and each.span.start > said[-1][0] for each in cast.before(at))
        if not between and _may_mean(cast, said[-1][1], gender):
            return None  # the one who has just spoken has no name
    if said and said[-1][0] >= above and _body_goes_on(cast, said[-1][1], above, at):
        return said[-1][1]
    if gender is None and said and at - said[-1][0] <= REACH:
        return said[-1][1] if may_be(cast, said[-1][1], None) else None
    return (
        _last(cast, said, above, gender)
        or _nearest(cast, at, above, gender)
        or _last(cast, said, at - REACH, gender)
        or _nearest(cast, at, at - REACH, gender)
    )


def _may_mean(cast: Cast, mark: str, gender: str | None) -> bool:
    """Say whether one without a name may be of a gender; a title that tells none is a man's, but not in English."""
    if gender is None or mark == NAMELESS[gender]:
        return True
    return mark == NAMELESS[""] and (gender == "m" or cast.words.bare)


def about(cast: Cast, at: int, above: int, said: Sequence[tuple[int, str]]) -> str | None:
    """Return the person by name whom the sentence right before an offset is about, where nobody speaks in it."""
    who = _about(cast, at, above, None, said)
    return who or None


def _about(cast: Cast, at: int, above: int, gender: str | None, said: Sequence[tuple[int, str]]) -> str | None:
    """Return whom the sentence right before is about, "" where he has no name; None where that is open."""
    before = cast.sentences_of(Span(above, at)) if above < at else ()
    before = tuple(each for each in before if each.end <= at and each.start >= above)
    if not before or any(before[-1].start <= where < before[-1].end for where, _ in said):
        return None
    who = subject(cast, before[-1], said)
    if who is None:
        return None
    if who in NAMELESS.values():
        return "" if _may_mean(cast, who, gender) else None
    if not may_be(cast, who, gender):
        return None
    return who if gender is None or cast.entities[who].gender == gender else None


def subject(cast: Cast, sentence: Span, said: Sequence[tuple[int, str]] = ()) -> str | None:
    """Return whom a sentence is about: the person, or the title, that it begins with; the mark of one without a name.

    Times and one phrase with a preposition may stand before ("After the vote, the mayor ...").
    """
    row = cast.row(sentence)
    first = _past_opening(cast, row)
    if first is None or any(each.type == "PER" and each.span.end <= row[first].start for each in cast.within(sentence)):
        return None
    last = first
    while last < len(row) and last - first < STEM and _of_title(cast, row[last]):
        last += 1
    names = [each for each in cast.within(Span(row[first].start, row[-1].end)) if each.type == "PER"]
    if names:
        head = names[0] if names[0].span.start <= row[min(last, len(row) - 1)].start else _apposed(row, names)
        return None if head is None else named(cast, Span(row[first].start, head.span.end), [head])
    while last > first and row[last - 1].lower in cast.words.articles:
        last -= 1
    known = (row[at].lower in cast.words.persons or _office(cast, row, at) for at in range(first, last))
    if not any(known) or (cast.words.bare and not _does(cast, row, last)):
        return None
    source = Span(row[first].start, row[last - 1].end)
    heads = [word.lower for word in row[first:last]]
    return titled(cast, source.start, heads, said) or nameless(cast, source) or None


def _apposed(row: Sequence[Word], names: Sequence[Mention]) -> Mention | None:
    """Return the name between commas, or behind a dash, that tells who begins a sentence: "His wife, Ana Lu,"."""
    for name in names[:2]:
        at = next((k for k, word in enumerate(row) if word.start >= name.span.start), 0)
        end = next((k for k, word in enumerate(row) if word.start >= name.span.end), len(row))
        opened = (
            1 < at <= OPENING and row[at - 1].text in APART and all(word.text not in APART for word in row[: at - 1])
        )
        if opened and end < len(row) and row[end].text in APART:
            return name
    return None


def _does(cast: Cast, row: Sequence[Word], at: int) -> bool:
    """Say whether an English verb follows a title, and no noun that it only tells more of ("a pilot boat")."""
    if at >= len(row):
        return False
    lower = row[at].lower
    return (
        lower in cast.words.auxiliaries
        or lower in cast.words.adverbs
        or lower.endswith("ed")
        or (cast.words.cues.at(row, at) is not None)
    )


def _past_opening(cast: Cast, row: Sequence[Word]) -> int | None:
    """Return where a sentence begins after its times, its joining words and one phrase before a comma."""
    at = 0
    known = cast.words
    while at < len(row) and (
        not row[at].is_word
        or row[at].lower in known.times
        or (row[at].lower in known.conjunctions and row[at].lower not in known.breakers)
        or (row[at].lower in known.adverbs and row[at].lower not in known.persons)
    ):
        at += 1
    if at < len(row) and row[at].lower in known.prepositions and row[at].lower not in known.articles:
        comma = next((k for k in range(at, min(len(row), at + OPENING)) if row[k].text == ","), None)
        return None if comma is None or comma + 1 >= len(row) else comma + 1
    return at if at < len(row) else None


def _of_title(cast: Cast, word: Word) -> bool:
    """Say whether a word before a name can be part of a title: an article, an office, what links it to its body."""
    lower = word.lower
    return (
        lower in cast.words.articles
        or lower in cast.words.persons
        or (cast.words.bare and title_words(cast.profile).at([word], 0) is not None)
    )


def _office(cast: Cast, row: Sequence[Word], at: int) -> bool:
    hit = title_words(cast.profile).at(row, at)
    return hit is not None and hit.entry.standing == "office"


def _body_goes_on(cast: Cast, who: str, since: int, at: int) -> bool:
    """Say whether a body has just spoken where nobody is named: „Organizata ... Ajo pohoi“; English says "it"."""
    body = who in cast.entities and cast.entities[who].type == "ORG" and not cast.words.bare
    return body and not any(each.type == "PER" and each.span.start >= since for each in cast.before(at))


def _last(cast: Cast, said: Sequence[tuple[int, str]], since: int, gender: str | None) -> str | None:
    """Return the last speaker since an offset who may be of a gender."""
    for where, who in reversed(said):
        if where < since:
            return None
        if may_be(cast, who, gender):
            return who
    return None


def _nearest(cast: Cast, at: int, since: int, gender: str | None) -> str | None:
    """Return the person named nearest before, since an offset; one known to be of the gender before one who may be."""
    near = [each.entity for each in cast.before(at) if each.type == "PER" and each.span.start >= since]
    near = [who for who in near if may_be(cast, who, gender)]
    if gender is None:
        return next(iter(near), None)
    sure = [who for who in near if cast.entities[who].gender == gender]
    full = set(near) if all(len(cast.entities[who].name.split()) > 1 for who in near) else set()
    return sure[0] if sure else (full.pop() if len(full) == 1 else None)


def may_be(cast: Cast, who: str, gender: str | None) -> bool:
    """Say whether somebody is a person who may be of a gender, and may be meant here at all."""
    entity = cast.entities.get(who)
    if entity is None or entity.type != "PER" or who in cast.apart:
        return False
    return gender is None or entity.gender in (None, gender)


def titled(cast: Cast, at: int, row: Sequence[str], said: Sequence[tuple[int, str]]) -> str | None:
    """Return the one person of the text whose role the source names ("the minister")."""
    heads = [each for each in row if each not in cast.words.articles and len(each) >= STEM - 1]
    bodies_known = body_words(cast.profile)
    offices = title_words(cast.profile)
    unsure = [each for each in heads if offices.at([Word(0, 0, each, each)], 0) is None]
    bodily = any(each in bodies_known for each in heads)
    bodily = bodily or any(is_case(each, body) for each in unsure for body in bodies_known)
    if not heads or len(row) > STEM or bodily:
        return None  # "the ministry" is not the minister
    fitting = {
        who: [role for role in entity.roles if _fits(heads, [word.lower for word in words(role.title)])]
        for who, entity in cast.entities.items()
    }
    still = [who for who, roles in fitting.items() if any(not role.term or role.held != "former" for role in roles)]
    bearers = still or [who for who, roles in fitting.items() if roles]  # "the mayor" is not who was it until 2019
    gender = cast.gender_of_title(heads)
    bearers = [who for who in bearers if gender is None or cast.entities[who].gender in (None, gender)]
    if len(bearers) == 1:
        return bearers[0]
    near = [each for where, each in reversed(said) if each in bearers and at - where <= REACH]
    near += [each.entity for each in cast.before(at) if each.entity in bearers]
    return near[0] if near else None


def _fits(heads: Sequence[str], title: Sequence[str]) -> bool:
    """Say whether every word of a short title stands in a role, whatever its ending."""
    return all(any(_is_form(head, word) for word in title) for head in heads)


def _is_form(one: str, other: str) -> bool:
    """Say whether two words are forms of one: „министерот“ and „министер“, but not „обвинетиот“ and „обвинител“."""
    least = max(STEM, min(len(one), len(other)) - ENDING)
    return one[:least] == other[:least]

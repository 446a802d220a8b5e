"""A name that the headline spells otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rapidfuzz.distance import Indel

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.spelling import as_in_either, spelling_fix
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, one_script
from merilo.findings.told.headline import both_places, headline_at, in_headline
from merilo.findings.told.people import of_one_gender, people, people_of, surname_key
from merilo.findings.told.roles import akin
from merilo.findings.told.spellings import LONG_NAME, as_one, misspelt
from merilo.model import Span
from merilo.names.inflect import lemmas
from merilo.text.words import Word, words

LEAD = 2  # sentences
ROOT, ROOTED = 4, 7  # letters that two surnames share, and that each of them has at least
VERY_LONG = 9  # letters, behind which an ending begins late
ALIKE = 0.6  # of their letters
SHARED = 2  # stems of a headline and the first sentences


@rule("headline-name", severity="warning")
def headline_name(story: Story) -> Iterator[Slip]:
    """The headline spells a name otherwise than the story, or names somebody whom the story does not know.

    The second is told only where the headline and the first sentences tell the same and each names one person. Silent
    about cases and other endings, about headlines in capitals, and about names that the story has as well.
    """
    told = list(_spelt_otherwise(story))
    yield from told or _somebody_else(story)


def _spelt_otherwise(story: Story) -> Iterator[Slip]:
    title = story.reading.article.title.strip()
    mixed = story.reading.article.script == "Cyrl"
    row = [one_script(word) if mixed else word for word in words(title) if word.is_word] if title else []
    if not row:
        return
    names, surnames = _names(story), _surnames(story)
    every = {as_one(w.lower) for telling in story.tellings for w in telling.words if not in_headline(story, w.span)}
    stems: dict[str, set[str]] = defaultdict(set)
    for told in every:
        stems[story.wording.stem(told)].add(told)
    for word in row if not row[0].text.isupper() else []:
        if word is row[0] and not _is_a_person(story, word):
            continue
        if not word.is_capital or len(word.text) < LONG_NAME or word.text.isupper():
            continue
        lower = as_one(word.lower)
        known = any(_begin_alike(lower, told) for told in stems.get(story.wording.stem(lower), ()))
        if lower in every or known or lower.removesuffix("'s") in every:
            continue
        for name, span in names.items():
            if misspelt(lower, name):
                facts = {"name": word.text, "there": story.said(span)}
                places = both_places(story, word.span, span)
                fix = spelling_fix(story, lower, name, within=places[0]) if len(places) == 2 else None
                slip = Slip(places, facts, 0.9 if fix else 0.7, fix)
                yield slip if fix or len(places) < 2 else open_to(slip, *as_in_either(story, places, lower, name))
                break
        else:
            like = [span for name, span in surnames.items() if _begin_as_one(lower, name, story.profile)]
            if len(like) == 1 and _may_be_a_person(story, word):
                facts = {"name": word.text, "there": story.said(like[0])}
                yield Slip(both_places(story, word.span, like[0]), facts, 0.65)


def _begin_alike(one: str, other: str) -> bool:
    """Two words of one stem are one but for their endings: a stem keeps no more than the first letters."""
    short = min(len(one), len(other))
    kept = short - (1 if short >= VERY_LONG else 2)
    return one[:kept] == other[:kept]


def _surnames(story: Story) -> dict[str, Span]:
    """The surnames of the people whom the story names in full, in small letters, and where each stands first."""
    found: dict[str, Span] = {}
    for named in people(story):
        if len(named.row) > 1 and not in_headline(story, named.mention.span):
            found.setdefault(named.row[-1].lower, named.row[-1].span)
    return found


def _begin_as_one(headed: str, told: str, profile: str) -> bool:
    """Two surnames of one root that are no two forms of one: Karabashev, Karabashliev."""
    if min(len(headed), len(told)) < ROOTED or headed[:ROOT] != told[:ROOT]:
        return False
    forms = lemmas(headed, profile) & lemmas(told, profile)
    return not forms and Indel.normalized_similarity(headed, told) >= ALIKE


def _may_be_a_person(story: Story, word: Word) -> bool:
    """The word of the headline is not known to be a place or a body."""
    return all(kind == "PER" for kind in _kinds(story, word))


def _is_a_person(story: Story, word: Word) -> bool:
    return "PER" in _kinds(story, word)


def _kinds(story: Story, word: Word) -> list[str]:
    """What the names are in which a word of the headline stands."""
    at = headline_at(story)
    span = Span(word.start + (at or 0), word.end + (at or 0))
    return [m.type for m in story.reading.mentions if at is not None and m.span.overlaps(span)]


def _somebody_else(story: Story) -> Iterator[Slip]:
    """The one person of the headline is nowhere in the story, and the first sentences tell it of one other person."""
    headed = [t for t in story.tellings if in_headline(story, t.span)]
    body = [t for t in story.tellings if not in_headline(story, t.span)]
    above = [named for telling in headed for named in people_of(story, telling)]
    lead = next((row for telling in body[:LEAD] if (row := list(people_of(story, telling)))), [])
    if len(above) != 1 or len({named.mention.entity for named in lead}) != 1 or len(lead[0].row) < 2:
        return
    written = [surname_key(story, w) for t in body for w in t.words if w.is_capital]
    names = [word for word in above[0].row if word.is_capital and len(word.text) >= LONG_NAME]
    if not names or any(akin(surname_key(story, word), other) for word in above[0].row for other in written):
        return
    shared = headed[0].stems & frozenset(stem for telling in body[:LEAD] for stem in telling.stems)
    if len(shared) >= SHARED and of_one_gender(story, above[0], lead[0]):
        facts = {"name": story.said(above[0].mention.span), "there": story.said(lead[0].mention.span)}
        yield Slip((above[0].mention.span, lead[0].mention.span), facts, confidence=0.65)


def _names(story: Story) -> dict[str, Span]:
    """The capitalised words inside sentences, in small letters, and where each stands first."""
    found: dict[str, Span] = {}
    for telling in story.tellings:
        for word in telling.words[1:]:
            if in_headline(story, word.span):
                continue
            if word.is_word and word.is_capital and len(word.text) >= LONG_NAME and not word.text.isupper():
                found.setdefault(word.lower, word.span)
    return found

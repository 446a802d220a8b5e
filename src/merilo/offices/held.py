"""Offices joined to the dates between which the text says that they were held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from merilo.attribution.cues import tongue
from merilo.errors import MissingWords
from merilo.model import Entity, Mention, Reading, Role, Tenure, Term
from merilo.names.titles import title_at
from merilo.offices.office_words import term_words
from merilo.offices.scene import (
    GAP,
    Office,
    Scene,
    of_what,
    office_at,
    offices_of,
    opens_clause,
    predicates,
    subject,
)
from merilo.offices.stretches import Stretch, stretches
from merilo.resources import profile
from merilo.text.placed import Placed
from merilo.text.words import words

FILLED = 2  # words between "held the post" and its dates
LEAD = 3  # words of the longest entry for it, but one
TITLE = 3  # words between "became" and the office
LONGEST = 24  # years between two dates in brackets that may be a term; longer ones are a life


def dated(reading: Reading) -> tuple[Entity, ...]:
    """Return the entities of a reading, their offices with when they were held where the text says so.

    Needs `sentences`, `mentions`, `entities` and `times`. An office that only a predicate gives ("was mayor from 2012
    to 2018") is added; one whose term was over when the text was published is a former one.
    """
    voice = profile(reading.article.language, reading.article.script)
    try:
        known, speech = term_words(voice), tongue(voice)
    except MissingWords:
        return reading.entities
    text = reading.article.text
    roles = {each.id: list(each.roles) for each in reading.entities}
    mentions = Placed((each.span, each) for each in reading.mentions if each.type == "PER")
    times = Placed((each.span, each) for each in reading.times)
    before: Sequence[Mention] = ()
    for sentence in reading.sentences:
        here = mentions.touching(sentence)
        row = words(text, sentence)
        if roles and (
            found := stretches(
                row, [each for each in times.touching(sentence) if sentence.holds(each.span)], known, voice
            )
        ):
            busy = frozenset(at for each in found if not each.verb for at in range(each.first, each.last))
            scene = Scene(text, row, here, before, known, speech, voice, roles, busy)
            for each in found:
                _give(scene, each, reading.article.published)
        before = here or before
    return tuple(replace(each, roles=tuple(roles[each.id])) for each in reading.entities)


def _give(scene: Scene, stretch: Stretch, published: date | None) -> None:
    """Give the office that a stretch tells of its term."""
    if stretch.becomes:
        told = _became(scene, stretch)
    else:
        told = (None if stretch.verb else _beside(scene, stretch)) or _filled(scene, stretch)
    if told is None:
        return
    who, office = told
    term = stretch.term
    past = office.past and term.begins is None
    role = replace(office.role, term=term, held=_tenure(office.role.held, term, published, past=past))
    own = scene.roles[who]
    for holder in {each.entity for each in scene.people} - {who}:
        # A place of the office was taken for its bearer: «был мэром Кинешмы».
        scene.roles[holder] = [each for each in scene.roles[holder] if not each.span.overlaps(role.span)]
    at = next((at for at, each in enumerate(own) if _is_same(each, role)), None)
    if at is None:
        own.append(role)
    elif own[at].span.overlaps(role.span):
        own[at] = role
    else:
        own[at] = replace(role, title=own[at].title, span=own[at].span)


def _is_same(one: Role, other: Role) -> bool:
    """Say whether a role is one that the text gives already, without a term of its own."""
    return one.term is None and (one.span.overlaps(other.span) or one.title.lower() == other.title.lower())


def _tenure(held: Tenure, term: Term, published: date | None, *, past: bool) -> Tenure:
    if held != "now":
        return held
    if past or (term.ends and term.ends.latest and published and term.ends.latest < published):
        return "former"
    soon = term.begins is not None and term.begins.earliest is not None and published is not None
    return "future" if soon and term.begins.earliest > published else "now"  # type: ignore[union-attr, operator]


# ── the office beside its dates ──────────────────────────────────────────────────────────────────────────────


def _beside(scene: Scene, stretch: Stretch) -> tuple[str, Office] | None:
    """Return the office named right before or right behind a stretch, and who has it."""
    if stretch.bracketed and (told := _bracketed(scene, stretch)) is not None:
        return told
    for office in offices_of(scene):
        if office.last <= stretch.first:
            fits = _closes(scene, office, stretch)
        elif stretch.last <= office.first:
            fits = office.bearer < 0 and _leads(scene, stretch, office)
        else:
            continue
        who = office.entity or subject(scene, min(office.first, stretch.first), office.first)
        if fits and who is not None:
            return who, office if office.last > stretch.first else office.up_to(scene, stretch)
    return None


def _bracketed(scene: Scene, stretch: Stretch) -> tuple[str, Office] | None:
    """Return the office whose dates stand in brackets between it and a name: „министар (2012–2014) Петар Савић“."""
    row = scene.row
    who = next((each for each in scene.people if scene.at(each) == stretch.last + 1), None)
    years = _years(stretch.term)
    if who is None or years is None or years > LONGEST:
        return None
    for at in range(max(0, stretch.first - 1 - GAP), stretch.first - 1):
        hit = title_at(row, at, scene.profile)
        if hit is not None and hit.entry.standing == "office":
            return who.entity, office_at(scene, at, stretch.first - 1)
    return None


def _closes(scene: Scene, office: Office, stretch: Stretch) -> bool:
    """Say whether a stretch follows an office with nothing between: "director of the museum until"."""
    row, last = scene.row, stretch.first - stretch.bracketed
    between = range(office.last, last)
    plain = len(between) <= GAP and all(row[at].is_word or row[at].text in '-„“”"»«' for at in between)
    of_it = office.bearer < 0 and plain and not any(opens_clause(scene, at) for at in between)
    if not stretch.bracketed:
        return of_it  # "Minister Petrov from 2016 to 2020 led the talks" has a name between
    years = _years(stretch.term)
    named = all(any(each.span.holds(row[at].span) for each in scene.people) for at in between)
    return (named or of_it) and years is not None and years <= LONGEST


def _years(term: Term) -> int | None:
    begins, ends = term.begins, term.ends
    if begins is None or ends is None or begins.earliest is None or ends.latest is None:
        return None
    return ends.latest.year - begins.earliest.year


def _leads(scene: Scene, stretch: Stretch, office: Office) -> bool:
    """Say whether nothing stands between dates and an office but a name and "was": „од 2015. до 2019. био министар“."""
    row = scene.row
    at, copula = stretch.last, False
    while at < office.first:
        hit = scene.words.held.at(row, at) or scene.words.holds.at(row, at)
        if hit is not None:
            copula, at = True, hit.last
        elif any(each.span.holds(row[at].span) for each in scene.people) or row[at].text == ".":
            at += 1
        elif copula and row[at].is_word and office.first - at <= 1:
            at += 1  # an adjective or an article
        else:
            return False
    return copula


def _filled(scene: Scene, stretch: Stretch) -> tuple[str, Office] | None:
    """Return the office that "held the post until 2019" speaks of: the only one of somebody."""
    row = scene.row
    if not stretch.verb and not _fills(scene, stretch):
        return None
    who = subject(scene, stretch.first, stretch.first)
    own = [] if who is None else [each for each in scene.roles[who] if each.term is None]
    own = own or [each.role for each in predicates(scene) if stretch.verb]  # "who took office in March, is the mayor"
    here = {
        at for at in range(len(row)) if (hit := title_at(row, at, scene.profile)) and hit.entry.standing == "office"
    }
    known = {row[at].start for at in here if not any(role.span.start <= row[at].start < role.span.end for role in own)}
    if who is None or len({each.title.lower() for each in own}) != 1 or known or not scene.is_office(own[0]):
        return None
    return who, Office(0, 0, own[0])


def _became(scene: Scene, stretch: Stretch) -> tuple[str, Office] | None:
    """Return the office that somebody is said to have come to on a date: "became mayor in 2019"."""
    row, verb = scene.row, stretch.becomes
    ahead = row[max(0, stretch.first - 1) : verb]
    for at in range(verb, min(len(row), verb + TITLE + 1)):
        hit = title_at(row, at, scene.profile)
        if hit is None or hit.entry.standing != "office":
            continue
        between = row[verb:at]
        named = any(each.span.holds(word.span) for each in scene.people for word in between)
        if named or any(word.lower in scene.tongue.negations or not word.is_word for word in (*ahead, *between)):
            return None
        who = subject(scene, stretch.first, stretch.first)
        return None if who is None else (who, office_at(scene, at, _title_end(scene, hit.last, stretch)))
    return None


def _title_end(scene: Scene, last: int, stretch: Stretch) -> int:
    """Return where an office ends that a date follows: „постао председник општине | у мају 2019“."""
    row, begins = scene.row, stretch.term.begins
    end = next((at for at in range(last, len(row)) if begins and row[at].start >= begins.span.start), last)
    while end > last and row[end - 1].lower in scene.tongue.prepositions:
        end -= 1
    plain = end - last <= GAP and all(word.is_word for word in row[last:end])
    return end if plain else of_what(scene, last)


def _fills(scene: Scene, stretch: Stretch) -> bool:
    row = scene.row
    for at in range(max(0, stretch.first - FILLED - LEAD), min(len(row), stretch.last + FILLED)):
        hit = scene.words.fills.at(row, at)
        if hit is not None and (0 <= stretch.first - hit.last <= FILLED or 0 <= hit.first - stretch.last <= FILLED):
            return True
    return False

"""Attributions joined to people: who speaks, and through whom the words came to this text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from merilo.model import Attribution, Entity, Reading, Span
from merilo.text.words import words
from merilo.voices.cast import Cast
from merilo.voices.interview import interview
from merilo.voices.meant import NAMELESS, about, nameless
from merilo.voices.way import Party, author, spoken_before, ways
from merilo.voices.who import QUOTING, carried, speaker

TURNS = 4  # of an interview whose headline is said by the one who answers
FEWEST = 3  # words of a headline's quotation by which it is known again
SHORT = 3  # letters of a word too short to tell a person by its ending


def resolve(reading: Reading) -> tuple[Attribution, ...]:
    """Return the attributions with `speaker` and `chain` as entity ids.

    Needs `attributions`, `mentions` and `entities`. A speaker who is no entity of the text stays None, and so does his
    chain empty. `chain` runs from the speaker through the carriers to the publication, where that is an entity.
    """
    cast = Cast.of(reading)
    marks = {mark.start: mark.speaker for mark in reading.article.landmarks if mark.speaker}
    site = publication(reading.article.site, reading.entities)
    found: list[Attribution] = []
    said: list[tuple[int, str]] = []
    talk = interview(reading, cast)
    two = _two(cast, marks) | talk.two
    for at, told in enumerate(reading.attributions):
        if told.basis is not None:
            gone_on = spoken_before(reading.attributions, at)
            found.append(replace(told, speaker=None if gone_on is None else found[gone_on].speaker))
            continue
        above = found[told.parent] if told.parent is not None else None
        talking = bool(marks) or bool(talk.turns)
        apart = _talking(found, told.parent, two) if talking else _quoted_by(cast, above, told)
        here = replace(cast, apart=apart) if apart else cast
        who = (
            _turn(cast, told, marks)
            or talk.speaker(told)
            or _first_person(cast, told, above)
            or speaker(here, told, said)
        )
        who = who or (author(cast, told) if told.cue is not None else None)
        if who is None and above is None and not marks and not talk.turns:
            who = _quoted_alone(cast, told, said)
        if _opens_by_asking(cast, told):
            pass  # „На питање одборника Пејчића ко ..., начелница“: whoever asked is not who goes on
        elif who is not None:
            _remember(said, (told.source or told.cue or told.content[0]).start, who, inside=above)
        elif (above is None or _is_turn(above)) and (kind := _without_name(cast, told)):
            # Names in what he said, or in his title, are not between him and what comes after.
            ends = (span.end for span in (told.source, told.cue, *told.content) if span is not None)
            said.append((max(ends) - 1, kind))
        found.append(replace(told, speaker=who))
    found = _headed(cast, found, two)
    found = _said_below(cast, found)
    passed = ways(cast, found)
    return tuple(replace(told, chain=_chain(told, way, site)) for told, way in zip(found, passed, strict=True))


def _quoted_alone(cast: Cast, told: Attribution, said: list[tuple[int, str]]) -> str | None:
    """Return whom the sentence before a quotation by itself is about: „Ранка Ђукановић га памти. „Говорио је ...““"""
    alone = told.cue is None and told.source is None and told.mode == "direct" and told.basis is None
    start = told.content[0].start
    return about(cast, start, cast.text.rfind("\n", 0, start) + 1, said) if alone else None


def _opens_by_asking(cast: Cast, told: Attribution) -> bool:
    """Say whether an attribution is the question that a sentence opens with, by its noun."""
    if told.stance != "asks" or told.cue is None:
        return False
    return any(word.lower in cast.words.questions for word in words(cast.text, told.cue))


def _remember(said: list[tuple[int, str]], at: int, who: str, *, inside: Attribution | None) -> None:
    """Note who spoke; whoever spoke in what another tells comes before him, for he goes on („Каже да јој је рекао“)."""
    outer = inside is not None and inside.cue is not None and bool(said) and said[-1][1] == inside.speaker
    if outer and who != said[-1][1]:
        said.insert(len(said) - 1, (min(at, said[-1][0]), who))
    else:
        said.append((at, who))


def _is_turn(told: Attribution) -> bool:
    return told.cue is None and told.mode == "direct"


def _headed(cast: Cast, found: list[Attribution], two: frozenset[str]) -> list[Attribution]:
    """Give a headline that is all quotation to the one of an interview of two who answers."""
    turns = [each for each in found if _is_turn(each) and each.speaker in two]
    stances = {who: [each.stance == "asks" for each in turns if each.speaker == who] for who in two}
    asking = {who for who in two if 2 * sum(stances[who]) > len(stances[who])}
    answering = two - asking
    head = found[0] if found else None
    if len(answering) != 1 or len(turns) < TURNS or head is None or not _is_turn(head) or head.speaker is not None:
        return found
    end = head.content[-1].end
    line = cast.text.find("\n", end)
    alone = head.source is None and not cast.text[: head.content[0].start].strip() and not cast.text[end:line].strip()
    return [replace(head, speaker=next(iter(answering))), *found[1:]] if alone and line > 0 else found


def _said_below(cast: Cast, found: list[Attribution]) -> list[Attribution]:
    """Give the quotation of a headline to whoever says the same below."""
    head = found[0] if found else None
    if head is None or head.speaker is not None or head.source is not None or head.cue is not None:
        return found
    if "\n" in cast.text[: head.content[0].end].lstrip():
        return found
    wanted = _plain(cast, head)
    theirs = {each.speaker for each in found[1:] if each.mode != "indirect" and wanted in _plain(cast, each)}
    if len(theirs) != 1 or len(wanted.split()) < FEWEST:
        return found
    return [replace(head, speaker=theirs.pop()), *found[1:]]


def _plain(cast: Cast, told: Attribution) -> str:
    """Return the words of a content without their marks and capitals."""
    return " ".join(word.lower for span in told.content for word in words(cast.text, span) if word.is_word)


def _without_name(cast: Cast, told: Attribution) -> str:
    """Return the mark of one who speaks and has no name, by his title or by what goes on with him; "" else."""
    if told.source is not None and (kind := nameless(cast, told.source)):
        return kind
    gender = carried(cast, told)
    return "" if gender is None else NAMELESS[gender]


def _two(cast: Cast, marks: dict[int, str]) -> frozenset[str]:
    """Return the people of an interview of two; nobody where there are more voices."""
    names = {*marks.values()}
    known = (called(name, cast.entities.values()) for name in names)
    return frozenset(who for who in known if who is not None) if len(names) == 2 else frozenset()


def _talking(found: list[Attribution], at: int | None, two: frozenset[str]) -> frozenset[str]:
    """Return whom "he" and "she" cannot mean inside a turn: who speaks, and in an interview who is spoken to."""
    while at is not None:
        if _is_turn(found[at]):
            return two | {who for who in (found[at].speaker,) if who is not None}
        at = found[at].parent
    return frozenset()


def _in_marks(cast: Cast, above: Attribution, told: Attribution) -> Span | None:
    """Return the quotation of an attribution in which another one's verb stands."""
    inside = None if told.cue is None else next((span for span in above.content if span.holds(told.cue)), None)
    return inside if inside is not None and cast.text[inside.start] in QUOTING else None


def _quoted_by(cast: Cast, above: Attribution | None, told: Attribution) -> frozenset[str]:
    """Return whom a verb by itself cannot mean inside a quotation: of himself he says "I", and so of all named outside.

    „Рекао ми је да ћутим“, каже Ана Перић: who told her so is somebody of whom she spoke, or is open.
    """
    if above is None or told.source is not None or told.cue is None or not cast.words.masculine:
        return frozenset()
    inside = _in_marks(cast, above, told)
    if inside is None:
        return frozenset()
    near = (
        {each.entity for each in cast.within(Span(inside.start, told.cue.start))}
        if inside.start < told.cue.start
        else set()
    )
    return frozenset(cast.entities) - near


def _turn(cast: Cast, told: Attribution, marks: dict[int, str]) -> str | None:
    """Return the entity of a transcript's speaker."""
    if told.cue is not None or told.mode != "direct" or not marks:
        return None
    start = (told.source or told.content[0]).start
    name = marks.get(start) or next((each for at, each in marks.items() if 0 <= told.content[0].start - at < 80), None)
    return called(name, cast.entities.values()) if name else None


def _first_person(cast: Cast, told: Attribution, above: Attribution | None) -> str | None:
    """Return the speaker of the words around, where the source is "I" inside them, or the verb says so („Обећавам“)."""
    if above is None or (above.mode != "direct" and _in_marks(cast, above, told) is None):
        return None
    if told.source is None:
        endings = cast.words.first_person_endings
        verb = () if told.cue is None else told.cue.of(cast.text).lower().split()
        # A short word is an ending by itself („сам“) or no verb („нам“).
        own = any(
            word.endswith(endings) and (len(word) > SHORT or word in endings) for word in verb if len(word) >= SHORT
        )
        return above.speaker if endings and own else None
    return above.speaker if told.source.of(cast.text).lower() in cast.words.mine else None


def _chain(told: Attribution, way: list[Party], site: str | None) -> tuple[str, ...]:
    if told.speaker is None:
        return ()
    chain = [party.entity for party in way if party.entity is not None]
    if site is not None:
        chain.append(site)
    return tuple(each for place, each in enumerate(chain) if place == 0 or each != chain[place - 1])


def publication(site: str, entities: tuple[Entity, ...]) -> str | None:
    """Return the entity that is the publication itself, or None."""
    return called(site.removeprefix("www.").split(".")[0] if " " not in site else site, entities) if site else None


def called(name: str, entities: Iterable[Entity]) -> str | None:
    """Return the one entity that is called so, in full or by its last name; None where none or several are."""
    wanted = name.casefold().split()
    if not wanted:
        return None
    fitting: list[str] = []
    for each in entities:
        forms = [form.casefold().split() for form in (each.name, *each.variants)]
        if wanted in forms:
            return each.id
        if any(form and wanted[-1] == form[-1] and (len(wanted) == 1 or len(form) == 1) for form in forms):
            fitting.append(each.id)
    return fitting[0] if len(fitting) == 1 else None

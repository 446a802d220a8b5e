"""Whose row it is: the entities of a text beside the subjects of a table, in any script and case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from merilo.facts.rows import Facts, Row, keys_of, profile_of
from merilo.model import Answer, Entity, MentionType, Reading
from merilo.names.compare import Form, same_name
from merilo.resources import profile
from merilo.text.words import words

MOST_CANDIDATES = 400


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the text and the rows about it. `full` is False where only its surname fits."""

    entity: Entity
    rows: tuple[Row, ...]
    full: bool


def known(reading: Reading, facts: Facts) -> Mapping[str, Known]:
    """Return entity id -> what the table knows of it; nobody for whom two subjects of the table would do."""
    beside = profile(reading.article.language, reading.article.script)
    found: dict[str, Known] = {}
    for entity in reading.entities:
        ours = [
            form for name in dict.fromkeys((entity.name, *entity.variants)) if (form := _form(name, entity, beside))
        ]
        if not ours:
            continue
        sure: dict[tuple[str, ...], list[Row]] = {}
        likely: dict[tuple[str, ...], list[Row]] = {}
        for row in _candidates(ours, facts):
            answer = _same(ours, row, entity, beside)
            if answer is not Answer.NO:
                (sure if answer is Answer.YES else likely).setdefault(row.forms, []).append(row)
        chosen = sure or likely
        if len({subject[0] for subject in chosen}) == 1:
            rows = tuple(row for each in chosen.values() for row in each)
            found[entity.id] = Known(entity, rows, full=bool(sure))
    return found


def _form(name: str, entity: Entity, beside: str) -> Form | None:
    parts = tuple(word.lower for word in words(name) if word.is_word)
    return Form(parts, entity.type, profile_of(name, beside)) if parts else None


def _candidates(ours: Iterable[Form], facts: Facts) -> Iterable[Row]:
    at = {place for form in ours for key in keys_of(" ".join(form.words), form.profile) for place in _at(facts, key)}
    return [facts.rows[place] for place in sorted(at)[:MOST_CANDIDATES]]


def _at(facts: Facts, key: str) -> tuple[int, ...]:
    return facts.by_key.get(key, ())


def _same(ours: Iterable[Form], row: Row, entity: Entity, beside: str) -> Answer:
    """Return the best answer of any form to any form of the row; one surname alone is UNKNOWN, never YES."""
    best = Answer.NO
    for written in row.forms:
        theirs = _form(written, entity, beside)
        if theirs is None:
            continue
        for form in ours:
            answer = _one(form, theirs, entity.type)
            if answer is Answer.YES:
                return Answer.YES
            best = answer if answer is Answer.UNKNOWN else best
    return best


def _one(ours: Form, theirs: Form, type: MentionType) -> Answer:
    answer = same_name(ours, theirs)
    if type == "PER" and answer is Answer.YES and min(len(ours.words), len(theirs.words)) < 2:
        return Answer.UNKNOWN
    if type == "PER" and answer is Answer.UNKNOWN and len(ours.words) > 1:
        return Answer.NO  # a given name that may be another, or a slip: not enough to hold a table against it
    if type != "PER" and answer is Answer.YES and len(ours.words) != len(theirs.words):
        return Answer.UNKNOWN
    return answer

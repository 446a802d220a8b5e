"""Rows from an excerpt of a Wikidata JSON dump: offices, births, deaths, populations and foundings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from merilo.dates.interval import Interval
from merilo.facts.rows import Refused, Relation, Row, day_of
from merilo.model import Phrase
from merilo.resources import LANGUAGES

# Wikidata keeps Croatian, Bosnian and both scripts of Serbian apart.
CODES = (*LANGUAGES, "sr-ec", "sr-el", "sh")
OFFICE, BEGAN, ENDED = "P39", "P580", "P582"
BORN, DIED, FOUNDED, POPULATION, AT_TIME = "P569", "P570", "P571", "P1082", "P585"
DAYS: tuple[tuple[str, Relation], ...] = ((BORN, "born"), (DIED, "died"), (FOUNDED, "founded"))
# How exact a day is, in Wikidata's count: 9 is a year, 10 a month, 11 a day.
YEAR, MONTH, DAY = 9, 10, 11
GREGORIAN = "Q1985727"

Entity = Mapping[str, Any]


def rows_of(text: str, file: str) -> tuple[list[Row], list[Refused]]:
    """Read entities, one a line or as an array; a row's number is the line, or the place in the array, of its entity.

    Deprecated statements are left out, and dates before our calendar or vaguer than a year say nothing.
    """
    refused: list[Refused] = []
    entities: list[tuple[int, Entity]] = []
    for number, raw in _records(text):
        entity: Entity | None = raw if isinstance(raw, dict) and isinstance(raw.get("id"), str) else None
        if entity is None or not _names(entity):
            refused.append(Refused(number, file, Phrase("facts.row-entity", {"row": number, "file": file})))
        else:
            entities.append((number, entity))
    labels = {entity["id"]: _names(entity) for _, entity in entities}
    rows: list[Row] = []
    for number, entity in entities:
        try:
            rows.extend(_rows(entity, number, file, labels))
        except (KeyError, TypeError, ValueError, AttributeError):
            refused.append(Refused(number, file, Phrase("facts.row-entity", {"row": number, "file": file})))
    return rows, refused


def _records(text: str) -> Iterator[tuple[int, Any]]:
    try:
        whole = msgspec.json.decode(text)
        yield from enumerate(whole if isinstance(whole, list) else [whole], start=1)
        return
    except (msgspec.DecodeError, RecursionError):
        pass
    for number, line in enumerate(text.split("\n"), start=1):
        bare = line.strip().rstrip(",")
        if bare in ("", "[", "]"):
            continue
        try:
            yield number, msgspec.json.decode(bare)
        except (msgspec.DecodeError, RecursionError):
            yield number, None


def _names(entity: Entity) -> tuple[str, ...]:
    """Return labels first, English before the others, then the aliases."""
    found: list[str] = []
    for part in ("labels", "aliases"):
        told: Any = entity.get(part)
        for code in CODES:
            value = told.get(code) if isinstance(told, dict) else None
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, dict) and isinstance(each.get("value"), str) and each["value"].strip():
                    found.append(each["value"].strip())
    return tuple(dict.fromkeys(found))


def _rows(entity: Entity, number: int, file: str, labels: Mapping[str, tuple[str, ...]]) -> Iterator[Row]:
    forms = labels[entity["id"]]
    source = f"https://www.wikidata.org/wiki/{entity['id']}"
    claims = entity.get("claims") or {}
    for statement in _statements(claims, OFFICE):
        held = _value(statement["mainsnak"])
        names = labels.get(held["id"], ()) if held else ()
        if names:
            since, until = _qualifier(statement, BEGAN), _qualifier(statement, ENDED)
            yield Row(number, file, forms, "office", names, since, until, source=source)
    for property, relation in DAYS:
        for statement in _statements(claims, property):
            when = _day(_value(statement["mainsnak"]))
            if when:
                yield Row(number, file, forms, relation, since=when, source=source)
    for statement in _statements(claims, POPULATION):
        amount, when = _value(statement["mainsnak"]), _qualifier(statement, AT_TIME)
        if amount and when:
            yield Row(number, file, forms, "population", since=when, value=float(amount["amount"]), source=source)


def _statements(claims: Mapping[str, Any], property: str) -> list[Any]:
    """Return the statements that count: of the preferred ones, where there are any for a single day, only those."""
    kept = [each for each in claims.get(property, []) if each.get("rank") != "deprecated"]
    preferred = [each for each in kept if each.get("rank") == "preferred"]
    return preferred if preferred and property in (BORN, DIED, FOUNDED) else kept


def _value(snak: Mapping[str, Any]) -> Any:
    return snak["datavalue"]["value"] if snak.get("snaktype", "value") == "value" else None


def _qualifier(statement: Mapping[str, Any], property: str) -> Interval | None:
    told = (statement.get("qualifiers") or {}).get(property) or []
    return _day(_value(told[0])) if told else None


def _day(value: Any) -> Interval | None:
    """Return the days of "+2017-05-31T00:00:00Z" in its precision; None for what we cannot place."""
    if not value or not str(value["time"]).startswith("+") or value.get("precision", DAY) < YEAR:
        return None
    if not str(value.get("calendarmodel", GREGORIAN)).endswith(GREGORIAN):
        return None
    parts = value["time"][1:].split("T")[0].split("-")
    return day_of("-".join(parts[: {YEAR: 1, MONTH: 2}.get(value.get("precision", DAY), 3)]))

"""Excerpts read to the end of `voices`, and their edges held against the marked ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from merilo.attribution import attribute
from merilo.model import Article, Reading
from merilo.names import mentions
from merilo.resources import profile
from merilo.text.quotes import quotes
from merilo.text.script import script_of
from merilo.text.sentences import sentences
from merilo.voices import resolve
from merilo.voices.chain import edges
from merilo.voices.way import Party

CASES = Path(__file__).parent.parent / "cases" / "chains.yaml"
EDGE = re.compile(r"(.+) > (.+?)(?: \((leaked|translated)\))?")
LETTERS = 4  # by which two forms of a name agree here


@dataclass(frozen=True, slots=True)
class Case:
    """An excerpt with its edges as (teller, hearer)."""

    language: str
    text: str
    edges: tuple[tuple[str, str], ...]
    hows: tuple[str, ...] = ()  # "leaked" or "translated" of each edge, else ""
    half: str = ""  # "tuned" or "held"; empty for the first excerpts, which the rules were mended on


def cases() -> list[Case]:
    raw = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [_case(each) for each in raw]


def _case(raw: dict[str, Any]) -> Case:
    found = [EDGE.fullmatch(edge) for edge in raw["edges"]]
    marked = [each.groups("") for each in found if each]
    if len(marked) != len(found):
        raise ValueError(f"an edge is not written as “teller > hearer”: {raw['edges']}")
    ends = tuple((teller, hearer) for teller, hearer, _ in marked)
    return Case(raw["language"], raw["text"], ends, tuple(how for *_, how in marked), raw.get("half", ""))


def read(text: str, language: str, **more: object) -> Reading:
    script = script_of(text)
    article = Article(text=text, language=language, script=script, **more)  # type: ignore[arg-type]
    known = profile(language, script)
    reading = Reading(article, sentences=sentences(text, known), quotes=quotes(text, known))
    named, entities = mentions(reading)
    reading = replace(reading, attributions=attribute(reading), mentions=named, entities=entities)
    return replace(reading, attributions=resolve(reading))


def called(reading: Reading, party: Party) -> str:
    names = {each.id: each.name for each in reading.entities}
    if party.entity:
        return names[party.entity]
    return party.span.of(reading.article.text) if party.span else "*"


def same(found: str, gold: str) -> bool:
    if "*" in (found, gold):
        return found == gold
    last = gold.split()[-1].casefold()
    return any(alike(word.casefold(), last) for word in found.split())


def alike(one: str, other: str) -> bool:
    """Say whether two words begin alike; the last letter of a short one may be its ending („Эху“, „Эхо“)."""
    letters = min(LETTERS, max(2, min(len(one), len(other)) - 1))
    return one[:letters] == other[:letters]


def told(case: Case) -> dict[tuple[str, str], str]:
    """Return the distinct edges found, as (teller, hearer), each with how: "leaked", "translated" or ""."""
    reading = read(case.text, case.language)
    found: dict[tuple[str, str], str] = {}
    for edge in edges(reading):
        how = edge.how if edge.how in ("leaked", "translated") else ""
        found.setdefault((called(reading, edge.teller), called(reading, edge.hearer)), how)
    return found


def edge_counts(case: Case) -> tuple[int, int, int]:
    """Return how many distinct edges are right, found, and in the gold."""
    return len(list(pairs(case))), len(told(case)), len(set(case.edges))


def pairs(case: Case) -> Iterator[tuple[str, str]]:
    """Yield how each edge that was rightly found came here, as found and as marked."""
    free = dict(zip(case.edges, case.hows, strict=True))
    for (teller, hearer), how in told(case).items():
        gold = next((each for each in free if same(teller, each[0]) and same(hearer, each[1])), None)
        if gold is not None:
            yield how, free.pop(gold)

"""Excerpts read to the end of `voices`, and their edges held against the marked ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from merilo.attribution import attribute
from merilo.model import Article, Reading
from merilo.names import mentions
from merilo.resources import profile
from merilo.text.quotes import quotes
from merilo.text.script import script_of
from merilo.text.sentences import sentences
from merilo.voices import resolve
from merilo.voices.chain import Party, edges

CASES = Path(__file__).parent.parent / "cases" / "chains.yaml"
LETTERS = 4  # by which two forms of a name agree here


@dataclass(frozen=True, slots=True)
class Case:
    """An excerpt with its edges as (teller, hearer)."""

    language: str
    text: str
    edges: tuple[tuple[str, str], ...]


def cases() -> list[Case]:
    raw = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return [
        Case(each["language"], each["text"], tuple(tuple(edge.split(" > ")) for edge in each["edges"])) for each in raw
    ]


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
    ours = {word[:LETTERS].casefold() for word in found.split()}
    return any(word[:LETTERS].casefold() in ours for word in gold.split()[-1:])


def edge_counts(case: Case) -> tuple[int, int, int]:
    """Return how many edges are right, found, and in the gold."""
    reading = read(case.text, case.language)
    found = [(called(reading, edge.teller), called(reading, edge.hearer)) for edge in edges(reading)]
    free, right = list(case.edges), 0
    for each in found:
        for gold in free:
            if same(each[0], gold[0]) and same(each[1], gold[1]):
                free.remove(gold)
                right += 1
                break
    return right, len(found), len(case.edges)

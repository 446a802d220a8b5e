"""Many reports, one source."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.model import Attribution, Span
from merilo.text.words import words
from merilo.voices.chain import circles


@rule("circular-reporting", severity="note")
def circular_reporting(story: Story) -> Iterator[Slip]:
    """Several carriers are named, and all of them lead back to one: they are one source, not several."""
    crossed = list(_crossed(story)) or list(_leaning(story))
    yield from crossed
    if not crossed:
        yield from _one_origin(story)


def _leaning(story: Story) -> Iterator[Slip]:
    """Two names that each have their words from the other."""
    for one, _, rows in circles(story.reading):
        told = [story.reading.attributions[at] for at in rows]
        spans = tuple(dict.fromkeys(each.source or each.content[0] for each in told))
        if one in story.entities:
            yield Slip(spans, {"source": story.entities[one].name}, confidence=0.6)


def _one_origin(story: Story) -> Iterator[Slip]:
    """Several carriers of the same speaker's words."""
    origins: dict[str, list[Attribution]] = {}
    for told in story.reading.attributions:
        if len(told.chain) >= 2 and told.chain[0] != told.chain[-1]:
            origins.setdefault(told.chain[0], []).append(told)
    links = {(told.chain[0], told.chain[-1]) for rows in origins.values() for told in rows}
    for origin, rows in origins.items():
        carriers = {told.chain[-1] for told in rows}
        circle = any((carrier, origin) in links for carrier in carriers)
        if (len(carriers) >= 2 or circle) and origin in story.entities:
            spans = tuple((told.carriers[0] if told.carriers else told.source or told.content[0]) for told in rows)
            yield Slip(spans, {"source": story.entities[origin].name}, confidence=0.6)


def _crossed(story: Story) -> Iterator[Slip]:
    """Two sentences close by in which one medium quotes another, and the other the one."""
    reports = story.wording.signs["reported"]
    for at, telling in enumerate(story.tellings):
        here = _named_in_order(story, telling)
        if len(here) != 2 or not any(reports.find(telling.words)):
            continue
        for other in story.tellings[at + 1 : at + 3]:
            there = _named_in_order(story, other)
            if list(there) == list(here)[::-1] and any(reports.find(other.words)):
                first = next(iter(here.values()))
                yield Slip((*here.values(), *there.values()), {"source": story.said(first)}, confidence=0.6)


def _named_in_order(story: Story, telling: Telling) -> dict[tuple[str, ...], Span]:
    """The bodies that a sentence names, by the stems of their names, in the order in which it first names them."""
    found: dict[tuple[str, ...], Span] = {}
    for mention in telling.mentions:
        if mention.type in ("ORG", "MISC"):
            key = tuple(story.wording.stem(word.lower) for word in words(story.text, mention.span))
            found.setdefault(key, mention.span)
    return found

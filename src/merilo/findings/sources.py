"""How the text knows what it tells: from one source, from hearsay, in a circle. Notes, not faults."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.model import Attribution, Span
from merilo.text.words import words
from merilo.voices.chain import anonymous, circles, first_reports

ENOUGH = 3  # attributions, before it is worth saying that all are one person's
LONG_STORY = 8  # sentences


@rule("single-source", severity="note")
def single_source(story: Story) -> Iterator[Slip]:
    """Everything that a longer story tells as somebody's words comes from one and the same source."""
    told = [a for a in story.reading.attributions if a.parent is None]
    speakers = {a.speaker for a in told}
    if len(told) < ENOUGH or len(story.tellings) < LONG_STORY or len(speakers) != 1 or None in speakers:
        return
    spans = [a.source for a in told if a.source is not None]
    speaker = speakers.pop()
    if spans and speaker in story.entities:
        yield Slip((spans[0],), {"source": story.entities[speaker or ""].name}, confidence=0.6)


@rule("hearsay", severity="note")
def hearsay(story: Story) -> Iterator[Slip]:
    """Words that reached the text through two hands or more: one who says what another said that a third said."""
    for attribution in story.reading.attributions:
        if len(set(attribution.chain)) >= 3 or (attribution.hedged and len(set(attribution.chain)) >= 2):
            nearest = attribution.chain[-1]
            span = attribution.source or attribution.content[0]
            name = story.entities[nearest].name if nearest in story.entities else story.said(span)
            yield Slip((span,), {"source": name}, confidence=0.55)


@rule("anonymous-sources", severity="note")
def anonymous_sources(story: Story) -> Iterator[Slip]:
    """Words of people whom the text keeps nameless: how many there are, and where."""
    told = [story.reading.attributions[at] for at in anonymous(story.reading)]
    spans = tuple(each.source for each in told if each.source is not None)
    if spans:
        yield Slip(spans, {"count": len(spans)}, confidence=0.8)


@rule("first-reported", severity="note")
def first_reported(story: Story) -> Iterator[Slip]:
    """The text says who had the story first: that is the source to look at."""
    for at in first_reports(story.reading):
        told = story.reading.attributions[at]
        if told.source is not None:
            name = story.entities[told.speaker].name if told.speaker in story.entities else story.said(told.source)
            yield Slip((told.source,), {"source": name}, confidence=0.7)


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

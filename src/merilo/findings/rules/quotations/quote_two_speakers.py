"""One quotation, two speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.echoes import echoes
from merilo.findings.told.requoted import requoted
from merilo.findings.told.sayings import SHORTEST, Saying, doubles, sayings
from merilo.model import Entity, Span

STOCK_PHRASE = 6  # words: two people may well say so short a sentence alike,
TELLING, LONG = 2, 5  # unless so many of its words, of so many letters, tell something
SAME_WORDS = 0.75  # of a quotation that another place gives to somebody else
LONG_RUN = 6  # words, or so many of it in a row
MOST = 80  # quotations of a text of which each is held against the others
SAME = 0.9  # and from here one, but for a word


@rule("quote-two-speakers", severity="warning")
def quote_two_speakers(story: Story) -> Iterator[Slip]:
    """The same words, numbers included, are given to two different people.

    So is a part of them, and those that come back as "the sentence that X said", or as "my own words". Silent where
    they are few enough to be a stock phrase, and where a word tells that one repeats the other.
    """
    told: set[Span] = set()
    for left, right, alike in doubles(story):
        if alike < SAME or left.numbers != right.numbers or _stock(story, left) or _stock(story, right):
            continue
        one, other = left.speaker, right.speaker
        if one is None or other is None or one == other or left.again or right.again:
            continue
        people = [story.entities[each] for each in (one, other) if each in story.entities]
        later = story.telling_at(right.span.start)
        if len(people) == 2 and not _speaks_of(story, later, people[0]):
            facts = {"words": story.said(left.span), "here": people[0].name, "there": people[1].name}
            told |= {left.span, right.span}
            named = [*_beside(story, left.span, one), *_beside(story, right.span, other)]
            yield Slip((left.span, right.span, *named), facts, confidence=0.75)
    yield from _in_part(story, told)
    yield from _under_another_name(story, told)
    yield from _held_up(story, told)


def _in_part(story: Story, told: set[Span]) -> Iterator[Slip]:
    """A part of what one is quoted with, word by word, stands as a quotation of somebody else."""
    for one, other in combinations(sayings(story)[:MOST], 2):
        part, whole = sorted((one, other), key=lambda each: len(each.row))
        if one.speaker == other.speaker or {one.speaker, other.speaker} - set(story.entities):
            continue
        if len(part.row) == len(whole.row) or f" {' '.join(part.row)} " not in f" {' '.join(whole.row)} ":
            continue
        if (
            one.again
            or other.again
            or _stock(story, part)
            or any(s.overlaps(x.span) for x in (one, other) for s in told)
        ):
            continue
        first, second = (story.entities[each.speaker] for each in (one, other) if each.speaker)
        if not _speaks_of(story, story.telling_at(other.span.start), first):
            told |= {one.span, other.span}
            facts = {"words": story.said(part.span), "here": first.name, "there": second.name}
            named = [*_beside(story, one.span, first.id), *_beside(story, other.span, second.id)]
            yield Slip((one.span, other.span, *named), facts, confidence=0.7)


def _held_up(story: Story, told: set[Span]) -> Iterator[Slip]:
    """A quotation, however short, comes back as the words of somebody else: "... are the words of the prosecutor Z"."""
    for left, right in requoted(story):
        if left.row != right.row or any(span.overlaps(each.span) for each in (left, right) for span in told):
            continue
        one, other = left.speaker, right.speaker
        if one is None or other is None or one == other or not {one, other} <= set(story.entities):
            continue
        if "again" in right.telling.marks or _speaks_of(story, right.telling, story.entities[one]):
            continue
        told |= {left.span, right.span}
        people = (story.entities[one].name, story.entities[other].name)
        facts = {"words": story.said(left.span), "here": people[0], "there": people[1]}
        named = [*_beside(story, left.span, one), *_beside(story, right.span, other)]
        yield Slip((left.span, right.span, *named), facts, confidence=0.65)


def _under_another_name(story: Story, told: set[Span]) -> Iterator[Slip]:
    """A sentence that speaks of somebody's words, or of one's own, gives a quotation to somebody else."""
    for echo in echoes(story):
        if any(span.overlaps(echo.saying.span) for span in told):
            continue
        one, other = echo.saying.speaker, echo.teller
        if one is None or other is None or one == other or _stock(story, echo.saying):
            continue
        if echo.covered < SAME_WORDS and echo.run < LONG_RUN:
            continue
        if not (echo.announced or echo.own) or any(_changes(story, mine, its) for mine, its in echo.changed):
            continue
        said_by = story.entities.get(one)
        teller = story.entities.get(other)
        if said_by is None or teller is None or _speaks_of(story, echo.telling, said_by) or echo.saying.again:
            continue
        if _speaks_of(story, story.telling_at(echo.saying.span.start), teller):
            continue
        if "again" in echo.telling.marks and not echo.own:
            continue
        facts = {"words": story.said(echo.saying.span), "here": said_by.name, "there": teller.name}
        told.add(echo.there)
        beside = _names_in(echo.telling, other, echo.there)
        yield Slip((echo.saying.span, echo.there, *beside), facts, confidence=0.65)


def _speaks_of(story: Story, telling: Telling, person: Entity) -> bool:
    """The sentence names the first speaker as well, or says whose words they are by an adjective: "Kolevljeva"."""
    names = tuple(story.wording.stem(name.split()[-1].lower()) for name in (person.name, *person.variants))
    told = story.tellings[telling.index : telling.index + (2 if telling.quoted else 1)]
    return any(word.is_capital and word.lower.startswith(names) for each in told for word in each.words)


def _beside(story: Story, said: Span, person: str) -> list[Span]:
    """Where the sentence in which a quotation ends names whoever says it."""
    telling = next((each for each in story.tellings if each.span.end >= said.end), None)
    return _names_in(telling, person, said) if telling else []


def _names_in(telling: Telling, person: str, but: Span) -> list[Span]:
    return [mention.span for mention in telling.mentions if mention.entity == person and not mention.span.overlaps(but)]


def _changes(story: Story, mine: Sequence[str], its: Sequence[str]) -> bool:
    return any(word not in story.wording.stop and len(word) > 2 for word in (*mine, *its))


def _stock(story: Story, saying: Saying) -> bool:
    """So short and so empty that two people may well have said it ("we wish you all the best")."""
    telling = sum(len(word) >= LONG and word not in story.wording.stop for word in saying.row)
    empty = any(story.wording.signs["anybody_says"].find(saying.words))
    return len(saying.row) <= STOCK_PHRASE and (empty or telling < TELLING + (len(saying.row) == SHORTEST))

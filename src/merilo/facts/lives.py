"""Births, deaths, ages, and acts of the dead, beside the days that the table gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import regex

from merilo.dates.interval import Interval, is_after, overlaps
from merilo.facts.page import Leaf, Line, days_of
from merilo.facts.rows import Row, said
from merilo.model import Answer, Finding, Mention, Span

# "Ana Petrova (1961–2020)" and "Ana Petrova (62)" or "Ana Petrova, 62,": what stands right behind a name.
YEARS = regex.compile(r"\s*\((\d{4})\s*[-–—]\s*(\d{4})\)")
AGE = regex.compile(r"\s*(?:\((\d{2,3})\)|,\s(\d{2,3})(?=[,.;]))")
NEAR = 45
AHEAD = 5  # words of “at the age of” and the like, before a number
DASHES = frozenset("-–‑")
GIVEN = frozenset({"ru", "uk"})  # years are given to people: «Петрову 45 лет»
OLDEST = 115
YOUTH = 2  # less than half of what they are now is no slip for it
# An article may have been written some days before it is published, around a birthday.
SLACK = timedelta(days=14)


def lives(leaf: Leaf) -> Iterator[Finding]:
    """Yield days and years of birth and death, ages, and acts of the dead that the table contradicts."""
    for line in leaf.lines:
        people = {each.entity for each in line.people}
        for mention in line.people:
            known = leaf.known.get(mention.entity)
            if known is None or not known.full:
                continue
            born = next((row for row in known.rows if row.relation == "born"), None)
            died = next((row for row in known.rows if row.relation == "died"), None)
            yield from _years(mention, born, died, leaf)
            if len(people) == 1:
                yield from _told(line, mention, {"born": born, "died": died}, leaf)
            if born is not None:
                yield from _age(line, mention, born, died, leaf, alone=len(people) == 1)
            if died is not None:
                yield from _acts(line, mention, died, leaf)


def _years(mention: Mention, born: Row | None, died: Row | None, leaf: Leaf) -> Iterator[Finding]:
    found = YEARS.match(leaf.text, mention.span.end)
    for group, row, name in ((1, born, "birth"), (2, died, "death")):
        if found and row and row.since and 1000 <= int(found[group]) <= 2999:
            year = int(found[group])
            if overlaps(Interval(date(year, 1, 1), date(year, 12, 31)), row.since) is Answer.NO:
                yield _differs(name, mention, Span(*found.span(group)), row, leaf)


def _differs(name: str, mention: Mention, place: Span, row: Row, leaf: Leaf) -> Finding:
    told = {"name": mention.span.of(leaf.text), "day": place.of(leaf.text), "known": said(row.since)}
    return leaf.finding(name, place, row, 0.8, **told)


def _told(line: Line, mention: Mention, rows: dict[str, Row | None], leaf: Leaf) -> Iterator[Finding]:
    """ "Born in 1961", "died on 3 May 2020", where the sentence is of nobody else."""
    for hit in leaf.words.events.find(line.words):
        row = rows.get(hit.entry)
        if row is None or row.since is None:
            continue
        at = line.words[hit.last - 1].end
        # The date stands behind the word, in the same clause.
        for time in line.times:
            days = days_of(time)
            gap = leaf.text[at : time.span.start] if at <= time.span.start else ","
            if days and not time.relative and len(gap) < NEAR and not set(",;:–—()") & set(gap):
                if overlaps(days, row.since) is Answer.NO:
                    yield _differs({"born": "birth", "died": "death"}[hit.entry], mention, time.span, row, leaf)
                break


def _age(line: Line, mention: Mention, born: Row, died: Row | None, leaf: Leaf, *, alone: bool) -> Iterator[Finding]:
    place = _age_place(line, mention, leaf, alone=alone)
    day = leaf.published
    if place is None or day is None or born.since is None:
        return
    if any(days_of(time) and not time.relative for time in line.times):
        return  # the age may be of the day that is told of
    age = int(place.of(leaf.text))
    ends = [day] + ([died.since] if died and died.since else [])
    if not 10 <= age <= OLDEST:
        return
    reckoned = [
        (_years_between(born.since.last, e.first - SLACK), _years_between(born.since.first, e.last)) for e in ends
    ]
    if any(low <= age <= high for low, high in reckoned):
        return
    low, high = reckoned[0]
    if YOUTH * age < low:
        return  # somebody as they were when young
    told = f"{low}" if low == high else f"{low}–{high}"
    facts = {"name": mention.span.of(leaf.text), "age": str(age), "known": said(born.since), "reckoned": told}
    yield leaf.finding("age", place, born, 0.75, **facts)


def _age_place(line: Line, mention: Mention, leaf: Leaf, *, alone: bool) -> Span | None:
    """Return where the age of the person named stands: right behind the name, or as "62 years old"."""
    found = AGE.match(leaf.text, mention.span.end)
    if found:
        return Span(*found.span(1 if found[1] else 2))
    if not alone:
        return None
    row = line.words
    for at, word in enumerate(row[:-1]):
        if word.text.isdecimal() and 2 <= len(word.text) <= 3 and _is_age(line, mention, leaf, at):
            return word.span
    return None


def _is_age(line: Line, mention: Mention, leaf: Leaf, at: int) -> bool:
    """Whether a number is one of years that somebody has lived: "62-year-old", "aged 62", "has 62 years"."""
    row, signs = line.words, leaf.words
    if min(abs(row[at].start - mention.span.end), abs(mention.span.start - row[at].end)) > NEAR:
        return False
    behind = at + 1 + (row[at + 1].text in DASHES and at + 2 < len(row))
    if signs.years_old.at(row, behind):
        return True
    unit = signs.year_unit.at(row, at + 1)
    last = unit.last if unit else at + 1
    if last < len(row) and row[last].is_word:
        return False  # "has 45 years of experience"
    ahead = row[max(0, at - AHEAD) : at]
    while ahead and ahead[-1].lower in signs.auxiliaries:
        ahead = ahead[:-1]
    aged = any(hit.last == len(ahead) for hit in signs.aged.find(ahead))
    given = leaf.reading.article.language in GIVEN and at > 0 and row[at - 1].end == mention.span.end
    return aged or (given and unit is not None)


def _years_between(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _acts(line: Line, mention: Mention, died: Row, leaf: Leaf) -> Iterator[Finding]:
    """Something that somebody said on a day after their death, as if they lived."""
    when = line.when
    if when is None or died.since is None or is_after(when, died.since) is not Answer.YES:
        return
    if any(leaf.words.after_death.at(line.words, at) for at in range(len(line.words))):
        return
    if any(hit.entry == "died" for hit in leaf.words.events.find(line.words)):
        return
    for said_by in leaf.reading.attributions:
        if said_by.source is None or said_by.cue is None or not line.span.holds(said_by.cue):
            continue
        if not said_by.source.overlaps(mention.span) or said_by.carriers:
            continue
        dated = [time for time in line.times if days_of(time) == when]
        if dated and not any(part.overlaps(dated[0].span) for part in said_by.content):
            told = {"name": mention.span.of(leaf.text), "day": said(when), "known": said(died.since)}
            yield leaf.finding("after-death", Span(*_reach(mention.span, said_by.cue)), died, 0.7, **told)
            return


def _reach(left: Span, right: Span) -> tuple[int, int]:
    return min(left.start, right.start), max(left.end, right.end)

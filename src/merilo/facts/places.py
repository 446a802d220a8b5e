"""Populations and founding years beside the counts and years that the table gives."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.dates.interval import overlaps
from merilo.facts.page import Leaf, Line, days_of
from merilo.facts.rows import Row, said
from merilo.model import Answer, Finding, Mention, Quantity

# A population counts as far off from here on, as a share of the known one.
FAR = 0.05
# From here on it is not the same thing that is counted: a district, an age group, a share of it.
ANOTHER = 3.0
LEAST = 1000
NEAR = 60


def places(leaf: Leaf) -> Iterator[Finding]:
    """Yield populations and founding years that the table contradicts."""
    for line in leaf.lines:
        others = [each for each in line.mentions if each.type in ("LOC", "ORG")]
        about = {each.entity: each for each in others if each.entity in leaf.known}
        if len({each.entity for each in others}) != 1 or len(about) != 1:
            continue
        mention = next(iter(about.values()))
        rows = leaf.known[mention.entity].rows
        yield from _population(line, mention, [row for row in rows if row.relation == "population"], leaf)
        founded = next((row for row in rows if row.relation == "founded"), None)
        if founded is not None:
            yield from _founded(line, mention, founded, leaf)


def _population(line: Line, mention: Mention, rows: list[Row], leaf: Leaf) -> Iterator[Finding]:
    """A count of inhabitants for a year of which the table has one."""
    when = line.when
    counts = [each for each in line.quantities if each.unit is None and each.value >= LEAST and each.high is None]
    if when is None or len(counts) != 1 or not _counts_people(line, counts[0], leaf):
        return
    same_year = [row for row in rows if row.since and row.since.first.year == when.first.year == when.last.year]
    if len(same_year) != 1 or not same_year[0].value:
        return
    known, told = same_year[0].value, counts[0].value
    if abs(told - known) > FAR * known and known / ANOTHER < told < known * ANOTHER and _fits(counts[0], known):
        facts: dict[str, str | int | float] = {
            "name": mention.span.of(leaf.text),
            "told": counts[0].span.of(leaf.text),
            "known": known,
            "day": said(same_year[0].since),
        }
        yield leaf.finding("population", counts[0].span, same_year[0], 0.75, **facts)


def _fits(count: Quantity, known: float) -> bool:
    """Say whether a bound leaves a difference: "more than 400,000" is true of 500,000."""
    if count.bound == "at-least":
        return count.value > known
    return count.value < known if count.bound == "at-most" else True


def _counts_people(line: Line, count: Quantity, leaf: Leaf) -> bool:
    hits = list(leaf.words.population.find(line.words))
    return any(
        min(abs(line.words[hit.first].start - count.span.end), abs(count.span.start - line.words[hit.last - 1].end))
        < NEAR
        for hit in hits
    )


def _founded(line: Line, mention: Mention, row: Row, leaf: Leaf) -> Iterator[Finding]:
    for hit in leaf.words.events.find(line.words):
        at = line.words[hit.last - 1].end
        if hit.entry != "founded" or row.since is None or not 0 <= at - mention.span.end <= NEAR:
            continue
        for time in line.times:
            days = days_of(time)
            if days and not time.relative and 0 <= time.span.start - at < NEAR // 2:
                if overlaps(days, row.since) is Answer.NO:
                    told = {
                        "name": mention.span.of(leaf.text),
                        "day": time.span.of(leaf.text),
                        "known": said(row.since),
                    }
                    yield leaf.finding("founded", time.span, row, 0.7, **told)
                break

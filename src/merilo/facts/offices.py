"""Offices said to be held, or to be held no longer, beside the terms that the table gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.dates.interval import Interval, is_after, is_before
from merilo.facts.page import Leaf, Line
from merilo.facts.rows import Row, said
from merilo.facts.who import Known
from merilo.facts.wording import Office, office_at, office_in, office_of, same_office
from merilo.model import Answer, Finding, Mention, Span, Tenure
from merilo.names.titles import tenure_at
from merilo.text.words import Word

# How many words an office and what it is of may take before a name, and how many before it may change it.
REACH = 8
BEFORE = 3


@dataclass(frozen=True, slots=True)
class Held:
    """An office that the text gives somebody: where, what, how it is held, and whether of the time spoken of."""

    span: Span
    office: Office
    tenure: Tenure
    then: bool


def offices(leaf: Leaf) -> Iterator[Finding]:
    """Yield the offices that somebody is said to hold, or to have held, against the table."""
    told: dict[str, list[tuple[Line, Mention, Held]]] = {}
    for line in leaf.lines:
        for mention in line.people:
            held = named(line, mention, leaf) if mention.entity in leaf.known else None
            if held is not None:
                told.setdefault(mention.entity, []).append((line, mention, held))
    for entity, places in told.items():
        known = leaf.known[entity]
        # A text that calls somebody a former minister knows that the term is over, whatever it says elsewhere.
        knows = any(held.tenure == "former" and not held.then for _, _, held in places)
        for line, mention, held in places:
            rows = [row for row in known.rows if row.relation == "office" and is_row_of(held.office, row, known)]
            if rows and not (knows and held.tenure != "former"):
                yield from _judged(line, mention, held, rows, leaf)


def is_row_of(office: Office, row: Row, known: Known) -> bool:
    """Say whether a row is of the office that the text speaks of."""
    tabled = office_of(row.objects)
    if tabled is None or not same_office(office, tabled):
        return False
    return known.full or bool(office.country and tabled.country)


def named(line: Line, mention: Mention, leaf: Leaf) -> Held | None:
    """Return the office right before a name ("the president of Serbia, X") or right behind it ("X, the president")."""
    row = line.words
    first = next((at for at, word in enumerate(row) if word.start >= mention.span.start), len(row))
    at = first - 1
    while at >= max(0, first - REACH):
        if office_at(row, at, leaf.profile):
            wider = next((b for b in range(max(0, at - 2), at) if _covers(row, b, at, leaf)), at)
            return _held(line, wider, first, leaf)
        if row[at].text not in ",-" and not row[at].is_word:
            return None
        if row[at].text == "," and at < first - 1:
            return None
        at -= 1
    last = next((at for at, word in enumerate(row) if word.start >= mention.span.end), len(row))
    if last < len(row) and row[last].text == ",":
        end = next((at for at in range(last + 1, min(len(row), last + REACH + 1)) if row[at].text in ",.;"), None)
        head = end and next((at for at in range(last + 1, end) if office_at(row, at, leaf.profile)), None)
        if end and head is not None and head - last <= BEFORE + 1:
            return _held(line, head, end, leaf)
    return None


def _covers(row: Sequence[Word], first: int, at: int, leaf: Leaf) -> bool:
    hit = office_at(row, first, leaf.profile)
    return hit is not None and hit.last > at


def _held(line: Line, head: int, end: int, leaf: Leaf) -> Held | None:
    row = line.words
    office = office_in(row, head, end, leaf.profile)
    hit = office_at(row, head, leaf.profile)
    if office is None or hit is None or hit.last > end:
        return None
    ahead = _ahead(line, head)
    unlike = any(leaf.words.unlike.at(row, at) for at in ahead)
    field = office.field or next((found.entry for at in ahead if (found := leaf.words.fields.at(row, at))), "")
    then = any(leaf.words.then.at(row, at) for at in (*ahead, *range(head, end)))
    tenure = tenure_at(row, head, leaf.profile)
    if tenure == "now" and then:
        tenure = "former"
    last = end
    while last > hit.last and not row[last - 1].is_word:
        last -= 1
    return Held(
        Span(row[head].start, row[last - 1].end),
        Office(office.kind, field, office.country, office.plain and not unlike),
        tenure,
        then,
    )


def _ahead(line: Line, head: int) -> range:
    """Return the places of the few words before an office, back to the last mark."""
    first = head
    while first > max(0, head - BEFORE) and (line.words[first - 1].is_word or line.words[first - 1].text in "-’'"):
        first -= 1
    return range(first, head)


def _judged(line: Line, mention: Mention, held: Held, rows: Sequence[Row], leaf: Leaf) -> Iterator[Finding]:
    day = leaf.published
    spoken = line.when
    place = Span(min(held.span.start, mention.span.start), max(held.span.end, mention.span.end))
    if held.tenure == "acting":
        return
    if held.tenure == "future":
        begun = [row for row in rows if day and row.since and is_before(row.since, day) is Answer.YES]
        running = [row for row in begun if day and in_term(row, day, leaf) is Answer.YES]
        if running:
            yield leaf.finding(
                "office-already", place, running[0], 0.65, **_facts(held, mention, running[0], day, leaf)
            )
    elif held.then:
        if spoken and all(in_term(row, spoken, leaf) is Answer.NO for row in rows):
            near = nearest(rows, spoken)
            yield leaf.finding("office-then", place, near, 0.8, **_facts(held, mention, near, spoken, leaf))
    elif held.tenure == "former":
        running = [row for row in rows if day and in_term(row, day, leaf) is Answer.YES]
        not_begun = [row for row in rows if day and row.since and is_before(day, row.since) is Answer.YES]
        if day and (running or len(not_begun) == len(rows)):
            near = nearest(running or rows, day)
            sure = 0.75 if near.until else 0.65
            yield leaf.finding("office-not-former", place, near, sure, **_facts(held, mention, near, day, leaf))
    else:
        # A title may be of the day that is told of, of the day of publication, or of any day near it in the text.
        days = [each for each in (day, *line.around) if each]
        if days and all(in_term(row, each, leaf) is Answer.NO for row in rows for each in days):
            when = spoken or day or days[0]
            near = nearest(rows, when)
            yield leaf.finding("office-then", place, near, 0.75, **_facts(held, mention, near, when, leaf))


def in_term(row: Row, day: Interval, leaf: Leaf) -> Answer:
    """Say whether somebody held the office on a day: NO only where the whole stretch lies outside the term."""
    if row.since is None and row.until is None:
        return Answer.UNKNOWN
    if row.since and is_before(day, row.since) is Answer.YES:
        return Answer.NO
    if row.until and is_after(day, row.until) is Answer.YES:
        return Answer.NO
    begun = row.since is not None and is_before(day, row.since) is Answer.NO and row.since.last <= day.first
    sure_until = row.until.first if row.until else leaf.known_to.get(row.file, day.first)
    return Answer.YES if begun and day.last <= sure_until else Answer.UNKNOWN


def nearest(rows: Sequence[Row], day: Interval) -> Row:
    """Return the row whose term is nearest to a day, for the sentence to name."""

    def away(row: Row) -> int:
        ends = [each for each in (row.since, row.until) if each]
        return min((abs((end.first - day.first).days) for end in ends), default=10**6)

    return min(rows, key=away)


def _facts(held: Held, mention: Mention, row: Row, day: Interval | None, leaf: Leaf) -> dict[str, str]:
    return {
        "name": mention.span.of(leaf.text),
        "office": held.span.of(leaf.text),
        "day": said(day),
        "since": said(row.since) or "…",
        "until": said(row.until) or "…",
        "fact": row.object,
    }

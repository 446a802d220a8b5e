"""Offices told by a verb and dated: X was president in 2014, X served as prime minister from 2008 to 2016."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from merilo.dates.interval import Interval, is_before
from merilo.facts.offices import in_term, is_row_of, named, nearest
from merilo.facts.page import Leaf, Line, days_of
from merilo.facts.rows import Row, said
from merilo.facts.wording import Office, is_of_a_town, office_at, office_in
from merilo.model import Answer, Finding, Mention, Span
from merilo.names.gazetteer import gazetteer
from merilo.names.titles import tenure_at
from merilo.text.lexicon import Hit
from merilo.text.words import Word

VERB = 5  # words at most between a verb and the office
DATE = 3  # words at most between an office and its date, or between the two dates of a stretch
LONGEST = 30  # words: in a longer sentence it is not sure what is dated
EVE = timedelta(days=366)  # who is elected takes office some time later


@dataclass(frozen=True, slots=True)
class Post:
    """An office in a sentence: its words `first` to `last`, and whether a verb says that it began."""

    office: Office
    first: int
    last: int
    begun: bool


def served(leaf: Leaf) -> Iterator[Finding]:
    """Yield the offices that a verb gives somebody on a day outside the terms of the table."""
    for line in leaf.lines:
        people = {each.entity for each in line.people}
        if len(people) != 1 or len(line.words) > LONGEST:
            continue
        mention = line.people[0]
        if mention.entity not in leaf.known or any(_titled(line, each, leaf) for each in line.people):
            continue
        post = _post(line, leaf)
        if post is None:
            continue
        known = leaf.known[mention.entity]
        rows = [row for row in known.rows if row.relation == "office" and is_row_of(post.office, row, known)]
        for day in _days(line, post, mention) if rows else ():
            if all(_outside(row, day, post, leaf) for row in rows):
                yield _finding(line, post, mention, nearest(rows, day), day, leaf)
                break


def _titled(line: Line, mention: Mention, leaf: Leaf) -> bool:
    """Say whether an office stands right by the name, where the other rule reads it."""
    held = named(line, mention, leaf)
    return held is not None and held.office.plain


def _post(line: Line, leaf: Leaf) -> Post | None:
    """Return the only office of a sentence, where a verb of holding stands by it and nothing denies it."""
    row = line.words
    heads = [at for at in range(len(row)) if office_at(row, at, leaf.profile)]
    if not heads or any(leaf.words.denied.at(row, at) for at in range(len(row))):
        return None
    head = heads[0]
    hit = office_at(row, head, leaf.profile)
    if hit is None or any(at >= hit.last for at in heads) or tenure_at(row, head, leaf.profile) != "now":
        return None
    last, stop = _end(row, hit, leaf)
    office = office_in(row, head, last, leaf.profile)
    around = (*range(max(0, head - VERB), head), *range(last, min(len(row), last + VERB)))
    unlike = any(
        leaf.words.unlike.at(row, at) and not (at and leaf.words.held.at(row, at - 1))  # "served as" is no likeness
        for at in range(max(0, head - DATE), min(len(row), last + 1))
    )
    of_another = stop > last and stop < len(row) and row[stop].text.isalpha()  # of the party, of the club
    if office is None or unlike or (of_another and not office.country):
        return None
    begun = any(leaf.words.begun.at(row, at) for at in around)
    held = begun or any(leaf.words.held.at(row, at) for at in around)
    return Post(office, head, last, begun) if held else None


def _end(row: Sequence[Word], hit: Hit[str], leaf: Leaf) -> tuple[int, int]:
    """Return where the words that say of what the office is end, and where the small words behind them do."""
    at = last = hit.last
    while at < len(row):
        place = gazetteer(leaf.profile).at(row, at)
        field, plain = leaf.words.fields.at(row, at), leaf.words.plain.at(row, at)
        if place is not None and place.type == "LOC":
            at = last = place.last
        elif field is not None:
            at = last = field.last
        elif plain is None and is_of_a_town(row, at, hit.entry):
            at = last = at + 1
        elif plain is not None:
            at = plain.last
        else:
            break
    return last, at


def _days(line: Line, post: Post, mention: Mention) -> Iterator[Interval]:
    """Yield the days by the office: right behind it, before it behind the name, or at the head of the sentence."""
    row = line.words
    after, before = row[post.last - 1].end, row[post.first].start
    far: int | None = None  # the end of the date that stood by the office
    for time in line.times:
        days = days_of(time)
        if days is None:
            continue
        start, end = time.span.start, time.span.end
        if start >= after:
            near = _between(row, after if far is None else far, start)
            if len(near) <= DATE and not any(word.text in ",;(" for word in near):
                far = end
                yield days
        elif end <= before:
            first = min(before, mention.span.start)
            inside = mention.span.end <= start and not any(w.text in ",;(" for w in _between(row, start, before))
            opens = len(_between(row, line.span.start, start)) < DATE and len(_between(row, end, first)) <= DATE
            if inside or (opens and end <= first):
                yield days


def _between(row: Sequence[Word], start: int, end: int) -> list[Word]:
    return [word for word in row if start <= word.start and word.end <= end]


def _outside(row: Row, day: Interval, post: Post, leaf: Leaf) -> bool:
    if in_term(row, day, leaf) is not Answer.NO:
        return False
    early = row.since is not None and is_before(day, row.since) is Answer.YES
    return not (post.begun and early and row.since is not None and row.since.first - day.last <= EVE)


def _finding(line: Line, post: Post, mention: Mention, row: Row, day: Interval, leaf: Leaf) -> Finding:
    span = Span(line.words[post.first].start, line.words[post.last - 1].end)
    told = {
        "name": mention.span.of(leaf.text),
        "office": span.of(leaf.text),
        "day": said(day),
        "since": said(row.since) or "…",
        "until": said(row.until) or "…",
        "fact": row.object,
    }
    return leaf.finding("office-then", span, row, 0.75, **told)

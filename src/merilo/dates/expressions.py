"""The door: every time expression of a reading, with its value and the days it may mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from merilo import resources
from merilo.dates import (
    rules_calendar,
    rules_clock,
    rules_length,
    rules_night,
    rules_range,
    rules_relative,
    rules_spoken,
)
from merilo.dates.calendar import bounds
from merilo.dates.company import maybe_year, stands
from merilo.dates.context import Context
from merilo.dates.found import Found
from merilo.dates.grammar import Grammar, Node
from merilo.dates.meaning import Calendar, Edge, Inside, Length, Meaning, Several, Step, Which
from merilo.dates.resolve import resolve
from merilo.dates.tense import tense_at
from merilo.dates.thread import Thread, counts_years, leaves
from merilo.dates.tokens import Row, pieces, rows
from merilo.dates.told_ahead import opens_before
from merilo.dates.vocabulary import Vocabulary, plain, vocabulary
from merilo.dates.year_said import holds_for, is_told_of
from merilo.model import Reading, Span, TimeRef
from merilo.text.words import Word

TOPS = ("RANGE", "TIME", "DATE", "SET", "LEN", "VAG")
EASTERN = frozenset({"mk", "sr", "bg", "ru", "uk"})
PIECE = 0.5  # what a further piece costs, in tokens
VAGUE_PIECE = 0.9  # a vague word gives way to a date
VAGUE_WORDS = 1.2  # and several vague words to a date that takes one of them: "в прошлом | феврале"
OPENING = 20  # characters before a date that still count as the beginning of its sentence
AGE = 12  # years: how near a doubtful year must be to a sure one
NOTE = 14  # tokens at most in a text that is nothing but a date
OLD = 3  # years before publication that make a date one of long ago


@dataclass(frozen=True, slots=True)
class Expression:
    """A stretch of tokens and what it means."""

    first: int
    last: int
    meaning: Meaning
    doubtful: bool = False  # a bare figure that is a year only in the company of others
    leads: bool = True  # the first date of a range, or one that stands alone


@cache
def grammar() -> Grammar:
    """Return the grammar of all languages: what differs between them is in the word lists."""
    return Grammar(
        [
            *rules_range.RULES,
            *rules_calendar.RULES,
            *rules_relative.RULES,
            *rules_length.RULES,
            *rules_clock.RULES,
            *rules_spoken.RULES,
            *rules_night.RULES,
        ]
    )


def times(reading: Reading) -> tuple[TimeRef, ...]:
    """Return the time expressions of a reading in the order of its text; none overlaps another."""
    article = reading.article
    known = vocabulary(resources.profile(article.language, article.script))
    all_words = pieces(article.text)
    keys = [plain(word.lower) for word in all_words]
    note = len(all_words) <= NOTE
    expressions = list(_expressions(all_words, keys, known, note))
    expressions = _without_strays(expressions)
    small = known.tense.get("prepositions", frozenset()) | known.tense.get("deadline", frozenset())
    dated = {at for each in expressions for at in range(each.first, each.last)}
    left = sum(word.is_word and keys[at] not in small and at not in dated for at, word in enumerate(all_words))
    note = note and left <= 1
    narrative = _is_narrative(expressions, article.published.year if article.published else None)
    return tuple(_placed(expressions, all_words, keys, known, reading, narrative, note))


def _expressions(all_words: Sequence[Word], keys: Sequence[str], known: Vocabulary, note: bool) -> Iterator[Expression]:
    for row in rows(all_words, keys, known):
        for node in _cover(grammar().parse(row.terminals)):
            yield from _meant(node, row, all_words, keys, known, note)


def _cover(chart: Sequence[dict[str, list[Node]]]) -> Iterator[Node]:
    """Choose, of all that was found, what covers most of the row in the fewest pieces."""
    size = len(chart) - 1
    best: list[tuple[float, Node | None]] = [(0.0, None)] * (size + 1)
    for at in range(size - 1, -1, -1):
        found = best[at + 1][0]
        taken: Node | None = None
        for symbol in TOPS:
            for node in chart[at].get(symbol, ()):
                if (symbol == "TIME" and _takes_the_day(chart, node)) or _takes_the_weekday(chart, node):
                    continue
                worth = node.last - at - _cost(symbol, node.last - at) + best[node.last][0]
                if worth > found or (taken is None and worth == found):
                    found, taken = worth, node
        best[at] = (found, taken)
    at = 0
    while at < size:
        chosen = best[at][1]
        if chosen is not None:
            yield chosen
        at = chosen.last if chosen is not None else at + 1


def _cost(symbol: str, size: int) -> float:
    """What a piece of so many tokens costs, in tokens."""
    if symbol != "VAG":
        return PIECE
    return VAGUE_PIECE if size == 1 else VAGUE_WORDS


def _takes_the_day(chart: Sequence[dict[str, list[Node]]], node: Node) -> bool:
    """Say whether an hour is really the day of the month behind it: „три дена подоцна, на 12 мај“."""
    if "MONTH" not in chart[node.last] or node.last == len(chart) - 1:
        return False
    return any(each.last == node.last and each.value <= 31 for each in chart[node.last - 1].get("DIG", ()))


def _takes_the_weekday(chart: Sequence[dict[str, list[Node]]], node: Node) -> bool:
    """Say whether a weekday is really that of the date behind it: „15. studenoga, na srijedu, 18. studenoga“."""
    date = node.value
    if not isinstance(date, Calendar) or not date.weekday or not date.day:
        return False
    return "FULL" in chart[node.last] and "comma" in chart[node.last - 1]


def _meant(
    node: Node, row: Row, all_words: Sequence[Word], keys: Sequence[str], known: Vocabulary, note: bool
) -> Iterator[Expression]:
    parts = (
        [(part.first, part.last, part.meaning) for part in node.value.parts]
        if isinstance(node.value, Several)
        else [(node.first, node.last, node.value)]
    )
    for first, last, meaning in parts:
        expression = _trimmed(Expression(row.at + first, row.at + last, meaning), keys, known)
        before = keys[expression.last - 2] if expression.last > 1 else ""
        digits = before.isdigit()
        if keys[expression.last - 1] == "." and (digits or (len(before) > 1 and before not in known.short_words)):
            expression = Expression(expression.first, expression.last - 1, meaning)
        if keys[expression.last - 1] == ",":
            expression = replace(expression, last=expression.last - 1)
        if first != parts[0][0]:
            expression = replace(expression, leads=False)
        if (
            len(parts) > 1
            or (note and last - first == len(all_words))
            or stands(meaning, expression.first, expression.last, all_words, keys, known)
        ):
            yield expression
        elif maybe_year(meaning, expression.first, expression.last, keys, known):
            yield replace(expression, doubtful=True)


def _without_strays(expressions: Sequence[Expression]) -> list[Expression]:
    """Keep a doubtful year only where the text speaks of years near it."""
    years = [
        each.meaning.year
        for each in expressions
        if not each.doubtful and isinstance(each.meaning, Calendar) and each.meaning.year is not None
    ]
    return [
        each
        for each in expressions
        if not each.doubtful
        or (isinstance(each.meaning, Calendar) and any(abs(year - (each.meaning.year or 0)) <= AGE for year in years))
    ]


def _trimmed(expression: Expression, keys: Sequence[str], known: Vocabulary) -> Expression:
    """Leave out a preposition at the front, and the article of an adjective: "the third-quarter", "a two-year"."""
    first, last = expression.first, expression.last
    if last - first > 1 and keys[first] in known.tense.get("deadline", ()):
        first += 1
    if last - first > 1 and keys[first] in known.tense.get("left_out", ()) and keys[first + 1] not in ("least", "most"):
        first += 1
    article = "month_first" in known.habits and keys[first] in ("the", "a", "an")
    article = article and not (list(keys[first + 1 : first + 3]) == ["year", "-"] and last - first > 4)
    if article and "-" in keys[first + 1 : first + 3] and last - first > 2 and not isinstance(expression.meaning, Edge):
        first += 1
    return Expression(first, last, expression.meaning)


def _is_narrative(expressions: Sequence[Expression], published: int | None) -> bool:
    """Say whether the text tells of times long gone: most of its years are old, and hardly anything is "yesterday"."""
    dates = [each.meaning.of if isinstance(each.meaning, Edge) else each.meaning for each in expressions]
    years = [date.year for date in dates if isinstance(date, Calendar) and date.year is not None and not date.short]
    today = sum(
        (isinstance(each.meaning, Step) and each.meaning.anchor == "now" and each.meaning.whole)
        or (isinstance(each.meaning, Calendar) and bool(each.meaning.weekday) and not each.meaning.day)
        for each in expressions
    )
    if published is None:
        return len(years) > today
    old = sum(year <= published - OLD for year in years)
    return old >= 5 and old >= 0.75 * len(years) and today * 5 <= old


def _placed(
    expressions: Sequence[Expression],
    all_words: Sequence[Word],
    keys: Sequence[str],
    known: Vocabulary,
    reading: Reading,
    narrative: bool,
    note: bool,
) -> Iterator[TimeRef]:
    published = _sane(reading.article.published)
    eastern = reading.article.language in EASTERN
    thread, text = Thread(), reading.article.text
    year: Expression | None = None  # the last that was a bare year and opened its clause
    row = [(each.meaning, all_words[each.first].start) for each in expressions]
    for at, each in enumerate(expressions):
        start = all_words[each.first].start
        context = Context(
            published,
            thread.spoken(start, narrative, counts_years(each.meaning)),
            narrative,
            tense_at(all_words, keys, each.first, each.last, known) or ("ahead" if note else None),
            thread.quarter,
            thread.guessed,
            eastern,
            thread.day,
            thread.period,
        )
        meaning = each.meaning
        if isinstance(meaning, Step) and meaning.part == "after" and _before_what(keys, each.last, known):
            # "Through three months after the summit": how long after, and of what no date is given.
            meaning = Length(meaning.unit, meaning.count)
        if isinstance(meaning, Step) and meaning.part == "here" and _is_ended(keys, each.last, known):
            meaning = Length(meaning.unit, 1.0)  # "for the year ended in March"
        if isinstance(meaning, Length) and context.coming and _is_deadline(keys, each.first, known):
            meaning = replace(meaning, way=meaning.way or "next")
        if not each.leads and isinstance(meaning, Calendar) and _follows_on(meaning, context.day):
            meaning = Which("following", meaning)
        ahead = opens_before(row, at, text) if narrative and context.period is None else None
        if ahead is not None and isinstance(meaning, Calendar):
            meaning = replace(meaning, year=ahead)
        if year is not None and not narrative:
            end, between = all_words[year.last - 1].end, each.first - year.last
            meaning = Inside(meaning, year.meaning) if holds_for(end, meaning, start, between, text) else meaning
        found = resolve(meaning, context)
        if found is not None:
            limit = bool(each.first) and keys[each.first - 1] in known.tense.get("limits", ())
            bare = found.type == "DATE" and len(found.value) == 4 and not limit
            told = bare and is_told_of(each.first, each.last, all_words, text, relative=found.relative)
            year = each if told else year
            yield _ref(Span(start, all_words[each.last - 1].end), found)
            if each.leads or not narrative:
                opens = _opens(text, start)
                thread = thread.after(found, start, narrative, opens, limit, looks_away=leaves(meaning))
            else:
                thread = thread.until(found)


def _sane(published: date | None) -> date | None:
    """A day at the very edge of the calendar is a slip of the source, and has no last year or next week."""
    return published if published is not None and 100 <= published.year <= 9900 else None


def _before_what(keys: Sequence[str], at: int, known: Vocabulary) -> bool:
    """Say whether the next word is "after" or "before"."""
    return at < len(keys) and any(entry.symbol == "AFTERBEFORE" for entry in known.whole.get(keys[at], ()))


def _is_ended(keys: Sequence[str], at: int, known: Vocabulary) -> bool:
    """Say whether "the year" is one that the text goes on to place by its end."""
    return at < len(keys) and keys[at] in known.tense.get("ended", ())


def _is_deadline(keys: Sequence[str], at: int, known: Vocabulary) -> bool:
    """Say whether a length is how long there is: within 48 hours."""
    return any(key in known.tense.get("deadline", ()) for key in keys[max(0, at - 2) : at])


def _follows_on(second: Calendar, day: str | None) -> bool:
    """Say whether a weekday is the one soon after another: Monday and Tuesday, but not Friday and Thursday."""
    placed = bounds(day) if day else None
    if placed is None or second.weekday is None or second.day is not None:
        return False
    return (second.weekday - placed.first.isoweekday()) % 7 in (1, 2, 3)


def _opens(text: str, start: int) -> bool:
    """Say whether a sentence or a line begins a few words before the offset."""
    before = text[max(0, start - OPENING) : start]
    return start < OPENING or any(mark in before for mark in ".!?\n:;(")


def _ref(span: Span, found: Found) -> TimeRef:
    placed = found.placed
    return TimeRef(
        span=span,
        type=found.type,
        value=found.value,
        earliest=placed.first if placed else None,
        latest=placed.last if placed else None,
        mod=found.mod,
        relative=found.relative,
        weekday=found.weekday,
        written=found.written,
        impossible=found.impossible,
        offset=found.offset,
    )

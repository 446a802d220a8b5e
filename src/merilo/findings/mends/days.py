"""A date put right: one number or one month in it exchanged, in the form in which the text writes its dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from merilo.dates.vocabulary import plain, spelt, vocabulary
from merilo.findings.mends.copying import instead, put
from merilo.findings.story import Story
from merilo.model import Fix, Span, TimeRef
from merilo.resources import load
from merilo.text.words import Word, words

MONTHS = 12
LEAP = 2024
CASES = 2  # the first two forms of a month in the word lists: as it is called, and as it stands behind a day


def as_dated(story: Story, slip: TimeRef, right: TimeRef) -> Fix | None:
    """Give a date the day of another one that is written in the same way; None where they are written differently."""
    if slip.weekday is not None or right.weekday is not None:
        return None
    ours, theirs = (_bare_date(story, time) for time in (slip, right))
    if _shape(story, ours) == _shape(story, theirs):
        return instead(story, Span(ours[0].start, ours[-1].end), Span(theirs[0].start, theirs[-1].end))
    return moved(story, slip, right.earliest) if right.earliest and right.earliest == right.latest else None


def _bare_date(story: Story, time: TimeRef) -> tuple[Word, ...]:
    """The words of a date without what stands behind its last figure or month: the word for "year", a full stop."""
    row = words(story.text, time.span)
    last = max(
        (at for at, word in enumerate(row) if word.text.isdecimal() or _month(story, word)), default=len(row) - 1
    )
    return row[: last + 1]


def _shape(story: Story, row: tuple[Word, ...]) -> tuple[str, ...]:
    """What the words of a date are: a figure of so many digits (one and two are alike), a month, or the word itself."""
    shape = []
    for word in row:
        if word.text.isdecimal():
            shape.append("9999" if len(word.text) > 2 else "9")
        else:
            shape.append("month" if _month(story, word) else word.lower)
    return tuple(shape)


def _month(story: Story, word: Word) -> int | None:
    key = plain(word.lower)
    found = [value for last, symbol, value in vocabulary(story.profile).at([key], 0) if symbol == "MONTH" and last == 1]
    return found[0] if found else None


def exchanged(story: Story, first: TimeRef, second: TimeRef) -> Fix | None:
    """Put two dates that are written in the same way in each other's place."""
    ours, theirs = (_bare_date(story, time) for time in (first, second))
    if first.weekday or second.weekday or _shape(story, ours) != _shape(story, theirs):
        return None
    one, other = (Span(row[0].start, row[-1].end) for row in (ours, theirs))
    written = other.of(story.text) + story.text[one.end : other.start] + one.of(story.text)
    return put(story, Span(one.start, other.end), written)


def in_year(story: Story, time: TimeRef, more: int) -> Fix | None:
    """Move a date that gives its year by so many years."""
    year = _year(story, time)
    if year is None or time.weekday is not None:
        return None
    return _number(story, words(story.text, time.span), year, year + more, None)


def _year(story: Story, time: TimeRef) -> int | None:
    """The year that a date itself gives in figures."""
    if time.written:
        return time.written[0]
    year = time.value[:4]
    return int(year) if year.isdecimal() and year in time.span.of(story.text) else None


def on_a_day_there_is(story: Story, time: TimeRef) -> tuple[Fix | None, ...]:
    """Return the edits that make a day of a date with too many: the last of its month, and the first of the next."""
    year, month, number = time.written or (None, None, None)
    if month is None or number is None or not 1 <= month <= MONTHS:
        return ()
    last = monthrange(year or LEAP, month)[1]
    row = words(story.text, time.span)
    back = _number(story, row, number, last, year)
    if number != last + 1:
        return (back,)
    following = _next_month(story, row, month)
    if back is None or following is None or month == MONTHS:
        return (back,)
    low, high = min(back.span.start, following.span.start), max(back.span.end, following.span.end)
    between = story.text[min(back.span.end, following.span.end) : max(back.span.start, following.span.start)]
    if back.span.start == low:
        return back, put(story, Span(low, high), f"1{between}{following.replacement}")
    return back, put(story, Span(low, high), f"{following.replacement}{between}1")


def _next_month(story: Story, row: tuple[Word, ...], month: int) -> Fix | None:
    """The next month in the place of this one, in the same case; only in the two cases that dates mostly stand in."""
    lists = load(story.profile, "dates", dict[str, dict[str, list[str]]])["month"]
    this, following = ([form for entry in lists[str(each)] for form in spelt(entry)] for each in (month, month + 1))
    for word in row:
        if word.lower in this and (at := this.index(word.lower)) < min(CASES, len(following)):
            return put(story, Span(word.start, word.end), following[at])
    return None


def moved(story: Story, time: TimeRef, day: date) -> Fix | None:
    """Move a date to another day that differs in one of its parts alone: the day of the month, or the year."""
    year, month, number = time.written or (None, None, None)
    row = words(story.text, time.span)
    if time.weekday is not None and day.isoweekday() != time.weekday:
        return None
    if month not in (None, day.month):
        return None
    if number not in (None, day.day) and year in (None, day.year):
        return _number(story, row, number, day.day, year)
    if year not in (None, day.year) and number in (None, day.day):
        return _number(story, row, year, day.year, None)
    return None


def _number(story: Story, row: tuple[Word, ...], was: int, number: int, year: int | None) -> Fix | None:
    """Exchange the one figure of a date that reads so; None where two read so, or an ending hangs on it."""
    places = [at for at, word in enumerate(row) if _bare(word) == str(was) and word.text != str(year)]
    if len(places) != 1:
        return None
    word = row[places[0]]
    written = str(number).zfill(len(word.text)) if word.text.startswith("0") else str(number)
    if word.text.isdecimal():
        return put(story, Span(word.start, word.end), written)
    if story.reading.article.language == "en" and word.lower[-2:] in ("st", "nd", "rd", "th"):
        return put(story, Span(word.start, word.end), written + _english_ending(number))
    return None


def _bare(word: Word) -> str:
    """The figure of a word without a nought before it or an English ending behind it."""
    digits = word.lower.rstrip("stndrh")
    return digits.lstrip("0") if digits.isdecimal() else ""


def _english_ending(number: int) -> str:
    if 11 <= number <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")

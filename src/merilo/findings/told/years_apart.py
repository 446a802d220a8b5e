"""Years told beside a number of years: "since 1961, 36 years already", "nine years ago, in 2003", "ten years later"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from merilo.findings.story import Story, Telling, once
from merilo.findings.told.happenings import explicit
from merilo.findings.told.offsets import offset_of
from merilo.findings.told.stretches import DAYS, Length, lengths, width
from merilo.findings.wording import marks
from merilo.model import Span, TimeRef
from merilo.text.words import Word

LEAST = 2  # years; "a year" is told loosely
ROOM = 1  # year: a birthday or a New Year may lie between
SINCE = 3  # words ahead of a year in which "since" may stand
BESIDE = 5  # words between a length and the year that it is counted from
OF = 5  # words behind "three years after" that name what happened
WIDEST = 2  # a year
PAIR = 2  # years of a sentence; a third may be the one that is meant
SILENT = frozenset({"wrong", "moved"})


@dataclass(frozen=True, slots=True)
class YearsApart:
    """A number of years as it is told, the year that it is counted from or to, and how many they are till `until`."""

    told: Span
    year: TimeRef
    until: int
    years: int


def years_apart(story: Story) -> Iterator[YearsApart]:
    """Yield the numbers of years that fit neither the year beside them nor any other that they may be counted from."""
    for telling in story.tellings:
        if telling.marks & SILENT:
            continue
        dated = [time for time in telling.times if _is_a_year(story, telling, time)]
        if not dated:
            continue
        long = _each_once(each for each in lengths(story, telling) if _is_exact(story, telling, each))
        for time in dated:
            if "if" in marks(story.wording, telling.clause(time.span)):
                continue
            yield from _since(story, telling, time, long, dated)
            if len(dated) <= PAIR:
                yield from _off(story, telling, time)
        if len(dated) == 1 and len(long) == 1:
            yield from _after_what(story, telling, dated[0], long[0])


def _each_once(found: Iterable[Length]) -> list[Length]:
    """The lengths in order, of two that overlap the longer: "for 85 years"."""
    row: list[Length] = []
    for each in sorted(found, key=lambda length: (length.span.start, -length.span.end)):
        if not row or not each.span.overlaps(row[-1].span):
            row.append(each)
    return row


def _is_a_year(story: Story, telling: Telling, time: TimeRef) -> bool:
    """A date is written out with its year."""
    year = str(time.earliest.year) if time.earliest else ""
    written = time.span.of(story.text)
    if width(time) > WIDEST or not explicit(story, time) or year not in written:
        return False
    behind = telling.around(time.span, 0, 1)
    # "1985 people were asked": bare figures with a word behind them that says what they count.
    return written != year or not (behind and story.stems_of(behind))


def _is_exact(story: Story, telling: Telling, length: Length) -> bool:
    if length.unit != "Y" or length.count < LEAST or length.count != int(length.count):
        return False
    ahead = telling.around(length.span, 2, 0)
    return not any(story.wording.signs["more_than_so"].find(ahead)) and "compare" not in marks(story.wording, ahead)


def _since(
    story: Story, telling: Telling, time: TimeRef, long: Sequence[Length], dated: Sequence[TimeRef]
) -> Iterator[YearsApart]:
    """ "Since 1962, that is 36 years", „от 17 години, от 2009 г. насам“: to now, or to a year told."""
    ahead = telling.around(time.span, SINCE, 0)
    behind = [word for word in telling.around(time.span, 0, SINCE) if word.is_word]
    till = any(hit.first == 0 for hit in story.wording.signs["until"].find(behind)) and len(dated) > 1
    since = any(hit.last >= len(ahead) - 1 for hit in story.wording.signs["since"].find(ahead))
    # "After the war ended in 1953, that is for 85 years"
    if till or not (since or (len(dated) == 1 and any(_led(story, telling, time, each) for each in long))):
        return  # from one year to another it is reckoned by those
    published = story.reading.article.published
    year = time.earliest.year if time.earliest else 0
    until = {each.earliest.year for each in dated if each.earliest and each is not time}
    until |= {published.year} if published else set()
    ends = {each for each in until if each > year}
    for length in long:
        if not ends or not _next_to(story, telling, time.span, length.span):
            continue
        if not any(abs(end - year - length.count) <= ROOM for end in ends):
            yield YearsApart(length.span, time, max(ends), max(ends) - year)


def _led(story: Story, telling: Telling, time: TimeRef, length: Length) -> bool:
    between = telling.between(time.span.end, length.span.start)
    return time.span.end <= length.span.start and any(story.wording.signs["that_is"].find(between))


def _next_to(story: Story, telling: Telling, left: Span, right: Span) -> bool:
    """Between the two stand only marks and little words: "that is", "already", "full"."""
    first, last = sorted((left, right))
    between = telling.between(first.end, last.start)
    return sum(w.is_word for w in between) <= BESIDE and not _matter(story, between)


def _matter(story: Story, row: Sequence[Word]) -> bool:
    """Some word tells of something: it is no little word and none that goes with a length of time."""
    signs = story.wording.signs
    known: set[int] = set()
    for sign in ("that_is", "lasted", "aged_now", "since", "intensifier", "kind_of_time", "length_Y", "exactly"):
        for hit in signs[sign].find(row):
            known |= set(range(hit.first, hit.last))
    return bool(story.stems_of([word for at, word in enumerate(row) if at not in known]))


def _off(story: Story, telling: Telling, time: TimeRef) -> Iterator[YearsApart]:
    """ "Twenty years later, in 2001", "in 2003, nine years ago": counted from any year told before, or from now."""
    if width(time) == 0 or time.earliest is None:
        return  # days are reckoned by days
    step = offset_of(story, telling, time)
    if step is None or abs(step.days) < LEAST * DAYS["Y"][0] - 1:
        return
    published = story.reading.article.published
    from_ = {year for year, at in _years(story) if at < time.span.start and not step.span.start <= at < step.span.end}
    from_ |= {published.year} if published else set()
    years = round(step.days / DAYS["Y"][0])
    if from_ and not any(abs(time.earliest.year - each - years) <= ROOM for each in from_):
        near = min(from_, key=lambda each: abs(time.earliest.year - each - years) if time.earliest else 0)
        yield YearsApart(step.span, time, near, abs(near - time.earliest.year))


@once
def _years(story: Story) -> tuple[tuple[int, int], ...]:
    """Every year that the story tells of, with its place."""
    return tuple(
        (time.earliest.year, time.span.start)
        for time in story.reading.times
        if time.earliest and time.latest and time.earliest.year == time.latest.year
    )


def _after_what(story: Story, telling: Telling, time: TimeRef, length: Length) -> Iterator[YearsApart]:
    """ "Three years after his father's death he won in 2012", and his father died in 2011."""
    row = telling.words[telling.place(length.span.end) :]
    after = next((hit for hit in story.wording.signs["after"].find(row[:2]) if hit.first == 0), None)
    if after is None or time.earliest is None:
        return
    behind = row[after.last : after.last + OF]
    what = {hit.entry for hit in story.wording.events.find(behind)} - {"begin", "end", "held"}
    stems = story.stems_of(behind)
    last = story.tellings[telling.index - 1] if telling.index else None
    for other in story.tellings:
        years = [each for each in other.times if _is_a_year(story, other, each)]
        told = {hit.entry for hit in other.events} & what
        if other is telling or len(years) != 1 or years[0].earliest is None:
            continue
        # "Three years after he came to power", and the sentence before: "came to power in December 2011".
        again = other is last and bool((stems & other.stems) - story.common)
        if not again and not (told and (other.people & telling.people or stems & other.stems)):
            continue
        apart = time.earliest.year - years[0].earliest.year
        if abs(apart - length.count) > ROOM and apart > 0:
            yield YearsApart(length.span, years[0], time.earliest.year, apart)
            return

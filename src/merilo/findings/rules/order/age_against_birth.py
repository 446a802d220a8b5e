"""An age and a year of birth that do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from merilo.findings.mends.choice import certain, open_to
from merilo.findings.mends.copying import put
from merilo.findings.mends.days import in_year
from merilo.findings.mends.figures import fits_the_same_words
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.model import Fix, Span
from merilo.text.words import Word

OLDEST = 120
DASHES = frozenset("-–‑")
AROUND_AN_AGE = frozenset({("(", ")"), (",", ",")})


@rule("age-against-birth", severity="warning")
def age_against_birth(story: Story) -> Iterator[Slip]:
    """An age does not go with the year of birth, on the day of publication or, where both stand together, at death.

    Silent where it is not sure whose age it is, or for which year it is given.
    """
    births = {fact.person: fact for fact in _births(story)}
    published = story.reading.article.published
    for age in _ages(story):
        birth = births.get(age.person)
        if birth is None:
            continue
        died = _year_of_death(age.telling)
        year = died or (published.year if published and not _other_times(age) else None)
        if (
            year is None
            or not 0 <= year - birth.value <= OLDEST
            or age.value in (year - birth.value, year - birth.value - 1)
        ):
            continue
        facts: dict[str, str | int | float] = {
            "age": story.said(age.span),
            "birth": birth.value,
            "reckoned": f"{year - birth.value - 1}–{year - birth.value}",
        }
        yield _mended(story, Slip((age.span, birth.span), facts, confidence=0.8), age, birth, year)


@dataclass(frozen=True, slots=True)
class Fact:
    """An age or a year of birth, and whose it is."""

    telling: Telling
    person: str
    span: Span
    value: int


def _mended(story: Story, slip: Slip, age: Fact, birth: Fact, year: int) -> Slip:
    """The age is reckoned where the day of birth is known; else it may be either of two, or the year is wrong."""
    published = story.reading.article.published
    time = next(t for t in birth.telling.times if t.span == birth.span)
    oldest = year - birth.value
    if published and year == published.year and time.earliest and time.earliest == time.latest:
        behind = (published.month, published.day) >= (time.earliest.month, time.earliest.day)
        return certain(slip, _aged(story, age, oldest if behind else oldest - 1))
    return open_to(
        slip, _aged(story, age, oldest - 1), _aged(story, age, oldest), in_year(story, time, oldest - age.value)
    )


def _aged(story: Story, age: Fact, years: int) -> Fix | None:
    if years <= 0 or not fits_the_same_words(story, age.value, years):
        return None
    return put(story, Span(age.span.start, age.span.start + len(str(age.value))), str(years))


def _births(story: Story) -> Iterator[Fact]:
    for telling in story.tellings:
        for hit in telling.events:
            if hit.entry != "born":
                continue
            at = telling.words[hit.first].start
            years = [t for t in telling.times if t.earliest and t.latest and t.earliest.year == t.latest.year]
            near = sorted(years, key=lambda time: abs(time.span.start - at))
            person = _whose(telling, at)
            if near and person and near[0].earliest and abs(near[0].span.start - at) < 60:
                yield Fact(telling, person, near[0].span, near[0].earliest.year)


def _ages(story: Story) -> Iterator[Fact]:
    signs = story.wording.signs
    for telling in story.tellings:
        row = telling.words
        for at, word in enumerate(row):
            if not word.text.isdecimal() or len(word.text) > 3 or not 0 < int(word.text) <= OLDEST:
                continue
            behind = at + 1 + (at + 1 < len(row) and row[at + 1].text in DASHES)
            old = signs["years_old"].at(row, behind) if behind < len(row) else None
            ahead = row[max(0, at - 3) : at]
            aged = any(hit.last == len(ahead) for hit in signs["aged"].find(ahead))
            if old is None and not aged and not _beside_the_name(telling, at) and not _alone(story, telling, word):
                continue
            person = _whose(telling, word.start)
            if person is not None:
                last = row[old.last - 1].end if old else word.end
                yield Fact(telling, person, Span(word.start, last), int(word.text))


def _beside_the_name(telling: Telling, at: int) -> bool:
    """The number stands in brackets or between commas right behind the name of a person: Ana Petrova (52)."""
    row = telling.words
    if at == 0 or at + 1 >= len(row) or (row[at - 1].text, row[at + 1].text) not in AROUND_AN_AGE:
        return False
    return any(m.type == "PER" and 0 <= row[at - 1].start - m.span.end <= 1 for m in telling.mentions)


def _alone(story: Story, telling: Telling, word: Word) -> bool:
    """A number of years is all that stands between two commas, in a sentence that tells of a birth."""
    clause = telling.clause(word.span)
    bare = [each for each in clause if each.is_word or each.text[0].isdecimal()]
    if len(bare) != 2 or bare[0] != word or not any(hit.entry == "born" for hit in telling.events):
        return False
    return story.wording.signs["length_Y"].at(bare, 1) is not None


def _whose(telling: Telling, at: int) -> str | None:
    """The one person of the sentence; of several, the one right before or behind the place, or nobody."""
    people = [m for m in telling.mentions if m.type == "PER"]
    if len({m.entity for m in people}) == 1:
        return people[0].entity
    near = [m for m in people if 0 <= at - m.span.end <= 12 or 0 <= m.span.start - at <= 25]
    return near[0].entity if len({m.entity for m in near}) == 1 else None


def _year_of_death(telling: Telling) -> int | None:
    if not any(hit.entry in ("died", "killed") for hit in telling.events):
        return None
    years = {t.earliest.year for t in telling.times if t.earliest and t.latest and t.earliest.year == t.latest.year}
    return max(years) if years else None


def _other_times(age: Fact) -> bool:
    """The clause speaks of another day than the day of publication, so the age may be of then."""
    clause = age.telling.clause(age.span)
    times = [t for t in age.telling.times if t.earliest is not None and t.type != "DURATION"]
    return any(
        t.span.start >= clause[0].start and t.span.end <= clause[-1].end and not t.span.overlaps(age.span)
        for t in (times if clause and not any(hit.entry == "born" for hit in age.telling.events) else ())
    )

"""An age and a year of birth that do not go together."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import certain, open_to
from merilo.findings.mends.copying import put
from merilo.findings.mends.days import in_year
from merilo.findings.mends.figures import fits_the_same_words
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.ages import OLDEST, Fact, ages, ages_in, births, times_beside
from merilo.model import Fix, Span

BESIDE = 7  # words between an age and a year of birth that stand side by side
NEXT = 2  # words between an age and the year in which it was


@rule("age-against-birth", severity="warning")
def age_against_birth(story: Story) -> Iterator[Slip]:
    """An age does not go with the year of birth, on the day of publication or, where both stand together, at death.

    Silent where it is not sure whose age it is, or for which year it is given.
    """
    born = {fact.person: fact for fact in births(story)}
    told = list(ages(story))
    settled = {age.person for age in told if _named(age) and age.person in born and _fits(story, age, born[age.person])}
    for age in told:
        birth = born.get(age.person)
        if birth is None or birth.span.overlaps(age.span):
            continue
        if age.person in settled and not _named(age):
            continue  # “the 24-year-old athlete” of another paragraph is somebody else
        slip = _unless_it_fits(story, age, birth)
        if slip is not None:
            yield slip
    for age, birth in _of_the_nameless(story):
        slip = _unless_it_fits(story, age, birth)
        if slip is not None:
            yield slip


def _unless_it_fits(story: Story, age: Fact, birth: Fact) -> Slip | None:
    years = _years(story, age)
    fitting = {value for year in years for value in (year - birth.value, year - birth.value - 1)}
    if not years or age.value in fitting | _then(age, birth) or not 0 <= max(years) - birth.value <= OLDEST:
        return None
    facts: dict[str, str | int | float] = {
        "age": story.said(age.span),
        "birth": birth.value,
        "reckoned": f"{min(fitting)}–{max(fitting)}",
    }
    return _mended(story, Slip((age.span, birth.span), facts, confidence=0.8), age, birth, max(years))


def _of_the_nameless(story: Story) -> Iterator[tuple[Fact, Fact]]:
    """ "A woman of 35, born in 1991, said": the two stand side by side, and nobody is named between them."""
    named = {fact.span for fact in births(story)}
    for telling in story.tellings:
        ages_told = ages_in(story, telling) if any(hit.entry == "born" for hit in telling.events) else []
        if len({value for _, value in ages_told}) != 1:
            continue
        span, value = ages_told[0]
        for time in telling.times:
            first, last = sorted((span, time.span))
            between = telling.between(first.end, last.start)
            born = any(hit.entry == "born" for hit in story.wording.events.find(between))
            year = time.earliest.year if time.earliest and time.latest and time.type == "DATE" else None
            if year is None or not born or len(between) > BESIDE or time.span in named or time.latest is None:
                continue
            others = [m for m in telling.mentions if m.type == "PER" and first.end <= m.span.start < last.start]
            if year == time.latest.year and not others:
                yield Fact(telling, "", span, value), Fact(telling, "", time.span, year)


def _named(age: Fact) -> bool:
    """The sentence itself names the one whose age it gives."""
    return any(mention.entity == age.person for mention in age.telling.mentions)


def _fits(story: Story, age: Fact, birth: Fact) -> bool:
    return any(age.value in (year - birth.value, year - birth.value - 1) for year in _years(story, age))


def _then(age: Fact, birth: Fact) -> set[int]:
    """The ages of then: "last seen on stage on 8 March 2019, when she was 84"."""
    years = {time.earliest.year for time in age.telling.times if time.earliest and time.span != birth.span}
    return {value for year in years for value in (year - birth.value, year - birth.value - 1)}


def _mended(story: Story, slip: Slip, age: Fact, birth: Fact, year: int) -> Slip:
    """The age is reckoned where the day of birth is known; else it may be either of two, or the year is wrong."""
    published = story.reading.article.published
    time = next((t for t in birth.telling.times if t.span == birth.span), None)
    oldest = year - birth.value
    if published and year == published.year and time and time.earliest and time.earliest == time.latest:
        behind = (published.month, published.day) >= (time.earliest.month, time.earliest.day)
        return certain(slip, _aged(story, age, oldest if behind else oldest - 1))
    return open_to(
        slip,
        _aged(story, age, oldest - 1),
        _aged(story, age, oldest),
        in_year(story, time, oldest - age.value) if time else None,
    )


def _aged(story: Story, age: Fact, years: int) -> Fix | None:
    if years <= 0 or not story.text[age.span.start].isdecimal():
        return None
    if not fits_the_same_words(story, age.value, years):
        return None
    return put(story, Span(age.span.start, age.span.start + len(str(age.value))), str(years))


def _years(story: Story, age: Fact) -> frozenset[int]:
    """The years for which the age may be given; none where that is not sure."""
    died = _year_of_death(age.telling)
    if died is not None:
        return frozenset({died})
    then = _year_behind(age)
    if then is not None:
        return frozenset({then})
    published = story.reading.article.published
    if published is None:
        return frozenset()
    for time in times_beside(age):
        # "Turned 52 this winter" is of now; what was in another year may have been the age of then.
        if time.earliest is None or time.latest is None or not time.earliest.year <= published.year <= time.latest.year:
            return frozenset()
        if (time.latest - time.earliest).days > 500:
            return frozenset()
    return frozenset({published.year})


def _year_behind(age: Fact) -> int | None:
    """The year right behind an age: "at the age of 30, in 2001"."""
    for time in age.telling.times:
        between = age.telling.between(age.span.end, time.span.start)
        if time.span.start >= age.span.end and len(between) <= NEXT and time.earliest and time.latest:
            return time.earliest.year if time.earliest.year == time.latest.year and time.type == "DATE" else None
    return None


def _year_of_death(telling: Telling) -> int | None:
    if not any(hit.entry in ("died", "killed") for hit in telling.events):
        return None
    years = {t.earliest.year for t in telling.times if t.earliest and t.latest and t.earliest.year == t.latest.year}
    return max(years) if years else None

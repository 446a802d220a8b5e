"""Days that never were, and dates under the wrong day of the week: hand-made readings, silence included."""

from __future__ import annotations

from datetime import date

import pytest

from merilo.findings.find import find
from merilo.model import Article, Finding, Reading, Span, TimeRef

TUESDAY = date(2024, 3, 5)


def reading_of(
    text: str, words: str, *, language: str = "en", published: date | None = None, **time: object
) -> Reading:
    at = text.index(words)
    span = Span(at, at + len(words))
    script = "Cyrl" if language in {"mk", "sr", "bg", "ru", "uk"} else "Latn"
    article = Article(text, language=language, script=script, published=published)
    return Reading(article, sentences=(Span(0, len(text)),), times=(TimeRef(span, "DATE", "", **time),))  # type: ignore[arg-type]


def rules(found: tuple[Finding, ...]) -> list[str]:
    return [each.rule for each in found]


def test_a_day_that_never_was_is_an_error() -> None:
    found = find(reading_of("It opened on 31 April 2023.", "31 April 2023", impossible=True))
    assert rules(found) == ["impossible-date"]
    assert found[0].severity == "error"


WEEKDAYS = [
    # (text, the date in it, language, weekday named, published, the fix)
    ("They met on Monday, 5 March 2024.", "Monday, 5 March 2024", "en", 1, None, "Tuesday"),
    ("THEY MET ON MONDAY, 5 MARCH 2024.", "MONDAY, 5 MARCH 2024", "en", 1, None, "TUESDAY"),
    ("They met on Tuesday, 5 March 2024.", "Tuesday, 5 March 2024", "en", 2, None, None),
    ("Sastali su se u sredu, 5. marta 2024.", "sredu, 5. marta 2024.", "bs", 3, None, None),
    ("Sastali su se u srijedu, 5. marta 2024.", "srijedu, 5. marta 2024.", "bs", 3, None, "utorak"),
    ("U takuan të mërkurën, 5 mars 2024.", "të mërkurën, 5 mars 2024", "sq", 3, None, "të martën"),
    ("Они встретились в среду, 5 марта 2024 года.", "среду, 5 марта 2024 года", "ru", 3, None, "во вторник"),
    ("Зустрілися у середу, 5 березня 2024 року.", "середу, 5 березня 2024 року", "uk", 3, None, "вівторок"),
    ("Се сретнаа во Среда, 5 март 2024 година.", "Среда, 5 март 2024", "mk", 3, None, "Вторник"),
    ("Састали су се у понедељак, 5. марта 2024.", "понедељак, 5. марта 2024.", "sr", 1, None, "уторак"),
    ("They met on Monday, 5 March.", "Monday, 5 March", "en", 1, date(2024, 3, 7), "Tuesday"),
]


@pytest.mark.parametrize(("text", "words", "language", "weekday", "published", "fix"), WEEKDAYS)
def test_the_weekday_is_held_against_the_date(
    text: str, words: str, language: str, weekday: int, published: date | None, fix: str | None
) -> None:
    found = find(
        reading_of(
            text, words, language=language, published=published, earliest=TUESDAY, latest=TUESDAY, weekday=weekday
        )
    )
    if weekday == 2:
        assert found == ()
        return
    assert rules(found) == ["weekday-against-date"]
    assert (found[0].fix.replacement if found[0].fix else None) == fix


def test_a_guessed_year_gives_no_finding() -> None:
    text = "They met on Monday, 5 March."
    made = reading_of(text, "Monday, 5 March", earliest=TUESDAY, latest=TUESDAY, weekday=1)
    assert find(made) == ()


def test_a_month_has_no_weekday() -> None:
    text = "They met on a Monday in March 2024."
    made = reading_of(text, "Monday in March 2024", earliest=date(2024, 3, 1), latest=date(2024, 3, 31), weekday=1)
    assert find(made) == ()


def test_an_empty_text_has_nothing_to_find() -> None:
    assert find(Reading(Article(""))) == ()

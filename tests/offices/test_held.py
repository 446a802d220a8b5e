"""When an office was held, as the text says it; and dates beside offices that say nothing of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from merilo import offices
from merilo.model import Article, Report, Role, Span, TimeRef
from merilo.pipeline import check
from merilo.report import from_json, to_json
from merilo.text.script import script_of

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "offices.yaml").read_text(encoding="utf-8"))
TOLD = [(language, *row) for language, rows in CASES["told"].items() for row in rows]
SILENT = [(language, text) for language, rows in CASES["silent"].items() for text in rows]
PUBLISHED = date(2026, 3, 10)


def report(language: str, text: str) -> Report:
    return check(Article(text=text, language=language, script=script_of(text), published=PUBLISHED))


def dated(language: str, text: str) -> dict[str, list[Role]]:
    entities = report(language, text).reading.entities
    return {each.name: [role for role in each.roles if role.term] for each in entities}


@pytest.mark.parametrize(("language", "text", "who", "title", "held", "since", "until", "lasted"), TOLD)
def test_when_an_office_was_held(
    language: str, text: str, who: str, title: str, held: str, since: str, until: str, lasted: str | int
) -> None:
    (role,) = dated(language, text)[who]
    term = role.term
    assert term is not None
    assert (role.title, role.held) == (title, held)
    assert role.span.of(text) == title
    assert [term.begins and term.begins.value, term.ends and term.ends.value] == [
        None if each == "-" else each for each in (since, until)
    ]
    assert (term.length or term.count) == (None if lasted == "-" else lasted)


@pytest.mark.parametrize(("language", "text"), SILENT)
def test_dates_that_tell_nothing_of_an_office(language: str, text: str) -> None:
    assert not any(dated(language, text).values())


def test_four_in_ten_are_silent() -> None:
    assert len(SILENT) >= 0.4 * (len(SILENT) + len(TOLD))


def test_whoever_had_an_office_twice_has_it_twice() -> None:
    text = "Petra Holm was mayor of Tilbury from 2004 to 2008. Holm was mayor of Tilbury from 2012 to 2016."
    (roles,) = (roles for roles in dated("en", text).values() if roles)
    terms = [role.term for role in roles if role.term and role.term.begins]
    assert [term.begins.value for term in terms if term.begins] == ["2004", "2012"]


def test_the_term_stands_in_the_json() -> None:
    text = "Petra Holm was director of the museum from May 2016 to June 2020."
    (office,) = from_json(to_json(report("en", text))).entities[0].offices
    term = office.term
    assert term is not None
    assert text[term.start : term.end] == "from May 2016 to June 2020"
    assert (term.since, term.until, term.earliest, term.latest) == ("2016-05", "2020-06", "2016-05-01", "2020-06-30")


def test_a_date_that_runs_over_the_end_of_a_sentence_breaks_nothing() -> None:
    sentences = (Span(0, 31), Span(31, 60))
    text = "Petra Holm was mayor until May. 2019 was a dry year for her."
    reading = report("en", text).reading
    whole = replace(
        reading, sentences=sentences, times=(TimeRef(Span(24, 32), "DATE", "2019-05", *[date(2019, 5, 1)] * 2),)
    )
    assert [each.name for each in offices.dated(whole)] == [each.name for each in reading.entities]

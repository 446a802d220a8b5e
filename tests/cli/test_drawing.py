"""What the drawings show of a report made by hand: circles, earlier checks, dates that are wrong, numbers on marks."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from merilo.cli.terminal import draw
from merilo.drawing.digest import Digest
from merilo.drawing.markdown import markdown
from merilo.drawing.moments import moments
from merilo.drawing.page import page
from merilo.drawing.pictures import voices
from merilo.drawing.written import score, spell
from merilo.pipeline import Means, check
from merilo.reading.read import article_of
from merilo.report import out
from merilo.wire import AttributionOut, DifferenceOut, EntityOut, FactCheckOut, MatchOut, ReportOut, Stretch

TEXT = (
    "Bridge falls\n\nThe mayor, Elena Markova, said that the bridge fell on Monday, 5 March 2024. It was built on "
    "31 April 2021 and cost 20 million euros."
)


def report() -> ReportOut:
    return out(check(article_of(TEXT, title="Bridge falls", language="en"), Means()))


def checked(url: str) -> ReportOut:
    earlier = FactCheckOut("v1", "It cost <u>11 million</u>", "False", url, "", "Desk", "", "en", "2023-05-01")
    differs = DifferenceOut("number", "20 million", "11 million", None, None)
    made = report()
    at = next(n for n, claim in enumerate(made.claims) if "20 million" in TEXT[claim.start : claim.end])
    return replace(made, matches=[MatchOut(at, earlier, 0.91, "differs", [differs], ["Both name a bridge."])])


def printed(shown: ReportOut) -> str:
    told = io.StringIO()
    draw(shown, "en", Console(file=told, width=120, highlight=False))
    return told.getvalue()


def test_an_earlier_check_is_shown_with_what_differs() -> None:
    shown = checked("https://example.org/1")
    assert 'href="https://example.org/1"' in page(shown, "en")
    assert "(https://example.org/1)" in markdown(shown, "en")
    for drawn in (page(shown, "en"), markdown(shown, "en"), printed(shown)):
        assert "11 million" in drawn
        assert "False" in drawn
    for drawn in (page(shown, "en"), markdown(shown, "en")):
        assert "<u>11" not in drawn.replace("\\<u\\>11", "")


def test_an_office_is_shown_with_the_words_for_when_it_was_held() -> None:
    text = "Petra Holm was mayor of Tilbury from 2004 to 2008. Holm was mayor of Tilbury from 2012 to 2016."
    drawn = page(out(check(article_of(text, language="en"), Means())), "en")
    assert "mayor of Tilbury (from 2004 to 2008; from 2012 to 2016)" in drawn


def test_what_goes_on_without_a_cue_tells_what_marks_it() -> None:
    text = "Petra Holm said that the council had lied. They would not be lied to again."
    shown = out(check(article_of(text, language="en"), Means()))
    (told,) = (voice for voice in Digest(shown, "en").voices if voice.said.basis)
    assert Digest(shown, "en").manner(told) == "retold, by the tense"
    assert "by the tense" in page(shown, "en")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://x"onclick="y', "https://x/) [a](y"]
)
def test_an_address_cannot_do_more_than_lead(url: str) -> None:
    drawn = page(checked(url), "en")
    assert 'href="javascript' not in drawn
    assert 'href="data:text' not in drawn
    assert '"onclick="' not in drawn
    assert "](y" not in markdown(checked(url), "en").replace("\\](y", "")


def said(speaker: str, *carriers: str) -> AttributionOut:
    words = [Stretch(20, 60)]
    return AttributionOut(None, None, words, "indirect", speaker, [speaker, *carriers], False, "asserts", [], None)


def quoting(*rows: AttributionOut) -> ReportOut:
    people = [EntityOut(id, "ORG", name, [name], [], [], None) for id, name in (("a", "Glasnik"), ("b", "Radio"))]
    return replace(report(), entities=people, attributions=list(rows))


CIRCLES = [
    ([said("a", "b"), said("b", "a")], [("Glasnik", "Radio")]),
    ([said("a", "b")], []),
    ([said("a"), said("b")], []),
    ([], []),
]


@pytest.mark.parametrize(("rows", "circles"), CIRCLES)
def test_a_circle_of_quoting_is_seen(rows: list[AttributionOut], circles: list[tuple[str, ...]]) -> None:
    shown = quoting(*rows)
    picture = voices(Digest(shown, "en"))
    assert list(picture.circles) == circles
    assert ("they quote each other" in page(shown, "en")) is bool(circles)
    assert picture.svg.count("marker-end") == len(
        {link for row in rows for link in zip(row.chain, [*row.chain[1:], "here"], strict=True)}
    )


def test_scraps_of_fewer_than_three_words_are_no_voices() -> None:
    shown = quoting(replace(said("a"), content=[Stretch(14, 23)]), said("b"))
    assert [voice.speaker for voice in Digest(shown, "en").voices] == ["Radio"]


def test_a_quotation_or_a_denial_of_two_words_is_a_voice() -> None:
    text = "Градоначелник Лука Мирић негирао је кривицу. „Нисам крив“, рекао је Мирић."
    shown = out(check(article_of(text, language="sr"), Means()), "sr")
    assert [voice.words for voice in Digest(shown, "sr").voices] == ["кривицу", "„Нисам крив“"]


def test_dates_that_are_wrong_stand_out_on_the_line() -> None:
    line = moments(Digest(report(), "en")).moments
    marked = {each.when: [finding.rule for _, finding in each.findings] for each in line}
    assert marked == {"31 April 2021": ["impossible-date"], "5 March 2024": ["weekday-against-date"]}
    impossible = line[0]
    assert impossible.width == 0
    assert ("31 April 2021", True) in impossible.words


def test_the_timeline_names_who_was_there_and_where_the_order_is_not_known() -> None:
    told = "Ana Petrova came in 2021. Ivan Kolev left on 5 May 2021. Marko Lukov stayed until 6 May 2022."
    shown = out(check(article_of(told, language="en"), Means()), "en")
    line = moments(Digest(shown, "en")).moments
    assert [each.who for each in line] == [("Ana Petrova",), ("Ivan Kolev",), ("Marko Lukov",)]
    assert [each.before.value for each in line] == ["yes", "unknown", "yes"]
    drawn = page(shown, "en")
    assert "Who: <span" in drawn
    assert drawn.count("may be before the row above") == 1


def test_the_headline_is_not_listed_as_a_claim() -> None:
    digest = Digest(report(), "en")
    assert digest.headline == len("Bridge falls")
    assert all(claim.start >= digest.headline for claim in digest.claims)


SPELLS = [
    ("2024-03-04", "2024-03-04", "en", "4 March 2024"),
    ("2024-03-01", "2024-03-31", "en", "March 2024"),
    ("2024-01-01", "2024-12-31", "mk", "2024"),
    ("2021-01-01", "2023-12-31", "sq", "2021–2023"),
    ("2024-03-04", "2024-03-04", "hr", "4. ožujka 2024."),
    ("2024-03-04", "2024-03-04", "uk", "4 березня 2024 р."),
    ("2024-03-04", None, "en", "4 March 2024 – …"),
    (None, None, "en", ""),
]


@pytest.mark.parametrize(("earliest", "latest", "language", "written"), SPELLS)
def test_dates_are_written_as_a_language_writes_them(
    earliest: str | None, latest: str | None, language: str, written: str
) -> None:
    assert spell(earliest, latest, language).replace("\u202f", " ").replace("\u00a0", " ") == written


@pytest.mark.parametrize(("language", "written"), [("en", "0.94"), ("mk", "0,94"), ("sr-Latn", "0,94"), ("sq", "0,94")])
def test_numbers_are_written_as_a_language_writes_them(language: str, written: str) -> None:
    assert score(0.9449, language) == written

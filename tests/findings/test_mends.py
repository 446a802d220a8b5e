# ruff: noqa: E501 - tables of cases are read across
"""What is mended: every edit, made, leaves its rule silent; a certain one stands against the rest of the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from test_rule_cases import ROWS, SCRIPTS

from merilo.findings.find import find
from merilo.model import Article, Finding, Fix, Span
from merilo.pipeline import Means, understood


def _found(article: Article) -> list[Finding]:
    return [each for each in find(understood(article, Means())[0]) if each.severity != "note"]


def _article(language: str, row: dict[str, Any]) -> Article:
    text, captions = row["text"], []
    if row.get("title"):
        text = f"{row['title']}\n\n{text}"
    for caption in row.get("captions", ()):
        text = f"{text}\n\n{caption}"
        captions.append(Span(len(text) - len(caption), len(text)))
    script = SCRIPTS.get(language, "Latn")
    return Article(text, row.get("title", ""), language, script, row.get("date"), captions=tuple(captions))


def _mended(article: Article, fix: Fix) -> Article:
    text = article.text[: fix.span.start] + fix.replacement + article.text[fix.span.end :]
    more = len(text) - len(article.text)
    title = article.title
    if title and fix.span.end <= len(title):
        title = text[: len(title) + more]
    captions = tuple(
        Span(each.start + (more if fix.span.start < each.start else 0), each.end + more) for each in article.captions
    )
    return Article(text, title, article.language, article.script, article.published, captions=captions)


def _edits(article: Article) -> Iterator[tuple[str, Fix]]:
    for finding in _found(article):
        for fix in (*([finding.fix] if finding.fix else []), *finding.options):
            yield finding.rule, fix


SPOKEN = [(language, row) for language, row in ROWS if row["finds"]]


@pytest.mark.parametrize(
    ("language", "row"), SPOKEN, ids=lambda each: each if isinstance(each, str) else each["text"][:40]
)
def test_every_edit_leaves_nothing_to_find(language: str, row: dict[str, Any]) -> None:
    article = _article(language, row)
    for rule, fix in _edits(article):
        after = _mended(article, fix)
        assert not [each.rule for each in _found(after) if each.rule == rule or len(row["finds"]) == 1], after.text


DAY = date(2024, 6, 20)
CERTAIN = [
    # (language, title, text, the slip, the mend)
    ("en", "Fire hurts 17 people", "The fire at the port hurt 71 people on Monday. All 71 people hurt by the fire at the port are at home.", "17", "71"),
    ("mk", "Во пожар повредени 17 лица", "Во пожарот на пристаништето беа повредени 38 лица. Сите 38 лица што беа повредени во пожарот на пристаништето се дома.", "17", "38"),
    ("en", "", "Of the 120 deputies, 45 (60%) voted for it.", "60", "37.5"),
    ("hr", "", "Od 120 zastupnika, 45 (60%) glasalo je za.", "60", "37,5"),
    ("en", "", "The strike lasted from 20 December 2018 to 5 January 2018.", "2018", "2019"),
    ("sr", "", "Штрајк је трајао од 20. децембра 2018. до 5. јануара 2018. године.", "2018", "2019"),
    ("en", "", "Ana Petrova was born on 3 March 1980. The poet Ana Petrova, 52 years old, lives by the sea.", "52", "44"),
    ("en", "", "The state gave 46 million euros for the new clinic. The 46 billion euros that the state gave for the clinic are spent. Nobody knows who asked the state for the 46 million euros of the clinic.", None, None),
    ("en", "", "The state gave 46 million euros for the new clinic. The clinic cost the state 46 million euros. The 46 billion euros that the state gave for the clinic are spent. Nobody knows who asked the state for the 46 million euros of the clinic.", "billion", "million"),
    ("ru", "", "Государство дало 46 миллионов евро на новую клинику. Клиника стоила государству 46 миллионов евро. На клинику государство дало 46 миллиардов евро. Клиника обошлась государству в 46 миллионов евро.", "миллиардов", "миллионов"),
    ("en", "", "Of the 60 pupils, 35 were girls and 33 were boys. The 68 pupils went home.", "60", "68"),
    ("en", "", "Of the 60 pupils, 35 were girls and 33 were boys. The 60 pupils went home, first the 25 boys.", "33", "25"),
    ("en", "", "The new ring road was opened on 4 June 2017. The ring road, opened on 9 June 2017, is long. Drivers praised the ring road, opened on 4 June 2017, at once. They had waited for the ring road, opened on 4 June 2017.", "9", "4"),
    ("en", "", "The flood killed 14 people in the valley. The flood in the valley killed 19 people, the mayor said. The 14 people whom the flood killed in the valley will be buried. The valley mourns the 14 people killed by the flood.", "19", "14"),
    ("en", "", "The mayor Ivan Kolev opened the hall. Later the mayor Petar Kolev danced. The mayor Ivan Kolev sang. The mayor Ivan Kolev left.", "Petar", "Ivan"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "title", "text", "slip", "mend"), CERTAIN)
def test_the_rest_of_the_text_decides(language: str, title: str, text: str, slip: str | None, mend: str) -> None:
    whole = f"{title}\n\n{text}" if title else text
    article = Article(whole, title, language, SCRIPTS.get(language, "Latn"), DAY)
    fixes = {each.fix for each in _found(article) if each.fix and each.confidence >= 0.9}
    assert {(fix.span.of(whole), fix.replacement) for fix in fixes} == ({(slip, mend)} if slip else set())


def test_two_edits_that_are_equally_possible_are_a_choice() -> None:
    article = Article(
        "The state gave 46 million euros for the clinic. The clinic cost the state 46 billion euros.", "", "en"
    )
    (finding,) = _found(article)
    assert finding.fix is None
    assert [fix.replacement for fix in finding.options] == ["billion", "million"]
    assert not _found(Article("The state gave 46 million euros. Exports reached 46 billion euros.", "", "en"))

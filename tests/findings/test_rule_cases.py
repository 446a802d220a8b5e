"""Every rule on texts of our own, read end to end without an encoder; at least four in ten are to be silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from merilo.findings.find import RULES, find
from merilo.model import Article, Span
from merilo.pipeline import Means, understood
from merilo.resources import LANGUAGES
from merilo.speech import say

CASES = Path(__file__).resolve().parent.parent / "cases"
SCRIPTS = {"mk": "Cyrl", "sr": "Cyrl", "bg": "Cyrl", "ru": "Cyrl", "uk": "Cyrl"}
TOLD_ELSEWHERE = {
    "single-source",
    "hearsay",
    "circular-reporting",
    "anonymous-sources",
    "first-reported",
    "contradiction",
    "length-two-values",
}  # tests/findings/test_sources.py, test_pairs.py, test_one_thing.py


def cases() -> list[tuple[str, dict[str, Any]]]:
    rows = []
    for language in LANGUAGES:
        given = yaml.safe_load((CASES / f"findings.{language}.yaml").read_text(encoding="utf-8"))
        rows += [(language, row) for row in given]
    return rows


ROWS = cases()


@pytest.mark.parametrize(
    ("language", "row"), ROWS, ids=lambda each: each if isinstance(each, str) else each["text"][:40]
)
def test_the_rules_say_this_and_no_more(language: str, row: dict[str, Any]) -> None:
    text, captions = row["text"], []
    for caption in row.get("captions", ()):
        text = f"{text}\n\n{caption}"
        captions.append(Span(len(text) - len(caption), len(text)))
    published = row.get("date")
    assert published is None or isinstance(published, date)
    article = Article(
        text, row.get("title", ""), language, SCRIPTS.get(language, "Latn"), published, captions=tuple(captions)
    )
    found = find(understood(article, Means())[0])
    assert sorted({each.rule for each in found if each.severity != "note"}) == sorted(row["finds"])
    assert all(say(each.message, language) for each in found)  # every fact its sentence asks for is there


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_in_ten_are_silent(language: str) -> None:
    rows = [row for each, row in ROWS if each == language]
    assert sum(not row["finds"] for row in rows) >= 0.4 * len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_cases_in_every_language(language: str) -> None:
    spoken = {rule for each, row in ROWS if each == language for rule in row["finds"]}
    assert set(RULES) - TOLD_ELSEWHERE - spoken == set()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Трак Пэйлин арестован. Трак Пейлин молчит. Трака Пэйлина видели. Против Трака Пейлина есть дело."),
        ("uk", "Трак Пелін арештований. Трак Палін мовчить. Трака Пеліна бачили. Проти Трака Паліна є справа."),
        ("sr", "Марко Пелиновић је ухапшен. Марко Палиновић ћути. Марка Пелиновића су видели. Марка Палиновића траже."),
        ("hr", "Marko Pelinović je uhićen. Marko Palinović šuti. Marka Pelinovića su vidjeli. Marka Palinovića traže."),
    ],
)
def test_two_spellings_are_told_once_whatever_the_case(language: str, text: str) -> None:
    found = find(understood(Article(text, "", language, SCRIPTS.get(language, "Latn")), Means())[0])
    assert [each.rule for each in found].count("name-spelt-two-ways") == 1

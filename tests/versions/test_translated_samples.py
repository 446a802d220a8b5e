"""The three samples beside each other, as they are and with edits planted into them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from merilo.encoder import shared
from merilo.model import Article
from merilo.reading.read import read
from merilo.versions.compare import Comparison, compare

SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"


@cache
def sample(language: str) -> Article:
    return read(str(SAMPLES / f"bridge.{language}.txt"))


def warnings(found: Comparison) -> list[tuple[str, str]]:
    kept = [each for each in found.variations if each.severity == "warning"]
    text = found.translation.article.text
    return [(each.kind, each.there.of(text) if each.there else "") for each in kept]


@pytest.mark.parametrize(("one", "other"), [("en", "mk"), ("en", "sr"), ("sr", "mk")])
def test_samples_that_agree_give_no_warning(one: str, other: str) -> None:
    found = compare(sample(one), sample(other), shared())
    assert warnings(found) == []
    assert sum(found.unpaired) <= 2


PLANTED = [
    # (language, as it stands, as edited, kind, what is shown of the translation)
    ("sr", "14 милиона", "41 милиона", "number", ""),
    ("mk", "126", "162", "number", "162"),
    ("sr", "1.450", "1.540", "number", "1.540"),
    ("sr", "15. маја 2022", "15. септембра 2022", "date", ""),
    ("mk", "29 јануари 2024", "29 февруари 2024", "date", ""),
    ("sr", "Скупштина", "Скупштина", "", ""),
    ("mk", "Радио Бистра", "Радио Бистрица", "", ""),  # a name is a note at most
]


@pytest.mark.parametrize(("language", "before", "after", "kind", "shown"), PLANTED)
def test_an_edit_is_found(language: str, before: str, after: str, kind: str, shown: str) -> None:
    article = sample(language)
    edited = replace(article, text=article.text.replace(before, after, 1))
    found = warnings(compare(sample("en"), edited, shared()))
    assert [each for each, _ in found] == ([kind] if kind else [])
    assert all(shown in words for _, words in found)

"""Sentences in nine languages with their claims marked inline; a sentence without a mark holds none."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
import yaml

from merilo.claims.find import find
from merilo.model import Article
from merilo.pipeline import Means, understood
from merilo.resources import LANGUAGES
from merilo.text.script import script_of

CASES = Path(__file__).parent.parent / "cases"
NOTHING = Means()
MARK = regex.compile(r"\[(\w+) ([^\]]+)\]")
SILENT = 0.4  # of the sentences must hold no claim


def table(language: str) -> list[str]:
    raw = yaml.safe_load((CASES / f"claims.{language}.yaml").read_text(encoding="utf-8"))
    return raw["sentences"].splitlines()


def claims(text: str, language: str) -> list[tuple[str, str]]:
    reading, _ = understood(Article(text, language=language, script=script_of(text)), NOTHING)
    return [(claim.kind, claim.span.of(text).rstrip(".")) for claim in find(reading, None)]


@pytest.mark.parametrize(("language", "line"), [(each, line) for each in LANGUAGES for line in table(each)])
def test_the_claims_of_a_sentence_are_found_and_nothing_else(language: str, line: str) -> None:
    gold = [(mark[1], mark[2].rstrip(".")) for mark in MARK.finditer(line)]
    assert claims(MARK.sub(r"\2", line), language) == gold


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_sentences_must_be_met_with_silence(language: str) -> None:
    lines = table(language)
    assert len(lines) >= 50
    assert sum(not MARK.search(line) for line in lines) >= SILENT * len(lines)

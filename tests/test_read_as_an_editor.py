"""Articles read as an editor reads them: news, an interview, a debate; nested, leaked and borrowed sources."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from merilo.encoder import shared
from merilo.model import Reading
from merilo.pipeline import check, means
from merilo.reading.read import article_of

FOLDER = Path(__file__).parent / "cases" / "articles"
LANGUAGES = ("mk", "sr", "sq", "ru", "mk-leak", "sr-leak", "sq-leak", "ru-leak")
LANGUAGES += ("mk-quake", "ru-court", "sr-interview", "sq-interview", "ru-ward", "mk-buses")


@cache
def reading(language: str) -> Reading:
    shared()
    return check(article_of((FOLDER / f"{language}.txt").read_text(encoding="utf-8")), means()).reading


def expected(language: str, what: str) -> list[str]:
    return yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))[what]


def told(language: str) -> list[str]:
    """Return who said what, as the file beside the article writes it."""
    read = reading(language)
    text, names = read.article.text, {each.id: each.name for each in read.entities}
    lines = []
    for each in read.attributions:
        who = names.get(each.speaker or "") or (f"= {each.source.of(text)}" if each.source else "-")
        stance = each.stance + (" hedged" if each.hedged else "")
        lines.append(f"{who} | {stance} | {' … '.join(span.of(text) for span in each.content)[:70].rstrip()}")
    return lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_said_what_is_known(language: str) -> None:
    found = told(language)
    missed = [line for line in expected(language, "said") if line.rstrip() not in found]
    assert len(missed) <= len(expected(language, "said")) // 20, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_hardly_anything_is_put_into_a_mouth_wrongly(language: str) -> None:
    known = [line.rstrip() for line in expected(language, "said")]
    assert len([line for line in told(language) if line not in known]) <= 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_are_found_one_by_one(language: str) -> None:
    read = reading(language)
    found = [f"{claim.kind} | {claim.span.of(read.article.text)}" for claim in read.claims]
    assert [line for line in expected(language, "claims") if not any(each.startswith(line) for each in found)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_wishes_questions_and_jokes_are_no_claims(language: str) -> None:
    read = reading(language)
    found = [claim.span.of(read.article.text) for claim in read.claims]
    silent = expected(language, "no_claims")
    assert all(phrase in read.article.text for phrase in silent)
    assert [phrase for phrase in silent if any(phrase in each for each in found)] == []

"""Whatever comes in: nothing crashes, every span lies in the text, the text is never altered, every drawing holds."""

from __future__ import annotations

import io
import json

import pytest
from contract import hold
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from merilo.cli.terminal import draw
from merilo.drawing.markdown import markdown
from merilo.drawing.page import page
from merilo.pipeline import Means, check
from merilo.reading.read import article_of
from merilo.report import from_json, out, to_json

# Pieces that make real stages work: names, cues, dates, counts, marks, and what should not be there.
PIECES = [
    "Elena Markova",
    "Елена Маркова",
    " said ",
    " рече ",
    " изјави дека ",
    " according to ",
    "Monday, 5 March 2024",
    "31. априла 2021. године",
    "3 milionë euro",
    "12 people",
    "“",
    "„",
    "”",
    '"',
    "«",
    ". ",
    "\n\n",
    "\n",
    "\u202e",
    "\x1b[31m",
    "<b>",
    "](x)",
    "0",
    "\u0301",
    "👩‍👧",
    "ǅ",
    "İ",
]
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
MIXED = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_and_draw(text: str, language: str = "en") -> None:
    report = check(article_of(text), Means())
    made = to_json(report, language)
    hold(json.loads(made), text)
    assert to_json(report, language) == made
    shown = out(report, language)
    assert from_json(made) == shown
    told = io.StringIO()
    draw(shown, language, Console(file=told, width=80, highlight=False))
    assert not set(told.getvalue()) & set("\x1b\x9b\u202e\x07")
    drawn = page(shown, language)
    assert "<script" not in drawn
    assert not set(drawn) & set("\x1b\x9b\u202e\x07")
    assert markdown(shown, language).startswith("# ")


@CALM
@given(ANY)
def test_any_text_is_read(text: str) -> None:
    read_and_draw(text)


@CALM
@given(MIXED)
def test_any_heap_of_news_is_read(text: str) -> None:
    read_and_draw(text, "mk")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\ufeff",
        "\x00",
        "a",
        "„",
        "5",
        "А. " * 500,
        '"' * 999,
        "Markova said " * 400,
        "The bridge fell on 12 March 2024 and 34 people were hurt. " * 40,
        "a" * 20_000,
        "31 April 2021\u2028" * 30,
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    read_and_draw(text)

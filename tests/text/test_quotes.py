"""Quotations in every style of marks, and the apostrophes that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo.resources import PROFILES
from merilo.text.quotes import quotes

CASES = [
    # (profile, text, words of each quotation; "…" at the end of a row's word marks one left open)
    ("mk", "Тој рече: „Нема да има“.", ["Нема да има"]),
    ("mk", "„Кажа ‚не‘ вчера“, рече таа.", ["Кажа ‚не‘ вчера", "не"]),
    ("sr", "„Нема „Фронт“ да има“, каже.", ["Нема „Фронт“ да има", "Фронт"]),
    ("sr-Latn", "„Nema ništa”, kaže on.", ["Nema ništa"]),
    ("bs", "“Nema ništa”, kaže on, “baš ništa”.", ["Nema ništa", "baš ništa"]),
    ("hr", "»Tako je«, kaže. ›Nije‹, misli.", ["Tako je", "Nije"]),
    ("hr", "''Dupli'' i ,,zarezi'' i ”švedski”.", ["Dupli", "zarezi", "švedski"]),
    ("ru", "«Он сказал «нет» вчера», — писала газета.", ["Он сказал «нет» вчера", "нет"]),
    ("ru", "Фирма «АО «Ромашка» растёт.", ["АО «Ромашка", "Ромашка"]),
    ("ru", "Компания \"АО \"Роса\" растёт.", ['АО "Роса', "Роса"]),
    ("ru", "«Выборы не отменят » — сказал он.", ["Выборы не отменят"]),
    ("uk", "«Так», — сказав п'ятий свідок. П'ять інших: «Ні».", ["Так", "Ні"]),
    ("bg", "„Да“, каза той. \"Не\", каза тя.", ["Да", "Не"]),
    ("sq", "“S'ka problem, ç'është?” tha ai. «Jo», tha ajo.", ["S'ka problem, ç'është?", "Jo"]),
    ("sq", "S'ka, s'do të ketë dhe ç'është t'i themi.", []),
    ("en", "“I won't ‘go’ there,” he said.", ["I won't ‘go’ there,", "go"]),
    ("en", "‘The workers’ rights are here,’ she said.", ["The workers’ rights are here,"]),
    ("en", "O'Brien's dogs don't bark in the '90s; rock 'n' roll; 'tis 'em.", []),
    ("en", "He is 5'10\" tall and so is the dogs' owner.", []),
    ("en", "\"The 15\" screen is good\" he said.", ['The 15" screen is good']),
    ("en", "“First part.\n\n“Second part.”\n\nHe left.", ["First part.\n\n“Second part."]),
    ("en", "“First part.\n\nSecond part,” he said.", ["First part.\n\nSecond part,"]),
    ("en", "He said “we never agreed to this.\n\nNothing else.", ["we never agreed to this.…"]),
    ("en", "Third \"open here. \"Next one\" ok.", ["open here.…", "Next one"]),
    ("en", "The so-called \"reform\" failed.", ["reform"]),
    ("en", "Nothing is said \"\" here.", []),
    ("en", "No marks at all.", []),
    ("mk", "К'смет, рж и 'рж.", []),
]  # fmt: skip


@pytest.mark.parametrize(("profile", "text", "expected"), CASES)
def test_quotations_are_found(profile: str, text: str, expected: list[str]) -> None:
    assert [each.words.of(text) + ("" if each.closed else "…") for each in quotes(text, profile)] == expected


def test_depth_counts_from_the_outermost() -> None:
    text = "„A „b“ c“ i „d“"
    assert [each.depth for each in quotes(text, "bs")] == [0, 1, 0]


def test_very_many_marks_cost_bounded_work() -> None:
    for mark in ("„", '"', "'", "«»", "“", "''"):
        text = (mark + "a ") * 20_000
        assert all(each.span.end <= len(text) for each in quotes(text, "sr"))


@given(st.text("aЖ \n\"'„“”‚‘’«»‹›`,.s5—(", max_size=60), st.sampled_from(PROFILES))
def test_any_text_gives_sound_quotations(text: str, profile: str) -> None:
    found = quotes(text, profile)
    assert [each.span.start for each in found] == sorted(each.span.start for each in found)
    for each in found:
        assert each.span.holds(each.words)
        assert each.span.end <= len(text)
        assert each.words.of(text) == each.words.of(text).strip()

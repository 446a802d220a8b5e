"""What is taken out of a text, and what stays as it was typed."""

from __future__ import annotations

import pytest

from merilo_desk.intake.cleaning import cleaned, is_damaged, on_one_line

CASES = [
    # (typed, kept)
    ("photo\u202egpj.exe", "photogpj.exe"),
    ("a\u2067b\u2069c", "abc"),
    ("n\x00u\x00l", "nul"),
    ("bell\x07 and \x1b[31mred", "bell and [31mred"),
    ("s\u200bp\u200ba\u2060m\ufeff", "spam"),
    ("soft\u00adhyphen", "softhyphen"),
    ("one\r\ntwo\rthree", "one\ntwo\nthree"),
    ("a\n\n\n\n\n\n\nb", "a\n\n\nb"),
    ("e" + "\u0301" * 40, "é" + "\u0301" * 3),
    ("\U000e0041hidden", "hidden"),
    # And this is left alone.
    ("Ѕвездата „сјае“ – 12 %", "Ѕвездата „сјае“ – 12 %"),
    ("семейство \U0001f468\u200d\U0001f469\u200d\U0001f467", "семейство \U0001f468\u200d\U0001f469\u200d\U0001f467"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ("שלום עולם", "שלום עולם"),
    ("tab\tand\nline", "tab\tand\nline"),
    ("č š ž ѓ ќ", "č š ž ѓ ќ"),
]


@pytest.mark.parametrize(("typed", "kept"), CASES)
def test_cleaned(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept
    assert cleaned(kept) == kept


def test_a_field_of_one_line_has_one() -> None:
    assert on_one_line("Ana\nBcc: x@y.example\t and  more ") == "Ana Bcc: x@y.example and more"


def test_damage_is_seen() -> None:
    assert is_damaged("Ова е �зјава")
    assert not is_damaged("Ова е изјава")

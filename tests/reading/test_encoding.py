"""Bytes in any character set become the same words."""

from __future__ import annotations

import pytest

from merilo.errors import BinarySource, EmptySource
from merilo.reading.encoding import decode

TEXTS = {
    "mk": ["Здраво", "Ќе одиме в училиште, рече Ѓорѓи Џамбазов.", "Скопје, мај 2024"],
    "sr": ["Ђорђе Љубичић из Његоша рекао је да неће.", "Чачак и Шабац"],
    "hr": ["Čovjek je rekao da će doći sutra navečer.", "Žena šeće đakovačkom ulicom.", "kuća"],
    "sq": ["Kryeministri tha se çmimet do të ulen më shpejt.", "është"],
    "bg": ["Министърът каза, че цените ще паднат.", "Здравей"],
    "ru": ["Министр сказал, что цены снизятся.", "Привет, мир", "Съешь ещё этих мягких булок"],
    "uk": ["Міністр сказав, що ціни знизяться, а їхня доля вирішена.", "Привіт, світе"],
    "en": ["The café was closed, the owner said."],
}
SETS = {
    "mk": ["cp1251", "iso-8859-5", "mac-cyrillic", "cp855"],
    "sr": ["cp1251", "iso-8859-5", "mac-cyrillic", "cp855"],
    "hr": ["cp1250", "iso-8859-2", "cp852"],
    "sq": ["cp1252", "cp1250", "iso-8859-2"],
    "bg": ["cp1251", "iso-8859-5", "koi8-r", "mac-cyrillic", "cp866"],
    "ru": ["cp1251", "iso-8859-5", "koi8-r", "mac-cyrillic", "cp866"],
    "uk": ["cp1251", "iso-8859-5", "koi8-u", "mac-cyrillic"],
    "en": ["cp1252"],
}
WIDE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
GUESSED = [(text, each) for language, texts in TEXTS.items() for text in texts for each in SETS[language]]
MARKED = [(text, each) for texts in TEXTS.values() for text in texts for each in WIDE]


@pytest.mark.parametrize(("text", "encoding"), GUESSED)
def test_eight_bit_sets_are_told_by_the_letters(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), "x")
    assert found.text == text
    assert found.guessed
    assert [each.key for each in found.notices] == ["reading.encoding-guessed"]


@pytest.mark.parametrize(("text", "encoding"), MARKED)
def test_unicode_is_told_by_marks_or_trial(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), "x")
    assert (found.text, found.notices) == (text, ())


@pytest.mark.parametrize(
    ("text", "in_truth", "said"),
    [
        ("Здраво на сите", "cp1251", "windows-1251"),
        ("Здраво на сите", "cp1251", "iso-8859-1"),  # a template's lie: the letters know better
        ("Здраво на сите", "utf-8", "windows-1251"),  # bytes that are UTF-8 are UTF-8
        ("Привет всем", "koi8-r", "KOI8-R"),
        ("Žena šeće", "cp1250", "no-such-set"),
        ("Žena šeće", "cp1250", "rot13"),  # a codec of Python's that is no character set
        ("Žena šeće", "cp1250", "hex"),
    ],
)
def test_a_set_that_is_named_is_believed_with_care(text: str, in_truth: str, said: str) -> None:
    assert decode(text.encode(in_truth), "x", said=said).text == text


def test_utf8_that_is_cut_off_loses_one_letter() -> None:
    data = ("Мостот е отворен. " * 20 + "ѓ").encode()[:-1]
    assert decode(data, "x").text == "Мостот е отворен. " * 20 + "\ufffd"


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0\0"])
def test_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(EmptySource):
        decode(data, "x")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 20, b"\x7fELF\x02\x01\x01" + bytes(200), b"abc\0\0\0\0\0def" * 50]
)
def test_a_program_is_no_text(data: bytes) -> None:
    with pytest.raises(BinarySource):
        decode(data, "x")

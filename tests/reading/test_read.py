"""The front door: files, standard input, bad input; and every notice in every language."""

from __future__ import annotations

import hashlib
import io
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merilo.errors import (
    BinarySource,
    EmptySource,
    IsFolder,
    MeriloError,
    NoPermission,
    NotFound,
    TooLarge,
    UnreadableSource,
)
from merilo.model import Phrase
from merilo.reading import read as door
from merilo.reading.read import article_from_bytes, read
from merilo.resources import PROFILES, load
from merilo.speech import say

STORY = "Мостот е отворен\n\nГрадоначалникот рече дека сѐ е готово.\n"


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    article = read(path)
    assert (article.text, article.title, article.source) == (STORY, "Мостот е отворен", str(path))
    assert article.sha256 == hashlib.sha256(STORY.encode()).hexdigest()


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode("cp1251", "replace"))))
    article = read("-", language="mk")
    assert article.source == "standard input"
    assert article.title == "Мостот е отворен"


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(IsFolder, match="it is a folder"):
        read(str(tmp_path))
    with pytest.raises(UnreadableSource):
        read("a\0b")
    with pytest.raises(UnreadableSource):
        read("a" * 5000)


def test_a_file_of_somebody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # whoever runs the tests may be allowed everything
    with pytest.raises(NoPermission, match="not allowed"):
        read(tmp_path / "story.txt")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptySource),
        (b" \r\n\t", EmptySource),
        (b"\xff\xfe", EmptySource),
        (b"\x7fELF" + bytes(range(256)) * 9, BinarySource),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(300), BinarySource),
        (b"ID3\x04\x00\x00\x00" + bytes(300), BinarySource),
    ],
)
def test_bytes_that_are_no_text(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        article_from_bytes(data, "x")


def test_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "MOST", 1000)
    monkeypatch.setattr(door, "MOST_TEXT", 100)
    with pytest.raises(TooLarge, match="larger than"):
        article_from_bytes(b"a " * 501, "x")
    with pytest.raises(TooLarge, match="longer than"):
        article_from_bytes(b"a " * 51, "x")
    assert article_from_bytes(b"a " * 50, "x").text


def test_right_to_left_marks_stay_and_are_told() -> None:
    article = article_from_bytes("Мостот \u202eе отворен.".encode(), "x")
    assert article.text == "Мостот \u202eе отворен."
    assert [each.key for each in article.notices] == ["reading.direction-marks"]


HEADS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"WEBVTT\n\n", b"1\n00:00:01,000 --> 00:00:02,000\n",
         b"\xff\xfe", b"\xef\xbb\xbf", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml"]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(["a", "a.html", "a.docx", "a.srt", "a.odt"]))
def test_any_bytes_are_read_or_refused_in_words(head: bytes, data: bytes, name: str) -> None:
    try:
        article = article_from_bytes(head + data, name)
    except MeriloError as error:
        sentence = str(error)
        assert re.fullmatch(r".+ could not be read: .+[.] [A-Z].+[.]", sentence, re.DOTALL)
        return
    assert article.text.strip()
    assert all(0 <= mark.start < len(article.text) for mark in article.landmarks)


FACTS = {"count": 3, "example": "Ð¡Ðº", "encoding": "cp1251", "written": "kaze", "meant": "kaže"}


@pytest.mark.parametrize("profile", [each for each in PROFILES if each != "bs-Cyrl"])
def test_every_notice_is_said_in_every_language(profile: str) -> None:
    english = load("en", "phrases-reading", dict[str, str])
    assert load(profile, "phrases-reading", dict[str, str]).keys() == english.keys()
    for key in english:
        for count in (1, 2, 5, 21):
            said = say(Phrase(f"reading.{key}", {**FACTS, "count": count}), profile)
            assert not set("{|}") & set(said)
            assert said != say(Phrase(f"reading.{key}", {**FACTS, "count": count}), "en") or profile == "en"


def test_every_notice_that_is_given_has_its_words() -> None:
    room = Path(door.__file__).parent
    given_keys = {key for path in room.glob("*.py") for key in re.findall(r'"reading\.([a-z-]+)"', path.read_text())}
    assert given_keys == load("en", "phrases-reading", dict[str, str]).keys()

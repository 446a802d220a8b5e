"""JSON Lines: a bad line is told in its place and never stops the rest."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merilo.errors import BadLine
from merilo.reading.lines import MOST, ArticleLine, SentenceLine, records

GOOD = b'{"id":"z","text":"Good."}'
BAD = [
    # (line, id that can still be made out, words of the reason)
    (b'{"id":"a","text":"half', "a", "breaks off"),
    (b'{"id":"a","text":"\\ud800"}', "a", "lone surrogate"),
    (b'{"id":"a","text":"\xff\xfe"}', "a", "not UTF-8"),
    (b'{"id":"a"}', "a", "no “text”"),
    (b'{"id":"a","text":null}', "a", "“text” is not text"),
    (b'{"id":"a","text":["x"]}', "a", "“text” is not text"),
    (b'{"id":"a","text":"  \\n"}', "a", "its text is empty"),
    (b'{"id":"a","text":"x","lang":5}', "a", "“lang” is not text"),
    (b'{"id":"a","text":"x","date":"12.5.2024"}', "a", "YYYY-MM-DD"),
    (b'{"id":"a","text":"x","date":"2024-02-30"}', "a", "YYYY-MM-DD"),
    (b'{"id":5,"text":"x"}', "5", "“id” is not text"),
    (b'{"id":"","text":"x"}', "", "its id is empty"),
    (b'{"id":null,"text":"x"}', None, "“id” is not text"),
    (b'{"text":"x"}', None, "no “id”"),
    (b'["a","x"]', None, "not an object"),
    (b"nonsense", None, "not JSON"),
    (b"\x00\x01", None, "not JSON"),
    (b"[" * 100_000, None, "not"),
    (b'{"a":' * 100_000, None, "not"),
    (b'{"id":"a","text":"' + b"x" * MOST + b'"}', "a", "longer than"),
    (b'{"text":"' + b"x" * MOST + b'"}', None, "longer than"),
]


@pytest.mark.parametrize(("line", "id", "because"), BAD, ids=range(len(BAD)))
def test_a_bad_line_is_told_and_the_next_is_read(line: bytes, id: str | None, because: str) -> None:
    bad, good = records(io.BytesIO(line + b"\n" + GOOD), ArticleLine)
    assert isinstance(bad, BadLine)
    assert (bad.number, bad.id, bad.code) == (1, id, "bad-line")
    assert because in str(bad)
    assert good == ArticleLine("z", "Good.")


def test_blank_lines_a_mark_and_windows_endings_are_no_matter() -> None:
    data = b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n   \n" + GOOD + b"\n\n"
    assert list(records(io.BytesIO(data), SentenceLine)) == [SentenceLine("z", "Good.")] * 2


@pytest.mark.parametrize(
    ("lang", "read"),
    [
        ("mk", "mk"),
        ("sr-Latn", "sr"),
        ("SQ_AL", "sq"),
        ("de", "other"),
        ("sh", None),
        ("und", None),
        ("", None),
        (None, None),
    ],
)
def test_languages_are_read_kindly(lang: str | None, read: str | None) -> None:
    line = json.dumps({"id": "a", "text": "x", "lang": lang}).encode()
    [found] = records(io.BytesIO(line), SentenceLine)
    assert isinstance(found, SentenceLine)
    assert found.lang == read


@pytest.mark.parametrize(
    ("written", "day"),
    [("2024-05-12", dt.date(2024, 5, 12)), ("2024-05-12T10:00:00Z", dt.date(2024, 5, 12)), ("", None), (None, None)],
)
def test_days(written: str | None, day: dt.date | None) -> None:
    [found] = records(io.BytesIO(json.dumps({"id": "a", "text": "x", "date": written}).encode()), ArticleLine)
    assert isinstance(found, ArticleLine)
    assert found.published == day


def test_numbers_of_lines_count_the_blank_ones() -> None:
    found = list(records(io.BytesIO(b"\n\nbad\n" + GOOD), SentenceLine))
    assert isinstance(found[0], BadLine)
    assert found[0].number == 3


@given(st.lists(st.binary(max_size=60)))
def test_no_bytes_stop_the_rest(lines: list[bytes]) -> None:
    body = b"\n".join(line.replace(b"\n", b"") for line in lines)
    *_, last = records(io.BytesIO(body + b"\n" + GOOD), SentenceLine)
    assert last == SentenceLine("z", "Good.")


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_comes_through(id: str, text: str) -> None:
    [found] = records(io.BytesIO(json.dumps({"id": id, "text": text}).encode()), SentenceLine)
    assert (found == SentenceLine(id, text)) is bool(text.strip())

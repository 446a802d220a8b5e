"""Subtitles become running text; every stretch leads back to its time code and speaker."""

from __future__ import annotations

import pytest

from merilo.errors import DamagedSource, EmptySource
from merilo.model import Landmark
from merilo.reading.read import article_from_bytes

VTT = """WEBVTT

1
00:00:01.500 --> 00:00:04.000
<v Ana Kovač>Dobar dan svima,

00:00:04.000 --> 00:00:06.000 align:start
<v Ana Kovač>i dobro <c.yellow>došli</c>.

00:00:07.000 --> 00:00:09.000
<v Ivan Horvat>Hvala <i>lijepa</i>.
"""
SRT = """1
00:00:01,000 --> 00:00:02,000
- Шта је било?
- Ништа.

2
00:00:05,000 --> 00:00:06,500
МИЛИЦА: Онда добро,
идемо даље.
"""


def test_webvtt_joins_cues_and_names_voices() -> None:
    article = article_from_bytes(VTT.encode(), "a.vtt")
    assert article.text == "Dobar dan svima, i dobro došli.\n\nHvala lijepa."
    assert article.kind == "transcript"
    assert article.landmarks == (
        Landmark(0, paragraph=1, time=1.5, speaker="Ana Kovač"),
        Landmark(17, paragraph=1, time=4.0, speaker="Ana Kovač"),
        Landmark(33, paragraph=2, time=7.0, speaker="Ivan Horvat"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_srt_parts_those_who_answer_each_other(encoding: str) -> None:
    article = article_from_bytes(SRT.encode(encoding), "a.srt")
    assert article.text == "Шта је било?\n\nНишта.\n\nМИЛИЦА: Онда добро, идемо даље."
    assert [(mark.time, mark.speaker) for mark in article.landmarks] == [(1.0, None), (1.0, None), (5.0, "МИЛИЦА")]


def cue(at: int, words: str) -> str:
    return f"00:00:{at:02}.000 --> 00:00:{at + 2:02}.000\n{words}\n\n"


def test_lines_that_roll_up_are_read_once() -> None:
    rolling = (
        cue(1, "the bridge was")
        + cue(3, "the bridge was\nopened on Monday")
        + cue(5, "opened on Monday\nby the mayor.")
    )
    article = article_from_bytes(("WEBVTT\n\n" + rolling).encode(), "a.vtt")
    assert article.text == "the bridge was opened on Monday by the mayor."


def test_a_long_pause_begins_a_paragraph() -> None:
    article = article_from_bytes(("WEBVTT\n\n" + cue(1, "It is open.") + cue(20, "Now the weather.")).encode(), "a.vtt")
    assert article.text == "It is open.\n\nNow the weather."


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("WEBVTT\n\n", EmptySource),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", EmptySource),
        ("WEBVTT\n\n99:99 --> no\nwords", (EmptySource, DamagedSource)),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n", EmptySource),
    ],
)
def test_subtitles_without_words(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        article_from_bytes(text.encode(), "a")

"""Subtitles (WebVTT, SRT) into running text, each stretch with its time code and, where named, its speaker."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import srt  # type: ignore[import-untyped]
import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Timestamp

from merilo.errors import DamagedSource, EmptySource
from merilo.model import Landmark, Phrase
from merilo.reading.manuscript import Manuscript
from merilo.reading.metadata import tidy
from merilo.reading.speakers import label, spoken

logging.getLogger("srt").addHandler(logging.NullHandler())  # it warns of stray lines on standard error

TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
VOICE = re.compile(r"<v(?:\.[^\s<>]{0,80})?\s+([^<>]{1,80})>")
DASH = re.compile(r"^\s*(?:[-–—]|>>+)\s*")
ENDS = tuple('.!?…”“»"')
# A pause this long after the end of a sentence begins a new paragraph (seconds).
PAUSE = 2.0
AT_ONCE, FEWEST_ROLLED, MOST_ROLLED = 0.5, 3, 40


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at once: when (seconds), the words, who speaks ("" unknown), and whether somebody new begins."""

    start: float
    end: float
    text: str
    speaker: str
    turn: bool


def manuscript(text: str, name: str, *, notices: tuple[Phrase, ...] = ()) -> Manuscript:
    """Return the words of all cues as running text; a new speaker or a long pause begins a paragraph.

    Raises:
        DamagedSource: the file is no subtitle file after all.
        EmptySource: no cue holds words.
    """
    body = text.lstrip("\ufeff")
    shown = list(_vtt(body, name) if body.startswith("WEBVTT") else _srt(body, name))
    known = _speakers(raw for raw, _, _ in shown)
    cues = list(_unrolled(cue for raw, start, end in shown for cue in _spoken_in(raw, start, end, known)))
    if not cues:
        raise EmptySource(name, because="no subtitle in it holds words", why="no-subtitles")
    parts: list[str] = []
    marks: list[Landmark] = []
    length = paragraph = 0
    speaker = ""
    before: Cue | None = None
    for cue in cues:
        fresh = before is None or _parts(before, cue, speaker)
        if fresh:
            paragraph += 1
            speaker = cue.speaker or ("" if cue.turn else speaker)
        glue = "" if before is None else "\n\n" if fresh else " "
        length += len(glue)
        marks.append(Landmark(length, paragraph=paragraph, time=round(cue.start, 3), speaker=speaker or None))
        parts += (glue, cue.text)
        length += len(cue.text)
        before = cue
    return Manuscript(text="".join(parts), kind="transcript", landmarks=tuple(marks), notices=notices)


def _parts(before: Cue, cue: Cue, speaker: str) -> bool:
    """Say whether a paragraph begins with this cue."""
    if cue.speaker:
        return cue.speaker != speaker or cue.turn
    return cue.turn or (cue.start - before.end >= PAUSE and before.text.endswith(ENDS))


def _vtt(body: str, name: str) -> Iterator[tuple[str, float, float]]:
    try:
        captions = webvtt.from_buffer(io.StringIO(body), format="vtt").captions
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise DamagedSource(name, because="it is not a whole WebVTT file", why="captions", kind="WebVTT") from error
    for each in captions:
        yield each.raw_text, _seconds(each.start_time), _seconds(each.end_time)


def _seconds(time: Timestamp) -> float:
    return time.hours * 3600 + time.minutes * 60 + time.seconds + time.milliseconds / 1000


def _srt(body: str, name: str) -> Iterator[tuple[str, float, float]]:
    try:
        found = list(srt.parse(body.replace("\r\n", "\n"), ignore_errors=True))
    except (srt.SRTParseError, ValueError, OverflowError) as error:
        raise DamagedSource(name, because="it is not a whole SRT file", why="captions", kind="SRT") from error
    for each in found:
        yield each.content, each.start.total_seconds(), each.end.total_seconds()


def _speakers(shown: Iterable[str]) -> frozenset[str]:
    """Return the labels of the whole file that name somebody, in small letters: one line alone does not tell."""
    lines = (DASH.sub("", tidy(TAG.sub("", line))) for raw in shown for line in raw.splitlines())
    return frozenset(name.casefold() for name in spoken("\n".join(lines)).values())


def _spoken_in(raw: str, start: float, end: float, known: frozenset[str]) -> Iterator[Cue]:
    """Yield a cue for each speaker in what is shown at once (two may answer each other, a dash before each line)."""
    lines: list[tuple[str, str, bool]] = []  # words, speaker, whether a label or dash begins a turn
    for line in raw.splitlines():
        voice = VOICE.search(line)
        words = tidy(TAG.sub("", line))
        bare = DASH.sub("", words)
        named = label(bare)
        named = named if named.casefold() in known else ""
        speaker = tidy(voice.group(1)) if voice else named
        labelled = bool(named) or bare != words
        if not bare:
            continue
        if labelled or voice or not lines:
            lines.append((bare, speaker, labelled))
        else:
            lines[-1] = (f"{lines[-1][0]} {bare}", *lines[-1][1:])
    for words, speaker, begins in lines:
        yield Cue(start, end, words, speaker, begins)


def _unrolled(cues: Iterator[Cue]) -> Iterator[Cue]:
    """Drop what live subtitles show again while they roll up: each begins with the last line of the one before."""
    last: list[str] = []
    end = 0.0
    for cue in cues:
        words = cue.text.split()
        again = _overlap(last, words) if cue.start - end < AT_ONCE else 0
        last, end = words, cue.end
        if again < len(words):
            yield replace(cue, text=" ".join(words[again:]) if again else cue.text)


def _overlap(last: list[str], words: list[str]) -> int:
    """Return how many words at the end of one cue the next begins with; one or two may be said twice in truth."""
    for count in range(min(len(last), len(words), MOST_ROLLED), FEWEST_ROLLED - 1, -1):
        if last[-count:] == words[:count]:
            return count
    return 0

"""JSON Lines in: one record after another from a stream, and a bad line never stops the rest.

A line that is no record comes out as a `BadLine` in its place, so that what goes out has a line for every line in.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, BinaryIO, TypeVar

import msgspec

from merilo.errors import BadLine
from merilo.resources import LANGUAGES

MOST = 16 * 1024 * 1024
HEAD = 1 << 16
Id = Annotated[str, msgspec.Meta(min_length=1)]
ID = re.compile(rb'"id"\s*:\s*("(?:[^"\\\x00-\x1f]|\\.){0,1000}"|-?\d{1,30}\b)')
LONE = re.compile(r"[\ud800-\udfff]")


class SentenceLine(msgspec.Struct, frozen=True):
    """A line for `checkworthy` and `match`: one sentence, claim or post. `lang` is one of ours, "other" or None."""

    id: Id
    text: str
    lang: str | None = None


class ArticleLine(msgspec.Struct, frozen=True):
    """A line for `check` and `suspects`: a whole text; only `id` and `text` are required."""

    id: Id
    text: str
    title: str | None = None
    lang: str | None = None
    date: str | None = None
    source: str | None = None

    @property
    def published(self) -> dt.date | None:
        """The day of publication, where the line gives one."""
        return dt.date.fromisoformat(self.date) if self.date else None


L = TypeVar("L", SentenceLine, ArticleLine)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A line as it came, without its end; `whole` is False where only the head of a huge one is here."""

    number: int
    data: bytes
    whole: bool = True


def records(stream: BinaryIO, kind: type[L]) -> Iterator[L | BadLine]:
    """Yield a record of `kind`, or what is wrong, for every line that is not blank; one line is held at a time."""
    for line in _split(stream):
        if not line.data.strip():
            continue
        try:
            yield _record(line, kind)
        except BadLine as bad:
            yield bad


def _split(stream: BinaryIO) -> Iterator[_Raw]:
    number = 0
    while data := stream.readline(MOST + 1):
        number += 1
        if number == 1:
            data = data.removeprefix(b"\xef\xbb\xbf")
        whole = len(data) <= MOST
        if not whole:
            data = data[:HEAD]
            while (rest := stream.readline(MOST)) and not rest.endswith(b"\n"):
                pass
        yield _Raw(number, data.rstrip(b"\r\n"), whole)


def _record(line: _Raw, kind: type[L]) -> L:
    """Return the record of one line.

    Raises:
        BadLine: and why.
    """
    if not line.whole:
        raise _bad(line, f"it is longer than {MOST // 1024 // 1024} MB")
    try:
        found = msgspec.json.decode(line.data, type=kind)
    except msgspec.ValidationError as error:
        raise _bad(line, _in_words(str(error))) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _bad(line, _broken(line.data)) from error
    if not found.text.strip():
        raise _bad(line, "its text is empty")
    if found.lang is not None:
        found = msgspec.structs.replace(found, lang=language(found.lang))
    if isinstance(found, ArticleLine) and found.date:
        found = msgspec.structs.replace(found, date=_day(line, found.date))
    return found


def language(tag: str) -> str | None:
    """Return one of our languages for a tag ("sr-Latn"), "other" for another, None for one that leaves it open."""
    first = tag.strip().lower().replace("_", "-").partition("-")[0]
    if first in {"", "und", "auto", "sh", "hbs"}:  # Serbo-Croatian may be any of three: the words will tell
        return None
    return first if first in LANGUAGES else "other"


def _day(line: _Raw, written: str) -> str | None:
    if not written.strip():
        return None
    try:
        return dt.date.fromisoformat(written.strip()[:10]).isoformat()
    except ValueError:
        raise _bad(line, "its date is not a day written as YYYY-MM-DD") from None


def _bad(line: _Raw, because: str) -> BadLine:
    return BadLine(line.number, because=because, id=_id(line.data))


def _id(data: bytes) -> str | None:
    """Make out the id of a line that is no record: the first thing that looks like one."""
    found = ID.search(data[:HEAD]) or ID.search(data[-HEAD:])
    if found is None:
        return None
    try:
        value = json.loads(found.group(1))
    except (ValueError, UnicodeDecodeError):
        return None
    return LONE.sub("\ufffd", str(value))


def _in_words(error: str) -> str:
    """Turn the validator's words into a sentence for people."""
    if "missing required field" in error:
        return f"it has no “{'id' if '`id`' in error else 'text'}”"
    if "Expected `object`" in error:
        return "it is not an object in braces: {…}"
    if "length >= 1" in error:
        return "its id is empty"
    field = error.rpartition("$.")[2].rstrip("`")
    return f"its “{field}” is not text in quotation marks"


def _broken(data: bytes) -> str:
    """Say what keeps a line from being JSON."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "it is not UTF-8"
    if re.search(rb"\\u[dD][89a-fA-F]", data):
        try:
            json.loads(data)
            return "it holds half of a character (a lone surrogate such as \\ud800)"
        except (ValueError, RecursionError):
            pass
    if data.count(b'"') and not data.rstrip().endswith(b"}"):
        return "it breaks off before the closing brace"
    return "it is not JSON"

"""CSV and TSV, streamed row by row, with a map of columns where their names are not ours."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import IO

import msgspec

from merilo.library.records import FIELDS, Record, record_of, refused
from merilo.library.sources.slashes import as_iso, order_of

LONGEST_CELL = 1_000_000
SAMPLE = 64 * 1024


def records(stream: IO[bytes], columns: Mapping[str, str] | None = None) -> Iterator[Record]:
    """Read a table with a header row. `columns` maps our names ("claim", "date", ...) to the table's.

    The separator (comma, semicolon, tab, bar) is told by the header; the encoding is UTF-8, UTF-16 with its mark, or
    else Windows-1252. Rows of another width are refused; so is a table in which no column can be the claim.
    """
    csv.field_size_limit(LONGEST_CELL)
    text = io.TextIOWrapper(_Buffered(stream), encoding=_encoding(stream), errors="replace", newline="")
    # NUL bytes end a cell for the csv module; they say nothing.
    rows = csv.reader((line.replace("\0", "") for line in _pieces(text)), delimiter=_separator(stream), strict=False)
    order = order_of(_peeked(stream).decode("utf-8", "replace"))
    header = next(rows, None)
    if not header:
        yield refused(1, "empty-table")
        return
    names = [name.strip().lstrip("\ufeff") for name in header]
    if missing := sorted(set((columns or {}).values()) - set(names)):
        yield refused(1, "no-such-column", ", ".join(missing))
        return
    if not _has_claim(names, columns or {}):
        yield refused(1, "no-claim-column", ", ".join(names)[:150])
        return
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield refused(rows.line_num, "broken-row", str(error))
            continue
        if not any(row):
            continue
        if len(row) != len(names):
            yield refused(rows.line_num, "broken-row", f"{len(row)} / {len(names)}", row[0][:60])
            continue
        original = dict(zip(names, row, strict=True))
        read = {name: as_iso(cell, order) for name, cell in original.items()} if order else original
        yield record_of(read, rows.line_num, columns=columns, original=msgspec.json.encode(original).decode())


def _pieces(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines, one of gigabytes in pieces: the csv module then gives up on its cell, not the machine."""
    while line := text.readline(4 * LONGEST_CELL):
        yield line


def _has_claim(names: list[str], columns: Mapping[str, str]) -> bool:
    lower = {name.lower() for name in names}
    return "claim" in columns or any(name.lower() in lower for part in ("claim", "title") for name in FIELDS[part])


class _Buffered(io.BufferedReader):
    """The stream again, so that closing the text around it leaves the stream open."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(_Raw(stream))


class _Raw(io.RawIOBase):
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        got = self._stream.read(len(buffer))
        buffer[: len(got)] = got
        return len(got)


def _peeked(stream: IO[bytes]) -> bytes:
    peek = getattr(stream, "peek", None)
    return bytes(peek(SAMPLE)[:SAMPLE]) if peek else b""


def _encoding(stream: IO[bytes]) -> str:
    start = _peeked(stream)
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        start[: start.rfind(b"\n") + 1 or None].decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _separator(stream: IO[bytes]) -> str:
    first = _peeked(stream).split(b"\n", 1)[0]
    return max((",", ";", "\t", "|"), key=lambda mark: first.count(mark.encode()))

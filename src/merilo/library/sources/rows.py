"""The lines of a table in whatever character set, and its rows, also those that a lost quotation mark swallowed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from merilo.errors import MeriloError
from merilo.reading.encoding import decode

LONGEST_CELL = 1_000_000
SAMPLE = 64 * 1024
# Characters of broken rows that are read a second time; a table of nothing else must end too.
SECOND_LOOK = 64 * 1024 * 1024


class Lines:
    """The lines of a table, one of gigabytes in pieces; `guessed` is the character set where it is not UTF-8."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.guessed = ""
        self._sample = peeked(stream)
        self._lines = self._wide(stream) if self._is_wide() else self._narrow(stream)

    def __iter__(self) -> Iterator[str]:
        # NUL bytes end a cell for the csv module; they say nothing.
        return (line.replace("\0", "") for line in self._lines)

    def _is_wide(self) -> bool:
        """UTF-16, or lines that end in a carriage return alone, as old spreadsheets write them."""
        return self._sample.startswith((b"\xff\xfe", b"\xfe\xff")) or (
            b"\r" in self._sample and b"\n" not in self._sample
        )

    def _wide(self, stream: IO[bytes]) -> Iterator[str]:
        encoding = _set_of(self._sample)
        self.guessed = "" if encoding.startswith("utf") else encoding
        text = io.TextIOWrapper(_Buffered(stream), encoding=encoding, errors="replace", newline="")
        while line := text.readline(4 * LONGEST_CELL):
            yield line

    def _narrow(self, stream: IO[bytes]) -> Iterator[str]:
        encoding = ""
        while line := stream.readline(4 * LONGEST_CELL):
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError:
                # Told once, by the beginning of the table where the line lies in it: one line has few letters.
                encoding = encoding or _set_of(self._sample if line in self._sample else line)
                self.guessed = "" if encoding == "utf-8" else encoding
                yield line.decode(encoding, "replace")


class Rows:
    """The rows of a table: each its cells, or None where it is broken; `line` is where it ends."""

    def __init__(self, lines: Iterator[str], separator: str) -> None:
        self._source, self._separator = lines, separator
        self._held: list[str] = []
        self._again: list[str] = []
        self._left = SECOND_LOOK
        self._reader = csv.reader(self._taken(), delimiter=separator, strict=False)
        self.line = 0

    def _taken(self) -> Iterator[str]:
        while True:
            line = self._again.pop() if self._again else next(self._source, None)
            if line is None:
                return
            self._held.append(line)
            self.line += 1
            yield line

    def next(self, width: int | None) -> tuple[list[str], str] | None:
        """Return the next row and why it is broken ("" where it is not); None at the end of the table."""
        self._held.clear()
        cells: list[str] = []
        try:
            cells, why = next(self._reader), ""
        except StopIteration:
            return None
        except csv.Error as error:
            why = str(error)
        if width is not None and any(cells) and len(cells) != width:
            why = f"{len(cells)} / {width}"
        if width is not None and len(self._held) > 1 and (why or not self._is_clean()) and self._swallowed(width):
            # A quotation mark that never closes takes what follows into its cell: only its own line is given up.
            rest = self._held[1:]
            self._again += reversed(rest)
            self.line -= len(rest)
            self._left -= sum(map(len, rest))
            self._reader = csv.reader(self._taken(), delimiter=self._separator, strict=False)
            cells, why = [self._held[0].strip()[:200]], f"1 / {width}"
        return cells, why

    def _swallowed(self, width: int) -> bool:
        rest = self._held[1:]
        if width < 2 or sum(map(len, rest)) > self._left:
            return False
        return any(line.count(self._separator) >= width - 1 and self._is_row(line, width) for line in rest)

    def _is_clean(self) -> bool:
        """Say whether nothing stands between a closing quotation mark and the end of its cell."""
        try:
            next(csv.reader(self._held, delimiter=self._separator, strict=True))
        except (csv.Error, StopIteration):
            return False
        return True

    def _is_row(self, line: str, width: int) -> bool:
        try:
            return len(next(csv.reader([line], delimiter=self._separator))) == width
        except (csv.Error, StopIteration):
            return False


def peeked(stream: IO[bytes]) -> bytes:
    """Return the beginning of a stream without taking it."""
    peek = getattr(stream, "peek", None)
    return bytes(peek(SAMPLE)[:SAMPLE]) if peek else b""


def _set_of(sample: bytes) -> str:
    """Return the character set of some bytes; Windows-1252 where nothing can be told."""
    try:
        encoding = decode(sample[: sample.rfind(b"\n") + 1 or None], "").encoding
    except MeriloError:
        return "cp1252"
    return "utf-8-sig" if encoding == "utf-8" and sample.startswith(b"\xef\xbb\xbf") else encoding


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

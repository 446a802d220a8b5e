"""CSV and TSV, streamed row by row, with a map of columns where their names are not ours."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO

import msgspec

from merilo.library.records import FIELDS, Note, Record, record_of, refused
from merilo.library.sources.rows import LONGEST_CELL, Lines, Rows, peeked
from merilo.library.sources.slashes import as_iso, order_of


def records(stream: IO[bytes], columns: Mapping[str, str] | None = None) -> Iterator[Record]:
    """Read a table with a header row. `columns` maps our names ("claim", "date", ...) to the table's.

    The separator (comma, semicolon, tab, bar) is told by the header; the encoding is UTF-8, UTF-16 with its mark, or
    an eight-bit character set told by its letters, which the report names. Rows of another width are refused; so is a
    table in which no column can be the claim.
    """
    csv.field_size_limit(LONGEST_CELL)
    sample = peeked(stream)
    order = order_of(sample.decode("utf-8", "replace"))
    lines = Lines(stream)
    rows = Rows(iter(lines), _separator(sample))
    header = rows.next(None)
    if not header or not any(header[0]):
        yield refused(1, "empty-table")
        return
    names = [name.strip().lstrip("\ufeff") for name in header[0]]
    if missing := sorted(set((columns or {}).values()) - set(names)):
        yield refused(1, "no-such-column", ", ".join(missing))
        return
    if not _has_claim(names, columns or {}):
        yield refused(1, "no-claim-column", ", ".join(names)[:150])
        return
    told = False
    while found := rows.next(len(names)):
        cells, why = found
        if why:
            yield refused(rows.line, "broken-row", why, cells[0][:60] if cells else "")
            continue
        if not any(cells):
            continue
        original = dict(zip(names, cells, strict=True))
        read = {name: as_iso(cell, order) for name, cell in original.items()} if order else original
        record = record_of(read, rows.line, columns=columns, original=msgspec.json.encode(original).decode())
        if lines.guessed and not told:
            told = True
            guess = Note(rows.line, record.check.id if record.check else "", "repaired", "guessed-set", lines.guessed)
            record = replace(record, notes=(*record.notes, guess))
        yield record


def _has_claim(names: list[str], columns: Mapping[str, str]) -> bool:
    lower = {name.lower() for name in names}
    return "claim" in columns or any(name.lower() in lower for part in ("claim", "title") for name in FIELDS[part])


def _separator(sample: bytes) -> str:
    first = sample.replace(b"\r", b"\n").split(b"\n", 1)[0]
    return max((",", ";", "\t", "|"), key=lambda mark: first.count(mark.encode()))

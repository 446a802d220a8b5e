"""Import: records from any source into a library, in batches that are whole or not there, to be taken up again.

Kill it at any point: what was committed stays, and the same import, started again, goes on behind the last batch.
"""

from __future__ import annotations

import hashlib
import itertools
import lzma
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from merilo.errors import UnreadableImport
from merilo.library import store
from merilo.library.collection import Library
from merilo.library.records import Note, Record
from merilo.library.sources import guess, reviews
from merilo.library.sources.guess import Kind

BATCH = 1_000
MARKED = 1024 * 1024
# An import keeps at most so many lines of what it mended; what it skipped is kept in full.
MOST_MENDED = 10_000


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: records read, and how many of them were new, newer, known already, skipped, mended."""

    read: int
    added: int
    updated: int
    unchanged: int
    skipped: int
    repaired: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `number` is its number in the library; its lines are `Library.notes(number)`.

    `resumed` says how many records an earlier, broken-off run of the same import had already dealt with.
    """

    number: int
    kind: str
    progress: Progress
    resumed: int = 0


OnProgress = Callable[[Progress], None]


def import_path(
    library: Library,
    path: Path,
    *,
    kind: Kind | None = None,
    columns: Mapping[str, str] | None = None,
    on_progress: OnProgress | None = None,
) -> Imported:
    """Import a file, packed or not, or a folder of pages.

    Raises:
        UnreadableImport: there is no such file, or it is of no kind we read.
        LibraryBusy: another process is importing into this library.
    """
    if path.is_dir():
        return _take_in(
            library, str(path), "claimreview", _mark_of_folder(path), reviews.folder_records(path), on_progress
        )
    try:
        with guess.opened(path) as stream:
            start = stream.peek(guess.SAMPLE)[: guess.SAMPLE]  # type: ignore[attr-defined]
            chosen = kind or guess.kind_of(start, path.name)
            mark = hashlib.sha256(f"{path.stat().st_size}|{chosen}|{columns}|".encode() + start[:MARKED]).hexdigest()
            records = guess.records(stream, chosen, columns=columns)
            return _take_in(library, str(path), chosen, mark, records, on_progress)
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        because = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableImport(
            str(path), because=because.lower(), do="What was read before is kept; look at the file and import it again."
        ) from error


def import_stream(
    library: Library,
    stream: IO[bytes],
    *,
    name: str = "-",
    kind: Kind | None = None,
    columns: Mapping[str, str] | None = None,
    on_progress: OnProgress | None = None,
) -> Imported:
    """Import what comes through a stream (it must be able to peek, as standard input is). It cannot be taken up again.

    Raises:
        UnreadableImport: it is of no kind we read.
        LibraryBusy: another process is importing into this library.
    """
    chosen = kind or guess.kind_of(stream.peek(guess.SAMPLE)[: guess.SAMPLE], name)  # type: ignore[attr-defined]
    return _take_in(library, name, chosen, "", guess.records(stream, chosen, name=name, columns=columns), on_progress)


def import_checks(library: Library, records: Iterable[Record], *, name: str = "program") -> Imported:
    """Import records that a program made."""
    return _take_in(library, name, "records", "", iter(records), None)


def _mark_of_folder(folder: Path) -> str:
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            told.update(f"{path.relative_to(folder)}|{path.stat().st_size}|{path.stat().st_mtime_ns}\n".encode())
    return told.hexdigest()


def _take_in(
    library: Library, source: str, kind: str, mark: str, records: Iterator[Record], on_progress: OnProgress | None
) -> Imported:
    with library.alone():
        number, place, tally = _begin(library, source, kind, mark)
        resumed = place
        for _ in itertools.islice(records, place):
            pass
        while batch := list(itertools.islice(records, BATCH)):
            with library.writing() as link:
                for record in batch:
                    _keep(link, record, number, tally)
                place += len(batch)
                _save(link, number, place, tally)
            if on_progress:
                on_progress(Progress(place, **asdict(tally)))
        with library.writing() as link:
            link.execute("UPDATE imports SET done = 1 WHERE import = ?", (number,))
            link.execute("DELETE FROM seen")
    return Imported(number, kind, Progress(place, **asdict(tally)), resumed)


def _begin(library: Library, source: str, kind: str, mark: str) -> tuple[int, int, store.Tally]:
    """Start an import, or take up the last one where it is this one and was broken off."""
    with library.writing() as link:
        last = link.execute(
            "SELECT import, place, added, updated, unchanged, skipped, repaired, mark, done FROM imports "
            "ORDER BY import DESC LIMIT 1"
        ).fetchone()
        if last and mark and last[7] == mark and not last[8]:
            return last[0], last[1], store.Tally(*last[2:7])
        link.execute("DELETE FROM seen")
        number = link.execute(
            "INSERT INTO imports (source, kind, mark) VALUES (?, ?, ?)", (source, kind, mark)
        ).lastrowid
    return int(number or 0), 0, store.Tally()


def _keep(link: sqlite3.Connection, record: Record, number: int, tally: store.Tally) -> None:
    notes: tuple[Note, ...] = record.notes
    if record.check is None:
        tally.skipped += 1
    else:
        outcome, more = store.put(link, record.check, number, record.line)
        notes = (*notes, *more)
        setattr(tally, outcome, getattr(tally, outcome) + 1)
        tally.repaired += bool(notes)
    for note in notes:
        if note.outcome == "skipped" or tally.repaired <= MOST_MENDED:
            link.execute(
                "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?)",
                (number, note.line, note.id, note.outcome, note.reason, note.detail),
            )


def _save(link: sqlite3.Connection, number: int, place: int, tally: store.Tally) -> None:
    link.execute(
        "UPDATE imports SET place = ?, added = ?, updated = ?, unchanged = ?, skipped = ?, repaired = ? "
        "WHERE import = ?",
        (place, tally.added, tally.updated, tally.unchanged, tally.skipped, tally.repaired, number),
    )

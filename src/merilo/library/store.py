"""The shelf: fact checks in SQLite, written in batches that are whole or not there at all.

Rows are never changed. A new version of a check is a new row, and the old row moves to `history`; so whatever indexes
the rows needs to know only the last row it has seen and which rows are gone. Row numbers are never used twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from merilo.library.duplicates import claim_key, url_key
from merilo.library.records import Note, digest
from merilo.model import FactCheck

VERSION = 1
SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE checks (
  row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, claim TEXT NOT NULL, title TEXT NOT NULL,
  summary TEXT NOT NULL, rating TEXT NOT NULL, worst REAL, value REAL, best REAL, claimant TEXT NOT NULL,
  publisher TEXT NOT NULL, url TEXT NOT NULL, language TEXT NOT NULL, claim_date TEXT, review_date TEXT,
  original TEXT NOT NULL, digest TEXT NOT NULL, import INTEGER NOT NULL, url_key TEXT, claim_key TEXT,
  story INTEGER NOT NULL);
CREATE INDEX checks_url ON checks (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX checks_claim ON checks (claim_key) WHERE claim_key IS NOT NULL;
CREATE INDEX checks_story ON checks (story);
CREATE TABLE history (row INTEGER PRIMARY KEY, id TEXT NOT NULL, original TEXT NOT NULL, gone TEXT NOT NULL);
CREATE TABLE imports (
  import INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL, kind TEXT NOT NULL, mark TEXT NOT NULL,
  place INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0,
  repaired INTEGER NOT NULL DEFAULT 0, started TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE notes (
  import INTEGER NOT NULL, line INTEGER NOT NULL, id TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
  detail TEXT NOT NULL);
CREATE INDEX notes_import ON notes (import);
CREATE TABLE seen (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""
COLUMNS = (
    "id, claim, title, summary, rating, worst, value, best, claimant, publisher, url, language, claim_date, "
    "review_date, original"
)
FRESH = f"INSERT INTO checks ({COLUMNS}, digest, import, url_key, claim_key, story) VALUES ({', '.join('?' * 20)})"


def connected(path: Path, *, create: bool = False) -> sqlite3.Connection:
    """Open the database; a new one gets its tables in one transaction.

    Raises:
        sqlite3.Error: the file is no database of ours.
    """
    link = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    link.execute("PRAGMA journal_mode=WAL")
    # FULL: what was committed survives a power cut too, so no index can ever be ahead of the shelf.
    link.execute("PRAGMA synchronous=FULL")
    if create and not link.execute("SELECT 1 FROM sqlite_master WHERE name = 'checks'").fetchone():
        link.executescript(f"BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
    return link


@dataclass(frozen=True, slots=True)
class Stored:
    """A fact check on the shelf: its row, and the story that it shares with its duplicates and translations."""

    row: int
    story: int
    check: FactCheck


def check_of(values: Sequence[object]) -> FactCheck:
    """Build a fact check from a row that was selected as COLUMNS."""
    words = [str(each) for each in values]
    return FactCheck(
        id=words[0],
        claim=words[1],
        title=words[2],
        summary=words[3],
        rating=words[4],
        scale=None if values[6] is None else (float(words[5]), float(words[6]), float(words[7])),
        claimant=words[8],
        publisher=words[9],
        url=words[10],
        language=words[11],
        claim_date=date.fromisoformat(words[12]) if values[12] else None,
        review_date=date.fromisoformat(words[13]) if values[13] else None,
        original=words[14],
    )


def values_of(check: FactCheck) -> tuple[object, ...]:
    """Return a fact check as the values of COLUMNS."""
    said, reviewed = (day.isoformat() if day else None for day in (check.claim_date, check.review_date))
    return (
        check.id, check.claim, check.title, check.summary, check.rating, *(check.scale or (None, None, None)),
        check.claimant, check.publisher, check.url, check.language, said, reviewed, check.original,
    )  # fmt: skip


@dataclass(slots=True)
class Tally:
    """How many records of an import were new, newer, known already, lost and mended."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    repaired: int = 0


def put(link: sqlite3.Connection, check: FactCheck, number: int, line: int) -> tuple[str, tuple[Note, ...]]:
    """Write one check inside the running transaction; say "added", "updated" or "unchanged", and what was odd.

    An id met twice in one import with other words is a second check, and so is an id that another site uses too (both
    count from 1, say): it is kept, under an id of its own.
    """
    values = values_of(check)
    mark = digest("\x1f".join(map(str, values[:-1])))
    notes: tuple[Note, ...] = ()
    twice = link.execute("INSERT OR IGNORE INTO seen VALUES (?)", (check.id,)).rowcount == 0
    known = link.execute("SELECT row, digest, story, url, publisher FROM checks WHERE id = ?", (check.id,)).fetchone()
    foreign = known is not None and _of_another(check, known[3], known[4])
    if known and (twice or foreign) and known[1] != mark:
        # The site tells whose it is, so that a newer version of it is met again under the same id.
        other = f"{check.id}~{(digest(_site(check.url) or check.publisher) if foreign else mark)[:8]}"
        notes = (Note(line, check.id, "repaired", "duplicate-id", other),)
        values = (other, *values[1:])
        mark = digest("\x1f".join(map(str, values[:-1])))
        known = link.execute("SELECT row, digest, story FROM checks WHERE id = ?", (other,)).fetchone()
    if known and known[1] == mark:
        return "unchanged", notes
    keys = (url_key(check.url), claim_key(check.claim, check.publisher, check.claim_date))
    story = known[2] if known else _story(link, keys)
    if known:
        retire(link, [known[0]], "updated")
    row = link.execute(FRESH, (*values, mark, number, *keys, story or 0)).lastrowid
    if not story:
        link.execute("UPDATE checks SET story = ? WHERE row = ?", (row, row))
    return ("updated" if known else "added"), notes


def _of_another(check: FactCheck, url: str, publisher: str) -> bool:
    """Say whether the check that has this id already is of another site or, where one has none, another publisher."""
    ours, theirs = _site(check.url), _site(url)
    if ours and theirs:
        return ours != theirs
    return bool(check.publisher and publisher) and check.publisher.casefold() != publisher.casefold()


def _site(url: str) -> str:
    """Return the host of an address without its first names: "www.desk.example" and "m.desk.example" are one."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _story(link: sqlite3.Connection, keys: tuple[str | None, str | None]) -> int | None:
    for column, key in zip(("url_key", "claim_key"), keys, strict=True):
        if key and (found := link.execute(f"SELECT story FROM checks WHERE {column} = ? LIMIT 1", (key,)).fetchone()):
            return int(found[0])
    return None


def retire(link: sqlite3.Connection, rows: Iterable[int], why: str) -> int:
    """Move rows from the shelf to history; the words of each are kept."""
    count = 0
    for row in rows:
        link.execute(
            "INSERT INTO history (row, id, original, gone) SELECT row, id, original, ? FROM checks WHERE row = ?",
            (why, row),
        )
        count += link.execute("DELETE FROM checks WHERE row = ?", (row,)).rowcount
    return count


def after(link: sqlite3.Connection, row: int, batch: int = 2_000) -> Iterator[list[Stored]]:
    """Yield the checks whose row is higher than the one given, in batches, in order."""
    while True:
        found = link.execute(
            f"SELECT row, story, {COLUMNS} FROM checks WHERE row > ? ORDER BY row LIMIT ?", (row, batch)
        ).fetchall()
        if not found:
            return
        yield [Stored(each[0], each[1], check_of(each[2:])) for each in found]
        row = found[-1][0]


def at(link: sqlite3.Connection, rows: Sequence[int]) -> dict[int, Stored]:
    """Return the checks that stand in these rows; rows that are gone are left out."""
    found: dict[int, Stored] = {}
    for first in range(0, len(rows), 500):
        some = list(map(int, rows[first : first + 500]))
        marks = ",".join("?" * len(some))
        for each in link.execute(f"SELECT row, story, {COLUMNS} FROM checks WHERE row IN ({marks})", some):
            found[each[0]] = Stored(each[0], each[1], check_of(each[2:]))
    return found

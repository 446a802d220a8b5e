"""A library: a named, local collection of earlier fact checks, kept whole, and the doors to it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import regex

from merilo.errors import BadLibraryName, LibraryBusy, NoSuchLibrary
from merilo.library import store
from merilo.library.locking import exclusive
from merilo.library.records import Note
from merilo.library.store import Stored
from merilo.model import FactCheck

NAME = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}_-]{0,79}")


def home_of(home: Path | str | None = None) -> Path:
    """Return the folder that libraries stand in: the one given, else MERILO_HOME, else the user's data folder."""
    chosen = home or os.environ.get("MERILO_HOME") or platformdirs.user_data_dir("merilo", appauthor=False)
    return Path(chosen) / "libraries"


def names(home: Path | str | None = None) -> tuple[str, ...]:
    """Return the names of the libraries there are, sorted."""
    folder = home_of(home)
    return tuple(sorted(path.parent.name for path in folder.glob("*/library.sqlite"))) if folder.is_dir() else ()


@dataclass(frozen=True, slots=True)
class Stats:
    """What a library holds: checks, stories (duplicates and translations count as one), per language and publisher."""

    name: str
    checks: int
    stories: int
    languages: Mapping[str, int]
    publishers: Mapping[str, int]
    imports: int
    first: str | None
    last: str | None
    bytes: int


class Library:
    """An open library. Any number of processes may read while one writes; `close` it, or use it as a context."""

    def __init__(self, name: str, folder: Path, *, create: bool = False) -> None:
        self.name, self.folder = name, folder
        self._link = store.connected(folder / "library.sqlite", create=create)

    @classmethod
    def open(cls, name: str, home: Path | str | None = None, create: bool = False) -> Library:
        """Open the library called `name`; with `create`, make it where there is none.

        Raises:
            BadLibraryName: the name cannot be a folder's.
            NoSuchLibrary: there is none, and none was to be made.
        """
        if not NAME.fullmatch(name):
            raise BadLibraryName(name)
        folder = home_of(home) / name
        if not (folder / "library.sqlite").exists():
            if not create:
                raise NoSuchLibrary(name, names(home))
            folder.mkdir(parents=True, exist_ok=True)
        return cls(name, folder, create=create)

    def close(self) -> None:
        """Let go of the files."""
        self._link.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return int(self._link.execute("SELECT count(*) FROM checks").fetchone()[0])

    def __iter__(self) -> Iterator[FactCheck]:
        for batch in store.after(self._link, 0):
            yield from (stored.check for stored in batch)

    def get(self, id: str) -> FactCheck | None:
        """Return the check with an id, or None."""
        found = self._link.execute(f"SELECT {store.COLUMNS} FROM checks WHERE id = ?", (id,)).fetchone()
        return store.check_of(found) if found else None

    def after(self, row: int, batch: int = 2_000) -> Iterator[list[Stored]]:
        """Yield the checks whose row is higher, in batches, in order."""
        return store.after(self._link, row, batch)

    def at(self, rows: Sequence[int]) -> dict[int, Stored]:
        """Return the checks of these rows; rows that are gone are left out."""
        return store.at(self._link, rows)

    def story(self, id: str) -> tuple[FactCheck, ...]:
        """Return every check of the story that a check belongs to, itself among them; empty for an unknown id."""
        sql = f"SELECT {store.COLUMNS} FROM checks WHERE story = (SELECT story FROM checks WHERE id = ?) ORDER BY row"
        return tuple(store.check_of(found) for found in self._link.execute(sql, (id,)))

    def last_row(self) -> int:
        """Return the highest row there is, 0 for an empty library."""
        return int(self._link.execute("SELECT coalesce(max(row), 0) FROM checks").fetchone()[0])

    def join(self, pairs: Iterable[tuple[int, int]]) -> int:
        """Join the stories of pairs of rows into one each; return how many rows changed their story."""
        changed = 0
        with self.writing() as link:
            for left, right in pairs:
                found = [
                    row[0]
                    for row in link.execute("SELECT DISTINCT story FROM checks WHERE row IN (?, ?)", (left, right))
                ]
                if len(found) == 2:
                    changed += link.execute(
                        "UPDATE checks SET story = ? WHERE story = ?", (min(found), max(found))
                    ).rowcount
        return changed

    def discard(self, ids: Iterable[str]) -> int:
        """Take checks off the shelf (their originals stay in its history); return how many there were."""
        count = 0
        with self.writing() as link:
            for id in ids:
                rows = [row[0] for row in link.execute("SELECT row FROM checks WHERE id = ?", (id,))]
                count += store.retire(link, rows, "removed")
        return count

    def notes(self, number: int | None = None) -> Iterator[Note]:
        """Yield the report lines of one import, or of the last."""
        asked = "coalesce(?, (SELECT max(import) FROM imports))"
        sql = f"SELECT line, id, outcome, reason, detail FROM notes WHERE import = {asked} ORDER BY rowid"
        for found in self._link.execute(sql, (number,)):
            yield Note(*found)

    def stats(self) -> Stats:
        """Count what there is."""

        def one(sql: str) -> tuple[object, ...]:
            return tuple(self._link.execute(sql).fetchone())

        def counts(column: str, most: int) -> dict[str, int]:
            sql = f"SELECT {column}, count(*) FROM checks GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}"
            return {str(name): int(count) for name, count in self._link.execute(sql)}

        checks, stories, first, last = one(
            "SELECT count(*), count(DISTINCT story), min(review_date), max(review_date) FROM checks"
        )
        size = sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())
        return Stats(
            self.name,
            int(str(checks)),
            int(str(stories)),
            counts("language", 50),
            counts("publisher", 20),
            int(str(one("SELECT count(*) FROM imports")[0])),
            None if first is None else str(first),
            None if last is None else str(last),
            size,
        )

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction open: all of it is kept, or none.

        Raises:
            LibraryBusy: another process has been writing for half a minute.
        """
        try:
            self._link.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise LibraryBusy(self.name) from error
        try:
            yield self._link
        except BaseException:
            self._link.execute("ROLLBACK")
            raise
        self._link.execute("COMMIT")

    def alone(self, what: str = "import") -> exclusive:
        """Return a lock that only one process holds at a time, and that ends with the process.

        Entering it raises LibraryBusy where another holds it.
        """
        return exclusive(self.folder / f"{what}.lock", self.name)


def remove(name: str, home: Path | str | None = None) -> None:
    """Delete a library, all of it.

    Raises:
        NoSuchLibrary: there is none of that name.
        LibraryBusy: somebody is writing to it.
    """
    with Library.open(name, home) as library, library.alone():
        folder = library.folder
    shutil.rmtree(folder)

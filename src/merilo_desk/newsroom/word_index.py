"""Texts found by words through the database's own index: FTS5 on SQLite, a text-search vector on PostgreSQL.

A table keeps its words as keys apart by spaces (`engine.keys_kept`); the database itself keeps the index in step. A
room names its index beside the model, and makes it in a migration of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models.expressions import RawSQL

# What `engine.keys_asked` gives for one word: the keys that meet it, and how those begin that meet it too ("": none).
Word = tuple[Iterable[str], str]

SQLITE = (
    "CREATE VIRTUAL TABLE {name} USING fts5(keys, content='{table}', content_rowid='id', tokenize='unicode61')",
    """CREATE TRIGGER {name}_in AFTER INSERT ON {table} BEGIN
    INSERT INTO {name}(rowid, keys) VALUES (new.id, new.keys); END""",
    """CREATE TRIGGER {name}_out AFTER DELETE ON {table} BEGIN
    INSERT INTO {name}({name}, rowid, keys) VALUES ('delete', old.id, old.keys); END""",
    # Every save writes all columns; the index is touched only where the words are others.
    """CREATE TRIGGER {name}_over AFTER UPDATE OF keys ON {table} WHEN old.keys <> new.keys BEGIN
    INSERT INTO {name}({name}, rowid, keys) VALUES ('delete', old.id, old.keys);
    INSERT INTO {name}(rowid, keys) VALUES (new.id, new.keys); END""",
    "INSERT INTO {name}({name}) VALUES ('rebuild')",
)
POSTGRES = ("CREATE INDEX {name} ON {table} USING gin (to_tsvector('simple', keys))",)
SQLITE_AWAY = ("DROP TRIGGER {name}_in", "DROP TRIGGER {name}_out", "DROP TRIGGER {name}_over", "DROP TABLE {name}")
POSTGRES_AWAY = ("DROP INDEX {name}",)
SQLITE_FOUND = "SELECT rowid FROM {name} WHERE {name} MATCH %s"
POSTGRES_FOUND = "SELECT id FROM {table} WHERE to_tsvector('simple', keys) @@ to_tsquery('simple', %s)"


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The index of one table's column `keys`."""

    name: str
    table: str

    @property
    def triggers(self) -> frozenset[str]:
        """The triggers by which SQLite keeps it in step; whoever makes the table anew has to make these anew too."""
        return frozenset(f"{self.name}_{each}" for each in ("in", "out", "over"))

    def make(self, apps: Any, editor: Any) -> None:
        """Make it, with all that is in the table already; for `RunPython`."""
        self._run(editor, POSTGRES if editor.connection.vendor == "postgresql" else SQLITE)

    def unmake(self, apps: Any, editor: Any) -> None:
        """Take it away; for `RunPython`."""
        self._run(editor, POSTGRES_AWAY if editor.connection.vendor == "postgresql" else SQLITE_AWAY)

    def _run(self, editor: Any, statements: tuple[str, ...]) -> None:
        for statement in statements:
            editor.execute(statement.format(name=self.name, table=self.table))

    def holding(self, rows: models.QuerySet[Any], words: Iterable[Word]) -> models.QuerySet[Any]:
        """Return the rows that hold every one of some words; all of them where nothing is asked for."""
        asked = question(words)
        if not asked:
            return rows
        sql = POSTGRES_FOUND if connection.vendor == "postgresql" else SQLITE_FOUND
        return rows.filter(pk__in=RawSQL(sql.format(name=self.name, table=self.table), (asked,)))


def question(words: Iterable[Word], *, every: bool = True) -> str:
    """Return what the database's index is asked for every one of some words, or for any; "" where nothing is asked."""
    told = [(sorted(keys), beginning) for keys, beginning in words]
    return (_postgres if connection.vendor == "postgresql" else _sqlite)(told, every)


def _sqlite(words: list[tuple[list[str], str]], every: bool) -> str:
    def either(keys: list[str], beginning: str) -> str:
        said = [f'"{key}"' for each in keys if (key := each.replace('"', ""))]
        return " OR ".join([*said, *([f'"{start}"*'] if (start := beginning.replace('"', "")) else [])])

    asked = (either(keys, beginning) for keys, beginning in words)
    return (" AND " if every else " OR ").join(f"({some})" for some in asked if some)


def _postgres(words: list[tuple[list[str], str]], every: bool) -> str:
    def plain(key: str) -> str:
        # An apostrophe parts two words here as it does in the text itself.
        return key.replace("'", " ").replace("\\", " ").strip()

    def either(keys: list[str], beginning: str) -> str:
        said = [f"'{key}'" for each in keys if (key := plain(each))]
        return " | ".join([*said, *([f"'{start}':*"] if (start := plain(beginning)) else [])])

    asked = (either(keys, beginning) for keys, beginning in words)
    return (" & " if every else " | ").join(f"({some})" for some in asked if some)

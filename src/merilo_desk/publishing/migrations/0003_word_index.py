"""The word index of the published checks, kept in step by the database itself."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE publishing_keys USING fts5(keys, content='publishing_factcheckpage', content_rowid='page_ptr_id', tokenize='unicode61')",
    """CREATE TRIGGER publishing_keys_in AFTER INSERT ON publishing_factcheckpage BEGIN
    INSERT INTO publishing_keys(rowid, keys) VALUES (new.page_ptr_id, new.keys); END""",
    """CREATE TRIGGER publishing_keys_out AFTER DELETE ON publishing_factcheckpage BEGIN
    INSERT INTO publishing_keys(publishing_keys, rowid, keys) VALUES ('delete', old.page_ptr_id, old.keys); END""",
    """CREATE TRIGGER publishing_keys_over AFTER UPDATE OF keys ON publishing_factcheckpage BEGIN
    INSERT INTO publishing_keys(publishing_keys, rowid, keys) VALUES ('delete', old.page_ptr_id, old.keys);
    INSERT INTO publishing_keys(rowid, keys) VALUES (new.page_ptr_id, new.keys); END""",
    "INSERT INTO publishing_keys(publishing_keys) VALUES ('rebuild')",
)
POSTGRES = ("CREATE INDEX publishing_keys ON publishing_factcheckpage USING gin (to_tsvector('simple', keys))",)


def make(apps: Any, editor: Any) -> None:
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def unmake(apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX publishing_keys")
        return
    for name in ("in", "out", "over"):
        editor.execute(f"DROP TRIGGER publishing_keys_{name}")
    editor.execute("DROP TABLE publishing_keys")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_the_public_site")]
    operations = [migrations.RunPython(make, unmake)]

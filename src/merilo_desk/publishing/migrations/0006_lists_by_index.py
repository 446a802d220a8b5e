"""What the public lists are narrowed by stands in the checks' own table, in the order in which they are walked."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.db import migrations, models

INDEX = import_module("merilo_desk.publishing.migrations.0003_word_index")
LISTS = {
    "checks_listed": ["spoken", "checked_on", "page_ptr", "topic", "speaker", "rating", "stands"],
    "checks_of_a_speaker": ["speaker", "case", "checked_on", "rating", "stands"],
    "checks_of_a_topic": ["topic", "case", "checked_on", "stands"],
}
KEPT = """UPDATE publishing_factcheckpage SET
stands = (withdrawn_on IS NULL AND EXISTS (SELECT 1 FROM wagtailcore_page base WHERE base.id = page_ptr_id AND base.live)),
spoken = (SELECT locale.language_code FROM wagtailcore_page base JOIN wagtailcore_locale locale
ON locale.id = base.locale_id WHERE base.id = page_ptr_id)"""
POSTGRES = (
    "DROP INDEX publishing_keys",
    "ALTER TABLE publishing_factcheckpage ADD COLUMN keys_vector tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple', keys)) STORED",
    "CREATE INDEX publishing_keys ON publishing_factcheckpage USING gin (keys_vector)",
)
POSTGRES_BACK = (
    "DROP INDEX publishing_keys",
    "ALTER TABLE publishing_factcheckpage DROP COLUMN keys_vector",
    *INDEX.POSTGRES,
)


def say_again(apps: Any, editor: Any) -> None:
    """Say of the checks that are there whether they stand and in which language."""
    editor.execute(KEPT)


def nothing(apps: Any, editor: Any) -> None:
    """The columns go as they are."""


def vectors(apps: Any, editor: Any) -> None:
    """Keep the vectors of words where PostgreSQL would make them for every question."""
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else ():
        editor.execute(statement)


def no_vectors(apps: Any, editor: Any) -> None:
    """Make them for every question."""
    for statement in POSTGRES_BACK if editor.connection.vendor == "postgresql" else ():
        editor.execute(statement)


def triggers(apps: Any, editor: Any) -> None:
    """Put the triggers back: SQLite adds a column by making the table anew, and they go with the old one."""
    for statement in INDEX.SQLITE if editor.connection.vendor == "sqlite" else ():
        if statement.startswith("CREATE TRIGGER"):
            editor.execute(statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"))


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_versions_kept_and_languages_added")]
    operations = [
        migrations.RunPython(nothing, triggers),
        migrations.AddField(
            model_name="factcheckpage", name="stands", field=models.BooleanField(default=False, editable=False)
        ),
        migrations.AddField(
            model_name="factcheckpage",
            name="spoken",
            field=models.CharField(default="", editable=False, max_length=10),
        ),
        migrations.RunPython(say_again, nothing),
        *(
            migrations.AddIndex(
                model_name="factcheckpage",
                index=models.Index(condition=models.Q(("stands", True)), fields=fields, name=name),
            )
            for name, fields in LISTS.items()
        ),
        migrations.AddIndex(
            model_name="factcheckpage", index=models.Index(fields=["spoken", "page_ptr"], name="checks_as_they_came")
        ),
        migrations.RunPython(vectors, no_vectors),
        migrations.RunPython(triggers, nothing),
    ]

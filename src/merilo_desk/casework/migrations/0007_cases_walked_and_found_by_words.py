"""The list of cases walked in an index whatever its order, and their words in one that the database keeps in step."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Coalesce

from merilo_desk.newsroom.word_index import WordIndex

WORDS = WordIndex("casework_words", "casework_case")
NARROWED = ["state", "owner", "topic", "language", "due_order"]


def walked(name: str, *fields: str) -> migrations.AddIndex:
    """Add an index of the list."""
    return migrations.AddIndex(model_name="case", index=models.Index(fields=list(fields), name=name))


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0006_link_misses"),
        ("intake", "0007_inbox_not_looked"),
        ("newsroom", "0002_members"),
        ("people", "0004_following"),
        ("readingroom", "0003_readings_found_by_their_words"),
        ("scales", "0002_own_words_and_successors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveIndex(model_name="case", name="casework_ca_due_93c688_idx"),
        migrations.RemoveIndex(model_name="case", name="casework_ca_priorit_8169f4_idx"),
        migrations.RemoveIndex(model_name="case", name="casework_ca_changed_fd7a7e_idx"),
        migrations.AddField(
            model_name="case",
            name="due_order",
            field=models.GeneratedField(
                db_persist=True,
                expression=Coalesce("due", models.Value(datetime.date(9999, 12, 31))),
                output_field=models.DateField(),
            ),
        ),
        walked("cases_newest", "-id", *NARROWED),
        walked("cases_due", "due_order", "-id", *NARROWED[:-1]),
        walked("cases_priority", "-priority", "-id", *NARROWED),
        walked("cases_changed", "-changed_at", "-id", *NARROWED),
        migrations.RunPython(WORDS.make, WORDS.unmake),
    ]

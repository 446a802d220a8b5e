"""Who promised stands in the index that the list of promises is walked in."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_words_of_sources"),
        ("newsroom", "0002_members"),
        ("people", "0005_the_register_walked_by_name"),
        ("promises", "0004_promises_found_by_their_words"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="promise",
            name="promises_walked",
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                fields=["state", "id", "government", "topic", "deadline", "promiser"], name="promises_walked"
            ),
        ),
    ]

"""The list of readings walked in an index, and their words in one that the database itself keeps in step."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models

from merilo_desk.newsroom.word_index import WordIndex

WORDS = WordIndex("readingroom_words", "readingroom_storedarticle")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_following"),
        ("readingroom", "0002_readings_watched_and_stories_compared"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddIndex(
            model_name="storedarticle",
            index=models.Index(
                condition=models.Q(("same_as", None)),
                fields=["-id", "state", "language", "brought_by"],
                name="readings_newest",
            ),
        ),
        migrations.RunPython(WORDS.make, WORDS.unmake),
    ]

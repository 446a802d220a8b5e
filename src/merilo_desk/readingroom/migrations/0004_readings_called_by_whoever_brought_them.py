"""A reading is called what whoever brought it calls it; the index of its words is made anew with the table."""

from __future__ import annotations

from django.db import migrations, models

from merilo_desk.newsroom.word_index import WordIndex

WORDS = WordIndex("readingroom_words", "readingroom_storedarticle")


class Migration(migrations.Migration):
    dependencies = [("readingroom", "0003_readings_found_by_their_words")]
    operations = [
        # SQLite makes the table anew for a column, and what hangs on it would be lost.
        migrations.RunPython(WORDS.unmake, WORDS.make),
        migrations.AddField(
            model_name="storedarticle", name="told_title", field=models.CharField(blank=True, max_length=300)
        ),
        migrations.RunPython(WORDS.make, WORDS.unmake),
    ]

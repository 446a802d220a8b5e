"""Promises found by their words, in an index that the database itself keeps in step."""

from __future__ import annotations

from django.db import migrations, models

from merilo_desk import engine
from merilo_desk.languages import language
from merilo_desk.newsroom.word_index import WordIndex

WORDS = WordIndex("promises_words", "promises_promise")


def keep(apps, editor):
    """Keep what promises that are there already are found by."""
    for each in apps.get_model("promises", "Promise").objects.iterator(chunk_size=1_000):
        texts = [(each.language, f"{each.words}\n{each.body}"), *each.titles.items()]
        kept = (engine.keys_kept(text, language(code).profile.split("-")[0]) for code, text in texts)
        each.keys = f" {' '.join(sorted(set().union(*kept)))} "
        each.save(update_fields=["keys"])


class Migration(migrations.Migration):
    dependencies = [("promises", "0003_promises_walked")]
    operations = [
        migrations.AddField(
            model_name="promise", name="keys", field=models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RunPython(WORDS.make, WORDS.unmake),
    ]

"""What somebody demands is a stance of its own."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readingroom", "0005_readings_of_an_outlet_or_a_story")]

    operations = [
        migrations.AlterField(
            model_name="utterance",
            name="stance",
            field=models.CharField(
                blank=True,
                choices=[
                    ("asserts", "says"),
                    ("denies", "denies"),
                    ("doubts", "doubts"),
                    ("asks", "asks"),
                    ("demands", "demands"),
                    ("unconfirmed", "does not confirm"),
                ],
                max_length=20,
                verbose_name="stance",
            ),
        ),
    ]

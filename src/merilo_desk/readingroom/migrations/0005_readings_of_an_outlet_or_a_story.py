"""The readings of one outlet, and of one story, walked in an index."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_the_register_walked_by_name"),
        ("readingroom", "0004_readings_called_by_whoever_brought_them"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="storedarticle",
            index=models.Index(
                condition=models.Q(("same_as", None)),
                fields=["outlet", "-id", "state", "language", "brought_by", "story"],
                name="readings_of_an_outlet",
            ),
        ),
        migrations.AddIndex(
            model_name="storedarticle",
            index=models.Index(
                condition=models.Q(("same_as", None)),
                fields=["story", "-id", "state", "language", "brought_by", "outlet"],
                name="readings_of_a_story",
            ),
        ),
    ]

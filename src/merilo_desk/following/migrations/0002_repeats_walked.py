"""The list of repeats walked in an index, newest first."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("following", "0001_initial")]
    operations = [
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["state", "-id", "when", "case"], name="repeats_walked"),
        ),
    ]

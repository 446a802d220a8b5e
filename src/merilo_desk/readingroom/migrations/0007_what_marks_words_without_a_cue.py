"""Free indirect speech says what marks it as somebody's."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("readingroom", "0006_demands_are_a_stance")]

    operations = [
        migrations.AddField(
            model_name="utterance",
            name="basis",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
    ]

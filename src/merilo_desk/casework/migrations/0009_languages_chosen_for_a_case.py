"""The languages in which a case is to go out; nothing where all of the desk's are meant."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0008_words_of_sources"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="goes_out_in",
            field=models.JSONField(blank=True, null=True),
        ),
    ]

"""The register and what somebody said, walked in an index."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_following")]
    operations = [
        migrations.AddIndex(
            model_name="actor",
            index=models.Index(
                condition=models.Q(("merged_into", None)), fields=["name", "id", "kind"], name="people_by_name"
            ),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["speaker", "-said_on", "-id"], name="people_said"),
        ),
    ]

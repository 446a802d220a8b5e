"""The digest of the key to a member's own feed; empty where there is none."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0002_members"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="feed_digest",
            field=models.CharField(blank=True, db_index=True, default="", max_length=64),
        ),
    ]

"""Requests by what they ask for, for the rooms that take one kind of them up."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0007_inbox_not_looked")]
    operations = [
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["kind", "shelf", "id"], name="inbox_by_kind"),
        ),
    ]

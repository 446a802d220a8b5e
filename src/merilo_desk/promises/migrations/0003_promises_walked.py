"""The list of promises walked in an index, and the statuses that wait for a second pair of eyes in one of their own."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("promises", "0002_links_are_of_a_kind_and_may_be_statements")]
    operations = [
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["state", "id", "government", "topic", "deadline"], name="promises_walked"),
        ),
        migrations.AddIndex(
            model_name="statuschange",
            index=models.Index(
                condition=models.Q(("approved_at", None)), fields=["promise", "by"], name="promises_proposed"
            ),
        ),
    ]

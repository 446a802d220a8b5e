"""What was published and what was refused, walked in an index, newest first."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corrections", "0005_own_findings")]
    operations = [
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-published_at", "-id"], name="corrections_out"),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["published_at", "-closed_at", "-id"], name="corrections_refused"),
        ),
    ]

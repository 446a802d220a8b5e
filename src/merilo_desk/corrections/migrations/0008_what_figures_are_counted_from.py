"""All that the desk's figures are counted from stands in one index: the texts of corrections weigh kilobytes each."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("corrections", "0007_what_is_typed_and_not_saved")]
    operations = [
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(
                fields=["asked_on", "due", "closed_at", "published_at", "kind"], name="corrections_counted"
            ),
        ),
    ]

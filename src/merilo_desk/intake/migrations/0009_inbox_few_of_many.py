"""Lists that hold few of many requests, each in an index of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0008_inbox_by_kind"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveIndex(model_name="submission", name="inbox_by_kind"),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["kind", "shelf", "received_on", "id"], name="inbox_by_kind"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["assignee", "shelf", "-id"], name="inbox_by_holder"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(condition=models.Q(("matched", True)), fields=["shelf", "-id"], name="inbox_matched"),
        ),
    ]

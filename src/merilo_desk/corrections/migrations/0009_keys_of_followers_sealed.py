"""The secrets that sign what machines are sent are sealed: they stood in the database as they are."""

from django.db import migrations, models

from merilo_desk.corrections.models import SIGNS
from merilo_desk.newsroom import sealing


def seal(apps, _editor):
    """Seal what stands there plain; the machines notice nothing."""
    for follower in apps.get_model("corrections", "Follower").objects.exclude(secret=""):
        if not sealing.is_sealed(follower.secret):
            follower.secret = sealing.sealed(follower.secret.encode(), SIGNS)
            follower.save(update_fields=["secret"])


class Migration(migrations.Migration):
    dependencies = [("corrections", "0008_what_figures_are_counted_from")]

    operations = [
        migrations.AlterField("follower", "secret", models.CharField(blank=True, max_length=200)),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]

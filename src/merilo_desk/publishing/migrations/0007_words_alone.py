"""Editors of the site do not bring files to it any more: no page shows them, and no address handed them out."""

from django.db import migrations


def take_away(apps, _editor):
    """Take what the group of editors might do with files from it."""
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(group__name="Merilo: site").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0006_lists_by_index"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]

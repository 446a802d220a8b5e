"""Sessions are kept by a digest of their keys; whoever is signed in stays so."""

from django.db import migrations

from merilo_desk.newsroom.sessions import kept_key


def keep(apps, _editor):
    """Put each session under its digest."""
    sessions = apps.get_model("sessions", "Session").objects
    for each in list(sessions.all()):
        sessions.filter(pk=each.pk).update(session_key=kept_key(each.pk))


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0005_sealed_keys"),
        ("sessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]

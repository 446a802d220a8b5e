"""The room's entry in Django's list."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    """Every act at the desk is a row here."""

    name = "merilo_desk.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the room on the left, which cannot see this one, and have every room tell of its acts."""
        from merilo_desk.ledger.record import record
        from merilo_desk.newsroom.signals import acted

        def write(sender, subject, by, facts, **_):  # type: ignore[no-untyped-def]
            record(sender, subject, by, **facts)

        autodiscover_modules("told")
        acted.connect(write, weak=False, dispatch_uid="ledger")

"""The room's entry in Django's list."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Every act at the desk is a row here."""

    name = "merilo_desk.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

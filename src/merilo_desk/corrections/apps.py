"""The room's entry in Django's list."""

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    """Corrections: requests, what was changed, and the public ledger."""

    name = "merilo_desk.corrections"
    label = "corrections"
    default_auto_field = "django.db.models.BigAutoField"

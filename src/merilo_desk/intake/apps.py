"""The room's entry in Django's list."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """What the public sends: the form, the receipt, the inbox."""

    name = "merilo_desk.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"

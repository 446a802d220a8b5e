"""The room's entry in Django's list."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """A case: from a claim to an approved verdict."""

    name = "merilo_desk.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

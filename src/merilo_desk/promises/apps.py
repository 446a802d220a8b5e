"""The room's entry in Django's list."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Programmes, promises, and where each stands."""

    name = "merilo_desk.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"

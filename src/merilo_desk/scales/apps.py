"""The room's entry in Django's list."""

from django.apps import AppConfig


class ScalesConfig(AppConfig):
    """Rating scales are data: families, values, labels in every language."""

    name = "merilo_desk.scales"
    label = "scales"
    default_auto_field = "django.db.models.BigAutoField"

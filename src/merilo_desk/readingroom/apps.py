"""The room's entry in Django's list."""

from django.apps import AppConfig


class ReadingroomConfig(AppConfig):
    """Articles, speeches and debates, read by the engine, with the report beside the text."""

    name = "merilo_desk.readingroom"
    label = "readingroom"
    default_auto_field = "django.db.models.BigAutoField"

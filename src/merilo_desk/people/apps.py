"""The room's entry in Django's list."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Public actors, the offices they held, and their statements in exact words."""

    name = "merilo_desk.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

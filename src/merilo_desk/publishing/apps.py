"""The room's entry in Django's list."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The public site: fact-check pages, markup, feeds, search."""

    name = "merilo_desk.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

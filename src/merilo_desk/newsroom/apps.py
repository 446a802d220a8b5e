"""The room's entry in Django's list."""

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Who works here: the desk, its members, their roles and what each role may do."""

    name = "merilo_desk.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

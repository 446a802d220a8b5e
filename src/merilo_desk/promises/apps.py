"""The room's entry in Django's list."""

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    """Programmes, promises, and where each stands."""

    name = "merilo_desk.promises"
    label = "promises"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the menu and the page of the day what waits here."""
        from merilo_desk.newsroom.counting import counts_for
        from merilo_desk.newsroom.duties import duties_from
        from merilo_desk.promises import finding, waiting  # noqa: F401

        counts_for("promises")(waiting.count)
        duties_from(waiting.duties)

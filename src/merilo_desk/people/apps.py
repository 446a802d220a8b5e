"""The room's entry in Django's list."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Public actors, the offices they held, and their statements in exact words."""

    name = "merilo_desk.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the menu and the page of the day what waits here."""
        from merilo_desk.newsroom.counting import counts_for
        from merilo_desk.newsroom.duties import duties_from
        from merilo_desk.people import earlier, waiting  # noqa: F401

        waiting.WAITING.append(waiting.turns)
        counts_for("people")(waiting.count)
        duties_from(waiting.duties)

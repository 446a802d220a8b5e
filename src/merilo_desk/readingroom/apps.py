"""The room's entry in Django's list."""

from django.apps import AppConfig


class ReadingroomConfig(AppConfig):
    """Articles, speeches and debates, read by the engine, with the report beside the text."""

    name = "merilo_desk.readingroom"
    label = "readingroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the clock pick up readings that a dying process left, and the menu count what is being read."""
        from merilo_desk.newsroom.counting import counts_for
        from merilo_desk.readingroom import reading_jobs, waiting

        assert reading_jobs.pick_up
        counts_for("readings")(waiting.being_read)

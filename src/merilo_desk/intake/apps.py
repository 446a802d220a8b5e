"""The room's entry in Django's list."""

from django.apps import AppConfig

from merilo_desk.newsroom.counting import counts_for
from merilo_desk.newsroom.duties import duties_from


class IntakeConfig(AppConfig):
    """What the public sends: the form, the receipt, the inbox."""

    name = "merilo_desk.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at what comes in, forget what is taken back, and count what waits."""
        # Files and limits have work for the clock, which runs where no page is ever asked for.
        from merilo_desk.intake import counts, duties, files, limits, looking, signals  # noqa: F401

        signals.withdrawn.connect(looking.forget, dispatch_uid="intake.forget")
        counts_for("inbox")(counts.waiting)
        duties_from(duties.duties)

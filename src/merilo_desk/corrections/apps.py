"""The room's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig


class CorrectionsConfig(AppConfig):
    """Corrections: requests, what was changed, and the public ledger."""

    name = "merilo_desk.corrections"
    label = "corrections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the rooms on the left, and tell them what they ask."""
        # What the clock calls is on its list once it is imported.
        import_module("merilo_desk.corrections.finding")
        from merilo_desk.corrections import receivers, waiting
        from merilo_desk.corrections.signals import corrected
        from merilo_desk.intake.signals import received
        from merilo_desk.newsroom.counting import counts_for
        from merilo_desk.newsroom.duties import duties_from
        from merilo_desk.publishing.corrected import tells_corrections

        received.connect(receivers.request_received, dispatch_uid="corrections")
        corrected.connect(receivers.correction_closed, dispatch_uid="corrections")
        tells_corrections(receivers.notices_of)
        counts_for("corrections")(waiting.count)
        duties_from(waiting.duties)

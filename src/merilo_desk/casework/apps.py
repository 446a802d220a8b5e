"""The room's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from merilo_desk.newsroom.links import links_to
from merilo_desk.newsroom.policy import Act

# Each registers what it brings when it is imported: a pane of the case's page, a count beside the menu.
BRINGS = (
    "claim_views",
    "evidence_views",
    "reply_views",
    "draft_views",
    "verdict_views",
    "review_views",
    "publish_views",
    "history_views",
    "duties",
    "link_watch",
    "thinning",
    "verdict_duties",
    "points",
    "points_evidence",
)


class CaseworkConfig(AppConfig):
    """A case: from a claim to an approved verdict."""

    name = "merilo_desk.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the room's modules register what they bring."""
        for module in BRINGS:
            import_module(f"{self.name}.{module}")
        links_to(gettext_lazy("The desk's standards"), "casework:standards", Act.SEE_CASES)

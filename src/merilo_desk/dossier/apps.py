"""The room's entry in Django's list."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DossierConfig(AppConfig):
    """A year of the desk as evidence for a renewal, what is missing first."""

    name = "merilo_desk.dossier"
    label = "dossier"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the dossier beside the desk's other papers."""
        from merilo_desk.newsroom.links import links_to
        from merilo_desk.newsroom.policy import Act

        links_to(gettext_lazy("Dossier for a renewal"), "dossier:dossier", Act.MAKE_DOSSIER)

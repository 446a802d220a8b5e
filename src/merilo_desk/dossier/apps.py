"""The room's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class DossierConfig(AppConfig):
    """A year of the desk as evidence for a renewal, what is missing first."""

    name = "merilo_desk.dossier"
    label = "dossier"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the dossier beside the desk's other papers, and let the clock look after its files."""
        # What the clock calls is on its list once it is imported.
        import_module("merilo_desk.dossier.file_jobs")
        from merilo_desk.newsroom.links import links_to
        from merilo_desk.newsroom.policy import Act

        links_to(gettext_lazy("Dossier for a renewal"), "dossier:dossier", Act.MAKE_DOSSIER)

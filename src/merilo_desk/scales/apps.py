"""The room's entry in Django's list."""

from django.apps import AppConfig


class ScalesConfig(AppConfig):
    """Rating scales are data: families, values, labels in every language."""

    name = "merilo_desk.scales"
    label = "scales"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring the scales into a new desk."""
        from django.utils.translation import gettext_lazy

        from merilo_desk.newsroom.links import links_to
        from merilo_desk.newsroom.setting_up import sets_up
        from merilo_desk.scales.bring import set_up

        sets_up(set_up)
        links_to(gettext_lazy("Rating scales"), "scales:scales")

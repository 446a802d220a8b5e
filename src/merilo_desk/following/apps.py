"""The room's entry in Django's list."""

from django.apps import AppConfig


class FollowingConfig(AppConfig):
    """Feeds that the desk follows, and who repeated a claim in them after it was checked."""

    name = "merilo_desk.following"
    label = "following"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the clock fetch, and tell the rooms on the left what they ask."""
        from merilo_desk.following import fetching, telling, waiting  # noqa: F401
        from merilo_desk.newsroom.duties import duties_from
        from merilo_desk.people.beside import leads_to, tells_of
        from merilo_desk.people.waiting import WAITING
        from merilo_desk.publishing.repeated import tells_repeats

        WAITING.append(waiting.count)
        duties_from(waiting.duties)
        tells_of(telling.lines_of)
        leads_to(waiting.doors)
        tells_repeats(telling.repeats)

"""The room's entry in Django's list."""

from importlib import import_module

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The public site: fact-check pages, markup, feeds, search."""

    name = "merilo_desk.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take up this room's part in setting up, in publishing and in the changes of roles."""
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import page_published

        from merilo_desk.casework import signals
        from merilo_desk.newsroom.duties import duties_from
        from merilo_desk.newsroom.models import Desk, Membership, User
        from merilo_desk.newsroom.setting_up import sets_up
        from merilo_desk.people.models import Statement
        from merilo_desk.publishing import glossary, permissions, points, receivers, waiting
        from merilo_desk.publishing.frame import raise_frame
        from merilo_desk.publishing.models import NarrativePage
        from merilo_desk.readingroom.models import StoredArticle

        # Views of kinds of page register themselves.
        import_module("merilo_desk.publishing.narrative_views")
        points.register()
        duties_from(waiting.duties)
        sets_up(raise_frame)
        signals.published.connect(receivers.case_published)
        signals.corrected.connect(receivers.case_published)
        signals.withdrawn.connect(receivers.case_withdrawn)
        post_save.connect(permissions.roles_changed, sender=Membership)
        post_delete.connect(permissions.roles_changed, sender=Membership)
        post_save.connect(permissions.member_changed, sender=User)
        post_save.connect(receivers.desk_changed, sender=Desk)
        page_published.connect(receivers.narrative_published, sender=NarrativePage)
        post_save.connect(glossary.statement_saved, sender=Statement)
        post_save.connect(glossary.reading_saved, sender=StoredArticle)

"""The dossier's PDF as somebody asked for it: made without them, fetched for some days, then removed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from merilo_desk.languages import language as language_named
from merilo_desk.newsroom.models import LANGUAGE_CHOICES
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet

# A file stands for the records of its day; after so long it is made afresh rather than sent in.
KEPT = timedelta(days=7)


def private_storage():  # type: ignore[no-untyped-def]
    """Return where finished files are kept: no address leads there."""
    return storages["private"]


class DossierFileQuerySet(VisibleQuerySet):
    """Files, for those who may make a dossier."""

    see = Act.MAKE_DOSSIER


class DossierFile(models.Model):
    """The PDF of a year in a language. One at a time is made of each: whoever asks meanwhile waits for it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Waiting to be made")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready to be fetched")
        FAILED = "failed", _("Could not be made")
        GONE = "gone", _("File removed")

    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(storage=private_storage, upload_to="dossiers", blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # Why it could not be made: code and values, said to each in their own language.
    trouble = models.TextField(blank=True)
    seen_at = models.DateTimeField(default=timezone.now, help_text="when it was last put into the queue or begun")
    tries = models.PositiveSmallIntegerField(default=0)

    objects = DossierFileQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "language"], condition=Q(state__in=["waiting", "making"]), name="one_dossier_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}, {language_named(self.language).name}"

    @property
    def busy(self) -> bool:
        """Say whether it waits or is being made."""
        return self.state in BUSY

    @property
    def until(self) -> datetime | None:
        """The moment after which the file is removed."""
        return self.made_at + KEPT if self.made_at else None


BUSY = (DossierFile.State.WAITING, DossierFile.State.MAKING)

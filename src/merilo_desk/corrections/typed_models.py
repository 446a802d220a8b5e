"""What a member has typed into a correction and not saved: kept at the desk, for them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from merilo_desk.newsroom.visible import VisibleQuerySet

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User


class WorkingCopyQuerySet(VisibleQuerySet):
    """Everybody sees their own."""

    def for_member(self, user: User) -> Self:
        """Return what a member has typed themselves."""
        return self.filter(by=user)


class WorkingCopy(models.Model):
    """The fields of the form as somebody left them; it goes when they save, or throw it away."""

    correction = models.ForeignKey("corrections.Correction", models.CASCADE, related_name="working_copies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # What stood there when they began, so that nobody's words are written over.
    seen = models.CharField(max_length=64)
    typed = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now=True)

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["correction", "by"], name="one_working_copy_each")]

    def __str__(self) -> str:
        return f"{self.correction_id}: {self.by}"

"""The desk's own ledger: one row for every act, never changed, never removed."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet


class RowQuerySet(VisibleQuerySet):
    """Rows of the ledger, for those who may see it."""

    see = Act.SEE_LEDGER

    def of(self, subject: models.Model) -> RowQuerySet:
        """Return the rows about one thing, oldest first."""
        return self.filter(subject=subject._meta.label_lower, subject_id=subject.pk).order_by("pk")

    def delete(self) -> NoReturn:
        """Refuse: a ledger only grows."""
        raise TypeError("rows of the ledger are never removed")


class Row(models.Model):
    """Who did what to which thing, when, and the facts of it. `by` is empty where the public or the clock acted."""

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=40, choices=[(act.value, act.value) for act in Act])
    subject = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)

    objects = RowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "subject_id", "id"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act} {self.subject} {self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; an old one cannot be changed."""
        if self.pk is not None:
            raise TypeError("rows of the ledger are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: a ledger only grows."""
        raise TypeError("rows of the ledger are never removed")

"""Where the public's files are kept, and how exactly a time is."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.core.files.storage import storages
from django.db import models
from django.utils import timezone


def private_storage():  # type: ignore[no-untyped-def]
    """Return where the public's files are kept: no address leads there."""
    return storages["private"]


def this_day() -> datetime:
    """Return today's midnight, where the desk is."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time()))


class DayField(models.DateTimeField):
    """When something last changed, to the day: midnight where the desk is.

    A time to the second can be laid beside somebody else's log, and then says who sent what.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return today's midnight, and set it."""
        midnight = this_day()
        setattr(model_instance, self.attname, midnight)
        return midnight

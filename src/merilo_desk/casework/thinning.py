"""Thin out the autosaved states of drafts by the clock: of old sittings the last state of each hour stays.

A draft as it stands, what was written at the same time as somebody else's and is not yet put together with it, and the
hand of everybody who wrote are never touched.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import TruncHour
from django.utils import timezone

from merilo_desk.casework.models import DraftVersion
from merilo_desk.casework.versions import PAUSE
from merilo_desk.jobs import by_the_clock

# Every state of the last days stays as it was saved.
WHOLE = timedelta(days=14)
# So many at a time, so that nobody who writes has to wait.
AT_ONCE = 2_000
# Once an hour is enough.
MINUTE = 17


@by_the_clock
def thin_drafts() -> int:
    """Thin out what is old enough, once an hour; return how many states went."""
    now = timezone.now()
    return thin(now) if now.minute == MINUTE else 0


@transaction.atomic
def thin(now: datetime) -> int:
    """Remove old states that the same member saved anew within the same sitting and hour; return how many went."""
    saved = DraftVersion.objects.filter(aside=False).annotate(hour=TruncHour("at"))
    anew = saved.filter(
        draft=OuterRef("draft"),
        by=OuterRef("by"),
        version=OuterRef("version") + 1,
        hour=OuterRef("hour"),
        at__lt=OuterRef("at") + PAUSE,
    )
    old = saved.filter(Exists(anew), at__lt=now - WHOLE, version__lt=F("draft__version"))
    # The oldest first: what is left half-way is thinned as it would have been.
    gone = list(old.order_by("draft", "version").values_list("pk", flat=True)[:AT_ONCE])
    DraftVersion.objects.filter(pk__in=gone).delete()
    return len(gone)

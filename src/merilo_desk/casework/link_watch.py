"""Watch the links of published checks' sources: where one is dead twice, a day apart, the newsroom is told.

So it is where a page still opens, but what was quoted does not stand there any more. Only words that the desk once
found there can be missed: a page that machines read in vain is not said to have changed.

Off unless MERILO_WATCH_LINKS is set, because it opens other people's pages by itself.
A protected source is never asked.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q
from django.utils import timezone

from merilo_desk import engine
from merilo_desk.casework.models import MISSES, Evidence
from merilo_desk.casework.states import PUBLIC
from merilo_desk.jobs import by_the_clock, job

# So many links a minute; each again after a week, and after a day while it does not open.
AT_ONCE = 3
WEEK, DAY = timedelta(days=7), timedelta(days=1)


@by_the_clock
def watch_links() -> int:
    """Queue the links whose turn it is; return how many."""
    if not settings.WATCH_LINKS:
        return 0
    now = timezone.now()
    missed = Q(link_misses__gt=0) | Q(words_misses__gt=0)
    due = Q(link_seen_at=None) | Q(link_seen_at__lt=now - WEEK) | Q(missed, link_seen_at__lt=now - DAY)
    rows = (
        Evidence.objects.filter(due, case__state__in=PUBLIC, protected=False)
        .exclude(url="")
        .order_by(F("link_seen_at").asc(nulls_first=True), "pk")
    )
    chosen = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    # Their turn is over before they are asked, so that a slow server is not asked every minute.
    Evidence.objects.filter(pk__in=chosen).update(link_seen_at=now)
    for pk in chosen:
        look_at_link.enqueue(pk)
    return len(chosen)


@job
def look_at_link(pk: int) -> None:
    """Open one link and look for the quoted words; keep what was wrong with it from the second miss on."""
    source = Evidence.objects.filter(pk=pk, protected=False).exclude(url="").first()
    if source is None or not settings.WATCH_LINKS:
        return
    quoted = source.quotation.strip()
    looked = engine.looked_at(source.url, quoted) if quoted else engine.Looked(engine.link_trouble(source.url))
    misses = min(source.link_misses + 1, 1000) if looked.trouble else 0
    found: dict[str, Any] = {"link_misses": misses, "link_trouble": looked.trouble if misses >= MISSES else ""}
    if looked.says:
        found |= {"words_seen_at": timezone.now(), "words_misses": 0}
    elif looked.says is False and source.words_seen_at:
        found["words_misses"] = min(source.words_misses + 1, 1000)
    # Whoever changed the link or the quotation meanwhile is told nothing of the old ones.
    Evidence.objects.filter(pk=pk, url=source.url, quotation=source.quotation).update(**found)

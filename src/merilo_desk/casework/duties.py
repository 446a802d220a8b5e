"""What of the cases waits for one member: beside the menu, and on the page of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.actions.reply import remind_of_overdue
from merilo_desk.casework.models import MISSES, Case, Evidence, Task
from merilo_desk.casework.notices import sentence, unread
from merilo_desk.casework.states import EDITABLE, OPEN, PUBLIC, State
from merilo_desk.casework.steps import next_step
from merilo_desk.jobs import by_the_clock
from merilo_desk.newsroom.counting import counts_for
from merilo_desk.newsroom.duties import Duty, duties_from
from merilo_desk.newsroom.policy import Act, may

MOST = 50
# What is told of a source to who has the case; where they have left; and where nobody has it.
DEAD = (
    _("The link of a source does not open any more."),
    _("The link of a source does not open any more, and %(who)s, who had this check, has left."),
    _("The link of a source does not open any more, and nobody has this check."),
)
CHANGED = (
    _("A source does not say any more what was quoted from it."),
    _("A source does not say any more what was quoted from it, and %(who)s, who had this check, has left."),
    _("A source does not say any more what was quoted from it, and nobody has this check."),
)


@counts_for("cases")
def waiting(user: Any) -> int:
    """Count a member's own cases that want something of them, and cases with news."""
    if not may(user, Act.SEE_CASES):
        return 0
    mine = Case.objects.visible_to(user).filter(owner=user, state__in=EDITABLE).order_by().values_list("pk")
    # Asked apart, each is answered by an index; in one condition they would be asked of every case there is.
    return int(mine.union(unread(user).order_by().values_list("case_id")).count())


@duties_from
def duties(user: Any) -> Iterator[Duty]:
    """Yield news of cases, a member's tasks, and their cases."""
    told = set()
    for notice in unread(user)[:MOST]:
        if notice.case_id not in told:
            told.add(notice.case_id)
            yield _duty(notice.case, sentence(notice), notice.case.due)
    tasks = Task.objects.filter(assignee=user, done_at=None, case__state__in=OPEN).select_related("case")
    for task in tasks[:MOST]:
        yield _duty(task.case, _("Task: %(text)s") % {"text": task.text}, task.due)
    mine = Case.objects.visible_to(user).filter(owner=user, state__in=EDITABLE)
    for case in mine.order_by("due", "-priority", "pk")[:MOST]:
        if case.pk not in told:
            yield _duty(case, next_step(State(case.state)).words, case.due)
    watched = Evidence.objects.filter(protected=False)
    yield from _of_sources(user, watched.exclude(link_trouble=""), DEAD)
    yield from _of_sources(user, watched.filter(words_misses__gte=MISSES).exclude(words_seen_at=None), CHANGED)


def _of_sources(user: Any, sources: QuerySet[Evidence], told: tuple[Any, Any, Any]) -> Iterator[Duty]:
    """Yield published cases with such a source: to who has them; to the editors where nobody who is still here does."""
    own, gone, nobody = told
    dead = Case.objects.visible_to(user).filter(state__in=PUBLIC, evidence__in=sources)
    left = Q(owner=None) | Q(owner__is_active=False)
    theirs = Q(owner=user) | left if may(user, Act.PUBLISH) else Q(owner=user)
    for case in dead.filter(theirs).select_related("owner").distinct().order_by("pk")[:MOST]:
        if case.owner_id == user.pk:
            yield _duty(case, own, None)
        elif case.owner:
            yield _duty(case, gone % {"who": case.owner}, None)
        else:
            yield _duty(case, nobody, None)


def _duty(case: Case, why: Any, due: date | None) -> Duty:
    return Duty(case.claim[:200], reverse("casework:case", args=[case.pk]), why, due, case.language)


by_the_clock(remind_of_overdue)

"""What of the cases waits for one member: beside the menu, and on the page of the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.actions.reply import remind_of_overdue
from merilo_desk.casework.models import Case, Evidence, Task
from merilo_desk.casework.notices import sentence, unread
from merilo_desk.casework.states import EDITABLE, OPEN, PUBLIC, State
from merilo_desk.casework.steps import next_step
from merilo_desk.jobs import by_the_clock
from merilo_desk.newsroom.counting import counts_for
from merilo_desk.newsroom.duties import Duty, duties_from
from merilo_desk.newsroom.policy import Act, may

MOST = 50


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
    yield from _dead_links(user)


def _dead_links(user: Any) -> Iterator[Duty]:
    """Yield published cases with a dead link: to who has them; to the editors where nobody who is still here does."""
    silent = Evidence.objects.filter(protected=False).exclude(link_trouble="")
    dead = Case.objects.visible_to(user).filter(state__in=PUBLIC, evidence__in=silent)
    left = Q(owner=None) | Q(owner__is_active=False)
    theirs = Q(owner=user) | left if may(user, Act.PUBLISH) else Q(owner=user)
    for case in dead.filter(theirs).select_related("owner").distinct().order_by("pk")[:MOST]:
        if case.owner_id == user.pk:
            yield _duty(case, _("The link of a source does not open any more."), None)
        elif case.owner:
            why = _("The link of a source does not open any more, and %(who)s, who had this check, has left.")
            yield _duty(case, why % {"who": case.owner}, None)
        else:
            yield _duty(case, _("The link of a source does not open any more, and nobody has this check."), None)


def _duty(case: Case, why: Any, due: date | None) -> Duty:
    return Duty(case.claim[:200], reverse("casework:case", args=[case.pk]), why, due, case.language)


by_the_clock(remind_of_overdue)

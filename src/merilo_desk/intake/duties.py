"""What of the inbox waits for one member today: their own requests, what many ask and nobody has, what is new."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from merilo_desk.intake.counts import waiting
from merilo_desk.intake.models import Submission
from merilo_desk.intake.standing import OPEN
from merilo_desk.newsroom.counting import CAP
from merilo_desk.newsroom.duties import Duty
from merilo_desk.newsroom.policy import Act, may

MOST = 20
# So many ask the same that it should not be left to chance who finds it; and so many of those are named.
MANY, NAMED = 5, 3
Shelf, State = Submission.Shelf, Submission.State


def duties(user: Any) -> Iterator[Duty]:
    """Yield a member's own requests, then, for whoever sorts the inbox, what stands in it for everybody."""
    if not may(user, Act.SEE_INBOX):
        return
    rows = Submission.objects.visible_to(user).filter(shelf=Shelf.OPEN, state__in=OPEN)
    for one in rows.filter(assignee=user).order_by("due_order", "-pk")[:MOST]:
        why = (
            _("The sender has been asked; see whether they replied")
            if one.state == State.ASKED
            else _("You have this request")
        )
        yield _one(one, why)
    if not may(user, Act.TRIAGE):
        return
    for one in rows.filter(assignee=None, demand__gte=MANY).order_by("-demand", "-pk")[:NAMED]:
        asked = ngettext("%(n)d asks this, and nobody has it", "%(n)d ask this, and nobody has it", one.demand)
        yield _one(one, asked % {"n": one.demand})
    if new := waiting(user):
        count = f"{CAP}+" if new > CAP else str(new)
        told = ngettext("%(n)s new request", "%(n)s new requests", new) % {"n": count}
        yield Duty(told, f"{reverse('intake:inbox')}?state=new", _("Not looked at yet"))


def _one(one: Submission, why: Any) -> Duty:
    return Duty(str(one), reverse("intake:request", args=[one.pk]), why, one.due, one.language)

"""What of corrections waits for a member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from merilo_desk.corrections.finding_models import OwnFinding
from merilo_desk.corrections.models import Correction
from merilo_desk.corrections.unplaced import unplaced
from merilo_desk.newsroom.counting import capped
from merilo_desk.newsroom.duties import Duty
from merilo_desk.newsroom.policy import Act, may


def count(user: Any) -> int:
    """Return how many corrections are open, and how many requests wait for their page."""
    return int(Correction.objects.visible_to(user).filter(closed_at=None).count() + capped(unplaced(user)))


def duties(user: Any) -> Iterator[Duty]:
    """Yield the open corrections that this member can move on."""
    if not may(user, Act.HANDLE_CORRECTION):
        return
    found = Correction.objects.visible_to(user).filter(closed_at=None).select_related("case").order_by("due")[:20]
    for each in found:
        if each.stage == "written" and (each.by_id == user.pk or not may(user, Act.APPROVE_CORRECTION)):
            continue
        why = (
            _("A correction waits for a second pair of eyes")
            if each.stage == "written"
            else _("A correction was asked for")
        )
        yield Duty(
            each.case.claim[:120], reverse("corrections:correction", args=[each.pk]), why, each.due, each.case.language
        )
    unknown = unplaced(user).count()
    if unknown:
        why = ngettext(
            "%(number)d request names no page of ours", "%(number)d requests name no page of ours", unknown
        ) % {"number": unknown}
        yield Duty(str(_("Which page do they mean?")), reverse("corrections:corrections"), why)
    waiting = OwnFinding.objects.visible_to(user).open().count()
    if waiting:
        why = ngettext("%(number)d own finding waits", "%(number)d own findings wait", waiting) % {"number": waiting}
        yield Duty(str(_("Own findings")), reverse("corrections:findings"), why)

"""What every action on a case begins with: its state as the database has it, and whether its texts may be changed."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.undoing import undo_approval
from merilo_desk.casework.errors import NotOpenForWork
from merilo_desk.casework.models import Case
from merilo_desk.casework.states import EDITABLE, State


def standing(case: Case) -> Case:
    """Bring a case's state up to date with what the database holds, and keep others from moving it meanwhile."""
    case.state = Case.objects.select_for_update().values_list("state", flat=True).get(pk=case.pk)
    return case


def open_for_work(case: Case) -> Case:
    """Refuse unless what the public will read of the case may be changed.

    Raises:
        NotOpenForWork: the case is in review or further on.
    """
    if State(standing(case).state) not in EDITABLE:
        raise NotOpenForWork(case)
    return case


def touched(case: Case) -> None:
    """Note that what a reviewer would read has changed; an approval of what stood before falls."""
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1, changed_at=timezone.now())
    undo_approval(case, _("the case was changed after it"))

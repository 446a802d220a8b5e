"""Tell a member what happened to a case of theirs, and say it in a sentence of their own language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.models import Case, Notice
from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Role

SENTENCES: dict[str, str | Promise] = {
    "assigned": _("%(who)s gave you this case."),
    "taken-over": _("%(who)s took over the work on this case."),
    "hold-taken": _("%(who)s is at work on this case now and asks you to leave it for a while."),
    "task": _("%(who)s asks you: %(text)s"),
    "answer": _("%(who)s answered our questions."),
    "answer-amended": _("%(who)s changed the answer to our questions."),
    "reply-overdue": _("%(who)s has not answered within the time we gave."),
    "in-review": _("%(who)s sent this case to review."),
    "back": _("%(who)s sent this case back with comments."),
    "approved": _("%(who)s approved this case."),
    "note": _("%(who)s left a note: %(text)s"),
    "vote-asked": _("%(who)s asks for your vote on this case."),
    "votes-in": _("All have voted on this case."),
    "approval-undone": _("The approval no longer stands: %(because)s"),
    "published": _("%(who)s published this case."),
    "published-by-clock": _("This case was published at the time that was set."),
    "published-late": _("This case was published, %(minutes)s minutes after the time that was set."),
    "held-up": _("This case was not published at the time that was set: %(because)s"),
}
# News of the way to publication, which is nobody's news once a case is out or withdrawn.
BEFORE_PUBLICATION = frozenset(
    {"hold-taken", "in-review", "back", "approved", "vote-asked", "votes-in", "approval-undone"}
)


def tell(user: User | None, case: Case, what: str, by: User | None = None, **facts: Any) -> Notice | None:
    """Leave a notice for a member; nobody is told of what they did themselves."""
    if user is None or user == by:
        return None
    return Notice.objects.create(user=user, case=case, what=what, facts={"who": str(by or ""), **facts})


def concerned(case: Case) -> User | None:
    """Return who should know of what happens to a case: who has it, else who opened it, else the chief editor.

    Somebody who has left reads no notices: what would be theirs goes to the next of these.
    """
    for each in (case.owner, case.opened_by):
        if each and each.is_active:
            return each
    return User.objects.filter(is_active=True, memberships__role=Role.CHIEF).order_by("pk").first()


def sentence(notice: Notice) -> str:
    """Say a notice."""
    facts: Mapping[str, Any] = {"who": "", "text": "", "because": "", "minutes": "", **notice.facts}
    return str(SENTENCES.get(notice.what, notice.what)) % facts


def unread(user: User) -> Any:
    """Return what a member has not read yet and still matters to them, newest first."""
    over = Q(what__in=BEFORE_PUBLICATION, case__state__in=PUBLIC | {State.WITHDRAWN})
    return Notice.objects.filter(~over, user=user, read_at=None).select_related("case")


def mark_read(user: User, case: Case) -> None:
    """Take a case's notices off a member's list."""
    Notice.objects.filter(user=user, case=case, read_at=None).update(read_at=timezone.now())

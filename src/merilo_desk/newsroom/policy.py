"""Who may do what: one table, read by every action, view and template."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User


NOT_YOURS = _("Your role at this desk does not include this. Ask the chief editor.")


class Role(models.TextChoices):
    """What somebody is at the desk; one person may be several."""

    REPORTER = "reporter", _("Reporter")
    EDITOR = "editor", _("Editor")
    CHIEF = "chief", _("Chief editor")
    TRANSLATOR = "translator", _("Translator")
    INBOX = "inbox", _("Reader of the inbox")
    AUDITOR = "auditor", _("Auditor")


class Act(StrEnum):
    """Everything that a role may or may not do. A row of the ledger names one of these."""

    SEE_DESK = "desk.see"
    SET_UP_DESK = "desk.set-up"
    MANAGE_MEMBERS = "members.manage"
    OWN_SIGN_IN = "members.own-sign-in"
    SEE_LEDGER = "ledger.see"
    SEE_INBOX = "inbox.see"
    TRIAGE = "inbox.triage"
    ANSWER_SENDER = "inbox.answer"
    DISMISS = "inbox.dismiss"
    SEE_READINGS = "readings.see"
    READ = "readings.read"
    SEE_CASES = "cases.see"
    OPEN_CASE = "cases.open"
    ASSIGN = "cases.assign"
    WORK_ON_CASE = "cases.work"
    ASK_REPLY = "cases.ask-reply"
    SEND_TO_REVIEW = "cases.send-to-review"
    VOTE = "cases.vote"
    REVIEW = "cases.review"
    STATE_EXCEPTION = "cases.state-exception"
    PUBLISH = "cases.publish"
    WITHDRAW = "cases.withdraw"
    TRANSLATE = "cases.translate"
    SEE_PROTECTED = "evidence.see-protected"
    SEE_PEOPLE = "people.see"
    EDIT_PEOPLE = "people.edit"
    MERGE_PEOPLE = "people.merge"
    JUDGE_CONSISTENCY = "people.judge-consistency"
    SEE_FOLLOWING = "following.see"
    FOLLOW = "following.follow"
    SORT_REPEAT = "following.sort"
    KEEP_REPEAT = "following.keep"
    SEE_PROMISES = "promises.see"
    EDIT_PROMISES = "promises.edit"
    APPROVE_PROMISE = "promises.approve"
    EDIT_SITE = "site.edit"
    EDIT_SCALES = "scales.edit"
    SEE_CORRECTIONS = "corrections.see"
    HANDLE_CORRECTION = "corrections.handle"
    APPROVE_CORRECTION = "corrections.approve"
    MAKE_DOSSIER = "dossier.make"
    SEND_FORM = "public.send-form"
    ANSWER_REPLY = "public.answer-reply"


R, E, C, T, N, A = Role.REPORTER, Role.EDITOR, Role.CHIEF, Role.TRANSLATOR, Role.INBOX, Role.AUDITOR
NEWSROOM = frozenset({R, E, C})
EDITORS = frozenset({E, C})
EVERYBODY = frozenset(Role)

POLICY: Mapping[Act, frozenset[Role]] = {
    Act.SEE_DESK: EVERYBODY,
    Act.SET_UP_DESK: frozenset({C}),
    Act.MANAGE_MEMBERS: frozenset({C}),
    Act.OWN_SIGN_IN: EVERYBODY,
    Act.SEE_LEDGER: frozenset({C, A}),
    Act.SEE_INBOX: NEWSROOM | {N, A},
    Act.TRIAGE: NEWSROOM | {N},
    Act.ANSWER_SENDER: NEWSROOM | {N},
    Act.DISMISS: NEWSROOM | {N},
    Act.SEE_READINGS: NEWSROOM | {T, A},
    Act.READ: NEWSROOM,
    Act.SEE_CASES: NEWSROOM | {T, A},
    Act.OPEN_CASE: NEWSROOM,
    Act.ASSIGN: NEWSROOM,
    Act.WORK_ON_CASE: NEWSROOM,
    Act.ASK_REPLY: NEWSROOM,
    Act.SEND_TO_REVIEW: NEWSROOM,
    Act.VOTE: EDITORS,
    Act.REVIEW: EDITORS,
    Act.STATE_EXCEPTION: EDITORS,
    Act.PUBLISH: EDITORS,
    Act.WITHDRAW: EDITORS,
    Act.TRANSLATE: NEWSROOM | {T},
    Act.SEE_PROTECTED: NEWSROOM,
    Act.SEE_PEOPLE: EVERYBODY,
    Act.EDIT_PEOPLE: NEWSROOM,
    Act.MERGE_PEOPLE: EDITORS,
    Act.JUDGE_CONSISTENCY: EDITORS,
    Act.SEE_FOLLOWING: NEWSROOM | {T, A},
    # From now on the desk asks somebody's server by itself; what is kept accuses somebody in public.
    Act.FOLLOW: EDITORS,
    Act.SORT_REPEAT: NEWSROOM,
    Act.KEEP_REPEAT: EDITORS,
    Act.SEE_PROMISES: EVERYBODY,
    Act.EDIT_PROMISES: NEWSROOM,
    Act.APPROVE_PROMISE: EDITORS,
    Act.EDIT_SITE: EDITORS,
    Act.EDIT_SCALES: frozenset({C}),
    Act.SEE_CORRECTIONS: NEWSROOM | {N, T, A},
    Act.HANDLE_CORRECTION: NEWSROOM,
    Act.APPROVE_CORRECTION: EDITORS,
    Act.MAKE_DOSSIER: frozenset({C, A}),
    # What the public does needs no role; the rows of the ledger name it all the same.
    Act.SEND_FORM: frozenset(),
    Act.ANSWER_REPLY: frozenset(),
}


def may(user: User | Any, act: Act) -> bool:
    """Say whether somebody may do something, going by their roles alone."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    return bool(POLICY[act] & user.roles)


def require(user: User | Any, act: Act) -> None:
    """Refuse unless somebody may do something.

    Raises:
        PermissionDenied: none of their roles may.
    """
    if not may(user, act):
        raise PermissionDenied(NOT_YOURS)

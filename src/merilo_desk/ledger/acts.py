"""What each kind of act is called, for those who look for it: the acts of the policy that leave rows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.policy import Act

# Group by group, as the desk's menu has its rooms.
KINDS: Mapping[str | Promise, Mapping[Act, str | Promise]] = MappingProxyType(
    {
        _("Inbox"): {
            Act.SEND_FORM: _("requests and messages of readers"),
            Act.TRIAGE: _("sorting requests"),
            Act.ANSWER_SENDER: _("answers to senders"),
            Act.DISMISS: _("requests not taken up"),
        },
        _("Reading room"): {Act.READ: _("texts and stories")},
        _("Cases"): {
            Act.OPEN_CASE: _("cases opened"),
            Act.ASSIGN: _("who has a case"),
            Act.WORK_ON_CASE: _("evidence, tasks and notes"),
            Act.TRANSLATE: _("texts and translations"),
            Act.ASK_REPLY: _("replies asked for"),
            Act.ANSWER_REPLY: _("answers of those who were asked"),
            Act.VOTE: _("votes and verdicts"),
            Act.SEND_TO_REVIEW: _("cases sent to review"),
            Act.REVIEW: _("reviews and approvals"),
            Act.STATE_EXCEPTION: _("exceptions before publishing"),
            Act.PUBLISH: _("publication"),
            Act.WITHDRAW: _("withdrawals"),
        },
        _("People"): {
            Act.EDIT_PEOPLE: _("the register and its statements"),
            Act.MERGE_PEOPLE: _("merged entries"),
            Act.JUDGE_CONSISTENCY: _("judgements of consistency"),
            Act.FOLLOW: _("followed feeds"),
            Act.SORT_REPEAT: _("alerts put aside"),
            Act.KEEP_REPEAT: _("repetitions kept"),
        },
        _("Promises"): {
            Act.EDIT_PROMISES: _("promises, governments and programmes"),
            Act.APPROVE_PROMISE: _("approved statuses and what is shown"),
        },
        _("Corrections"): {
            Act.HANDLE_CORRECTION: _("requests for corrections"),
            Act.APPROVE_CORRECTION: _("approved corrections"),
        },
        _("The desk"): {
            Act.EDIT_SITE: _("glossary and site"),
            Act.EDIT_SCALES: _("rating scales"),
            Act.SET_UP_DESK: _("settings and topics"),
            Act.MANAGE_MEMBERS: _("members and roles"),
            Act.OWN_SIGN_IN: _("how members sign in"),
            Act.MAKE_DOSSIER: _("dossiers"),
        },
    }
)
# What members of the public do; everything else without a name was done by the desk itself, by the clock.
BY_THE_PUBLIC = frozenset({Act.SEND_FORM, Act.ANSWER_REPLY})

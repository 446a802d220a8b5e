"""What the ledger says of acts on a case."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merilo_desk.casework.preflight import POINTS
from merilo_desk.casework.states import MOVES, State
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Facts, Thing, filled, tells

W, V, R = Act.WORK_ON_CASE, Act.VOTE, Act.REVIEW
FIELDS = {
    "priority": gettext_lazy("priority"),
    "due": gettext_lazy("due date"),
    "topic": gettext_lazy("topic"),
    "context": gettext_lazy("context"),
    "why_chosen": gettext_lazy("why we check this"),
}
GIVEN = gettext_lazy("gave the case to %(to_whom)s")
TAKEN = gettext_lazy("took the case from %(from_whom)s")


def _assigned(facts: Facts) -> str:
    return filled(GIVEN if facts.get("to_whom") else TAKEN, facts)


def _planned(facts: Facts) -> str:
    fields = [str(FIELDS.get(each, each)) for each in facts["after"]]
    return filled(_("changed %(fields)s"), {"fields": fields})


def _moved(facts: Facts) -> str:
    ends = {end: str(State(facts[end]).label) for end in ("from", "to") if facts.get(end) in State.values}
    return filled(_("moved the case from “%(from)s” to “%(to)s”"), ends)


def _excepted(facts: Facts) -> str:
    return filled(_("stated an exception from “%(point)s”: %(reason)s"), {**facts, "point": _point(facts)})


def _taken_back(facts: Facts) -> str:
    return filled(_("took the exception from “%(point)s” back"), {"point": _point(facts)})


def _point(facts: Facts) -> str:
    key = str(facts.get("point", ""))
    return str(POINTS[key].asks) if key in POINTS else key


tells(
    {
        **{f"{move.act}/moved": _moved for move in MOVES.values() if move.to != State.WITHDRAWN},
        f"{Act.WITHDRAW}/moved": gettext_lazy("withdrew the case: %(because)s"),
        f"{Act.OPEN_CASE}/opened": gettext_lazy("opened the case"),
        f"{Act.ASSIGN}/assigned": _assigned,
        f"{W}/hold": gettext_lazy("began to work on it"),
        f"{W}/hold-released": gettext_lazy("stopped working on it"),
        f"{W}/planned": _planned,
        f"{W}/languages-chosen": gettext_lazy("chose the languages that it goes out in: %(languages)s"),
        f"{W}/attributed": gettext_lazy("noted who said it: %(speaker)s"),
        f"{W}/evidence-added": gettext_lazy("added source [%(number)s] %(title)s"),
        f"{W}/evidence-changed": gettext_lazy("changed source [%(number)s] %(title)s"),
        f"{W}/evidence-removed": gettext_lazy("took out source [%(number)s] %(title)s"),
        f"{W}/evidence-restored": gettext_lazy("put back source [%(number)s] %(title)s"),
        f"{W}/evidence-ordered": gettext_lazy("put the evidence in another order"),
        f"{W}/task-added": gettext_lazy("wrote down a task: %(text)s"),
        f"{W}/task-done": gettext_lazy("did a task: %(text)s"),
        f"{W}/task-reopened": gettext_lazy("opened a task again: %(text)s"),
        f"{W}/note": gettext_lazy("left a note: %(text)s"),
        f"{W}/note-public": gettext_lazy("left a note for the public: %(text)s"),
        f"{W}/note-resolved": gettext_lazy("settled a note: %(text)s"),
        f"{W}/note-reopened": gettext_lazy("opened a note again: %(text)s"),
        f"{Act.TRANSLATE}/draft-saved": gettext_lazy("wrote the text in %(language)s"),
        f"{Act.TRANSLATE}/draft-aside": gettext_lazy(
            "wrote at the same time as somebody else (%(language)s); both texts are kept"
        ),
        f"{Act.ASK_REPLY}/asked": gettext_lazy("asked %(whom)s for a reply (%(how)s)"),
        f"{Act.ASK_REPLY}/not-asked": gettext_lazy("noted why nobody was asked: %(because)s"),
        f"{Act.ASK_REPLY}/answer-logged": gettext_lazy("wrote down the answer of %(whom)s (%(how)s)"),
        f"{Act.ASK_REPLY}/link-renewed": gettext_lazy("gave %(whom)s more time and a new link"),
        f"{Act.ANSWER_REPLY}/answer": gettext_lazy("%(whom)s answered"),
        f"{Act.ANSWER_REPLY}/answer-amended": gettext_lazy("%(whom)s changed the answer"),
        f"{V}/round-opened": gettext_lazy("opened a vote on the verdict"),
        f"{V}/voted": gettext_lazy("voted"),
        f"{V}/excused": gettext_lazy("excused %(who)s from the vote"),
        f"{V}/round-closed": gettext_lazy("closed the vote"),
        f"{V}/round-broken-off": gettext_lazy("broke off the vote"),
        f"{V}/decided": gettext_lazy("decided the verdict: “%(verdict)s”"),
        f"{R}/review-approved": gettext_lazy("approved the case"),
        f"{R}/review-back": gettext_lazy("sent the case back with comments"),
        f"{R}/approval-undone": gettext_lazy("The approval no longer stands: %(because)s"),
        f"{R}/unscheduled": gettext_lazy("took the set time of publication back"),
        f"{Act.STATE_EXCEPTION}/stated": _excepted,
        f"{Act.STATE_EXCEPTION}/taken-back": _taken_back,
        f"{Act.PUBLISH}/held-up": gettext_lazy("The case was not published: %(because)s"),
    },
    {"casework.case": Thing(gettext_lazy("Case"), lambda case: reverse("casework:case", args=[case.pk]))},
)

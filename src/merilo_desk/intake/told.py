"""What the ledger says of acts on requests, the public's own included."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merilo_desk.intake.models import Submission
from merilo_desk.intake.reasons import REASONS
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Facts, Thing, filled, tells

T = Act.TRIAGE
TAKEN = gettext_lazy("gave the request back, so that somebody takes it")
GIVEN = gettext_lazy("gave the request to %(to_whom)s")
WIPED = gettext_lazy("a request that its sender took back")


def _assigned(facts: Facts) -> str:
    return filled(GIVEN if facts.get("to") else TAKEN, facts)


def _dismissed(facts: Facts) -> str:
    reason = REASONS.get(facts.get("reason", ""))
    return filled(_("did not take the request up: %(reason)s"), {"reason": str(reason.name) if reason else "…"})


def _called(one: Submission) -> str:
    return str(WIPED) if one.is_wiped else str(one)


tells(
    {
        f"{T}/assigned": _assigned,
        f"{T}/sorted": gettext_lazy("set topic, severity or due date"),
        f"{T}/spam": gettext_lazy("marked the request as spam"),
        f"{T}/reopened": gettext_lazy("took the request up again"),
        f"{T}/joined": gettext_lazy("put the request with others that ask the same"),
        f"{T}/merged": gettext_lazy("put requests together that ask the same"),
        f"{T}/split": gettext_lazy("took the request out of its group"),
        f"{T}/kept-apart": gettext_lazy("said that the request asks something else than one like it"),
        f"{T}/noted": gettext_lazy("wrote a note for the inbox"),
        f"{T}/undone": gettext_lazy("took an act in the inbox back"),
        f"{Act.EDIT_PEOPLE}/from-request": gettext_lazy("made a statement of the words that a request quotes"),
        Act.DISMISS: _dismissed,
        f"{Act.ANSWER_SENDER}/answer": gettext_lazy("answered the sender"),
        f"{Act.ANSWER_SENDER}/question": gettext_lazy("asked the sender a question"),
        f"{Act.ANSWER_SENDER}/published": gettext_lazy("answered the sender with the fact check"),
        f"{Act.SEND_FORM}/received": gettext_lazy("sent a request by the form"),
        f"{Act.SEND_FORM}/message": gettext_lazy("wrote to the desk about a request, with its receipt"),
        f"{Act.SEND_FORM}/withdrawn": gettext_lazy("took a request back; what it held was wiped"),
    },
    {
        "intake.submission": Thing(
            gettext_lazy("Request"), lambda each: reverse("intake:request", args=[each.pk]), _called
        )
    },
)

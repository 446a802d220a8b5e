"""What the ledger says of acts on corrections, our own and those that we ask of others."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merilo_desk.corrections.models import AskedOfOthers, Correction
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Facts, Thing, filled, tells

H, A = Act.HANDLE_CORRECTION, Act.APPROVE_CORRECTION
KINDS = dict(Correction.Kind.choices)
ORIGINS = dict(Correction.Origin.choices)
OUTCOMES = dict(AskedOfOthers.Outcome.choices)


def _opened(facts: Facts) -> str:
    return filled(_("opened a correction; found by: %(origin)s"), {"origin": str(ORIGINS.get(facts["origin"], "…"))})


def _written(facts: Facts) -> str:
    named = {"kind": str(KINDS.get(facts["kind"], "…")), "languages": facts.get("languages", ())}
    return filled(_("wrote what is to be changed (%(kind)s; %(languages)s)"), named)


def _published(facts: Facts) -> str:
    named = {"kind": str(KINDS.get(facts["kind"], "…")), "line": facts.get("line")}
    return filled(_("approved and published it (%(kind)s); line %(line)s of the public ledger"), named)


def _outcome(facts: Facts) -> str:
    named = {"outcome": str(OUTCOMES.get(facts["outcome"], "…"))}
    return filled(_("noted what came of a correction asked of others: %(outcome)s"), named)


tells(
    {
        f"{H}/opened": _opened,
        f"{H}/acknowledged": gettext_lazy("told whoever asked that the desk is looking at it"),
        f"{H}/written": _written,
        f"{H}/request refused": gettext_lazy("refused the correction that was asked for, and said why"),
        f"{H}/asked of others": gettext_lazy("asked %(whom)s for a correction"),
        f"{H}/outcome": _outcome,
        f"{H}/finding put aside": gettext_lazy("put a finding of the machine aside: %(because)s"),
        f"{H}/follower": gettext_lazy("changed who is told of every correction: %(name)s"),
        f"{H}/follower removed": gettext_lazy("removed somebody who was told of every correction: %(name)s"),
        f"{A}/sent back": gettext_lazy("sent the correction back"),
        f"{A}/published": _published,
    },
    {
        "corrections.correction": Thing(
            gettext_lazy("Correction"), lambda each: reverse("corrections:correction", args=[each.pk]), needs=("case",)
        ),
        "corrections.askedofothers": Thing(
            gettext_lazy("Correction asked of others"), lambda each: reverse("corrections:other", args=[each.pk])
        ),
        "corrections.follower": Thing(
            gettext_lazy("Follower of corrections"),
            lambda _each: reverse("corrections:followers"),
            lambda each: str(each.name),
        ),
    },
)

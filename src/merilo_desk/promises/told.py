"""What the ledger says of acts on promises, governments and programmes."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Facts, Thing, filled, tells
from merilo_desk.promises.models import PromiseLink

E, A = Act.EDIT_PROMISES, Act.APPROVE_PROMISE


def _linked(facts: Facts) -> str:
    kinds = dict(PromiseLink.Kind.choices)
    kind = str(kinds.get(facts.get("kind", ""), ""))
    return filled(_("linked the promise to something (%(kind)s): %(title)s"), {**facts, "kind": kind})


tells(
    {
        f"{E}/added": gettext_lazy("wrote down a promise"),
        f"{E}/changed": gettext_lazy("changed a promise"),
        f"{E}/tracked": gettext_lazy("took a promise up, to be followed"),
        f"{E}/rejected": gettext_lazy("set a draft aside: it is not a promise"),
        f"{E}/status proposed": gettext_lazy("proposed where the promise stands since %(since)s: “%(label)s”"),
        f"{E}/link": _linked,
        f"{E}/case": gettext_lazy("joined the promise to case %(case)s"),
        f"{E}/government": gettext_lazy("wrote down a government"),
        f"{E}/programme brought": gettext_lazy("brought in a programme"),
        f"{A}/shown": gettext_lazy("put the promise on the public site"),
        f"{A}/hidden": gettext_lazy("took the promise off the public site"),
        f"{A}/status approved": gettext_lazy("approved where the promise stands since %(since)s: “%(label)s”"),
        f"{A}/status refused": gettext_lazy("refused the proposed status “%(label)s”: %(because)s"),
    },
    {
        "promises.promise": Thing(gettext_lazy("Promise"), lambda each: reverse("promises:promise", args=[each.pk])),
        "promises.government": Thing(
            gettext_lazy("Government"), lambda each: reverse("promises:government", args=[each.pk])
        ),
        "promises.programme": Thing(
            gettext_lazy("Programme"),
            lambda each: reverse("promises:programme", args=[each.pk]),
            lambda each: str(each.title),
        ),
    },
)

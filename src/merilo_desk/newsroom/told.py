"""What the ledger says of acts on the desk itself."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merilo_desk.newsroom.policy import Act, Role
from merilo_desk.newsroom.telling import Facts, Thing, filled, tells


def _roles(facts: Facts) -> str:
    named = [str(Role(each).label) for each in facts.get("roles", ()) if each in Role.values]
    return ", ".join(named) or _("none")


def _invited(facts: Facts) -> str:
    return filled(_("invited a new member, with the roles: %(roles)s"), {"roles": _roles(facts)})


def _given(facts: Facts) -> str:
    return filled(_("set a member's roles: %(roles)s"), {"roles": _roles(facts)})


tells(
    {
        f"{Act.MANAGE_MEMBERS}/feed on": gettext_lazy("turned on a feed of what waits for them"),
        f"{Act.MANAGE_MEMBERS}/feed off": gettext_lazy("turned off the feed of what waits for them"),
        Act.SET_UP_DESK: gettext_lazy("changed the desk's settings"),
        f"{Act.SET_UP_DESK}/topic": gettext_lazy("wrote a topic"),
        f"{Act.SET_UP_DESK}/new secret": gettext_lazy("gave the desk a new secret"),
        f"{Act.MANAGE_MEMBERS}/invited": _invited,
        f"{Act.MANAGE_MEMBERS}/roles": _given,
        f"{Act.MANAGE_MEMBERS}/let in": gettext_lazy("let a member in again"),
        f"{Act.MANAGE_MEMBERS}/let out": gettext_lazy("shut a member out"),
        f"{Act.MANAGE_MEMBERS}/second step taken away": gettext_lazy(
            "took the second step of signing in from a member"
        ),
        f"{Act.OWN_SIGN_IN}/second step on": gettext_lazy("began to sign in with a second step"),
        f"{Act.OWN_SIGN_IN}/second step off": gettext_lazy("gave up the second step of signing in"),
        f"{Act.OWN_SIGN_IN}/spare codes made": gettext_lazy("made new spare codes for signing in"),
        f"{Act.OWN_SIGN_IN}/spare code used": gettext_lazy("signed in or confirmed with a spare code"),
        f"{Act.MANAGE_MEMBERS}/way in given": gettext_lazy("gave a member a link to choose a new password"),
    },
    {
        "newsroom.desk": Thing(gettext_lazy("The desk"), lambda _desk: reverse("newsroom:desk")),
        "newsroom.user": Thing(gettext_lazy("Member"), lambda each: reverse("newsroom:member", args=[each.pk])),
        "newsroom.topic": Thing(gettext_lazy("Topic"), lambda each: reverse("newsroom:topic", args=[each.pk])),
    },
)

"""Whose hands are in a case: who wrote its text, gathered its evidence, owns it; and what that keeps them from."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from merilo_desk.casework.models import Case, DraftVersion, Evidence
from merilo_desk.newsroom.models import Membership, User
from merilo_desk.newsroom.policy import POLICY, Act


def writers(case: Case, language: str = "") -> set[int]:
    """Return the ids of all who ever saved a text of the case, in one language where it is named."""
    versions = DraftVersion.objects.filter(draft__case=case)
    drafts = case.drafts.all()
    if language:
        versions, drafts = versions.filter(draft__language=language), drafts.filter(language=language)
    ids = {*versions.values_list("by", flat=True), *drafts.values_list("saved_by", flat=True)}
    return {each for each in ids if each is not None}


def gatherers(case: Case) -> set[int]:
    """Return the ids of all who put evidence into the case, taken out again or not."""
    kept = getattr(Evidence, "everything", Evidence.objects)
    ids = {
        *kept.filter(case=case).values_list("added_by", flat=True),
        *(kept.filter(case=case).values_list("changed_by", flat=True) if hasattr(Evidence, "changed_by") else ()),
    }
    return {each for each in ids if each is not None}


def own_work(case: Case, user: User) -> str:
    """Say why a member may not approve a case; "" where they may.

    The second pair of eyes is nobody who owns the case, wrote a word of it in any language, or put evidence into it.
    """
    if case.owner_id == user.pk:
        return _("This case is yours. Somebody else approves it.")
    if user.pk in writers(case):
        return _("You wrote some of its text. Somebody who did not approves it.")
    if user.pk in gatherers(case):
        return _("You put evidence into this case. Somebody who did not approves it.")
    return ""


def electors_for(case: Case) -> QuerySet[User]:
    """Return who votes on a case unless the one who opens the round says otherwise.

    All editors at the desk, but the owner and whoever wrote the text in the claim's own language: they propose, the
    others decide. Who gathered evidence or translated may vote.
    """
    barred = writers(case, case.language) | ({case.owner_id} if case.owner_id else set())
    return editors().exclude(pk__in=barred)


def editors() -> QuerySet[User]:
    """Return all members who may vote."""
    roles = POLICY[Act.VOTE]
    holders = Membership.objects.filter(role__in=roles).values("user")
    return User.objects.filter(is_active=True, pk__in=holders).order_by("name", "username")

"""What of votes and reviews waits for one member today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.models import Case, DraftVersion, Evidence
from merilo_desk.casework.states import State
from merilo_desk.casework.verdict_models import Vote, VotingRound
from merilo_desk.newsroom.duties import Duty, duties_from
from merilo_desk.newsroom.policy import Act, may

MOST = 50


@duties_from
def votes_and_reviews(user: Any) -> Iterator[Duty]:
    """Yield rounds that want the member's vote, and cases that they may approve: those they had no hand in."""
    if may(user, Act.VOTE):
        mine = Vote.objects.visible_to(user).filter(round=OuterRef("pk"), editor=user)
        rounds = VotingRound.objects.visible_to(user).filter(electors=user, closed_at=None, broken_off_at=None)
        for each in rounds.exclude(Exists(mine)).select_related("case").order_by("pk")[:MOST]:
            yield _duty(each.case, "verdict", _("The editors are voting, and your vote is missing."))
    if may(user, Act.REVIEW):
        wrote = DraftVersion.objects.filter(draft__case=OuterRef("pk"), by=user)
        gathered = Evidence.everything.filter(case=OuterRef("pk"), added_by=user)
        waiting = Case.objects.visible_to(user).filter(state=State.IN_REVIEW).exclude(owner=user)
        for case in waiting.exclude(Exists(wrote)).exclude(Exists(gathered)).order_by("due", "pk")[:MOST]:
            yield _duty(case, "review", _("It waits for a second pair of eyes."))


def _duty(case: Case, pane: str, why: Any) -> Duty:
    return Duty(case.claim[:200], reverse("casework:pane", args=[case.pk, pane]), why, case.due, case.language)

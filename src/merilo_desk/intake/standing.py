"""Where submissions stand: the one place that changes a state, keeps how it ended, and says which lists show it.

Of all who ask the same, one stands in the list for the rest: the first that is still open, else the first of all.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils import timezone

from merilo_desk.intake.keeping import this_day
from merilo_desk.intake.models import Cluster, Outcome, Submission

State, Shelf = Submission.State, Submission.Shelf
OPEN = frozenset({State.NEW, State.OPEN, State.ASKED})
DONE = frozenset({State.ANSWERED, State.DISMISSED})
# These ask for nothing any more.
GONE = frozenset({State.SPAM, State.WITHDRAWN})
# What the one that stands for the rest hands on to the next, where that one has none of its own.
HANDED_ON = ("assignee_id", "topic_id", "severity", "due")


def stand(submission: Submission, state: str, *, reason: str = "") -> None:
    """Put a submission into a state, in the transaction at hand.

    Args:
        submission: it is saved, with its version counted up, and every list that shows it is brought up to date.
        state: where it stands from now on.
        reason: the code of the reason, where it is not taken up.
    """
    submission.state = state
    Submission.objects.filter(pk=submission.pk).update(
        state=state, version=models.F("version") + 1, changed_at=this_day()
    )
    if state in DONE:
        Outcome.objects.update_or_create(
            submission=submission,
            defaults={
                "kind": submission.kind,
                "language": submission.language,
                "state": state,
                "reason": reason if state == State.DISMISSED else "",
                "received_on": submission.received_on,
                "closed_on": timezone.localdate(),
            },
        )
    else:
        Outcome.objects.filter(submission=submission).delete()
    if submission.cluster_id:
        settle([submission.cluster_id])
    else:
        shelf = shelf_of(state)
        Submission.objects.filter(pk=submission.pk).update(shelf=shelf)
    submission.refresh_from_db(fields=["version", "shelf", "demand"])


def shelf_of(state: str) -> str:
    """Return the list that shows a submission which stands for itself."""
    if state in OPEN:
        return Shelf.OPEN
    return Shelf.SPAM if state == State.SPAM else Shelf.CLOSED


def settle(clusters: Iterable[int]) -> None:
    """Count who asks the same and say which of them stands in the lists; a cluster left empty stays, for undoing."""
    for cluster in sorted(set(clusters)):
        slim = Submission.objects.only("state", "shelf", "demand", "assignee", "topic", "severity", "due")
        members = list(slim.filter(cluster=cluster).order_by("pk"))
        wanted = [member for member in members if member.state not in GONE]
        demand = len(wanted)
        Cluster.objects.filter(pk=cluster).update(demand=demand)
        lead = next((member for member in wanted if member.state in OPEN), wanted[0] if wanted else None)
        for member in members:
            _place(member, lead, members, demand)


def _place(member: Submission, lead: Submission | None, members: list[Submission], demand: int) -> None:
    stands = lead is None or member.pk == lead.pk or member.state in GONE
    new = {
        "shelf": shelf_of(member.state) if stands else Shelf.BEHIND,
        "demand": demand if lead and member.pk == lead.pk else 1,
    }
    if lead and member.pk == lead.pk and member.shelf == Shelf.BEHIND:
        before = next((each for each in members if each.shelf != Shelf.BEHIND and each.state not in GONE), None)
        new |= {name: getattr(before, name) for name in HANDED_ON if before and getattr(member, name) is None}
    changed = {name: value for name, value in new.items() if getattr(member, name) != value}
    if changed:
        Submission.objects.filter(pk=member.pk).update(**changed)


def cluster_of(submission: Submission) -> Cluster:
    """Return the cluster of a submission; one that stands alone gets its own."""
    if submission.cluster is None:
        submission.cluster = Cluster.objects.create(title=str(submission)[:300], demand=1)
        Submission.objects.filter(pk=submission.pk).update(cluster=submission.cluster)
    return submission.cluster


def members_of(submission: Submission) -> list[Submission]:
    """Return those whom an act on a submission concerns: all who ask the same, where it stands for them in a list."""
    if submission.cluster_id is None or submission.shelf == Shelf.BEHIND or submission.state in GONE:
        return [submission]
    same = Submission.objects.filter(cluster=submission.cluster_id).exclude(state__in=GONE)
    return list(same.select_related("cluster").order_by("pk"))

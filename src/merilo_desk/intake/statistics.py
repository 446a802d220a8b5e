"""How the desk answers those who write to it: counts and times for a page that everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count

from merilo_desk.intake.models import Outcome, Submission


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the requests received in a stretch of days, spam left out; `median_days` None where none ended."""

    received: int
    answered: int
    dismissed: dict[str, int]
    open: int
    median_days: float | None


def answers(since: date, until: date) -> Answers:
    """Count the requests received from one day to another, both included."""
    ended = Outcome.objects.filter(received_on__range=(since, until))
    waiting = Submission.objects.filter(
        received_on__range=(since, until),
        state__in=(Submission.State.NEW, Submission.State.OPEN, Submission.State.ASKED),
    ).count()
    by_state = dict(ended.values_list("state").annotate(count=Count("pk")).order_by())
    reasons = ended.filter(state=Submission.State.DISMISSED).values_list("reason").annotate(count=Count("pk"))
    days = [(closed - received).days for received, closed in ended.values_list("received_on", "closed_on")]
    return Answers(
        received=waiting + len(days),
        answered=by_state.get(Submission.State.ANSWERED, 0),
        dismissed=dict(reasons.order_by("-count", "reason")),
        open=waiting,
        median_days=float(median(days)) if days else None,
    )

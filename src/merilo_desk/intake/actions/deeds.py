"""Acts on submissions: who picked what, whether it is still what they saw, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from merilo_desk.intake.errors import ChangedMeanwhile, NothingPicked
from merilo_desk.intake.keeping import this_day
from merilo_desk.intake.models import Cluster, Deed, Likeness, Message, Outcome, Submission
from merilo_desk.intake.standing import settle
from merilo_desk.ledger.models import Row
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.policy import Act, require

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User

Pick = tuple[int, int]
KEPT = ("state", "assignee_id", "topic_id", "severity", "cluster_id", "answer", "dismissed_because")


@dataclass(frozen=True, slots=True)
class Taken:
    """What an act may go on with, and what somebody else changed since the member saw it."""

    fresh: list[Submission]
    changed: list[Submission]


def taken(picks: Sequence[Pick]) -> Taken:
    """Return what was picked, told apart by whether it is still the version that the member saw.

    Raises:
        NothingPicked: no submission was picked, or none of them is there any more.
        ChangedMeanwhile: somebody else changed every one of them.
    """
    seen = dict(picks)
    rows = Submission.objects.filter(pk__in=seen).select_for_update().order_by("pk")
    there = list(rows.exclude(state=Submission.State.WITHDRAWN))
    if not there:
        raise NothingPicked(_("Pick at least one request first: press x on it, or tick its box."))
    fresh = [each for each in there if each.version == seen[each.pk]]
    changed = [each for each in there if each.version != seen[each.pk]]
    if not fresh:
        raise ChangedMeanwhile(meanwhile(changed))
    for each in fresh:
        each.cluster = Cluster.objects.get(pk=each.cluster_id) if each.cluster_id else None
    return Taken(fresh, changed)


def meanwhile(changed: Sequence[Submission]) -> str:
    """Say who changed what in the meantime, in a sentence."""
    rows = Row.objects.filter(subject=Submission._meta.label_lower, subject_id__in=[each.pk for each in changed])
    last = rows.exclude(by=None).select_related("by").order_by("-pk").first()
    if last is None:
        return _("This request changed while you were at it. Look at it again; nothing of yours was done or lost.")
    return _(
        "%(who)s acted on this request while you were at it. Look at it again; nothing was done twice or lost."
    ) % {"who": last.by}


def change(submission: Submission, **values: Any) -> None:
    """Change some facts of a submission, and count its version up."""
    for name, value in values.items():
        setattr(submission, name, value)
    submission.version += 1
    Submission.objects.filter(pk=submission.pk).update(**values, version=models.F("version") + 1, changed_at=this_day())


@dataclass(slots=True)
class Before:
    """How things stood before an act, for the deed that is kept once it is done."""

    submissions: dict[int, dict[str, Any]]
    clusters: dict[int, dict[str, Any]]
    likenesses: dict[int, str]
    last_message: int


def before(submissions: Iterable[Submission]) -> Before:
    """Remember how some submissions stand, and everybody who asks the same."""
    some = list(submissions)
    groups = {each.cluster_id for each in some} - {None}
    concerned = Submission.objects.filter(models.Q(pk__in=[each.pk for each in some]) | models.Q(cluster__in=groups))
    stood = {}
    for each in concerned.select_related("outcome"):
        stood[each.pk] = {name: getattr(each, name) for name in KEPT} | {"due": _text(each.due), "was": each.version}
        outcome = getattr(each, "outcome", None)
        stood[each.pk]["outcome"] = [outcome.state, outcome.reason, _text(outcome.closed_on)] if outcome else None
    pairs = Likeness.objects.filter(models.Q(submission__in=stood) | models.Q(other__in=stood))
    return Before(
        stood,
        {
            each.pk: {"statement_id": each.statement_id, "title": each.title}
            for each in Cluster.objects.filter(pk__in=groups)
        },
        dict(pairs.values_list("pk", "judged")),
        Message.objects.order_by("-pk").values_list("pk", flat=True).first() or 0,
    )


def keep(stood: Before, act: str, count: int, by: User, *, cases: Sequence[Sequence[int]] = ()) -> Deed:
    """Keep a deed that was just done, in its own transaction, so that it can be taken back."""
    now = dict(Submission.objects.filter(pk__in=stood.submissions).values_list("pk", "version"))
    for pk, values in stood.submissions.items():
        values["now"] = now[pk]
    told = Message.objects.filter(pk__gt=stood.last_message, submission__in=stood.submissions, author=by)
    about = dict(Cluster.objects.filter(pk__in=stood.clusters).values_list("pk", "statement_id"))
    kept = {
        "submissions": {str(pk): each for pk, each in stood.submissions.items() if each["now"] != each["was"]},
        "clusters": {str(pk): each | {"now": about[pk]} for pk, each in stood.clusters.items()},
        "likenesses": {str(pk): each for pk, each in stood.likenesses.items()},
        "messages": list(told.values_list("pk", flat=True)),
        "cases": [list(each) for each in cases],
    }
    return Deed.objects.create(by=by, act=act, count=count, before=kept)


@dataclass(frozen=True, slots=True)
class Undone:
    """How many stand as before, how many somebody changed since, and how many senders had read the desk's words."""

    back: int
    changed: int
    read: int


@transaction.atomic
def undo(deed: Deed, *, by: User) -> Undone:
    """Take an act back: what nobody touched since stands as before; words that no sender has read yet are taken back.

    Raises:
        PermissionDenied: the member may not triage, or it was somebody else's act.
        ChangedMeanwhile: it was taken back already, or everything was changed since.
    """
    require(by, Act.TRIAGE)
    deed = Deed.objects.select_for_update().get(pk=deed.pk, by=by)
    if deed.undone:
        raise ChangedMeanwhile(_("That was taken back already."))
    stood = {int(pk): values for pk, values in deed.before["submissions"].items()}
    now = {each.pk: each for each in Submission.objects.filter(pk__in=stood).select_for_update()}
    free = [pk for pk in stood if pk in now and now[pk].version == stood[pk]["now"]]
    if not free:
        raise ChangedMeanwhile(_("Somebody changed this since, so it stays as it is."))
    touched = {now[pk].cluster_id for pk in free} | {stood[pk]["cluster_id"] for pk in free}
    messages = Message.objects.filter(pk__in=deed.before["messages"], submission__in=free)
    read = messages.filter(read=True).count()
    messages.filter(read=False).delete()
    for pk, values in deed.before["clusters"].items():
        # A statement that somebody has written down since stays.
        here = Cluster.objects.filter(pk=int(pk), statement_id=values["now"])
        here.update(statement_id=values["statement_id"], title=values["title"])
    for pk, judged in deed.before["likenesses"].items():
        Likeness.objects.filter(pk=int(pk)).update(judged=judged)
    for pk in free:
        _restore(now[pk], stood[pk])
        record(Act.TRIAGE, now[pk], by, kind="undone", undone=deed.act)
    _cases_back(deed)
    settle(touched - {None})
    deed.undone = True
    deed.save(update_fields=["undone"])
    return Undone(len(free), len(stood) - len(free), read)


def _restore(submission: Submission, values: dict[str, Any]) -> None:
    due = date.fromisoformat(values["due"]) if values["due"] else None
    change(submission, due=due, **{name: values[name] for name in KEPT})
    Outcome.objects.filter(submission=submission).delete()
    if values["outcome"]:
        state, reason, closed = values["outcome"]
        Outcome.objects.create(
            submission=submission,
            kind=submission.kind,
            language=submission.language,
            state=state,
            reason=reason,
            received_on=submission.received_on,
            closed_on=date.fromisoformat(closed),
        )


def _cases_back(deed: Deed) -> None:
    """Give cases back to the group they were opened for; the rooms to the right keep them under `cluster.cases`."""
    for case, cluster in deed.before["cases"]:
        Cluster.objects.get(pk=cluster).cases.model.objects.filter(pk=case).update(cluster=cluster)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""Requests that ask the same are put together, and taken apart again, by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils.translation import gettext as _

from merilo_desk.intake.actions.deeds import Pick, before, change, keep, taken
from merilo_desk.intake.actions.triage import Acted
from merilo_desk.intake.errors import TwoStatements, WrongState
from merilo_desk.intake.models import Cluster, Likeness, Submission
from merilo_desk.intake.standing import cluster_of, settle
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.models import Appearance, Statement

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User


@transaction.atomic
def merge(picks: Sequence[Pick], *, by: User, statement: int | None = None) -> Acted:
    """Put requests together, with everybody who asks the same as one of them; the oldest group takes the others in.

    Args:
        picks: at least two requests of two groups.
        by: who says that they ask the same.
        statement: which statement they ask about, where the groups have different ones.

    Raises:
        PermissionDenied: the member may not triage.
        WrongState: they are together already, or there is only one.
        TwoStatements: the groups are about two statements, and nobody has said which one it is.
        NothingPicked: nothing was picked.
        ChangedMeanwhile: somebody else changed all of it.
    """
    require(by, Act.TRIAGE)
    got = taken(picks)
    clusters = sorted({cluster_of(each).pk: cluster_of(each) for each in got.fresh}.values(), key=lambda each: each.pk)
    if len(clusters) < 2:
        raise WrongState(_("Pick at least two requests that are not together yet: press x on each, then m."))
    known = sorted({each.statement_id for each in clusters if each.statement_id})
    if len(known) > 1 and statement not in known:
        raise TwoStatements(_("These requests are about two statements. Which one do they ask about?"), known)
    stood = before(got.fresh)
    into, others = clusters[0], clusters[1:]
    into.statement_id = statement if statement in known else (known[0] if known else None)
    into.save(update_fields=["statement"])
    moved = list(Submission.objects.filter(cluster__in=others))
    cases = _take_cases(others, into)
    for each in moved:
        change(each, cluster_id=into.pk)
        record(Act.TRIAGE, each, by, kind="merged", cluster=into.pk)
    _judge(into.submissions.all(), into.submissions.all(), Likeness.Judged.SAME)
    settle([each.pk for each in clusters])
    return Acted(moved, got.changed, keep(stood, "merge", len(moved), by, cases=cases))


@transaction.atomic
def split(picks: Sequence[Pick], *, by: User) -> Acted:
    """Take requests out of their group; those picked out of one group go on together.

    Raises:
        PermissionDenied: the member may not triage.
        WrongState: nobody else asks the same as any of them.
        NothingPicked: nothing was picked.
        ChangedMeanwhile: somebody else changed all of it.
    """
    require(by, Act.TRIAGE)
    got = taken(picks)
    stood = before(got.fresh)
    moved: list[Submission] = []
    for group in sorted({each.cluster_id for each in got.fresh if each.cluster_id}):
        out = [each for each in got.fresh if each.cluster_id == group]
        stay = Submission.objects.filter(cluster=group).exclude(pk__in=[each.pk for each in out])
        if not stay.exists():
            continue
        own = Cluster.objects.create(title=str(out[0])[:300], demand=len(out))
        for each in out:
            change(each, cluster_id=own.pk)
            record(Act.TRIAGE, each, by, kind="split", cluster=own.pk)
        _judge(stay, own.submissions.all(), Likeness.Judged.OTHER)
        settle([group, own.pk])
        moved += out
    if not moved:
        raise WrongState(_("It stands by itself already: nobody else asks the same."))
    return Acted(moved, got.changed, keep(stood, "split", len(moved), by))


@transaction.atomic
def keep_apart(likeness: Likeness, *, by: User) -> Likeness:
    """Say that two requests do not ask the same, so that it is not suggested again.

    Raises:
        PermissionDenied: the member may not triage.
    """
    require(by, Act.TRIAGE)
    likeness.judged = Likeness.Judged.OTHER
    likeness.save(update_fields=["judged"])
    record(Act.TRIAGE, likeness.submission, by, kind="kept-apart", other=likeness.other_id)
    return likeness


@transaction.atomic
def make_statement(
    submission: Submission,
    *,
    words: str,
    by: User,
    speaker_words: str = "",
    language: str = "",
    said_on: date | None = None,
    place: str = "",
    context: str = "",
    url: str = "",
) -> Statement:
    """Write down the exact words of a public actor that a request is about; the request stays a thing of its own.

    Raises:
        PermissionDenied: the member may not keep the register.
        WrongState: the requests are about a statement already.
    """
    require(by, Act.EDIT_PEOPLE)
    cluster = Cluster.objects.select_for_update().get(pk=cluster_of(submission).pk)
    if cluster.statement_id:
        raise WrongState(_("These requests are about a statement already."))
    made = Statement.objects.create(
        words=words,
        speaker_words=speaker_words,
        language=language or submission.language,
        said_on=said_on,
        place=place,
        context=context,
        topic=submission.topic,
        made_by=by,
    )
    if url.startswith(("http://", "https://")):
        Appearance.objects.create(statement=made, url=url[:1000])
    cluster.statement = made
    cluster.save(update_fields=["statement"])
    record(Act.EDIT_PEOPLE, made, by, kind="from-request", submission=submission.pk)
    return made


def _judge(left: models.QuerySet[Submission], right: models.QuerySet[Submission], judged: str) -> None:
    pairs = models.Q(submission__in=left, other__in=right) | models.Q(submission__in=right, other__in=left)
    Likeness.objects.filter(pairs).update(judged=judged)


def _take_cases(others: Sequence[Cluster], into: Cluster) -> list[tuple[int, int]]:
    """Move cases along with the requests they were opened for; the rooms to the right keep them under `cases`."""
    moved = [(case.pk, other.pk) for other in others for case in other.cases.all()]
    for other in others:
        other.cases.update(cluster=into)
    return moved

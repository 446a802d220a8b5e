"""What changes promises: found or added, tracked, moved from status to status with evidence and a second person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from merilo_desk.casework.models import Case
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.models import Statement
from merilo_desk.promises import errors
from merilo_desk.promises.finding import find_promises
from merilo_desk.promises.models import Government, Programme, Promise, PromiseLink, StatusChange
from merilo_desk.promises.slugs import slug_for
from merilo_desk.scales.models import Rating


@transaction.atomic
def add_promise(*, words: str, by: User, state: str = Promise.State.TRACKED, **details: Any) -> Promise:
    """Add a promise in its own words."""
    require(by, Act.EDIT_PROMISES)
    promise = Promise.objects.create(words=words, slug=slug_for(words, Promise), state=state, **details)
    record(Act.EDIT_PROMISES, promise, by, did="added", state=state)
    return promise


@transaction.atomic
def change_promise(promise: Promise, *, by: User, **details: Any) -> Promise:
    """Change what is known of a promise; the ledger keeps what it was."""
    require(by, Act.EDIT_PROMISES)
    before = {name: str(getattr(promise, name)) for name in details if getattr(promise, name) != details[name]}
    for name, value in details.items():
        setattr(promise, name, value)
    promise.save()
    record(Act.EDIT_PROMISES, promise, by, did="changed", before=before)
    return promise


@transaction.atomic
def track(promise: Promise, *, by: User) -> Promise:
    """Take a draft up: from now on it is followed."""
    require(by, Act.EDIT_PROMISES)
    promise.state = Promise.State.TRACKED
    promise.save(update_fields=["state"])
    record(Act.EDIT_PROMISES, promise, by, did="tracked")
    return promise


@transaction.atomic
def reject(promise: Promise, *, by: User) -> Promise:
    """Say that a draft is no promise that can be followed; it stays, so that it is not found again."""
    require(by, Act.EDIT_PROMISES)
    promise.state, promise.shown = Promise.State.REJECTED, False
    promise.save(update_fields=["state", "shown"])
    record(Act.EDIT_PROMISES, promise, by, did="rejected")
    return promise


@transaction.atomic
def show(promise: Promise, *, shown: bool, by: User) -> Promise:
    """Show a tracked promise to the public, or take it back from there.

    Raises:
        NotTracked: it is a draft still.
    """
    require(by, Act.APPROVE_PROMISE)
    if promise.state != Promise.State.TRACKED:
        raise errors.NotTracked
    promise.shown = shown
    promise.save(update_fields=["shown"])
    record(Act.APPROVE_PROMISE, promise, by, did="shown" if shown else "hidden")
    return promise


@transaction.atomic
def propose_status(
    promise: Promise,
    *,
    rating: Rating,
    since: date,
    reason: str,
    by: User,
    evidence_title: str = "",
    evidence_url: str = "",
    archived: str = "",
    measured: float | None = None,
) -> StatusChange:
    """Propose that from a day on the promise stands so. It counts once somebody else has approved it.

    Raises:
        NotTracked, NoScale, InFuture, EvidenceMissing.
    """
    require(by, Act.EDIT_PROMISES)
    if promise.state != Promise.State.TRACKED:
        raise errors.NotTracked
    scale = promise.government.scale_id if promise.government else None
    if scale is not None and rating.scale_id != scale:
        raise errors.NoScale
    if since > timezone.localdate():
        raise errors.InFuture
    if not evidence_title.strip() or not evidence_url.strip():
        raise errors.EvidenceMissing
    change = StatusChange.objects.create(
        promise=promise,
        rating=rating,
        since=since,
        reason=reason,
        evidence_title=evidence_title.strip(),
        evidence_url=evidence_url.strip(),
        archived=archived,
        measured=measured,
        by=by,
    )
    record(Act.EDIT_PROMISES, promise, by, did="status proposed", **_facts(change))
    return change


@transaction.atomic
def approve_status(change: StatusChange, *, by: User) -> StatusChange:
    """Approve a status that somebody else proposed.

    Raises:
        OwnStatus: who proposed it cannot approve it.
    """
    require(by, Act.APPROVE_PROMISE)
    if change.by_id == by.pk:
        raise errors.OwnStatus
    if change.approved_at is None:
        change.approved_by, change.approved_at = by, timezone.now()
        change.save(update_fields=["approved_by", "approved_at"])
        record(Act.APPROVE_PROMISE, change.promise, by, did="status approved", **_facts(change))
    return change


@transaction.atomic
def refuse_status(change: StatusChange, *, because: str, by: User) -> None:
    """Refuse a proposed status; the ledger keeps it and why."""
    require(by, Act.APPROVE_PROMISE)
    if change.approved_at is None:
        facts = {**_facts(change), "reason": change.reason, "because": because}
        record(Act.APPROVE_PROMISE, change.promise, by, did="status refused", **facts)
        change.delete()


@transaction.atomic
def add_link(
    promise: Promise,
    *,
    kind: str,
    title: str,
    url: str,
    on: date | None,
    by: User,
    statement: Statement | None = None,
) -> PromiseLink:
    """Note what a promise hangs together with: a law, a vote, a contrary act, or words said about it since.

    Of a statement of the register the words and the day are taken where none are given; joined twice it is one link.
    """
    require(by, Act.EDIT_PROMISES)
    if statement is not None:
        kind = kind if kind in {PromiseLink.Kind.FLIP, PromiseLink.Kind.CONTRARY} else PromiseLink.Kind.STATEMENT
        title, on = title or statement.words[:300], on or statement.said_on
        promise.links.filter(statement=statement).delete()
        url = ""
    link = PromiseLink.objects.create(promise=promise, kind=kind, title=title, url=url, on=on, statement=statement)
    record(Act.EDIT_PROMISES, promise, by, did="link", kind=kind, title=title)
    return link


@transaction.atomic
def join_case(promise: Promise, case: Case, *, by: User) -> None:
    """Join a promise to a check of what was said about it."""
    require(by, Act.EDIT_PROMISES)
    promise.cases.add(case)
    record(Act.EDIT_PROMISES, promise, by, did="case", case=case.pk)


@transaction.atomic
def save_government(government: Government, *, by: User, **details: Any) -> Government:
    """Add a government or change one."""
    require(by, Act.EDIT_PROMISES)
    parties = details.pop("parties", None)
    for name, value in details.items():
        setattr(government, name, value)
    if not government.slug:
        government.slug = slug_for(next(iter(government.names.values()), "government"), Government)
    government.full_clean()
    government.save()
    if parties is not None:
        government.parties.set(parties)
    record(Act.EDIT_PROMISES, government, by, did="government")
    return government


@transaction.atomic
def bring_programme(programme: Programme, *, by: User) -> Programme:
    """Keep a programme; the promises in it are looked for in a job."""
    require(by, Act.EDIT_PROMISES)
    programme.state = "waiting"
    programme.save()
    record(Act.EDIT_PROMISES, programme, by, did="programme brought", title=programme.title)
    transaction.on_commit(lambda: find_promises.enqueue(programme.pk))
    return programme


def _facts(change: StatusChange) -> dict[str, Any]:
    """Return what the ledger keeps of a status, its word as it was shown included."""
    return {"status": change.rating.slug, "label": change.rating.labels, "since": change.since.isoformat()}

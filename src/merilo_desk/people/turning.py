"""Judging how consistent somebody is: one proposes with a reason, another approves, and it can be taken back."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people import errors
from merilo_desk.people.models import Statement, Turn
from merilo_desk.scales.models import Family, Rating

State = Turn.State


@transaction.atomic
def propose_turn(now: Statement, then: Statement, *, rating: Rating, reasons: Mapping[str, str], by: User) -> Turn:
    """Propose how consistent two statements of one person are. It counts once somebody else has approved it.

    Raises:
        NotOnePerson, NotEarlier, NoConsistency, ReasonMissing, AlreadyWaiting: as their names say.
    """
    require(by, Act.JUDGE_CONSISTENCY)
    _refuse_pair(now, then)
    if rating.scale.family != Family.CONSISTENCY or not rating.holds_on():
        raise errors.NoConsistency
    told = {code: text.strip() for code, text in reasons.items() if text.strip()}
    if not told:
        raise errors.ReasonMissing
    # Whoever proposes holds the statement, so that two do not propose in one moment.
    Statement.objects.select_for_update().get(pk=now.pk)
    if Turn.objects.filter(now=now, then=then, state=State.PROPOSED).exists():
        raise errors.AlreadyWaiting
    Turn.objects.filter(now=now, then=then, state=State.ASIDE).delete()
    turn = Turn.objects.create(now=now, then=then, rating=rating, reasons=told, by=by)
    record(Act.JUDGE_CONSISTENCY, turn, by, did="proposed", **_facts(turn))
    return turn


@transaction.atomic
def approve_turn(turn: Turn, *, by: User) -> Turn:
    """Approve a judgement that somebody else proposed; it, and both statements, are public from now on.

    Raises:
        OwnTurn: who proposed it cannot approve it.
        NotWaiting: it was approved or sent back meanwhile.
        NotOnePerson, NotEarlier: the statements were changed meanwhile.
    """
    require(by, Act.JUDGE_CONSISTENCY)
    turn = _held(turn, State.PROPOSED)
    if turn.by_id == by.pk:
        raise errors.OwnTurn
    _refuse_pair(turn.now, turn.then)
    for earlier in Turn.objects.filter(now=turn.now, then=turn.then, state=State.APPROVED):
        earlier.state = State.BACK
        earlier.save(update_fields=["state"])
        record(Act.JUDGE_CONSISTENCY, earlier, by, did="replaced", by_turn=turn.pk)
    turn.state, turn.approved_by, turn.approved_at = State.APPROVED, by, timezone.now()
    turn.save(update_fields=["state", "approved_by", "approved_at"])
    Statement.objects.filter(pk__in=(turn.now_id, turn.then_id)).update(shown=True)
    record(Act.JUDGE_CONSISTENCY, turn, by, did="approved", **_facts(turn))
    return turn


@transaction.atomic
def refuse_turn(turn: Turn, *, because: str, by: User) -> Turn:
    """Send a proposed judgement back; who proposed it may withdraw it so, too."""
    return _end(turn, State.PROPOSED, State.REFUSED, because, by)


@transaction.atomic
def take_back_turn(turn: Turn, *, because: str, by: User) -> Turn:
    """Take an approved judgement off the public site; the ledger keeps it and why."""
    return _end(turn, State.APPROVED, State.BACK, because, by)


@transaction.atomic
def set_aside(now: Statement, then: Statement, *, by: User) -> Turn:
    """Say that two statements are about different matters, so that they are not offered again."""
    require(by, Act.EDIT_PEOPLE)
    turn, made = Turn.objects.get_or_create(now=now, then=then, state=State.ASIDE, defaults={"by": by})
    if made:
        record(Act.EDIT_PEOPLE, now, by, did="another matter", then=then.pk)
    return turn


@transaction.atomic
def offer_again(now: Statement, *, by: User) -> None:
    """Offer again whatever was set aside beside a statement."""
    require(by, Act.EDIT_PEOPLE)
    count, _ = Turn.objects.filter(now=now, state=State.ASIDE).delete()
    record(Act.EDIT_PEOPLE, now, by, did="offered again", count=count)


def open_again(statement: Statement, by: User) -> None:
    """Ask for a second pair of eyes anew where the words or the speaker of a judged statement were changed."""
    for turn in Turn.objects.filter(state=State.APPROVED).filter(now=statement) | Turn.objects.filter(
        state=State.APPROVED, then=statement
    ):
        turn.state, turn.approved_by, turn.approved_at = State.PROPOSED, None, None
        turn.save(update_fields=["state", "approved_by", "approved_at"])
        record(Act.JUDGE_CONSISTENCY, turn, by, did="waits again", because="the statement was changed")


def _end(turn: Turn, before: State, after: State, because: str, by: User) -> Turn:
    require(by, Act.JUDGE_CONSISTENCY)
    turn = _held(turn, before)
    if not because.strip():
        raise errors.ReasonMissing
    turn.state, turn.because = after, because.strip()[:500]
    turn.save(update_fields=["state", "because"])
    record(
        Act.JUDGE_CONSISTENCY,
        turn,
        by,
        did="refused" if after == State.REFUSED else "taken back",
        because=turn.because,
        **_facts(turn),
    )
    return turn


def _held(turn: Turn, state: State) -> Turn:
    held: Turn = Turn.objects.select_for_update(of=("self",)).select_related("now", "then", "rating").get(pk=turn.pk)
    if held.state != state:
        raise errors.NotWaiting
    return held


def _refuse_pair(now: Statement, then: Statement) -> None:
    if now.pk == then.pk or now.speaker_id is None or now.speaker_id != then.speaker_id:
        raise errors.NotOnePerson
    if now.said_on is None or then.said_on is None or then.said_on > now.said_on:
        raise errors.NotEarlier


def _facts(turn: Turn) -> dict[str, object]:
    return {"now": turn.now_id, "then": turn.then_id, "rating": turn.rating.slug if turn.rating else "",
            "label": turn.rating.labels if turn.rating else {}, "reasons": turn.reasons}  # fmt: skip

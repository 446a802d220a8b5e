"""Vote on the verdict: open a round, vote blind, and record what carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from merilo_desk.casework.actions.standing import standing, touched
from merilo_desk.casework.errors import Unusable, WrongState
from merilo_desk.casework.hands import editors, electors_for
from merilo_desk.casework.models import Case
from merilo_desk.casework.notices import tell
from merilo_desk.casework.seen import digest_of, voted_on
from merilo_desk.casework.states import State
from merilo_desk.casework.verdict_models import Vote, VotingRound
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.scales.models import Rating, Scale

VOTED_IN = frozenset({State.DRAFTED, State.BACK, State.IN_REVIEW})
REASON_LIMIT = 5000


@transaction.atomic
def open_round(
    case: Case,
    scale: Scale,
    by: User,
    *,
    electors: Collection[User] | None = None,
    sentences: Mapping[str, str] | None = None,
) -> VotingRound:
    """Ask the editors for their votes on a case.

    An open round whose draft has changed meanwhile is broken off; its votes stay unseen for ever.

    Args:
        case: the case.
        scale: the scale that is voted on.
        by: who asks.
        electors: who votes; by default all editors but the owner and whoever wrote the draft.
        sentences: the sentence that is voted on, by language, where the scale has no words of its own.

    Raises:
        PermissionDenied: the member may not vote.
        WrongState: there is no draft to vote on yet, or the case is past its verdict.
        Unusable: a round is open, the scale has nothing to vote on, or too few may vote.
    """
    require(by, Act.VOTE)
    if State(standing(case).state) not in VOTED_IN:
        raise WrongState(case, State.IN_REVIEW)
    seen = voted_on(case)
    now = case.rounds.filter(closed_at=None, broken_off_at=None).first()
    if now is not None and now.digest == digest_of(seen):
        raise Unusable("scale", _("The editors are voting already. Wait until all have voted, or break the round off."))
    if now is not None:
        _broken_off(now, by)
    chosen, needed = _electors(case, electors), the_desk().votes_needed
    values = scale.current()
    if not values or not scale.used:
        raise Unusable("scale", _("Nothing can be voted on with this scale. Choose one that the desk uses."))
    said = {code: text.strip() for code, text in (sentences or {}).items() if text.strip()}
    own_words = any(each.own_words for each in values)
    if own_words and not said.get(case.language):
        raise Unusable("sentence", _("Write the sentence that the editors vote on."))
    if len(chosen) < needed:
        raise Unusable("electors", _too_few(needed, len(chosen)))
    made = VotingRound.objects.create(
        case=case, scale=scale, needed=needed, seen=seen, digest=digest_of(seen),
        sentences=said if own_words else {}, opened_by=by,
    )  # fmt: skip
    made.electors.set(chosen)
    record(Act.VOTE, case, by, what="round-opened", round=made.pk, scale=scale.slug, electors=[str(e) for e in chosen])
    for elector in chosen:
        tell(elector, case, "vote-asked", by)
    return made


@transaction.atomic
def vote(opened: VotingRound, by: User, *, rating: Rating | None, reason: str) -> Vote:
    """Cast one's vote, or change it while the round is open. The round closes with the last vote, never before.

    Args:
        opened: the round.
        by: who votes.
        rating: the value; None says: not yet, let us talk.
        reason: why.

    Raises:
        PermissionDenied: the member may not vote.
        Unusable: the round is closed, the draft has changed, the member is not asked, the value is none of the scale's,
            or no reason is given.
    """
    require(by, Act.VOTE)
    now = VotingRound.objects.select_for_update(of=("self",)).select_related("case", "scale").get(pk=opened.pk)
    standing(now.case)
    _refuse_vote(now, by, rating, reason)
    given, _new = Vote.objects.update_or_create(
        round=now, editor=by, defaults={"rating": rating, "reason": reason.strip()}
    )
    # How they voted stands nowhere but in the vote until all have voted.
    record(Act.VOTE, now.case, by, what="voted", round=now.pk)
    _close_if_complete(now)
    return given


@transaction.atomic
def excuse(opened: VotingRound, elector: User, by: User) -> VotingRound:
    """Take a member who has not voted off a round, so that it can close.

    Raises:
        Unusable: they have voted, or too few would be left.
    """
    require(by, Act.VOTE)
    now = VotingRound.objects.select_for_update(of=("self",)).select_related("case").get(pk=opened.pk)
    if not now.is_open:
        raise Unusable("electors", _("This round is over."))
    if now.votes.filter(editor=elector).exists():
        raise Unusable("electors", _("%(who)s has voted; the vote stays.") % {"who": elector})
    left = now.electors.exclude(pk=elector.pk).count()
    if left < now.needed:
        raise Unusable("electors", _too_few(now.needed, left))
    now.electors.remove(elector)
    record(Act.VOTE, now.case, by, what="excused", round=now.pk, who=str(elector))
    _close_if_complete(now)
    return now


@transaction.atomic
def break_off(opened: VotingRound, by: User) -> VotingRound:
    """End a round before all have voted; its votes stay unseen for ever."""
    require(by, Act.VOTE)
    now = VotingRound.objects.select_for_update(of=("self",)).select_related("case").get(pk=opened.pk)
    if now.is_open:
        _broken_off(now, by)
    return now


@transaction.atomic
def decide(case: Case, by: User) -> Case:
    """Record as the case's verdict what the last round carried.

    Raises:
        PermissionDenied: the member may not vote.
        WrongState: the case is past its verdict.
        Unusable: no round is over, none carried, or the draft has changed since.
    """
    require(by, Act.VOTE)
    if State(standing(case).state) not in VOTED_IN:
        raise WrongState(case, State.IN_REVIEW)
    last = case.rounds.filter(broken_off_at=None).select_related("outcome").first()
    if last is None or last.closed_at is None:
        raise Unusable("verdict", _("The editors have not voted yet. Ask for their votes first."))
    if last.outcome is None:
        raise Unusable("verdict", _("No verdict had enough votes. Talk it over, then vote again."))
    if last.digest != digest_of(voted_on(case)):
        raise Unusable("verdict", _("The draft or the evidence has changed since the votes. Vote again."))
    if case.decided_in_id == last.pk:
        return case
    before = case.rating
    case.rating, case.sentences, case.decided_in = last.outcome, last.sentences, last
    case.save(update_fields=["rating", "sentences", "decided_in", "changed_at"])
    touched(case)
    record(
        Act.VOTE, case, by, what="decided", round=last.pk, verdict=last.outcome.labels,
        before=before.labels if before else None,
    )  # fmt: skip
    return case


def outcome_of(votes: Iterable[Rating | None], needed: int) -> Rating | None:
    """Return what carries: the value with the most votes, if that is enough and no other has as many."""
    counted = Counter(each for each in votes if each is not None).most_common(2)
    if not counted or counted[0][1] < needed:
        return None
    if len(counted) > 1 and counted[1][1] == counted[0][1]:
        return None
    return counted[0][0]


def waiting_for(opened: VotingRound) -> list[User]:
    """Return who has not voted yet, by name."""
    return list(opened.electors.exclude(pk__in=opened.votes.values("editor")).order_by("name", "username"))


def _electors(case: Case, electors: Collection[User] | None) -> list[User]:
    if electors is None:
        return list(electors_for(case))
    able = {each.pk for each in editors()}
    if strange := [each for each in electors if each.pk not in able]:
        raise Unusable("electors", _("%(who)s may not vote at this desk.") % {"who": strange[0]})
    barred = {each.pk for each in editors()} - {each.pk for each in electors_for(case)}
    if own := [each for each in electors if each.pk in barred]:
        raise Unusable(
            "electors", _("%(who)s wrote this draft or owns the case, and does not vote on it.") % {"who": own[0]}
        )
    return sorted(set(electors), key=lambda each: (each.name, each.pk))


def _refuse_vote(now: VotingRound, by: User, rating: Rating | None, reason: str) -> None:
    if not now.is_open:
        raise Unusable("rating", _("This round is over. If the draft has changed, ask for a new one."))
    if State(now.case.state) not in VOTED_IN:
        raise Unusable("rating", _("The case has moved on, and is not voted on any more."))
    if not now.electors.filter(pk=by.pk).exists():
        raise Unusable("rating", _("You are not asked in this round."))
    if now.digest != digest_of(voted_on(now.case)):
        raise Unusable(
            "rating", _("The draft or the evidence has changed since this round began. Ask for a new round.")
        )
    if rating is not None and (now.scale is None or rating not in now.scale.current()):
        raise Unusable("rating", _("This value is not one that the scale has today. Choose another."))
    if not reason.strip():
        raise Unusable("reason", _("Say in a sentence why. The others read it when all have voted."))
    if len(reason) > REASON_LIMIT:
        raise Unusable(
            "reason",
            _("This has %(length)d characters, and %(limit)d is the most there can be. Shorten it, then it is saved.")
            % {"length": len(reason), "limit": REASON_LIMIT},
        )


def _close_if_complete(now: VotingRound) -> None:
    if now.electors.exclude(pk__in=now.votes.values("editor")).exists():
        return
    votes = list(now.votes.select_related("rating", "editor").order_by("editor__name"))
    now.outcome = outcome_of((each.rating for each in votes), now.needed)
    now.closed_at = timezone.now()
    now.save(update_fields=["outcome", "closed_at"])
    record(
        Act.VOTE, now.case, None, what="round-closed", round=now.pk,
        outcome=now.outcome.labels if now.outcome else None,
        votes={str(each.editor): each.rating.slug if each.rating else "not-yet" for each in votes},
    )  # fmt: skip
    for each in {each.pk: each for each in [*now.electors.all(), now.case.owner] if each}.values():
        tell(each, now.case, "votes-in")


def _broken_off(now: VotingRound, by: User) -> None:
    now.broken_off_at = timezone.now()
    now.save(update_fields=["broken_off_at"])
    record(Act.VOTE, now.case, by, what="round-broken-off", round=now.pk)


def _too_few(needed: int, there: int) -> str:
    said = ngettext(
        "%(needed)d vote is needed, and %(there)d may be given. Name more electors, or change the number under Desk.",
        "%(needed)d votes are needed, and %(there)d may be given. Name more electors, or change the number under Desk.",
        needed,
    )
    return said % {"needed": needed, "there": there}

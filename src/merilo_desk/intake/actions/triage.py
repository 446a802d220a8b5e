"""What a member does with requests: take, sort, set aside, answer; on one or on many, and it can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from merilo_desk.intake.actions.answer import answer, ask
from merilo_desk.intake.actions.deeds import Pick, before, change, keep, taken
from merilo_desk.intake.cleaning import cleaned
from merilo_desk.intake.errors import NothingSaid, WrongState
from merilo_desk.intake.models import Deed, InboxNote, Message, Submission
from merilo_desk.intake.standing import DONE, OPEN, members_of, stand
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import Topic, User
from merilo_desk.newsroom.policy import Act, may, require

if TYPE_CHECKING:
    from collections.abc import Iterable

State = Submission.State
UNSET: Any = object()


@dataclass(frozen=True, slots=True)
class Acted:
    """What was done: to how many, which deed takes it back, and what somebody else changed in the meantime."""

    done: list[Submission]
    changed: list[Submission]
    deed: Deed


@transaction.atomic
def assign(picks: Sequence[Pick], *, to: User | None, by: User) -> Acted:
    """Give requests to a member, or to nobody.

    Raises:
        PermissionDenied: the member may not triage.
        WrongState: whoever should have it may not work in the inbox.
        NothingPicked: nothing was picked.
        ChangedMeanwhile: somebody else changed all of it.
    """
    require(by, Act.TRIAGE)
    if to is not None and not may(to, Act.TRIAGE):
        raise WrongState(_("%(who)s does not work in the inbox. Choose somebody else.") % {"who": to})

    def give(each: Submission) -> None:
        change(each, assignee=to)
        if to is not None and each.state == State.NEW:
            stand(each, State.OPEN)
        record(Act.TRIAGE, each, by, kind="assigned", to=to.pk if to else None, to_whom=str(to or ""))

    return _on_each(picks, "assign", by, give)


@transaction.atomic
def sort(
    picks: Sequence[Pick],
    *,
    by: User,
    topic: Topic | None = UNSET,
    severity: int | None = UNSET,
    due: date | None = UNSET,
) -> Acted:
    """Set topic, severity and due date; what is not given stays.

    Raises:
        PermissionDenied: the member may not triage.
        NothingPicked: nothing was picked.
        ChangedMeanwhile: somebody else changed all of it.
    """
    require(by, Act.TRIAGE)
    values = {
        name: value for name, value in (("topic", topic), ("severity", severity), ("due", due)) if value is not UNSET
    }
    facts = {
        name: getattr(value, "slug", None) or (str(value) if value is not None else None)
        for name, value in values.items()
    }

    def put(each: Submission) -> None:
        change(each, **values)
        record(Act.TRIAGE, each, by, kind="sorted", **facts)

    return _on_each(picks, "sort", by, put)


@transaction.atomic
def mark_spam(picks: Sequence[Pick], *, by: User) -> Acted:
    """Put requests, with all who ask the same, where nobody has to see them; the sender is told nothing.

    Raises:
        PermissionDenied: the member may not triage.
        NothingPicked: nothing was picked.
        ChangedMeanwhile: somebody else changed all of it.
    """
    require(by, Act.TRIAGE)

    def away(each: Submission) -> None:
        stand(each, State.SPAM)
        record(Act.TRIAGE, each, by, kind="spam")

    return _on_each(picks, "spam", by, away, members=lambda each: each.state != State.SPAM)


@transaction.atomic
def reopen(picks: Sequence[Pick], *, by: User) -> Acted:
    """Take requests up again that were done with, or no spam after all.

    Raises:
        PermissionDenied: the member may not triage.
        WrongState: none of them is done with.
        NothingPicked: nothing was picked.
        ChangedMeanwhile: somebody else changed all of it.
    """
    require(by, Act.TRIAGE)

    def again(each: Submission) -> None:
        stand(each, State.OPEN)
        record(Act.TRIAGE, each, by, kind="reopened")

    return _on_each(picks, "reopen", by, again, members=lambda each: each.state in DONE | {State.SPAM})


@transaction.atomic
def dismiss(picks: Sequence[Pick], *, reason: str, texts: Mapping[str, str], by: User) -> Acted:
    """Not take requests up, and tell every sender why, in their language.

    Args:
        picks: the requests, with all who ask the same and are open still.
        reason: the code of the reason, for the statistics.
        texts: what senders read, by their language.
        by: who decides.

    Raises:
        PermissionDenied: the member may not dismiss.
        NothingSaid: a sender's language has no text.
        WrongState: none of them is open.
        NothingPicked: nothing was picked.
        ChangedMeanwhile: somebody else changed all of it.
    """
    require(by, Act.DISMISS)

    def tell(each: Submission) -> None:
        text = _text_for(each, texts)
        Message.objects.create(submission=each, kind=Message.Kind.ANSWER, author=by, text=text)
        change(each, dismissed_because=text)
        stand(each, State.DISMISSED, reason=reason)
        record(Act.DISMISS, each, by, reason=reason)

    return _on_each(picks, "dismiss", by, tell, members=_is_open)


@transaction.atomic
def answer_many(picks: Sequence[Pick], *, texts: Mapping[str, str], by: User) -> Acted:
    """Answer requests and all who ask the same, each in the sender's language; raises as `dismiss` does."""
    require(by, Act.ANSWER_SENDER)
    return _on_each(picks, "answer", by, lambda each: answer(each, _text_for(each, texts), by), members=_is_open)


@transaction.atomic
def ask_many(picks: Sequence[Pick], *, texts: Mapping[str, str], by: User) -> Acted:
    """Ask senders something, and wait for what they say; raises as `dismiss` does."""
    require(by, Act.ANSWER_SENDER)
    return _on_each(picks, "ask", by, lambda each: ask(each, _text_for(each, texts), by), alone=True)


@transaction.atomic
def note(submission: Submission, text: str, *, by: User) -> InboxNote:
    """Write a remark that only the newsroom reads.

    Raises:
        PermissionDenied: the member may not triage.
        NothingSaid: there is no word in it.
    """
    require(by, Act.TRIAGE)
    if not (words := cleaned(text).strip()):
        raise NothingSaid(_("Write the note first."))
    written = InboxNote.objects.create(submission=submission, text=words, by=by)
    record(Act.TRIAGE, submission, by, kind="noted")
    return written


def _is_open(each: Submission) -> bool:
    return each.state in OPEN


def _text_for(submission: Submission, texts: Mapping[str, str]) -> str:
    text = cleaned(texts.get(submission.language, "")).strip()
    if not text:
        raise NothingSaid(_("Write what the sender should read, in every language that is asked for."))
    return text


def _on_each(
    picks: Sequence[Pick],
    act: str,
    by: User,
    do: Callable[[Submission], Any],
    *,
    members: Callable[[Submission], bool] | None = None,
    alone: bool = False,
) -> Acted:
    """Do something to what was picked; with `members` to all who ask the same and for whom it holds."""
    got = taken(picks)
    stood = before(got.fresh)
    concerned = got.fresh if alone or members is None else _all_of(got.fresh, members)
    if not concerned:
        raise WrongState(_("None of these stands where this can be done. Look at them again."))
    for each in concerned:
        do(each)
    return Acted(concerned, got.changed, keep(stood, act, len(concerned), by))


def _all_of(fresh: Iterable[Submission], holds: Callable[[Submission], bool]) -> list[Submission]:
    found = {member.pk: member for each in fresh for member in members_of(each) if holds(member)}
    return [found[pk] for pk in sorted(found)]

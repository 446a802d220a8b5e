"""The desk's side of the talk with a sender, who reads it with their receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from merilo_desk.intake.cleaning import cleaned
from merilo_desk.intake.errors import AlreadyWithdrawn, NothingSaid
from merilo_desk.intake.models import Cluster, Message, Submission
from merilo_desk.intake.standing import GONE, stand
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.policy import Act, require

if TYPE_CHECKING:
    from merilo_desk.newsroom.models import User


@transaction.atomic
def answer(submission: Submission, text: str, by: User) -> Submission:
    """Answer a sender.

    Raises:
        PermissionDenied: the member may not answer senders.
        NothingSaid: there is no word in the text.
        AlreadyWithdrawn: the sender took it back.
    """
    require(by, Act.ANSWER_SENDER)
    said = _said(submission, text, Message.Kind.ANSWER, by)
    submission.answer = said.text
    submission.save(update_fields=["answer", "changed_at"])
    stand(submission, Submission.State.ANSWERED)
    record(Act.ANSWER_SENDER, submission, by, kind="answer")
    return submission


@transaction.atomic
def ask(submission: Submission, question: str, by: User) -> Submission:
    """Ask a sender something; they see it when they come back with their receipt.

    Raises:
        PermissionDenied: the member may not write to senders.
        NothingSaid: there is no word in the question.
        AlreadyWithdrawn: the sender took it back.
    """
    require(by, Act.ANSWER_SENDER)
    _said(submission, question, Message.Kind.QUESTION, by)
    stand(submission, Submission.State.ASKED)
    record(Act.ANSWER_SENDER, submission, by, kind="question")
    return submission


@transaction.atomic
def answer_all(cluster: Cluster, pages: Mapping[str, str], by: User | None = None) -> int:
    """Tell everybody whose request is in a cluster where the fact check is; return how many were told.

    Args:
        cluster: the requests.
        pages: the published page in each language it was published in, {language: address}.
        by: the member who published; None where the clock did.

    Raises:
        PermissionDenied: the member may not answer senders.
    """
    if by is not None:
        require(by, Act.ANSWER_SENDER)
    told = 0
    for submission in cluster.submissions.exclude(state__in=GONE):
        if submission.pages == dict(pages):
            continue
        submission.pages = dict(pages)
        submission.save(update_fields=["pages", "changed_at"])
        stand(submission, Submission.State.ANSWERED)
        record(Act.ANSWER_SENDER, submission, by, kind="published", pages=dict(pages))
        told += 1
    return told


def _said(submission: Submission, text: str, kind: Message.Kind, by: User) -> Message:
    if submission.is_wiped:
        raise AlreadyWithdrawn(_("The sender has withdrawn this request, so nobody would read what you write."))
    words = cleaned(text).strip()
    if not words:
        raise NothingSaid(_("Write what the sender should read."))
    return Message.objects.create(submission=submission, kind=kind, author=by, text=words)

"""What a sender does when they come back with their receipt: write, answer, add files, take everything back."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from merilo_desk.intake import files
from merilo_desk.intake.cleaning import cleaned
from merilo_desk.intake.errors import AlreadyWithdrawn, NothingSaid
from merilo_desk.intake.form_key import FormKey
from merilo_desk.intake.models import Message, Submission
from merilo_desk.intake.signals import replied, withdrawn
from merilo_desk.intake.standing import stand
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.policy import Act

State = Submission.State
# What a sender writes opens a request again, unless it is spam.
OPENS = frozenset({State.ASKED, State.ANSWERED, State.DISMISSED})
# Everything that a sender wrote, chose or was told.
WORDS = (
    "quotation",
    "who",
    "when",
    "where",
    "link",
    "matters",
    "doubtful",
    "message",
    "about_page",
    "contact",
    "answer",
    "dismissed_because",
)


def reply(submission: Submission, text: str, key: FormKey) -> Submission:
    """Add a sender's message and the files that wait with its form; the same form sent twice makes one message.

    Raises:
        AlreadyWithdrawn: they took it back before.
        NothingSaid: there is neither a word nor a file.
    """
    words = cleaned(text).strip()
    if submission.is_wiped:
        raise AlreadyWithdrawn(_("You have withdrawn this request. To send something new, begin a new one."))
    if _is_said(key):
        return submission
    if not words and not files.held(key):
        raise NothingSaid(_("Write something, or add a file."))
    try:
        return _added(submission, words, key)
    except IntegrityError:
        if _is_said(key):
            return submission
        raise


def seen(submission: Submission) -> None:
    """Note that the sender has read what the desk wrote."""
    submission.messages.filter(from_sender=False, read=False).update(read=True)


@transaction.atomic
def withdraw(submission: Submission) -> Submission:
    """Wipe what a sender sent, words and files; that somebody sent something of this kind that day stays counted."""
    if submission.is_wiped:
        return submission
    number = files.wipe(submission)
    submission.messages.all().delete()
    for name in WORDS:
        setattr(submission, name, "")
    submission.matches, submission.worth_reasons, submission.pages = [], [], {}
    submission.save(update_fields=[*WORDS, "matches", "worth_reasons", "pages", "changed_at"])
    stand(submission, State.WITHDRAWN)
    record(Act.SEND_FORM, submission, what="withdrawn", files=number)
    transaction.on_commit(lambda: withdrawn.send(Submission, submission=submission))
    return submission


@transaction.atomic
def _added(submission: Submission, words: str, key: FormKey) -> Submission:
    number = files.attach(key, submission)
    Message.objects.create(submission=submission, text=words, from_sender=True, form_key=key.digest)
    if submission.state in OPENS:
        stand(submission, State.OPEN)
    record(Act.SEND_FORM, submission, what="message", files=number)
    transaction.on_commit(lambda: replied.send(Submission, submission=submission))
    return submission


def _is_said(key: FormKey) -> bool:
    return Message.objects.filter(form_key=key.digest).exists()

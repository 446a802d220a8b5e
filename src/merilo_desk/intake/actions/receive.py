"""A filled-in form becomes a submission; from then on its sender is whoever holds the receipt."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from merilo_desk.intake import files, receipts
from merilo_desk.intake.form_key import FormKey
from merilo_desk.intake.models import Submission
from merilo_desk.intake.signals import received
from merilo_desk.intake.standing import cluster_of
from merilo_desk.intake.words import list_for
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.policy import Act


def receive(*, kind: str, language: str, texts: Mapping[str, str], key: FormKey) -> Submission:
    """Take a request in, with the files that wait with its form; the same form sent twice gives the same submission.

    Args:
        kind: what the sender wants.
        language: the language of the form, in which they will be answered.
        texts: what they wrote, by the submission's own field names.
        key: the form's key, out of which the receipt grows.
    """
    earlier = sent_with(key)
    if earlier is not None:
        return earlier
    words = receipts.made_of(key.random, language)
    digest = receipts.digest(words, list_for(language).name)
    try:
        return _stored(kind, language, texts, key, digest)
    except IntegrityError:
        # Two sendings at the same moment: the other one was first.
        earlier = sent_with(key)
        if earlier is None:
            raise
        return earlier


def sent_with(key: FormKey) -> Submission | None:
    """Return what was sent with a form already."""
    return Submission.objects.filter(form_key__in=key.digests).first()


@transaction.atomic
def _stored(kind: str, language: str, texts: Mapping[str, str], key: FormKey, digest: str) -> Submission:
    submission = Submission.objects.create(
        kind=kind,
        language=language,
        receipt=digest,
        form_key=key.digest,
        received_on=timezone.localdate(),
        **texts,
    )
    cluster_of(submission)
    number = files.attach(key, submission)
    record(Act.SEND_FORM, submission, what="received", kind=kind, language=language, files=number)
    transaction.on_commit(lambda: received.send(Submission, submission=submission))
    return submission

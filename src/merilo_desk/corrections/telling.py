"""Tell whoever follows the ledger of a new line: people by mail, machines by a signed call."""

from __future__ import annotations

import hmac
import json
import logging
from hashlib import sha256

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from merilo_desk import engine
from merilo_desk.corrections.models import Follower, LedgerEntry
from merilo_desk.jobs import job
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.wording import said

log = logging.getLogger("merilo_desk.corrections")


class NotTold(Exception):
    """A follower could not be reached; the job tries again."""


@job
def tell_followers(number: int) -> None:
    """Queue a telling for every follower, so that one who cannot be reached keeps nobody else waiting."""
    for pk in Follower.objects.filter(active=True, told__lt=number).values_list("pk", flat=True):
        tell.enqueue(pk, number)


@job
def tell(follower_id: int, number: int) -> None:
    """Tell one follower of one line; a line is told once."""
    follower = Follower.objects.filter(pk=follower_id, active=True, told__lt=number).first()
    entry = LedgerEntry.objects.filter(number=number).first()
    if follower is None or entry is None:
        return
    try:
        (by_mail if follower.way == Follower.Way.MAIL else by_call)(follower, entry)
    except (OSError, NotTold) as trouble:
        Follower.objects.filter(pk=follower_id).update(trouble=str(trouble)[:300])
        raise
    Follower.objects.filter(pk=follower_id, told__lt=number).update(told=number, trouble="")


def by_mail(follower: Follower, entry: LedgerEntry) -> None:
    """Write to a person, in their language."""
    content = json.loads(entry.content)
    with override(follower.language):
        where = settings.SITE_URL + reverse("corrections_public:entry", args=[entry.number])
        subject = _("%(desk)s: a correction") % {"desk": the_desk().called(follower.language)}
        body = "\n\n".join([content["claim"], said(content["notices"], follower.language), where])
    send_mail(subject, body, settings.DEFAULT_FROM_EMAIL, [follower.told_at])


def by_call(follower: Follower, entry: LedgerEntry) -> None:
    """Call a machine with the line as it stands in the ledger; the signature is HMAC-SHA256 of it under the secret."""
    if not (key := follower.key):
        raise NotTold(_("The key does not open any more: save this entry, and give the machine the new one."))
    signature = hmac.new(key.encode(), entry.content.encode(), sha256).hexdigest()
    headers = {"Content-Type": "application/json", "X-Merilo-Signature": f"sha256={signature}"}
    if trouble := engine.told_machine(follower.told_at, entry.content.encode(), headers):
        raise NotTold(trouble)

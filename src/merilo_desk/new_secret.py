"""A new secret for the desk: what was sealed with the old one is sealed anew, what hangs on it goes on opening.

Receipts, links for replies, spare codes and sessions are kept as digests that only the secret makes; nobody can make
them anew. So the old secret is kept beside the new one until somebody says that it is to be forgotten.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction

from merilo_desk.corrections.models import SIGNS, Follower
from merilo_desk.newsroom import sealing
from merilo_desk.newsroom.devices import CodeDevice, owner
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.signals import acted

KEPT, OLD = "secret.key", "secret.old"
AGAIN = "Start the desk and its worker again: until then they go by the secret that they were started with."
ENDED = (
    "The old secrets are forgotten. Everybody signs in again; who has spare codes makes new ones under My settings; "
    "links for replies that are still open are renewed at their cases; receipts from before open nothing any more."
)


def renew(*, in_file: bool, forget: bool) -> list[str]:
    """Give the desk a new secret; return sentences that say what was done and what is to be done.

    Args:
        in_file: the secret stands in the desk's folder; otherwise whoever runs the desk has set it already, with the
            old one beside it, and all is sealed anew with that.
        forget: the old secrets are to open nothing any more.
    """
    if in_file:
        _write(settings.DESK_HOME)
    with transaction.atomic():
        done, shut = seal_anew()
        acted.send(sender=Act.SET_UP_DESK, subject=the_desk(), by=None, facts={"did": "new secret"})
    said = [f"{done} sealed keys of members' devices and of followers' machines stand under the desk's secret."]
    if shut:
        said.append(f"{shut} open with none of the secrets that the desk knows; they stay as they were.")
    if not forget:
        where = f"in {settings.DESK_HOME / OLD}" if in_file else "in MERILO_OLD_SECRETS"
        said.append(f"What was made with the old secret still opens; it is kept {where}. Keep both with care.")
    elif in_file:
        (settings.DESK_HOME / OLD).unlink(missing_ok=True)
        said.append(ENDED)
    else:
        said.append(f"Take MERILO_OLD_SECRETS away now. {ENDED}")
    return [*said, AGAIN]


def seal_anew() -> tuple[int, int]:
    """Seal with the desk's secret what was sealed with an old one; return how much was, and how much does not open."""
    done = shut = 0
    for device in CodeDevice.objects.select_for_update():
        try:
            device.key = sealing.sealed(device.bin_key, owner(device.user_id))
        except sealing.SecretChanged:
            shut += 1
            continue
        device.save(update_fields=["key"])
        done += 1
    for follower in Follower.objects.select_for_update().exclude(secret=""):
        if not follower.key:
            shut += 1
            continue
        follower.secret = sealing.sealed(follower.key.encode(), SIGNS)
        follower.save(update_fields=["secret"])
        done += 1
    return done, shut


def _write(folder: Path) -> None:
    """Keep the secret with the old ones first, then write a new one: broken off between the two, nothing is lost."""
    known = sealing.every_secret()
    _replace(folder / OLD, "\n".join(known) + "\n")
    fresh = secrets.token_urlsafe(50)
    _replace(folder / KEPT, fresh)
    # This process seals with it from here on; others are started again.
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = fresh, known


def _replace(file: Path, text: str) -> None:
    beside = file.with_name(f"{file.name}.new")
    with os.fdopen(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(file)

"""The second step of signing in: a code from a member's own device, or one of the codes kept for when it is lost.

Codes are counted by the clock on both sides (TOTP, RFC 6238): nothing is sent, and nobody else's server is asked.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Exists
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticToken

from merilo_desk.newsroom.devices import CodeDevice, SpareCodes, kept_code, new_key
from merilo_desk.newsroom.models import Desk, User, the_desk
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.sealing import SecretChanged
from merilo_desk.newsroom.signals import acted

# The mark of a session that began with both steps.
PASSED = "second_step"
CODES = 10
DIGITS = 6


class WrongCode(Exception):
    """A code that does not open; the sentence says what to do."""


def has_one(user: User) -> bool:
    """Say whether a member signs in with a second step."""
    return bool(CodeDevice.objects.filter(user=user, confirmed=True).exists())


def known(number: int) -> User | None:
    """Return a member who may sign in, by number."""
    return User.objects.filter(pk=number, is_active=True).first()


def having_one() -> set[int]:
    """Return the numbers of all members who do."""
    return set(CodeDevice.objects.filter(confirmed=True).values_list("user_id", flat=True))


def is_wanted() -> bool:
    """Say whether the desk wants one of everybody."""
    return the_desk().second_step


def standing(user: User) -> tuple[Desk, bool]:
    """Return the desk, and whether a member has one, asked at once: every page of a member asks it."""
    held = Exists(CodeDevice.objects.filter(user=user, confirmed=True))
    found = Desk.objects.order_by("pk").annotate(held=held).first()
    return (found, bool(found.held)) if found is not None else (the_desk(), has_one(user))


def codes_left(user: User) -> int:
    """Return how many of a member's spare codes were not used yet."""
    return int(StaticToken.objects.filter(device__user=user).count())


def begun(user: User) -> CodeDevice:
    """Return the device that a member is about to bring in; the same one until they have."""
    for device in CodeDevice.objects.filter(user=user, confirmed=False):
        if opens(device):
            return device
        # Begun under another secret: no device can ever bring it to an end.
        device.delete()
    made: CodeDevice = CodeDevice.objects.create(user=user, confirmed=False, name="second step", key=new_key(user.pk))
    return made


def opens(device: CodeDevice) -> bool:
    """Say whether a device's key opens with the desk's secret as it is now."""
    try:
        return bool(device.bin_key)
    except SecretChanged:
        return False


def locked() -> list[str]:
    """Return the user names of members whose devices do not open any more: the desk's secret was changed."""
    devices = CodeDevice.objects.filter(confirmed=True).select_related("user").order_by("user__username")
    return [each.user.username for each in devices if not opens(each)]


@transaction.atomic
def bring_in(user: User, code: str) -> list[str]:
    """Take a member's device in, once it has given a right code; return the spare codes, which are shown only now.

    Raises:
        WrongCode: the code is not the device's, or too many wrong ones came.
    """
    require(user, Act.OWN_SIGN_IN)
    device = CodeDevice.objects.select_for_update().get(pk=begun(user).pk)
    if _opens(device, code):
        CodeDevice.objects.filter(user=user, confirmed=True).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        _note(Act.OWN_SIGN_IN, user, user, did="second step on")
        return _fresh_codes(user)
    return []


def passes(user: User, code: str) -> bool:
    """Say whether a code opens: the device's own, or a spare one, which is good once.

    Kept apart from any transaction, so that a wrong try stays counted.

    Raises:
        SecretChanged: the device's key does not open; no code can be right.
    """
    digits = "".join(code.split())
    if digits.isdecimal() and len(digits) == DIGITS:
        with transaction.atomic():
            device = CodeDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
            return device is not None and _opens(device, digits)
    with transaction.atomic():
        spare = SpareCodes.objects.select_for_update().filter(user=user, confirmed=True).first()
        opened = spare is not None and _opens(spare, digits.replace("-", "").lower())
        if opened:
            _note(Act.OWN_SIGN_IN, user, user, did="spare code used")
        return opened


def waits(user: User) -> bool:
    """Say whether so many wrong codes came that none is looked at for a while; the pause doubles with each."""
    devices = [*CodeDevice.objects.filter(user=user), *SpareCodes.objects.filter(user=user)]
    return any(not each.verify_is_allowed()[0] for each in devices)


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Make new spare codes; the old ones end."""
    require(user, Act.OWN_SIGN_IN)
    _note(Act.OWN_SIGN_IN, user, user, did="spare codes made")
    return _fresh_codes(user)


@transaction.atomic
def give_up(user: User) -> None:
    """Sign in by the password alone again.

    Raises:
        WrongCode: the desk wants the second step of everybody.
    """
    require(user, Act.OWN_SIGN_IN)
    if is_wanted():
        raise WrongCode(_("This desk wants the second step of everybody."))
    _forget(user)
    _note(Act.OWN_SIGN_IN, user, user, did="second step off")


@transaction.atomic
def take_away_by_hand(user: User) -> None:
    """Take a member's device away from the server's own command line, where no chief editor can get in."""
    _forget(user)
    _note(Act.MANAGE_MEMBERS, user, None, did="second step taken away")


@transaction.atomic
def take_away(user: User, *, by: User) -> None:
    """Take a member's device away, because it was lost: they sign in by the password and may bring in another."""
    require(by, Act.MANAGE_MEMBERS)
    _forget(user)
    _note(Act.MANAGE_MEMBERS, user, by, did="second step taken away")


def _opens(device: Any, code: str) -> bool:
    return bool(device.verify_token(code))


def _fresh_codes(user: User) -> list[str]:
    device, _made = SpareCodes.objects.get_or_create(user=user, defaults={"name": "spare codes"})
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=kept_code(code, user.pk)) for code in codes)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def _forget(user: User) -> None:
    CodeDevice.objects.filter(user=user).delete()
    SpareCodes.objects.filter(user=user).delete()


def _note(act: Act, subject: User, by: User | None, **facts: Any) -> None:
    acted.send(sender=act, subject=subject, by=by, facts=facts)

"""What changes the desk itself: its settings, its members and their roles, its topics."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from merilo_desk.newsroom.models import Desk, Membership, Topic, User
from merilo_desk.newsroom.policy import Act, Role, require
from merilo_desk.newsroom.signals import acted


def _note(act: Act, subject: Any, by: User, **facts: Any) -> None:
    # The ledger stands to the right of this room and listens.
    acted.send(sender=act, subject=subject, by=by, facts=facts)


@transaction.atomic
def set_up(desk: Desk, *, by: User, **details: Any) -> Desk:
    """Change the desk's settings."""
    require(by, Act.SET_UP_DESK)
    before = {name: getattr(desk, name) for name in details if getattr(desk, name) != details[name]}
    for name, value in details.items():
        setattr(desk, name, value)
    desk.full_clean()
    desk.save()
    _note(Act.SET_UP_DESK, desk, by, before=before)
    return desk


@transaction.atomic
def invite(*, username: str, name: str, language: str, roles: Iterable[str], by: User) -> User:
    """Add a member without a password; `way_in` gives the link by which they choose one."""
    require(by, Act.MANAGE_MEMBERS)
    user = User(username=username, name=name, language=language)
    user.set_unusable_password()
    user.full_clean(exclude=["password"])
    user.save()
    _give(user, roles)
    _note(Act.MANAGE_MEMBERS, user, by, did="invited", roles=sorted(roles))
    return user


@transaction.atomic
def give_roles(user: User, *, roles: Iterable[str], by: User) -> User:
    """Set a member's roles.

    Raises:
        ValidationError: the desk would be left without a chief editor.
    """
    require(by, Act.MANAGE_MEMBERS)
    before = sorted(user.memberships.values_list("role", flat=True))
    _give(user, roles)
    _someone_must_lead()
    _note(Act.MANAGE_MEMBERS, user, by, did="roles", before=before, roles=sorted(roles))
    return user


@transaction.atomic
def set_active(user: User, *, active: bool, by: User) -> User:
    """Let a member in, or out for good: what they did stays under their name.

    Raises:
        ValidationError: the desk would be left without a chief editor.
    """
    require(by, Act.MANAGE_MEMBERS)
    user.is_active = active
    user.save(update_fields=["is_active"])
    _someone_must_lead()
    _note(Act.MANAGE_MEMBERS, user, by, did="let in" if active else "let out")
    return user


@transaction.atomic
def way_in(user: User, *, by: User) -> str:
    """Return an address by which a member chooses a new password; it works once, for three days."""
    require(by, Act.MANAGE_MEMBERS)
    _note(Act.MANAGE_MEMBERS, user, by, did="way in given")
    number = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("newsroom:choose-password", args=[number, default_token_generator.make_token(user)])


@transaction.atomic
def turn_on_feed(user: User) -> str:
    """Give a member a feed of what waits for them; return its key, which is kept nowhere. An earlier key is void."""
    key = secrets.token_urlsafe(32)
    user.feed_digest = _digest(key)
    user.save(update_fields=["feed_digest"])
    _note(Act.MANAGE_MEMBERS, user, user, did="feed on")
    return key


@transaction.atomic
def turn_off_feed(user: User) -> User:
    """End a member's feed: its address leads nowhere."""
    user.feed_digest = ""
    user.save(update_fields=["feed_digest"])
    _note(Act.MANAGE_MEMBERS, user, user, did="feed off")
    return user


def owner_of_feed(key: str) -> User | None:
    """Return the member whose feed a key opens, as long as they are one."""
    return User.objects.filter(feed_digest=_digest(key), is_active=True).first()


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()


@transaction.atomic
def save_topic(topic: Topic, *, names: Mapping[str, str], welfare: bool, retired: bool, by: User) -> Topic:
    """Add a topic or change one; a topic that was used is retired, never removed."""
    require(by, Act.SET_UP_DESK)
    topic.names, topic.welfare, topic.retired = dict(names), welfare, retired
    topic.full_clean()
    topic.save()
    _note(Act.SET_UP_DESK, topic, by, did="topic", names=dict(names), welfare=welfare, retired=retired)
    return topic


def _give(user: User, roles: Iterable[str]) -> None:
    wanted = {Role(role) for role in roles}
    user.memberships.exclude(role__in=wanted).delete()
    held = set(user.memberships.values_list("role", flat=True))
    Membership.objects.bulk_create(Membership(user=user, role=role) for role in wanted if role not in held)
    # Whoever set the desk up on the command line is a chief editor by that too; the chief editor's role ends with it.
    if user.is_superuser and Role.CHIEF not in wanted:
        user.is_superuser = False
        user.save(update_fields=["is_superuser"])
    user.__dict__.pop("roles", None)


def _someone_must_lead() -> None:
    if not Membership.objects.filter(role=Role.CHIEF, user__is_active=True).exists():
        raise ValidationError(_("A desk needs a chief editor. Give somebody else that role first."))

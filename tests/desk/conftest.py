"""A desk with its members, for every test of the web desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from merilo_desk.newsroom.models import Desk, Membership, Topic, User


@pytest.fixture
def desk(db: None) -> Desk:
    """A Macedonian desk that also speaks Serbian, Albanian and English."""
    return Desk.objects.create(
        name="Пробна вага", languages=["mk", "sr", "sr-latn", "sq", "en"], default_language="mk", country="MK"
    )


@pytest.fixture
def member(db: None) -> Callable[..., User]:
    """Make a member with roles: member("ana", "editor")."""

    def made(username: str, *roles: str, language: str = "en") -> User:
        user = User.objects.create_user(
            username, password="a long enough password", name=username.title(), language=language
        )
        for role in roles:
            Membership.objects.create(user=user, role=role)
        return user

    return made


@pytest.fixture
def signed_in(member: Callable[..., User]) -> Callable[..., Client]:
    """Return a client signed in as a new member: signed_in("ana", "editor")."""

    def made(username: str, *roles: str, language: str = "en") -> Client:
        client = Client()
        client.force_login(
            member(username, *roles, language=language), backend="django.contrib.auth.backends.ModelBackend"
        )
        return client

    return made


@pytest.fixture
def topic(db: None) -> Topic:
    """A topic that touches people's welfare."""
    return Topic.objects.create(slug="health", names={"en": "Health", "mk": "Здравство", "sr": "Здравље"}, welfare=True)

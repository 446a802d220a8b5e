"""A desk with its members, for every test of the web desk."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connections
from django.test import Client
from django.utils import translation
from kept_database import kept_database

from merilo_desk.newsroom.models import Desk, Membership, Topic, User


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Put back what the migrations made after a test with a live server, which sweeps every table empty."""
    yield
    marker = item.get_closest_marker("django_db")
    swept = marker is not None and marker.kwargs.get("transaction", False)
    if swept or {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())):
        own = connections["default"]
        if own.vendor == "sqlite":
            with (
                closing(sqlite3.connect(kept_database())) as kept,
                closing(sqlite3.connect(own.settings_dict["NAME"])) as now,
            ):
                kept.backup(now)
        ContentType.objects.clear_cache()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """What one test spoke, the next does not speak by itself."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What one test has counted, the next does not find counted."""
    for name in settings.CACHES:  # those too that only the thread of a server has used so far
        caches[name].clear()


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


@pytest.fixture(autouse=True)
def _every_act_is_told() -> Iterator[None]:
    """Whatever a test does at the desk has its sentence in the ledger, and its thing a name."""
    from django.db.models.signals import post_save

    from merilo_desk.ledger.models import Row
    from merilo_desk.newsroom.telling import SENTENCES, THINGS, key

    def told(sender: type[Row], instance: Row, **_: object) -> None:
        name = key(str(instance.act), instance.facts)
        assert name in SENTENCES, f"the ledger has no sentence for “{name}”: add it to the room's told.py"
        assert instance.subject in THINGS, f"the ledger has no name for a {instance.subject}"

    post_save.connect(told, sender=Row, weak=False, dispatch_uid="every-act-is-told")
    yield
    post_save.disconnect(sender=Row, dispatch_uid="every-act-is-told")


@pytest.fixture
def topic(db: None) -> Topic:
    """A topic that touches people's welfare."""
    return Topic.objects.create(slug="health", names={"en": "Health", "mk": "Здравство", "sr": "Здравље"}, welfare=True)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker) -> Iterator[None]:
    """Make the test database: all migrations take half a minute, a copy of what they made takes none."""
    if connections["default"].vendor != "sqlite":
        from django.test.utils import setup_databases, teardown_databases

        with django_db_blocker.unblock():
            made = setup_databases(verbosity=0, interactive=False)
        yield
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)
        return
    kept = kept_database()
    worker = getattr(request.config, "workerinput", {}).get("workerid", "alone")
    own = Path(settings.DESK_HOME).parent / f"test-{worker}.sqlite3"
    connection = connections["default"]
    with django_db_blocker.unblock():
        if kept.exists():
            shutil.copyfile(kept, own)
        connection.settings_dict["TEST"]["NAME"] = str(own)
        connection.creation.create_test_db(verbosity=0, autoclobber=True, keepdb=kept.exists())
        if not kept.exists():
            connection.close()
            kept.parent.mkdir(exist_ok=True)
            shutil.copyfile(own, f"{kept}.{os.getpid()}")
            os.replace(f"{kept}.{os.getpid()}", kept)
    yield
    with django_db_blocker.unblock():
        connection.close()

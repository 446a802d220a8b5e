"""The register of public actors: found by sound, merged and taken apart, statements kept in exact words."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from merilo_desk.people import actions
from merilo_desk.people.errors import CannotUndo, NotMergeable
from merilo_desk.people.fields import ActorField
from merilo_desk.people.models import Actor, Appearance, Office, Statement
from merilo_desk.people.names import named


@pytest.fixture
def ana(member, desk):
    return member("ana", "editor")


@pytest.fixture
def stojan(ana) -> Actor:
    return actions.add_actor(
        kind="person", name="Ѓорѓи Стојаноски", by=ana, public_because="minister", names={"en": "Gjorgji Stojanoski"}
    )


NAMES = [
    # (what is typed, whether it is surely he)
    ("Ѓорѓи Стојаноски", True),
    ("ѓорѓи  стојаноски", True),
    ("Gjorgji Stojanoski", True),
    ("Đorđi Stojanoski", True),
    ("Арбен Шаља", False),
    ("Стојаноски", True),
    ("", False),
]


@pytest.mark.parametrize(("typed", "known"), NAMES)
def test_names_are_found_in_both_scripts(stojan: Actor, ana, typed: str, known: bool) -> None:
    actions.add_actor(kind="person", name="Маја Ковачева", by=ana, public_because="mayor")
    assert (named(typed, ana) == stojan) is known


def test_two_of_one_name_are_not_chosen_between(stojan: Actor, ana) -> None:
    actions.add_actor(kind="person", name="Ѓорѓи Стојаноски", by=ana, public_because="deputy")
    assert named("Ѓорѓи Стојаноски", ana) is None
    with pytest.raises(ValidationError):
        ActorField(user=ana).clean("Ѓорѓи Стојаноски")


def test_slugs_are_readable_and_free(stojan: Actor, ana) -> None:
    other = actions.add_actor(kind="person", name="Ѓорѓи Стојаноски", by=ana, public_because="deputy")
    assert stojan.slug.startswith("gjorgji-stojanoski") or stojan.slug.isascii()
    assert other.slug != stojan.slug


def test_a_merge_is_undone_whole(stojan: Actor, ana) -> None:
    double = actions.add_actor(kind="person", name="Г. Стојаноски", by=ana, public_because="minister")
    said = actions.add_statement(words="Платите ќе пораснат.", language="mk", by=ana, speaker=double)
    theirs = actions.add_statement(words="Нема криза.", language="mk", by=ana, speaker=stojan)
    merged = actions.merge(double, stojan, by=ana)
    said.refresh_from_db()
    stojan.refresh_from_db()
    assert said.speaker == stojan
    assert "Г. Стојаноски" in stojan.aliases
    actions.undo_merge(merged, by=ana)
    said.refresh_from_db()
    stojan.refresh_from_db()
    theirs.refresh_from_db()
    assert said.speaker == double
    assert theirs.speaker == stojan
    assert "Г. Стојаноски" not in stojan.aliases
    with pytest.raises(CannotUndo):
        actions.undo_merge(merged, by=ana)


def test_two_kinds_do_not_merge(stojan: Actor, ana) -> None:
    party = actions.add_actor(kind="party", name="Партија", by=ana)
    with pytest.raises(NotMergeable):
        actions.merge(stojan, party, by=ana)
    with pytest.raises(NotMergeable):
        actions.merge(stojan, stojan, by=ana)


def test_a_reporter_does_not_merge(stojan: Actor, member, ana) -> None:
    other = actions.add_actor(kind="person", name="Друг", by=ana, public_because="x")
    with pytest.raises(PermissionDenied):
        actions.merge(stojan, other, by=member("rade", "reporter"))


def test_an_office_cannot_end_before_it_begins(stojan: Actor, ana) -> None:
    with pytest.raises(ValidationError):
        actions.add_office(stojan, titles={"en": "Mayor"}, by=ana, since=date(2022, 1, 1), until=date(2021, 1, 1))
    assert not Office.objects.exists()


def test_a_private_person_is_not_kept(signed_in, desk) -> None:
    client = signed_in("vesna", "reporter")
    page = client.post("/desk/people/add/", {"kind": "person", "name": "Некој Сосед"})
    assert page.status_code == 200
    assert not Actor.objects.exists()


def test_screens(signed_in, stojan: Actor, ana) -> None:
    client: Client = signed_in("vesna", "editor", language="mk")
    said = actions.add_statement(words="Платите ќе пораснат.", language="mk", by=ana, speaker=stojan)
    for address in (
        "/desk/people/",
        "/desk/people/?q=Stojanoski",
        f"/desk/people/{stojan.pk}/",
        "/desk/people/add/",
        f"/desk/people/{stojan.pk}/merge/",
        f"/desk/people/statements/{said.pk}/",
        "/desk/people/statements/add/",
        "/desk/people/pick/?speaker=Stojan",
    ):
        assert client.get(address).status_code == 200, address
    assert "Стојаноски" in client.get("/desk/people/?q=Stojanoski").content.decode()


def test_a_statement_with_its_place_in_a_recording(signed_in, stojan: Actor, ana) -> None:
    client = signed_in("vesna", "reporter")
    posted = {
        "speaker": "Gjorgji Stojanoski",
        "words": "Платите ќе пораснат за 10 отсто.",
        "language": "mk",
        "said_on": "2024-05-12",
    }
    assert client.post("/desk/people/statements/add/", posted).status_code == 302
    said = Statement.objects.get()
    assert said.speaker == stojan
    place = {
        "url": "https://example.org/video",
        "title": "Дебата",
        "mode": "direct",
        "minutes": "1:02:30",
        "outlet": "ТВ Пример",
    }
    assert client.post(f"/desk/people/statements/{said.pk}/", place).status_code == 302
    assert said.appearances.get().time_code == 3750
    assert "1:02:30" in client.get(f"/desk/people/statements/{said.pk}/").content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_the_list_asks_as_often_for_many_as_for_one(signed_in, ana, rows: int, django_assert_max_num_queries) -> None:
    for at in range(rows):
        person = actions.add_actor(kind="person", name=f"Лице {at}", by=ana, public_because="deputy")
        actions.add_office(person, titles={"mk": "пратеник"}, by=ana)
    client = signed_in("vesna", "editor")
    with django_assert_max_num_queries(16):
        client.get("/desk/people/")


def test_a_statement_that_many_carried_is_read_page_by_page(signed_in, ana) -> None:
    said = actions.add_statement(words="Ќе градиме мост.", language="mk", by=ana)
    Appearance.objects.bulk_create(
        Appearance(statement=said, url=f"https://vesnik.example/{at}", title=f"Вест {at}") for at in range(30)
    )
    client = signed_in("vera", "reporter")
    first, second = (client.get(f"/desk/people/statements/{said.pk}/?page={page}").content.decode() for page in (1, 2))
    assert (first.count(">Вест "), second.count(">Вест ")) == (25, 5)
    assert 'rel="next"' in first

"""What an address or a form brings is taken for what it can be, and nothing else breaks a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from merilo_desk.newsroom import brought
from merilo_desk.newsroom.forms import MemberForm
from merilo_desk.newsroom.models import User

NUMBERS = [("7", 7), ("007", 7), ("", 0), (None, 0), ("-1", 0), ("²", 0), ("٣", 0), ("9" * 30, 0), ("1.5", 0), ("a", 0)]
# (the address that a form says, whether one is led there)
NEXT = [
    ("/desk/cases/?order=due", True),
    ("", False),
    ("долго", False),
    ('{"a": 1}', False),
    ("//elsewhere.example/", False),
    ("https://elsewhere.example/", False),
    ("javascript:alert(1)", False),
    ("desk/cases/", False),
]
# Whatever stands in them, these pages answer.
ODD = [
    "/desk/readings/?by=99999999999999999999999",
    "/desk/ledger/?by=99999999999999999999999&before=99999999999999999999999&subject=casework.case:9999999999999999999",
    "/desk/ledger/?since=9999-12-31&until=9999-12-31",
    "/desk/ledger/?since=0001-01-01&until=0001-01-01",
    "/desk/promises/?government=²&topic=99999999999999999999999",
    "/desk/people/statements/add/?speaker=²",
    "/desk/people/?page=²",
]


@pytest.mark.parametrize(("given", "number"), NUMBERS)
def test_a_number_is_one_or_none(given: str | None, number: int) -> None:
    assert brought.number(given) == number


def test_numbers_among_others() -> None:
    assert brought.numbers(["3", "x", "²", "5"]) == [3, 5]


@pytest.mark.parametrize(("given", "led"), NEXT)
def test_one_is_led_to_pages_of_ours_alone(given: str, led: bool) -> None:
    request = RequestFactory(SERVER_NAME="localhost").post("/desk/", {"next": given})
    assert brought.next_page(request) == (given if led else "")


@pytest.mark.parametrize("address", ODD)
def test_an_odd_address_breaks_no_page(signed_in: Callable[..., Client], desk: object, address: str) -> None:
    assert signed_in("vera", "chief", "auditor").get(address).status_code == 200


def test_a_name_that_nobody_could_sign_in_with_is_told_beside_its_field(member: Callable[..., User]) -> None:
    form = MemberForm({"username": "Ana Petrova <ana>", "name": "Ana", "language": "mk", "roles": ["editor"]})
    assert list(form.errors) == ["username"]

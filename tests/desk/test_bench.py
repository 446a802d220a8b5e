"""The bench of the desk's lists: its desks are filled, its pages answer, and its bounds are held."""

from __future__ import annotations

import pytest
from django.test import Client

from merilo_desk.bench.load import Times
from merilo_desk.bench.pages import PAGES, SEEDERS, ListPage
from merilo_desk.bench.run import Measured, bounds, broken
from merilo_desk.intake.models import SearchKey, Submission
from merilo_desk.newsroom.models import Membership, User
from merilo_desk.people.models import Statement

QUICK, SLOW = Times(10, 20, 8), Times(150, 400, 16)


@pytest.mark.django_db
def test_every_page_answers_on_a_desk_that_was_filled(desk) -> None:
    first = User.objects.create_user("first")
    Membership.objects.create(user=first, role="chief")
    for seed in SEEDERS.values():
        seed(60)
    assert Submission.objects.count() == 60
    assert SearchKey.objects.count() > 60
    client = Client()
    client.force_login(first, backend="django.contrib.auth.backends.ModelBackend")
    pk, said = Submission.objects.first().pk, Statement.objects.order_by("pk")[0].pk
    for page in PAGES:
        address = page.address.replace("/50/", f"/{pk}/").replace("/statements/1/", f"/statements/{said}/")
        assert client.get(address).status_code == 200, page.name


BOUNDS = [
    # (small desk, large desk, whether both fill the page, how many sentences are told)
    (QUICK, QUICK, True, 0),
    (QUICK, SLOW, True, 2),
    (QUICK, SLOW, False, 1),
    (QUICK, Times(150, 190, 8), True, 0),
    (Times(10, 20, 0), Times(16, 30, 0), True, 1),
]


@pytest.mark.parametrize(("small", "large", "full", "count"), BOUNDS)
def test_what_breaks_a_bound_is_told(small: Times, large: Times, full: bool, count: int) -> None:
    assert len(broken([Measured(ListPage("a", "/a/", full=full), small, large)])) == count


def test_bounds_are_pinned() -> None:
    assert bounds() == {"p95_max": 200, "ratio_max": 1.5}

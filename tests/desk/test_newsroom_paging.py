"""Long lists a page at a time: each page has its rows, no count goes on for ever, and what is asked never grows."""

from __future__ import annotations

import pytest
from django.db.models import Count

from merilo_desk.newsroom import paging
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.paging import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Twenty-five members, in a world where nobody counts beyond ten."""
    monkeypatch.setattr(paging, "CAP", 10)
    names = [f"m{at:02}" for at in range(25)]
    User.objects.bulk_create(User(username=name) for name in names)
    return names


PAGES = [
    # (asked, rows of the page, its number, whether a page is behind it)
    (None, (0, 4), 1, True),
    ("", (0, 4), 1, True),
    ("nonsense", (0, 4), 1, True),
    ("-3", (0, 4), 1, True),
    ("0", (0, 4), 1, True),
    ("2", (4, 8), 2, True),
    ("3", (8, 12), 3, True),
    ("6", (20, 24), 6, True),
    ("7", (24, 25), 7, False),
    ("8", (24, 25), 7, False),
    ("99999999999999999999", (24, 25), 7, False),
]


@pytest.mark.parametrize("as_keys", [False, True])
@pytest.mark.parametrize(("asked", "span", "number", "more"), PAGES)
def test_a_page_has_its_rows(
    people: list[str], asked: str | None, span: tuple[int, int], number: int, more: bool, as_keys: bool
) -> None:
    rows = User.objects.order_by("username")
    page = page_of([each.pk for each in rows] if as_keys else rows, asked, 4, rows.annotate(many=Count("memberships")))
    assert [each.username for each in page] == people[slice(*span)]
    assert all(each.many == 0 for each in page)
    assert (page.number, page.has_next, page.has_previous) == (number, more, number > 1)
    assert (page.paginator.count, page.paginator.num_pages, page.paginator.more) == (10, 3, True)


def test_a_short_list_is_counted_to_its_end(people: list[str]) -> None:
    page = page_of(User.objects.filter(username__lt="m05").order_by("username"), "2", 4)
    assert [each.username for each in page] == ["m04"]
    assert (page.paginator.count, page.paginator.num_pages, page.paginator.more) == (5, 2, False)
    empty = page_of(User.objects.none(), "3", 4)
    assert (len(empty), empty.number, empty.has_other_pages) == (0, 1, False)


@pytest.mark.parametrize(("asked", "queries"), [("1", 2), ("2", 2), ("5", 3), ("99", 5)])
def test_what_is_asked_does_not_grow_with_the_list(
    people: list[str], asked: str, queries: int, django_assert_num_queries
) -> None:
    with django_assert_num_queries(queries):
        page_of(User.objects.order_by("username"), asked, 4)

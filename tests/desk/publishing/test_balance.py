"""Scorecards and the desk's own balance: counted within one scale, with intervals, and what is not known named."""

from __future__ import annotations

from datetime import date

import pytest

from merilo_desk.casework.models import Case
from merilo_desk.casework.standards import Share
from merilo_desk.people.models import Actor, Office
from merilo_desk.publishing.balance import balances, parts
from merilo_desk.publishing.shelf import checks, counted
from merilo_desk.scales.models import Rating, Scale


def named(key: str) -> dict[str, int]:
    """Return the counts of one table."""
    found = next(each for each in balances()[1] if each.key == key)
    return {str(part.name): part.share.count for part in found.parts}


def test_what_is_not_known_is_counted_last_and_never_left_out() -> None:
    rows = parts(["a", "b", "b", None, ""], str)
    assert [(str(row.name), row.share.count, row.share.of) for row in rows] == [
        ("b", 2, 5), ("a", 1, 5), ("not known", 2, 5),
    ]  # fmt: skip


def test_the_balance_goes_by_the_day_of_the_claim(published, minister) -> None:
    published()
    assert named("sides") == {"not known": 1}
    party = Actor.objects.create(kind="party", name="Партија на трудот", slug="pt")
    Office.objects.create(actor=minister, titles={"en": "member"}, body=party, since=date(2020, 1, 1))
    Office.objects.create(actor=party, titles={"en": "in power"}, side="opposition", until=date(2026, 1, 1))
    governs = Office.objects.create(actor=party, titles={"en": "in power"}, side="government", since=date(2026, 1, 2))
    assert named("sides") == {"government": 1}
    assert named("parties") == {"Партија на трудот": 1}
    assert named("offices") == {"Minister of Labour": 1}
    assert named("topics") == {"Health": 1}
    assert named("ways") == {"the desk's own choice": 1}
    governs.delete()
    assert named("sides") == {"not known": 1}


def test_what_cannot_be_rated_has_no_share_and_scales_do_not_mix(published, minister, client) -> None:
    for at, rating in enumerate(("false", "false", "true", "unverifiable")):
        published(rating=rating, title=f"Проверка {at}", claim=f"Тврдење {at}")
    other = Scale.objects.create(slug="other", family="truth", names={"en": "Another scale"})
    value = Rating.objects.create(scale=other, slug="yes", labels={"en": "Yes"}, bucket="true", value=1)
    pages = published(rating="true", title="Проверка по друго мерило", claim="Друго тврдење")
    Case.objects.filter(pk=pages[0].case_id).update(rating=value)
    for page in pages:
        page.rating = value
        page.save()
    groups = sorted(counted(checks().filter(speaker=minister)), key=lambda group: -group.of)
    assert [(group.of, group.rated) for group in groups] == [(4, 3), (1, 1)]
    assert {rating.slug: share for rating, _count, share in groups[0].shares} == {
        "true": Share(1, 3), "false": Share(2, 3), "unverifiable": None,
    }  # fmt: skip
    said = client.get(f"/en/speakers/{minister.slug}/").content.decode()
    assert "more than one scale" in said
    assert "21–94" in said
    assert "Бројката се повторува во кампањата" in said


def test_the_balance_is_public_and_methodology_leads_to_it(client, published) -> None:
    published()
    assert client.get("/mk/balance/").status_code == 200
    page = client.get("/en/balance/")
    assert "Minister of Labour" in page.content.decode()
    assert not page.cookies
    assert "/en/balance/" in client.get("/en/methodology/").content.decode()


def test_an_empty_desk_says_so(client, site) -> None:
    assert "Nothing is published yet." in client.get("/en/balance/").content.decode()


@pytest.mark.parametrize("rows", [1, 12])
def test_the_balance_asks_as_often_for_many_as_for_one(client, published, rows, django_assert_max_num_queries) -> None:
    for at in range(rows):
        published(title=f"Проверка {at}", claim=f"Тврдење {at}")
    with django_assert_max_num_queries(16):
        client.get("/en/balance/")

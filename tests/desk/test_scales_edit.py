"""What a chief does to scales: choose, add, reword, retire; and what nobody can undo."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from merilo_desk.casework.models import Case
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import Desk
from merilo_desk.newsroom.policy import Role
from merilo_desk.scales import actions
from merilo_desk.scales.bring import bring, choose
from merilo_desk.scales.errors import AlreadyGiven, SlugTaken, WrongDay
from merilo_desk.scales.models import Rating, Scale


@pytest.fixture
def scale(desk: Desk) -> Scale:
    """The six steps, in use."""
    bring()
    choose(["truth-six"])
    return Scale.objects.get(slug="truth-six")


@pytest.fixture
def half(scale: Scale) -> Rating:
    return scale.ratings.get(slug="half-true")


@pytest.fixture
def given(half: Rating) -> Rating:
    """Half true, which a case bears."""
    Case.objects.create(claim="A claim.", language="en", rating=half)
    return half


ACTS = {
    "use": lambda half, by: actions.use(half.scale, used=False, by=by),
    "add a scale": lambda half, by: actions.add_scale("s", "truth", names={"en": "S"}, abouts={}, by=by),
    "edit a scale": lambda half, by: actions.edit_scale(half.scale, names={"en": "S"}, abouts={}, by=by),
    "add a value": lambda half, by: actions.add_rating(half.scale, "v", by=by, labels={"en": "V"}),
    "edit a value": lambda half, by: actions.edit_rating(half, by=by, labels={"en": "H"}),
    "retire": lambda half, by: actions.retire(half, timezone.localdate(), by=by),
    "bring back": lambda half, by: actions.bring_back(half, by=by),
    "remove": lambda half, by: actions.remove(half, by=by),
}


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("act", sorted(ACTS))
def test_only_the_chief_changes_scales_and_each_change_is_a_row(half: Rating, member, act: str, role: str) -> None:
    by, before = member("one", role), Row.objects.count()
    if role == "chief":
        ACTS[act](half, by)
        assert Row.objects.count() == before + 1
    else:
        with pytest.raises(PermissionDenied):
            ACTS[act](half, by)
        assert Row.objects.count() == before


def test_a_value_never_given_is_changed_where_it_stands(half: Rating, member) -> None:
    after = actions.edit_rating(half, by=member("a", "chief"), labels={"en": "Half"}, value=40, bucket="unrated")
    assert (after.pk, after.labels, after.value, after.colour) == (half.pk, {"en": "Half"}, 40, "#5b6470")


def test_an_old_fact_check_keeps_the_label_it_was_given(given: Rating, member) -> None:
    since = timezone.localdate()
    words = {**given.labels, "en": "Partly right"}
    after = actions.edit_rating(given, by=member("a", "chief"), labels=words, since=since)
    assert Case.objects.get().rating.called("en") == "Half true"
    assert after.called("en") == "Partly right"
    assert (after.replaces, after.valid_from) == (given, since)
    assert given.valid_to == since - timedelta(days=1)
    current = given.scale.current()
    assert after in current
    assert given not in current
    assert given.scale.span() == (1, 6)


def test_new_words_twice(given: Rating, member) -> None:
    chief = member("a", "chief")
    second = actions.edit_rating(given, by=chief, labels={"en": "Second"}, since=date(2030, 1, 1))
    Case.objects.create(claim="Another.", language="en", rating=second)
    with pytest.raises(WrongDay):
        actions.edit_rating(second, by=chief, labels={"en": "Third"}, since=date(2030, 1, 1))
    third = actions.edit_rating(second, by=chief, labels={"en": "Third"}, since=date(2031, 1, 1))
    assert len({given.slug, second.slug, third.slug}) == 3
    for day, word in [(date(2029, 12, 31), "Half true"), (date(2030, 5, 5), "Second"), (date(2031, 1, 1), "Third")]:
        held = [each.called("en") for each in given.scale.current(day)]
        assert [name for name in held if name in {"Half true", "Second", "Third"}] == [word]


STAYS = [
    # (what changes of a value that was given, whether the same row holds it)
    ({"labels": "one language more"}, True),
    ({"abouts": {"en": "Another explanation."}}, True),
    ({"order": 7}, True),
    ({"labels": "one language less"}, False),
    ({"bucket": "unrated"}, False),
    ({"value": 99}, False),
]


@pytest.mark.parametrize(("change", "same"), STAYS)
def test_what_makes_a_new_value(given: Rating, member, change: dict, same: bool) -> None:
    words = {"one language more": {**given.labels, "sr-latn": "x"}, "one language less": {"en": given.labels["en"]}}
    if isinstance(change.get("labels"), str):
        change = {"labels": words[change["labels"]]}
    after = actions.edit_rating(given, by=member("a", "chief"), **change)
    assert (after.pk == given.pk) is same


def test_a_value_that_was_given_is_never_removed(given: Rating, member) -> None:
    with pytest.raises(AlreadyGiven):
        actions.remove(given, by=member("a", "chief"))
    assert Rating.objects.filter(pk=given.pk).exists()


def test_a_vote_counts_as_given(half: Rating, member) -> None:
    case = Case.objects.create(claim="A claim.", language="en")
    case.rounds.create().votes.create(editor=member("e", "editor"), rating=half)
    assert half.was_given()


def test_a_retired_value_is_not_offered_and_can_come_back(half: Rating, member) -> None:
    chief = member("a", "chief")
    actions.retire(half, timezone.localdate() - timedelta(days=1), by=chief)
    assert half not in half.scale.current()
    assert half in half.scale.current(timezone.localdate() - timedelta(days=2))
    actions.bring_back(half, by=chief)
    assert half in half.scale.current()


def test_a_replaced_value_cannot_come_back_beside_its_successor(given: Rating, member) -> None:
    chief = member("a", "chief")
    actions.edit_rating(given, by=chief, labels={"en": "Other"})
    with pytest.raises(SlugTaken):
        actions.bring_back(given, by=chief)


def test_the_last_day_is_not_before_the_first(half: Rating, member) -> None:
    half.valid_from = date(2026, 1, 1)
    with pytest.raises(WrongDay):
        actions.retire(half, date(2025, 1, 1), by=member("a", "chief"))


# --- the screens ----------------------------------------------------------------------------------------------------

PAGES = ["/desk/scales/", "/desk/scales/of/truth-six/"]
CHIEFS = ["/desk/scales/new/", "/desk/scales/of/truth-six/new/", "/desk/scales/of/truth-six/half-true/"]


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("address", PAGES + CHIEFS)
def test_who_sees_what(signed_in, scale: Scale, role: str, address: str) -> None:
    status = signed_in("a", role).get(address).status_code
    assert status == (200 if role == "chief" or address in PAGES else 403)


@pytest.mark.parametrize("address", PAGES + CHIEFS)
def test_strangers_are_led_to_the_door(client: Client, scale: Scale, address: str) -> None:
    assert client.get(address).status_code == 302


def test_the_chief_makes_a_scale_with_a_value(signed_in, desk: Desk) -> None:
    client = signed_in("a", "chief")
    new = {"slug": "ours", "family": "truth", "names_mk": "Наша скала", "names_en": "Our scale"}
    client.post("/desk/scales/new/", new)
    scale = Scale.objects.get(slug="ours")
    assert (scale.used, scale.names) == (True, {"mk": "Наша скала", "en": "Our scale"})
    value = {"slug": "ok", "labels_mk": "Точно", "bucket": "true", "order": 10, "value": 1}
    assert client.post("/desk/scales/of/ours/new/", value).status_code == 302
    again = client.post("/desk/scales/of/ours/new/", {**value, "slug": "ok-2"})
    assert "has this number already" in again.content.decode()
    assert [each.called("mk") for each in scale.current()] == ["Точно"]


def test_what_was_typed_is_still_there_when_something_is_wrong(signed_in, scale: Scale) -> None:
    page = signed_in("a", "chief").post("/desk/scales/new/", {"slug": "Truth Six!", "names_mk": "Моја"})
    assert page.status_code == 200
    assert "Truth Six!" in page.content.decode()
    assert "Моја" in page.content.decode()
    taken = {"slug": "truth-six", "family": "truth", "names_mk": "Моја"}
    assert "already" in signed_in("b", "chief").post("/desk/scales/new/", taken).content.decode()


def test_markup_in_a_label_is_shown_as_text(signed_in, half: Rating) -> None:
    half.labels = {"en": "<script>alert(1)</script>"}
    half.save()
    page = signed_in("a", "chief").get("/desk/scales/of/truth-six/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_languages_that_the_form_does_not_show_are_kept(signed_in, half: Rating) -> None:
    form = {"labels_mk": "Половина", "labels_sr": "Пола", "labels_sq": "Gjysmë", "labels_en": "Half"}
    signed_in("a", "chief").post(
        "/desk/scales/of/truth-six/half-true/", {**form, "bucket": "mixed", "order": 30, "value": 4}
    )
    half.refresh_from_db()
    assert half.labels["hr"] == "Poluistina"
    assert half.labels["mk"] == "Половина"


@pytest.mark.parametrize("what", ["retire", "back", "remove"])
def test_the_ends_of_a_value_on_screen(signed_in, given: Rating, what: str) -> None:
    client = signed_in("a", "chief")
    answer = client.post(
        "/desk/scales/of/truth-six/half-true/end/", {"what": what, "last_day": "2031-01-01"}, follow=True
    )
    given.refresh_from_db()
    said = answer.content.decode()
    assert {
        "retire": "What bears it keeps it" in said and given.valid_to == date(2031, 1, 1),
        "back": "may be given again" in said,
        "remove": "cannot be removed" in said,
    }[what]


def test_the_list_asks_the_same_number_of_queries_for_many(
    signed_in, scale: Scale, django_assert_max_num_queries
) -> None:
    client = signed_in("a", "chief")
    with django_assert_max_num_queries(14):
        client.get("/desk/scales/")
    for at in range(25):
        Scale.objects.create(slug=f"more-{at}", family="truth", names={"en": f"More {at}"})
    with django_assert_max_num_queries(14):
        client.get("/desk/scales/")

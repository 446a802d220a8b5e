"""The scales that are shipped, and how they come into a desk and are kept up to date there."""

from __future__ import annotations

from typing import Any

import pytest

from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.begin import Beginning, begin
from merilo_desk.newsroom.policy import Act
from merilo_desk.scales import bring as bringing
from merilo_desk.scales.bring import bring, choose
from merilo_desk.scales.listing import brought, listed
from merilo_desk.scales.models import Family, Rating, Scale
from merilo_desk.scales.shipped import WRITTEN, BadScale, ShippedRating, ShippedScale, scale_from, shipped_scales

SETS = [
    # (slug, family, values in their order)
    ("truth-six", "truth", ["true", "mostly-true", "half-true", "mostly-false", "false", "brazen", "unverifiable"]),
    ("istinomer-consistency", "consistency", ["dosledno", "nesto-izmedju", "nedosledno"]),
    (
        "istinomer-promise",
        "promise",
        ["ispunjeno", "skoro-ispunjeno", "radi-se-na-tome", "krenuli-pa-stali", "ni-zapoceto", "neispunjeno"],
    ),
    ("truthmeter", "truth", ["true", "half-true", "untrue", "inconsistent"]),
    ("sentence", "truth", ["sentence"]),
    ("cofacts", "truth", ["not-rumor", "rumor", "opinionated", "not-article"]),
    ("media-review", "media", ["original", "missing-context", "edited", "transformed", "staged", "satire"]),
    ("polimetre", "promise", ["kept", "in-part", "broken", "not-yet-rated"]),
]


@pytest.mark.parametrize(("slug", "family", "values"), SETS)
def test_what_a_set_holds(slug: str, family: str, values: list[str]) -> None:
    scale = shipped_scales()[slug]
    assert scale.family == family
    assert [each.slug for each in scale.ratings] == values


def test_every_family_has_a_set() -> None:
    assert {each.family for each in shipped_scales().values()} == set(Family.values)


@pytest.mark.parametrize("slug", sorted(shipped_scales()))
def test_numbers_fall_from_the_best_to_the_worst(slug: str) -> None:
    numbers = [each.value for each in shipped_scales()[slug].ratings if each.value is not None]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("slug", sorted(shipped_scales()))
def test_no_two_values_of_a_set_share_a_word(slug: str) -> None:
    for code in WRITTEN:
        words = [each.labels[code].casefold() for each in shipped_scales()[slug].ratings]
        assert len(set(words)) == len(words), code


CYRILLIC = {"mk", "sr", "bg", "ru", "uk"}


@pytest.mark.parametrize("slug", sorted(shipped_scales()))
def test_words_are_in_the_script_of_their_language(slug: str) -> None:
    for each in shipped_scales()[slug].ratings:
        for code in WRITTEN:
            for text in (each.labels[code], each.abouts[code]):
                cyrillic = sum("Ѐ" <= letter <= "ӿ" for letter in text)
                assert (cyrillic > 0) is (code in CYRILLIC), (each.slug, code, text)


def test_the_categories_of_media_are_those_of_schema_org() -> None:
    from merilo.claimreview.write import MEDIA

    assert {each.schema for each in shipped_scales()["media-review"].ratings} == set(MEDIA)


BAD = [
    # (what is wrong, what the sentence names)
    ({"family": "weather"}, "weather"),
    ({"names": {"en": "Only English"}}, "mk"),
    ({"ratings": [{"slug": "a", "bucket": "blue", "about": "true", "labels": dict.fromkeys(WRITTEN, "a")}]}, "blue"),
    ({"ratings": [{"slug": "a", "bucket": "true", "about": "nope", "labels": dict.fromkeys(WRITTEN, "a")}]}, "a"),
    (
        {"ratings": [{"slug": "a", "bucket": "true", "about": "true", "labels": dict.fromkeys(WRITTEN, "a")}] * 2},
        "twice",
    ),
    (
        {
            "ratings": [
                {"slug": s, "bucket": "true", "value": 1, "about": "true", "labels": dict.fromkeys(WRITTEN, s)}
                for s in "ab"
            ]
        },
        "one number",
    ),
]


@pytest.mark.parametrize(("wrong", "told"), BAD)
def test_a_bad_file_is_told(wrong: dict[str, Any], told: str) -> None:
    good = {"family": "truth", "names": dict.fromkeys(WRITTEN, "x"), "abouts": dict.fromkeys(WRITTEN, "y")}
    assert scale_from("good", good).slug == "good"
    with pytest.raises(BadScale, match=told):
        scale_from("bad", {**good, **wrong})


def test_a_new_desk_has_all_scales_and_uses_those_it_chose(db: None) -> None:
    assert begin(Beginning("Вага", ("mk",), "ana", "дванаесет знаци", ("truthmeter", "polimetre"))) == ""
    assert Scale.objects.count() == len(shipped_scales())
    assert [each.slug for each in Scale.objects.in_use()] == ["polimetre", "truthmeter"]
    assert Row.objects.filter(act=Act.EDIT_SCALES, facts__done="brought").count() == len(shipped_scales())


def test_a_scale_that_is_not_there_stops_the_beginning_kindly(db: None) -> None:
    told = begin(Beginning("Вага", ("mk",), "ana", "дванаесет знаци", ("truth-sixteen",)))
    assert "truth-sixteen" in told
    assert "truth-six," in told
    assert not Scale.objects.exists()


def test_bringing_twice_changes_nothing(db: None) -> None:
    assert len(bring().scales) == len(shipped_scales())
    rows = Row.objects.count()
    assert not bring()
    assert Row.objects.count() == rows
    assert list(brought()) == ["Every scale is up to date."]


def shipped(label: str = "Word", **more: str) -> ShippedScale:
    texts = {"en": label, **more}
    return ShippedScale(
        "mine", "truth", {"en": "Mine"}, {"en": "About"}, (ShippedRating("one", texts, texts, "true", 1),)
    )


@pytest.fixture
def ship(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Ship exactly these scales."""

    def done(*scales: ShippedScale) -> bringing.Brought:
        monkeypatch.setattr(bringing, "shipped_scales", lambda: {each.slug: each for each in scales})
        return bring()

    return done


def test_a_new_language_is_added_and_a_mended_text_takes_its_place(db: None, ship: Any) -> None:
    ship(shipped("Wrod"))
    assert ship(shipped("Word", mk="Збор")).texts == ["mine/one"]
    assert Rating.objects.get().labels == {"en": "Word", "mk": "Збор"}


def test_the_desks_own_words_stay(db: None, ship: Any) -> None:
    ship(shipped("Word", mk="Збор"))
    rating = Rating.objects.get()
    rating.labels = {"en": "Our word", "hr": "Naša riječ"}
    rating.save()
    ship(shipped("Better word", mk="Збор", sq="Fjalë"))
    rating.refresh_from_db()
    assert rating.labels == {"en": "Our word", "hr": "Naša riječ", "sq": "Fjalë"}


def test_a_value_that_the_desk_removed_stays_away(db: None, ship: Any) -> None:
    ship(shipped())
    Rating.objects.all().delete()
    assert not ship(shipped())
    assert not Rating.objects.exists()


def test_the_list_speaks_the_readers_language(db: None) -> None:
    assert any("Дрска лага" in line for line in listed("mk"))
    assert any("Kratke noge" in line for line in listed("sr-latn"))
    assert "xx" in next(iter(listed("xx")))


def test_to_choose_is_to_put_the_rest_aside(db: None) -> None:
    bring()
    choose(["truth-six", "polimetre"])
    choose(["truth-six"])
    assert [each.slug for each in Scale.objects.in_use()] == ["truth-six"]

"""What a case brings out of itself: the languages that it goes out in, and a speaker taken into the register."""

from __future__ import annotations

import pytest
from casework_room import *  # noqa: F403
from casework_room import at
from publishing.conftest import approved, minister, published, scale, site  # noqa: F401

from merilo_desk.casework import actions
from merilo_desk.casework.errors import NotOpenForWork
from merilo_desk.casework.preflight import Facts, preflight
from merilo_desk.casework.tongues import goes_out_in
from merilo_desk.newsroom.models import the_desk
from merilo_desk.people.models import Actor
from merilo_desk.publishing.adding import publish_version, save_version, send_version
from merilo_desk.publishing.making import make_pages, versions

CHOSEN = [
    # (what is ticked, what the case goes out in)
    ([], ["mk"]),
    (["sq"], ["mk", "sq"]),
    (["sq", "mk", "de", "sr-latn"], ["mk", "sq"]),
    (["sr"], ["mk", "sr"]),
    (["mk", "sr", "sq", "en"], ["mk", "sr", "sq", "en"]),
]


@pytest.mark.parametrize(("ticked", "languages"), CHOSEN)
def test_languages_are_chosen_once_for_a_case(case, ana, ticked: list[str], languages: list[str]) -> None:
    actions.choose_languages(case, ana, ticked)
    case.refresh_from_db()
    assert goes_out_in(case, the_desk()) == languages
    assert (case.goes_out_in is None) is (languages == ["mk", "sr", "sq", "en"])


def test_the_pre_flight_asks_for_what_was_chosen(case, ana) -> None:
    def asked() -> int:
        return len(next(each for each in preflight(case) if each.point.key == "languages").missing)

    assert asked() == 4
    actions.choose_languages(case, ana, ["sr"])
    assert asked() == 2
    assert Facts(case).languages == ["mk", "sr"]


def test_what_was_not_chosen_does_not_go_out(approved, ana) -> None:  # noqa: F811
    one = approved(languages=("mk", "sr", "sq"))
    one.goes_out_in = ["mk", "sr"]
    assert [version.language for version in versions(one)] == ["mk", "sr", "sr-latn"]
    assert {page.locale.language_code for page in make_pages(one)} == {"mk", "sr", "sr-latn"}


def test_a_language_that_was_added_later_stays_in_step(approved, ana, member) -> None:  # noqa: F811
    one = approved(languages=("mk",))
    one.goes_out_in = ["mk"]
    one.save()
    make_pages(one)
    with pytest.raises(NotOpenForWork):
        actions.choose_languages(one, ana, ["sq"])
    texts = {"title": "Titulli", "claim": "Fjalët.", "reason": "Arsyeja.", "body": "Teksti.", "method": ""}
    dea = member("dea", "translator")
    saved = save_version(one, "sq", texts=texts, began_from=0, by=dea)
    send_version(saved, by=dea)
    saved.refresh_from_db()
    publish_version(saved, seen=saved.version, by=ana)
    assert {page.locale.language_code for page in make_pages(one)} == {"mk", "sq"}


def test_the_screen_of_the_draft_chooses(case, signed_in) -> None:
    mia = signed_in("mia", "reporter")
    page = mia.get(f"/desk/cases/{case.pk}/draft/").content.decode()
    assert page.count('name="languages"') == 4
    assert page.count('name="languages" value="mk" checked disabled') == 1
    done = mia.post(f"/desk/cases/{case.pk}/draft/languages/", {"languages": ["sq"]}, follow=True)
    assert done.redirect_chain[-1][0].startswith(f"/desk/cases/{case.pk}/draft")
    case.refresh_from_db()
    assert case.goes_out_in == ["mk", "sq"]
    dora = signed_in("dora", "auditor")
    assert 'name="languages"' not in dora.get(f"/desk/cases/{case.pk}/draft/").content.decode()
    assert dora.post(f"/desk/cases/{case.pk}/draft/languages/", {}).status_code == 403


def test_a_speaker_is_taken_into_the_register_without_leaving_the_case(case, ana, signed_in) -> None:
    actions.attribute(case, ana, speaker="Цвета Пример", place="митинг")
    mia, address = signed_in("mia", "reporter"), f"/desk/cases/{case.pk}/speaker/"
    assert f'href="{address}"' in mia.get(f"/desk/cases/{case.pk}/").content.decode()
    assert 'value="Цвета Пример"' in mia.get(address).content.decode()
    wrong = mia.post(address, {"kind": "person", "name": "Цвета Пример"})
    assert wrong.status_code == 422
    assert not Actor.objects.exists()
    given = {"kind": "person", "name": "Цвета Пример", "public_because": "градоначалничка"}
    assert mia.post(address, given).status_code == 302
    case.refresh_from_db()
    assert (str(case.statement.speaker), case.statement.speaker_words) == ("Цвета Пример", "")
    assert case.statement.place == "митинг"
    assert mia.get(address).status_code == 302
    assert Actor.objects.count() == 1


def test_nobody_is_registered_where_the_case_rests(case, ana, signed_in) -> None:
    actions.attribute(case, ana, speaker="Цвета Пример")
    at(case, "in-review")
    given = {"kind": "person", "name": "Цвета Пример", "public_because": "градоначалничка"}
    page = signed_in("mia", "reporter").post(f"/desk/cases/{case.pk}/speaker/", given)
    assert page.status_code == 422
    assert not Actor.objects.exists()
    assert signed_in("dora", "auditor").get(f"/desk/cases/{case.pk}/speaker/").status_code == 403

"""One more language for a check that is out: written, seen by a second person, out beside the others, kept in step."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from merilo_desk.casework.models import Case
from merilo_desk.corrections import actions as corrections
from merilo_desk.corrections.models import LedgerEntry
from merilo_desk.intake.models import Cluster, Submission
from merilo_desk.newsroom.duties import duties_of
from merilo_desk.publishing import errors
from merilo_desk.publishing.adding import lacking, publish_version, save_version, send_version
from merilo_desk.publishing.making import withdraw_pages
from merilo_desk.publishing.models import FactCheckPage

Made = Callable[..., list[FactCheckPage]]
SHQIP = {
    "title": "Papunësia nuk është përgjysmuar",
    "claim": "Papunësinë e përgjysmuam për tri vjet.",
    "reason": "Shkalla ra nga 17,3 në 11,8 për qind, pra rreth një të tretën.",
    "body": "Enti i Statistikës e publikon shkallën çdo tremujor [1].",
    "method": "",
}
SRPSKI = {
    "title": "Незапосленост није преполовљена",
    "claim": "Незапосленост смо преполовили за три године.",
    "reason": "Стопа је пала са 17,3 на 11,8 одсто.",
    "body": "Завод објављује стопу сваког тромесечја.",
    "method": "",
}


@pytest.fixture
def case(published: Made) -> Case:
    return published(languages=("mk",))[0].case


@pytest.fixture
def dea(member: Callable) -> object:
    return member("dea", "translator")


@pytest.fixture
def boris(member: Callable) -> object:
    return member("boris", "editor")


def joined(case: Case, dea, boris, code: str = "sq", texts: dict[str, str] = SHQIP) -> list[FactCheckPage]:
    version = save_version(case, code, texts=texts, began_from=0, by=dea)
    send_version(version, by=dea)
    return publish_version(version, seen=1, by=boris)


def page_in(case: Case, code: str) -> FactCheckPage:
    return FactCheckPage.objects.get(case=case, locale__language_code=code)


def test_a_language_joins_without_a_correction(
    case, dea, boris, client: Client, django_capture_on_commit_callbacks
) -> None:
    before = page_in(case, "mk")
    was = client.get(before.path_here).content.decode()
    cluster = Cluster.objects.create(title="невработеност")
    Case.objects.filter(pk=case.pk).update(cluster=cluster)
    asked = Submission.objects.create(
        kind=Submission.Kind.STATEMENT,
        language="sq",
        message="A është e vërtetë?",
        cluster=cluster,
        received_on=date(2026, 11, 21),
    )
    with django_capture_on_commit_callbacks(execute=True):
        (page,) = joined(case, dea, boris)
    # What is out already is what it was, and names the new one.
    after = page_in(case, "mk")
    assert (after.version_id, after.last_published_at) == (before.version_id, before.last_published_at)
    assert not LedgerEntry.objects.exists()
    now = client.get(after.path_here).content.decode()
    assert f'hreflang="sq" href="http://localhost:8000{page.path_here}"' not in was
    assert f'hreflang="sq" href="http://localhost:8000{page.path_here}"' in now
    shown = client.get(page.path_here).content.decode()
    assert f'hreflang="mk" href="http://localhost:8000{after.path_here}"' in shown
    assert SHQIP["reason"] in shown
    assert page.translation_key == after.translation_key
    assert (page.version_id, page.checked_on) == (1, after.checked_on)
    # Whoever wrote and approved this language is named with those of the check.
    assert page.facts["people"] == {
        "wrote": [*after.facts["people"]["wrote"], "Dea"],
        "approved": [*after.facts["people"]["approved"], "Boris"],
    }
    # Feeds, maps, the markup and the library know it.
    assert page.path_here in client.get("/feeds/sq/checks.rss").content.decode()
    assert client.get("/feeds/sq/checks.json").json()["items"][0]["_merilo"]["claim"] == SHQIP["claim"]
    assert page.path_here in client.get("/sitemaps/checks-sq-1.xml").content.decode()
    assert page.path_here in client.get("/sitemaps/checks-mk-1.xml").content.decode()
    assert page.path_here in client.get("/sitemaps/news.xml").content.decode()
    feed = json.loads(client.get("/claimreview.json").getvalue())
    assert {each["item"][0]["inLanguage"] for each in feed["dataFeedElement"]} == {"mk", "sq"}
    assert client.get("/sq/search/", {"q": "papunësia"}).content.decode().count(page.path_here) >= 1
    # Whoever asked in this language gets it with their receipt.
    asked.refresh_from_db()
    assert asked.pages == {"mk": after.path_here, "sq": page.path_here}


def test_cyrillic_brings_its_latin(case, dea, boris) -> None:
    pages = joined(case, dea, boris, "sr", SRPSKI)
    assert {page.locale.language_code: page.transliterated for page in pages} == {"sr": False, "sr-latn": True}
    assert page_in(case, "sr-latn").title == "Nezaposlenost nije prepolovljena"
    assert "sr" not in lacking(case)


def test_what_became_of_the_case_since_does_not_leak(case, dea, boris, client: Client) -> None:
    case.evidence.create(number=9, stance="for", source="primary", title="Никогаш одобрен извор", added_by=case.owner)
    (page,) = joined(case, dea, boris)
    assert "Никогаш одобрен извор" not in client.get(page.path_here).content.decode()
    assert [each["number"] for each in page.facts["evidence"]] == [
        each["number"] for each in page_in(case, "mk").facts["evidence"]
    ]


def test_who_wrote_does_not_approve(case, dea, boris, member) -> None:
    ena = member("ena", "editor")
    version = save_version(case, "sq", texts=SHQIP, began_from=0, by=ena)
    version = save_version(case, "sq", texts={**SHQIP, "title": "Tjetër"}, began_from=1, by=dea)
    send_version(version, by=dea)
    with pytest.raises(PermissionDenied):
        publish_version(version, seen=2, by=dea)
    with pytest.raises(errors.OwnVersion):
        publish_version(version, seen=2, by=ena)  # wrote it before dea did
    with pytest.raises(errors.VersionChanged):
        publish_version(version, seen=1, by=boris)
    assert publish_version(version, seen=2, by=boris)


REFUSED = [
    # (language, texts, what is wrong)
    ("mk", SHQIP, errors.LanguageTaken),
    ("ru", SHQIP, errors.NotOut),  # not a language of this desk
    ("sq", {**SHQIP, "reason": " "}, errors.VersionUnfinished),
    ("sq", {**SHQIP, "claim": ""}, errors.VersionUnfinished),
]


@pytest.mark.parametrize(("code", "texts", "wrong"), REFUSED)
def test_what_cannot_join_is_told(case, dea, code, texts, wrong) -> None:
    with pytest.raises(wrong):
        send_version(save_version(case, code, texts=texts, began_from=0, by=dea), by=dea)


def test_a_check_that_does_not_stand_gets_no_language(case, dea) -> None:
    version = save_version(case, "sq", texts=SHQIP, began_from=0, by=dea)
    Case.objects.filter(pk=case.pk).update(state="withdrawn")
    withdraw_pages(case)
    with pytest.raises(errors.NotOut):
        send_version(version, by=dea)


def test_two_who_write_at_once_lose_nothing(case, dea, signed_in) -> None:
    save_version(case, "sq", texts=SHQIP, began_from=0, by=dea)
    lila = signed_in("lila", "translator")
    where = f"/desk/site/checks/{case.pk}/languages/sq/"
    answer = lila.post(where, {**SHQIP, "title": "Titulli im", "began_from": "0", "act": "save"})
    assert answer.status_code == 422
    assert "Titulli im" in answer.content.decode()
    assert "Somebody saved this version meanwhile" in answer.content.decode()


def test_the_screens_lead_from_the_first_word_to_the_page(case, signed_in, member) -> None:
    dea, boris = signed_in("dea", "translator"), signed_in("boris", "editor")
    listed = dea.get(f"/desk/site/checks/{case.pk}/languages/").content.decode()
    assert "shqip" in listed
    where = f"/desk/site/checks/{case.pk}/languages/sq/"
    shown = dea.get(where).content.decode()
    assert "Стапката на невработеност паднала" in shown  # the check's own words beside
    dea.post(where, {**SHQIP, "began_from": "0", "act": "send"})
    from merilo_desk.newsroom.models import User

    titles = [duty.title for duty in duties_of(User.objects.get(username="boris"))]
    assert SHQIP["title"] in titles
    assert SHQIP["title"] not in [duty.title for duty in duties_of(User.objects.get(username="dea"))]
    assert "Approve and publish" not in dea.get(where).content.decode()
    boris.post(where, {"act": "back", "comment": "Shkruajeni numrin."})
    assert "Shkruajeni numrin." in dea.get(where).content.decode()
    assert SHQIP["title"] in [duty.title for duty in duties_of(User.objects.get(username="dea"))]
    dea.post(where, {**SHQIP, "began_from": "1", "act": "send"})
    answer = boris.post(where, {"act": "publish", "seen": "1"}, follow=True)
    assert page_in(case, "sq").title == SHQIP["title"]
    assert "Published in one more language" in answer.content.decode()


def corrected(case: Case, by, other, texts: dict, notices: dict, **more):
    opened = corrections.open_correction(case, kind=more.pop("kind", "correction"), by=by)
    now = corrections.texts_of(case)
    wanted = {code: {**now[code], **texts.get(code, {})} for code in now}
    corrections.write(
        opened, kind=opened.kind, texts=wanted, notices=notices, rating=more.pop("rating", case.rating), by=by, **more
    )
    return corrections.publish(opened, by=other)


SAID = {"mk": "Стоеше 17,3; точно е 17,1.", "sq": "Në maqedonisht u ndreq një numër.", "sr": "Исправљен је један број."}


def test_a_language_that_was_left_as_it_is_falls_behind_and_says_so(case, dea, boris, member, client: Client) -> None:
    joined(case, dea, boris)
    joined(case, dea, boris, "sr", SRPSKI)
    ena = member("ena", "editor")
    new = {"mk": {"reason": "Стапката паднала од 17,1 на 11,8 отсто."}}
    corrected(case, ena, boris, new, SAID, in_step=["sr"])
    behind = {page.locale.language_code: page.behind_since for page in case.pages.select_related("locale")}
    assert [code for code, since in behind.items() if since] == ["sq"]
    page = page_in(case, "sq")
    shown = client.get(page.path_here).content.decode()
    assert "notice warning behind" in shown
    assert page_in(case, "mk").path_here in shown.split("notice warning behind")[1].split("</div>")[0]
    assert "behind" not in client.get(page_in(case, "sr").path_here).content.decode().split("<footer")[0]
    assert client.get("/feeds/sq/checks.json").json()["items"][0]["_merilo"]["behind"]
    # It catches up: only its own readers are told, the others stay as they are.
    mk = page_in(case, "mk").version_id
    corrected(
        case, ena, boris, {"sq": {"reason": "Nga 17,1 në 11,8."}}, {"sq": "Tani edhe shqip: 17,1."}, kind="update"
    )
    page = page_in(case, "sq")
    assert page.behind_since is None
    assert page_in(case, "mk").version_id == mk
    assert "Tani edhe shqip" in client.get(page.path_here).content.decode()
    assert "Tani edhe shqip" not in client.get(page_in(case, "mk").path_here).content.decode()


def test_a_changed_verdict_leaves_nobody_behind(case, dea, boris, member, scale) -> None:
    joined(case, dea, boris)
    ena = member("ena", "editor")
    corrected(case, ena, boris, {}, SAID, rating=scale.ratings.get(slug="false"))
    assert not case.pages.exclude(behind_since=None).exists()
    assert set(case.pages.values_list("rating__slug", flat=True)) == {"false"}


def test_an_earlier_correction_is_none_of_a_language_that_joined_after_it(case, dea, boris, member, client) -> None:
    ena = member("ena", "editor")
    corrected(case, ena, boris, {"mk": {"reason": "Од 17,1 на 11,8."}}, {"mk": SAID["mk"]})
    case.refresh_from_db()
    (page,) = joined(case, dea, boris)
    assert SAID["mk"] not in client.get(page.path_here).content.decode()
    assert page.behind_since is None

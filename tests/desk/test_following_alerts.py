"""Who repeated a claim after its check was out: found, sorted, kept in public, and silent where nobody repeats it."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_http_date
from following_room import *  # noqa: F403
from following_room import BEFORE, CLAIM, REPEATS, item, rss

from merilo_desk.casework.models import Case
from merilo_desk.following.actions import sort
from merilo_desk.following.errors import CheckGone, DayBefore, DayMissing, NoPlace, Sorted, WhyMissing
from merilo_desk.following.fetching import fetch
from merilo_desk.following.models import Alert, Feed, Item
from merilo_desk.following.waiting import count
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.counting import counted
from merilo_desk.people import actions as people
from merilo_desk.people.models import Actor, Appearance
from merilo_desk.publishing.making import make_pages, withdraw_pages
from merilo_desk.publishing.models import FactCheckPage

pytestmark = pytest.mark.django_db
MK = item(*REPEATS["mk"], name="mk", url="https://glasnik.example/vesti/77")


def ask(feed: Feed) -> list[Alert]:
    fetch.call(feed.pk)
    return list(Alert.objects.order_by("pk"))


@pytest.mark.parametrize("code", ["mk", "sr", "sq"])
def test_a_claim_is_met_in_any_language_and_script(check, followed, minister, code: str) -> None:
    case = check()
    (alert,) = ask(followed(rss(item(*REPEATS[code], name=code))))
    assert (alert.case, alert.when, alert.state, alert.relation) == (case, "after", "waiting", "same")
    assert alert.speaker == minister
    assert alert.language == {"mk": "mk", "sr": "sr-latn", "sq": "sq"}[code]
    assert alert.published_on == date(2026, 11, 25)
    assert alert.words in REPEATS[code][1]
    assert set(alert.reasons) >= {"mk", "sr", "sr-Latn", "sq", "en"}
    assert alert.mode == "reported"


def test_the_pages_own_words_in_a_wrong_character_set(check, followed) -> None:
    check()
    wrong = rss(item(*REPEATS["mk"], name="1"), encoding="windows-1251").replace(b"windows-1251", b"utf-8")
    ask(followed(wrong, Content_Type="application/rss+xml; charset=utf-8"))
    assert "преполовена" in Alert.objects.get().words


def test_atom_and_json_feeds_are_feeds_too(check, followed, server) -> None:
    check()
    title, words = REPEATS["sr"]
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Vlada</title><entry><id>urn:1</id>'
        f'<title>{title}</title><link href="/izjava"/><updated>2026-11-25T08:00:00Z</updated>'
        f'<content type="html">&lt;p&gt;{words}&lt;/p&gt;&lt;script&gt;tajna()&lt;/script&gt;</content></entry></feed>'
    )
    (alert,) = ask(followed(atom.encode(), path="/atom/", Content_Type="application/atom+xml"))
    assert alert.url == f"{server.url}/izjava"
    assert "tajna" not in alert.around
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Qeveria",
        "items": [{"id": "7", "title": REPEATS["sq"][0], "content_text": REPEATS["sq"][1], "url": "https://q.example/7",
                   "date_published": "2026-11-26"}],
    }  # fmt: skip
    alerts = ask(followed(json.dumps(told).encode(), path="/json", Content_Type="application/feed+json"))
    assert (alerts[-1].url, alerts[-1].published_on) == ("https://q.example/7", date(2026, 11, 26))
    assert (alerts[-1].published_at, alerts[-1].when) == (None, "after")


def test_what_differs_is_told(check, followed) -> None:
    check(claim="Платите во јавниот сектор пораснале за 40 отсто од 2020 година.", languages=("mk",))
    text = "Plate u javnom sektoru porasle su za 20 odsto od 2020. godine, rekla je ministarka."
    (alert,) = ask(followed(rss(item("Plate", text, name="1"))))
    assert (alert.relation, alert.differences) == (
        "differs",
        [{"kind": "number", "here": "20 odsto", "there": "40 отсто"}],
    )
    assert (alert.speaker, alert.speaker_words) == (None, "ministarka")


SILENT = [
    # (title, text): nobody repeats the claim
    ("Времето утре", "Утре ќе биде сончево, а температурата ќе стигне до 15 степени."),
    ("Невработеноста", "Стапката на невработеност во третото тримесечје изнесува 11,8 отсто, објави Заводот."),
    ("Проверка на факти", "Невработеноста е преполовена за три години, тврди министерот."),
    ("Министерот згреши", "Не е точно дека невработеноста е преполовена за три години."),
    ("Реакција", "Невработеноста ја преполовивме за три години. Тоа е невистина, велат од синдикатот."),
    ("Demant", "Zavod demantuje da je nezaposlenost prepolovljena za tri godine."),
    ("Опозицијата", "Невработеноста не е преполовена за три години, рече пратеничката Ана Стојанова."),
    ("Papunësia", "Nuk është e vërtetë se papunësia është përgjysmuar për tri vjet."),
    ("Прашање", "Дали невработеноста е навистина преполовена?"),
    ("Papunësia", "Papunësia në tremujorin e tretë ishte 11,8 për qind, njoftoi Enti i Statistikës."),
]


@pytest.mark.parametrize(("title", "text"), SILENT)
def test_who_does_not_repeat_a_claim_is_not_told_of(check, followed, title: str, text: str) -> None:
    check()
    assert ask(followed(rss(item(title, text, name="1")))) == []


def test_who_links_to_our_check_quotes_it(check, followed, settings) -> None:
    check()
    link = f'<a href="{settings.SITE_URL}/mk/checks/nevrabotenosta/">провереа</a>'
    assert ask(followed(rss(item(*REPEATS["mk"], name="1", more=link)))) == []
    # A link to somebody else's page is no quotation.
    link = '<a href="https://other.example/mk/checks/">таму</a>'
    assert len(ask(followed(rss(item(*REPEATS["mk"], name="2", more=link)), path="/two"))) == 1


@pytest.mark.parametrize(("rating", "alerts"), [("true", 0), ("mostly-true", 0), ("half-true", 1), ("unverifiable", 1)])
def test_repeating_what_holds_is_nothing_to_tell(check, followed, rating: str, alerts: int) -> None:
    check(rating=rating)
    assert len(ask(followed(rss(MK)))) == alerts


def test_a_withdrawn_check_is_repeated_by_nobody(check, followed) -> None:
    case = check()
    Case.objects.filter(pk=case.pk).update(state="withdrawn")
    assert ask(followed(rss(MK))) == []


WHEN = [
    # (day of the item, when it was said, day kept)
    ("Wed, 25 Nov 2026 08:30:00 +0100", "after", date(2026, 11, 25)),
    ("Fri, 20 Nov 2026 11:00:00 +0100", "after", date(2026, 11, 20)),
    ("Fri, 20 Nov 2026 09:00:00 +0100", "before", date(2026, 11, 20)),
    ("Tue, 03 Nov 2026 08:30:00 +0100", "before", date(2026, 11, 3)),
    ("2026-11-20", "unknown", date(2026, 11, 20)),
    ("2026-11-21", "after", date(2026, 11, 21)),
    ("2026-11-19", "before", date(2026, 11, 19)),
    ("", "unknown", None),
    ("yesterday", "unknown", None),
    ("Wed, 25 Nov 2099 08:30:00 +0100", "unknown", None),
]


@pytest.mark.parametrize(("day", "when", "kept"), WHEN)
def test_whether_the_check_came_first(check, followed, editor, day: str, when: str, kept: date | None) -> None:
    check()
    (alert,) = ask(followed(rss(item(*REPEATS["mk"], name="1", day=day))))
    assert (alert.when, alert.published_on) == (when, kept)
    assert count(editor) == (when != "before"), "what is older than the check waits for nobody"


def test_an_item_without_a_day_that_came_since_is_younger_than_the_check(check, followed, server) -> None:
    check()
    feed = followed(rss(item("Прва вест", "Во Битола утре нема да има вода.", name="0", day="")))
    assert ask(feed) == []
    server.says("/feed", rss(item(*REPEATS["mk"], name="1", day="")))
    (alert,) = ask(feed)
    assert (alert.when, alert.published_on) == ("after", timezone.localdate())


def test_words_put_into_an_old_item_are_younger_than_the_check(check, followed, server) -> None:
    check()
    feed = followed(rss(item("Јовев во Тетово", "Министерот беше во Тетово.", name="1", day=BEFORE)))
    assert ask(feed) == []
    server.says("/feed", rss(item(*REPEATS["mk"], name="1", day=BEFORE)))
    (alert,) = ask(feed)
    assert (alert.when, alert.published_on) == ("after", timezone.localdate())


def test_one_item_is_told_once(check, followed, server, outlet) -> None:
    check()
    feed = followed(rss(MK))
    assert len(ask(feed)) == 1
    assert len(ask(feed)) == 1, "not changed"
    server.says("/feed", rss(MK.replace("денеска", "вчера")))
    assert len(ask(feed)) == 1, "changed, and says the same"
    Feed.objects.update(etag="")
    Item.objects.all().delete()
    assert len(ask(Feed.objects.get())) == 1, "a job may run twice"
    assert len(ask(followed(rss(MK), path="/politics"))) == 1, "the same article in another feed of the outlet"
    other = people.add_actor(kind="party", name="Обединети", by=feed.owner)
    assert len(ask(followed(rss(MK), path="/party", actor=other))) == 2, "somebody else says it too"


def test_words_that_were_taken_out_are_noted(check, followed, server) -> None:
    check()
    feed = followed(rss(MK))
    ask(feed)
    server.says("/feed", rss(item("Јовев во Тетово", "Министерот беше во Тетово.", name="mk")))
    (alert,) = ask(feed)
    assert alert.gone_at is not None
    server.says("/feed", rss(MK))
    (alert,) = ask(feed)
    assert alert.gone_at is None


WHO = [
    # (kind of whose feed it is, title, text, who is sure, else the words)
    ("outlet", "Вести", "Невработеноста е преполовена за три години.", None, ""),
    ("party", "Вести", "Невработеноста ја преполовивме за три години.", "own", ""),
    ("institution", "Соопштение", "Невработеноста ја преполовивме за три години.", "own", ""),
    ("outlet", "Марко Јовев: Невработеноста ја преполовивме за три години", "", "minister", "Марко Јовев"),
    ("outlet", "Јовев: Невработеноста ја преполовивме за три години", "", None, "Јовев"),
    ("party", "Јовев: Невработеноста ја преполовивме за три години", "", None, "Јовев"),
    ("outlet", "Вести", "Премиерот рече дека невработеноста е преполовена за три години.", None, "Премиерот"),
]


@pytest.mark.parametrize(("kind", "title", "text", "sure", "words"), WHO)
def test_who_said_it_only_where_that_is_sure(
    check, followed, minister, editor, kind: str, title: str, text: str, sure: str | None, words: str
) -> None:
    check()
    owner = people.add_actor(kind=kind, name="Обединети граѓани", by=editor)
    (alert,) = ask(followed(rss(item(title, text, name="1")), actor=owner))
    assert alert.speaker == {"own": owner, "minister": minister, None: None}[sure]
    assert alert.speaker_words.casefold() == words.casefold()


# ── sorting ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def alert(check, followed) -> Alert:
    """An alert that waits."""
    check()
    return ask(followed(rss(MK)))[0]


def kept(alert: Alert, editor, **given) -> Alert:
    told = {"speaker": alert.speaker, "on": alert.published_on, **given}
    return sort.keep(alert, by=editor, **told)


def public(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_kept_stands_on_the_public_page(alert, editor, minister, settings) -> None:
    page = FactCheckPage.objects.get(case=alert.case, locale__language_code="mk")
    assert "glasnik.example/vesti/77" not in public(page.path_here)
    kept(alert, editor, archived="https://archive.example/77")
    shown = public(page.path_here)
    section = shown[shown.index('id="repeated"') :]
    section = section[: section.index("</section>")]
    assert "https://glasnik.example/vesti/77" in section
    assert "https://archive.example/77" in section
    assert "Марко Јовев" in section
    assert "25 ноември 2026" in section
    claim = json.loads(re.search(r'ld\+json">(.*?)</script>', shown).group(1))["itemReviewed"]
    told = next(each for each in claim["appearance"] if each["url"] == "https://glasnik.example/vesti/77")
    assert (told["datePublished"], told["publisher"]["name"]) == ("2026-11-25", "Гласник")
    assert claim["firstAppearance"]["url"] == "https://glasnik.example/vesti/1"
    assert "https://glasnik.example/vesti/77" in public(f"{page.path_here}plain.txt")
    for code in ("sr", "sq"):
        other = FactCheckPage.objects.get(case=alert.case, locale__language_code=code)
        assert "https://glasnik.example/vesti/77" in public(other.path_here)


def test_the_page_is_sent_again_after_something_was_kept(alert, editor) -> None:
    page = FactCheckPage.objects.get(case=alert.case, locale__language_code="mk")
    FactCheckPage.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(hours=1))
    before = Client().get(page.path_here)
    kept(alert, editor)
    after = Client().get(page.path_here, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert parse_http_date(after["Last-Modified"]) > parse_http_date(before["Last-Modified"])


def test_it_is_counted_for_whoever_surely_said_it(alert, editor, minister, signed_in) -> None:
    client = signed_in("goran", "reporter")
    kept(alert, editor)
    shown = public(f"/en/speakers/{minister.slug}/")
    assert "1 time a claim was repeated after we had checked it" in shown
    assert "https://glasnik.example/vesti/77" in shown
    desk = client.get(reverse("people:actor", args=[minister.pk])).content.decode()
    assert "Repeated after our check" in desk
    assert "1 time · 1 claim" in desk
    assert Client().get("/en/speakers/glasnik/").status_code == 404, "whoever only carried it has not said it"


def test_whoever_only_repeated_has_a_page(alert, editor, outlet) -> None:
    assert Client().get(f"/en/speakers/{outlet.slug}/").status_code == 404
    kept(alert, editor, speaker=outlet)
    assert "1 time a claim was repeated" in public(f"/en/speakers/{outlet.slug}/")


def test_it_becomes_a_place_of_the_statement_and_is_frozen_into_no_page(alert, editor) -> None:
    kept(alert, editor)
    place = Appearance.objects.get(url="https://glasnik.example/vesti/77")
    assert (place.statement, place.after_check, place.alert) == (alert.case.statement, True, alert)
    page = make_pages(Case.objects.get(pk=alert.case_id), by=editor)[0]
    assert "vesti/77" not in json.dumps(page.facts)
    assert public(page.path_here).count("https://glasnik.example/vesti/77") >= 2
    assert "after our check" in public(f"/en/statements/{alert.case.statement_id}/")


def test_without_a_statement_it_is_kept_all_the_same(alert, editor) -> None:
    Case.objects.filter(pk=alert.case_id).update(statement=None)
    done = kept(alert, editor)
    assert (done.state, done.appearance) == ("kept", None)


def test_taking_back_leaves_no_trace_in_public(alert, editor) -> None:
    page = FactCheckPage.objects.get(case=alert.case, locale__language_code="mk")
    sort.take_back(kept(alert, editor), by=editor)
    assert "glasnik.example/vesti/77" not in public(page.path_here)
    assert not Appearance.objects.filter(after_check=True).exists()
    assert [row.facts["did"] for row in Row.objects.of(alert)] == ["kept", "taken back"]
    alert.refresh_from_db()
    assert alert.state == "waiting"


def test_a_withdrawn_check_accuses_nobody(alert, editor, minister) -> None:
    kept(alert, editor)
    withdraw_pages(alert.case, by=editor)
    Case.objects.filter(pk=alert.case_id).update(state="withdrawn")
    page = FactCheckPage.objects.get(case=alert.case, locale__language_code="mk")
    assert "glasnik.example/vesti/77" not in public(page.path_here)
    assert "was repeated after we had checked" not in public(f"/en/statements/{alert.case.statement_id}/")
    assert not Alert.objects.visible_to(None).exists()


def test_what_cannot_be_kept_says_why(check, followed, editor) -> None:
    case = check()
    old, unknown, fine = (
        ask(followed(rss(item(*REPEATS["mk"], name=name, day=day)), path=f"/{name}"))[-1]
        for name, day in (("a", BEFORE), ("b", ""), ("c", "Wed, 25 Nov 2026 08:30:00 +0100"))
    )
    with pytest.raises(DayBefore):
        kept(old, editor)
    with pytest.raises(DayMissing):
        kept(unknown, editor)
    with pytest.raises(DayBefore):
        kept(unknown, editor, on=date(2026, 11, 2))
    assert kept(unknown, editor, on=date(2026, 11, 24)).when == "after"
    with pytest.raises(Sorted):
        kept(unknown, editor, on=date(2026, 11, 24))
    with pytest.raises(WhyMissing):
        sort.put_aside(fine, why="because", by=editor)
    Case.objects.filter(pk=case.pk).update(state="withdrawn")
    with pytest.raises(CheckGone):
        kept(fine, editor)


def test_what_was_said_before_is_an_earlier_place(check, followed, editor) -> None:
    case = check()
    (old,) = ask(followed(rss(item(*REPEATS["mk"], name="1", day=BEFORE, url="https://glasnik.example/5"))))
    sort.add_place(old, by=editor)
    place = Appearance.objects.get(url="https://glasnik.example/5")
    assert (place.statement, place.after_check) == (case.statement, False)
    assert not Alert.objects.visible_to(None).exists(), "it repeats no check"
    sort.take_back(old, by=editor)
    Case.objects.filter(pk=case.pk).update(statement=None)
    with pytest.raises(NoPlace):
        sort.add_place(old, by=editor)


def test_who_may_sort_and_who_may_keep(alert, member) -> None:
    for number, role in enumerate(("reporter", "translator", "auditor", "inbox")):
        with pytest.raises(PermissionDenied):
            kept(alert, member(f"m{number}", role))
    with pytest.raises(PermissionDenied):
        sort.put_aside(alert, why="denies", by=member("tom", "translator"))
    aside = sort.put_aside(alert, why="denies", by=member("rita", "reporter"))
    assert (aside.state, aside.why) == ("aside", "denies")
    row = Row.objects.of(alert).get()
    assert (row.act, row.facts["why"]) == ("following.sort", "denies")


def test_actors_that_are_merged_bring_what_they_repeated(alert, editor, minister) -> None:
    kept(alert, editor)
    twin = people.add_actor(kind="person", name="М. Јовев", public_because="министер", by=editor)
    merged = people.merge(Actor.objects.get(pk=minister.pk), twin, by=editor)
    assert Alert.objects.get().speaker == twin
    people.undo_merge(merged, by=editor)
    assert Alert.objects.get().speaker == minister


# ── screens ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_menu_counts_what_waits(alert, member, editor) -> None:
    def waiting(user) -> int:
        return next(room["waiting"] for room in counted(user) if room["key"] == "people")

    assert (waiting(editor), waiting(member("rita", "reporter")), waiting(member("tom", "translator"))) == (1, 1, 0)
    sort.put_aside(alert, why="known", by=editor)
    assert waiting(editor) == 0


def test_many_are_sorted_at_once(check, followed, editor, signed_in) -> None:
    check()
    texts = [item(*REPEATS[code], name=f"{code}{n}") for code in REPEATS for n in range(2)]
    alerts = ask(followed(rss(*texts)))
    assert len(alerts) == 6
    client, one = signed_in("goran", "editor"), reverse("following:act", args=["aside"])
    told = {"pick": [alerts[0].pk, alerts[1].pk], "why": "no-claim", "next": reverse("following:alerts")}
    answer = client.post(one, told, follow=True)
    assert "2 put aside." in answer.content.decode()
    client.post(reverse("following:act", args=["keep"]), {"one": alerts[2].pk, "why": "denies"})
    states = list(Alert.objects.order_by("pk").values_list("state", flat=True))
    assert states == ["aside", "aside", "kept", "waiting", "waiting", "waiting"]
    answer = client.post(reverse("following:act", args=["keep"]), {}, follow=True)
    assert "Pick one or more first." in answer.content.decode()
    # What somebody else sorted meanwhile is said, and the rest is done.
    told = {"pick": [alerts[2].pk, alerts[3].pk], "why": "no-claim", "next": "https://evil.example/"}
    answer = client.post(one, told, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("following:alerts")
    shown = answer.content.decode()
    assert "1 put aside." in shown
    assert "Somebody else has dealt with this meanwhile" in shown


def test_a_reporter_sees_no_button_to_keep(alert, signed_in) -> None:
    client = signed_in("rita", "reporter")
    shown = client.get(reverse("following:alerts")).content.decode()
    assert "an editor keeps it" in shown
    assert 'data-key="a"' not in shown
    assert client.post(reverse("following:act", args=["keep"]), {"one": alert.pk}).status_code == 403
    assert signed_in("ida", "inbox").get(reverse("following:alerts")).status_code == 403
    assert Client().get(reverse("following:alerts")).status_code == 302


def test_one_alert_is_kept_with_what_the_editor_says(alert, signed_in, outlet) -> None:
    client, address = signed_in("goran", "editor"), reverse("following:alert", args=[alert.pk])
    shown = client.get(address).content.decode()
    assert CLAIM in shown
    assert REPEATS["mk"][1].split(" рече ")[1].split(".")[0] in shown
    told = {"act": "keep", "speaker": "портпаролот на владата", "published_on": "2026-11-02", "archived": ""}
    answer = client.post(address, told)
    assert answer.status_code == 422
    assert "the check was not out yet" in answer.content.decode()
    assert "портпаролот на владата" in answer.content.decode(), "what was typed is still there"
    answer = client.post(address, {**told, "published_on": "2026-11-26"})
    assert answer.status_code == 302
    alert.refresh_from_db()
    assert (alert.state, alert.speaker, alert.speaker_words) == ("kept", None, "портпаролот на владата")
    assert alert.published_on == date(2026, 11, 26)
    client.post(address, {"act": "back"})
    client.post(address, {"act": "aside", "why": "known"})
    alert.refresh_from_db()
    assert (alert.state, alert.why, alert.appearance) == ("aside", "known", None)


def test_the_list_asks_the_same_for_one_and_for_many(check, followed, signed_in) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    check()
    client = signed_in("goran", "editor")
    first = ask(followed(rss(MK)))[0]

    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    addresses = [reverse("following:alerts"), f"{reverse('following:alerts')}?list=kept",
                 reverse("following:feed", args=[first.feed_id]),
                 FactCheckPage.objects.get(case=first.case_id, locale__language_code="mk").path_here,
                 "/mk/speakers/marko-jovev/"]  # fmt: skip
    kept(first, first.feed.owner)
    base = {name: getattr(first, name) for name in ("feed", "case", "relation", "score", "words", "around", "language",
            "when", "published_on", "speaker")}  # fmt: skip
    waiting = Alert.objects.create(**base, key="w0")
    costs = {address: cost(address) for address in addresses}
    for n in range(24):
        Alert.objects.create(**base, key=f"w{n + 1}")
        Alert.objects.create(**base, key=f"k{n}", state="kept", by=first.feed.owner, at=timezone.now())
    assert {address: cost(address) for address in addresses} == costs
    assert waiting.published_at is None


def test_moments_are_said_in_the_desks_own_time(alert) -> None:
    assert timezone.localtime(alert.published_at) == datetime(
        2026, 11, 25, 8, 30, tzinfo=timezone.get_current_timezone()
    )

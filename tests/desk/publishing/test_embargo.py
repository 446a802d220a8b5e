"""What is not out yet is nowhere: every public address of the site is walked with one embargoed thing of each kind."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from wagtail.models import Page

from merilo_desk.casework.models import Case, Draft, ReplyRequest
from merilo_desk.corrections.models import Correction
from merilo_desk.following.models import Alert, Feed
from merilo_desk.intake.models import Submission
from merilo_desk.newsroom.models import Desk, Topic, User
from merilo_desk.people.models import Actor, OldAddress, Statement, Turn
from merilo_desk.promises.models import Government, Promise, PromiseLink
from merilo_desk.publishing.by_hand import Written
from merilo_desk.publishing.glossary_models import Term, TermUse
from merilo_desk.publishing.making import make_pages
from merilo_desk.publishing.models import FactCheckPage, NarrativeIndex, NarrativePage, PlainPage
from merilo_desk.publishing.version_models import AddedVersion

# A town that no text of the desk's knows, in both scripts; whatever bears it is not out.
MARKS = ("zumbulgrad", "зумбулград")
HIDDEN, HIDDEN_SLUG, NOWHERE_SLUG = "Зумбулград Zumbulgrad", "zumbulgrad", "nikadegrad"
FORMERLY = "zumbulgrad-before"
# Addresses behind a sign-in of their own, which test_doors walks.
INSIDE = ("/desk/", "/cms/")


@pytest.fixture
def embargoed(approved: Callable[..., Case], member: Callable[..., User], site: Desk) -> dict[str, Any]:
    """A site with one check out, and beside it one thing of each kind that is not."""
    page = next(each for each in make_pages(approved()) if each.spoken == "mk")
    writer, second = member("vesna", "editor"), member("petar", "editor")
    topic = Topic.objects.create(slug=HIDDEN_SLUG, names={"mk": HIDDEN, "en": HIDDEN})
    actor = Actor.objects.create(name=HIDDEN, slug=HIDDEN_SLUG, names={"mk": HIDDEN}, public_because=HIDDEN)
    OldAddress.objects.create(slug=FORMERLY, actor=actor)
    statement = Statement.objects.create(
        speaker=actor, words=HIDDEN, language="mk", topic=topic, said_on=date(2026, 11, 2)
    )
    case = Case.objects.create(
        state="scheduled",
        claim=HIDDEN,
        language="mk",
        statement=statement,
        topic=topic,
        owner=writer,
        opened_by=writer,
        rating=page.rating,
        publish_at=timezone.now() + timedelta(days=1),
    )
    Draft.objects.create(case=case, language="mk", saved_by=writer, title=HIDDEN, claim=HIDDEN, reason=HIDDEN)
    ReplyRequest.objects.create(
        case=case, asked=actor, channel="mail", language="mk", asked_at=timezone.now(), answer=HIDDEN
    )
    Submission.objects.create(kind="statement", language="mk", quotation=HIDDEN, received_on=date(2026, 11, 20))
    Correction.objects.create(
        case=page.case, kind="correction", asked_on=date(2026, 11, 25), due=date(2026, 12, 5), by=writer,
        notices={"mk": HIDDEN, "en": HIDDEN}, after={"mk": {"title": HIDDEN}},
    )  # fmt: skip
    AddedVersion.objects.create(case=page.case, language="en", title=HIDDEN, claim=HIDDEN, reason=HIDDEN, by=writer)
    _promises(page, statement, actor, topic)
    _terms_and_turns(page, statement, writer)
    _pages(page)
    feed = Feed.objects.create(actor=actor, url="https://zumbulgrad.example/feed", title=HIDDEN, owner=writer)
    Alert.objects.create(
        feed=feed, key="a" * 64, case=page.case, relation="same", score=0.9, words=HIDDEN, around=HIDDEN,
        language="mk", title=HIDDEN, when="after", speaker=actor,
    )  # fmt: skip
    return {"page": page, "statement": statement, "case": case, "second": second}


def _promises(page: FactCheckPage, statement: Statement, actor: Actor, topic: Topic) -> None:
    shown = Government.objects.create(slug="government", names={"mk": "Влада", "en": "Government"}, shown=True)
    hidden = Government.objects.create(slug=HIDDEN_SLUG, names={"mk": HIDDEN, "en": HIDDEN})
    told = {"language": "mk", "state": Promise.State.TRACKED, "words": "Ќе изградиме пат."}
    out = Promise.objects.create(slug="a-road", government=shown, shown=True, **told)
    PromiseLink.objects.create(promise=out, kind="statement", title=HIDDEN, statement=statement)
    Promise.objects.create(slug="a-bridge", government=hidden, shown=True, **told)
    Promise.objects.create(slug=HIDDEN_SLUG, government=shown, promiser=actor, topic=topic, **{**told, "words": HIDDEN})


def _terms_and_turns(page: FactCheckPage, statement: Statement, writer: User) -> None:
    Term.objects.create(slug=HIDDEN_SLUG, names={"mk": HIDDEN}, meanings={"mk": HIDDEN})
    out = Term.objects.create(slug="a-term", names={"mk": "збор"}, meanings={"mk": "значење"}, shown=True)
    at = {"mark_start": 0, "mark_end": 3, "language": "mk", "statement": statement}
    TermUse.objects.create(term=out, start=0, quote=HIDDEN, **at)
    assert page.statement is not None
    Turn.objects.create(now=page.statement, then=statement, by=writer, reasons={"mk": HIDDEN, "en": HIDDEN})
    Turn.objects.create(now=statement, then=page.statement, by=writer, state="approved", reasons={"mk": HIDDEN})


def _pages(page: FactCheckPage) -> None:
    home = page.get_parent().get_parent()
    home.add_child(instance=PlainPage(title=HIDDEN, slug=HIDDEN_SLUG, body=HIDDEN, live=False, locale=page.locale))
    home.add_child(instance=PlainPage(title="Како броиме", slug="how-we-count", body="Во парови.", locale=page.locale))
    out = PlainPage.objects.get(slug="how-we-count")
    out.title, out.body, out.go_live_at = HIDDEN, HIDDEN, timezone.now() + timedelta(days=1)
    out.save_revision()
    narratives = NarrativeIndex.objects.get(locale=page.locale)
    narratives.add_child(
        instance=NarrativePage(title=HIDDEN, slug=HIDDEN_SLUG, summary=HIDDEN, live=False, locale=page.locale)
    )
    told = narratives.add_child(
        instance=NarrativePage(title="Приказна", slug="a-story", summary="Иста.", locale=page.locale)
    )
    told.title, told.summary = HIDDEN, HIDDEN
    told.save_revision()
    taken_down = Page.objects.get(pk=page.pk).copy(
        update_attrs={"slug": HIDDEN_SLUG, "title": HIDDEN}, keep_live=False, copy_revisions=False
    )
    FactCheckPage.objects.filter(pk=taken_down.pk).update(claim=HIDDEN, reason=HIDDEN, body=HIDDEN, keys=HIDDEN_SLUG)


def patterns(resolver: Any, before: str = "") -> Iterator[str]:
    """Yield every address that the site answers, as its pattern is written."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from patterns(each, before + str(each.pattern))
        elif isinstance(each, URLPattern):
            yield before + str(each.pattern)


def filled(slug: str, number: int) -> list[str]:
    """Return every public address, its blanks filled in."""
    found = set()
    for pattern in patterns(get_resolver()):
        for kind in ("rss", "atom", "json"):
            path = re.sub(r"<feedkind:\w+>", kind, pattern)
            path = re.sub(r"<str:code>", "mk", path)
            path = re.sub(r"\(\?P<\w+>\[0-9\][^)]*\)|<int:\w+>|\(\\d\+\)", str(number), path)
            path = re.sub(r"<(?:slug|str|path):\w+>|\(\?P<\w+>[^)]*\)", slug, path)
            found.add("/" + re.sub(r"[$^]|\\Z", "", path).replace("((?:[\\w\\-]+/)*)", f"{slug}/"))
    return sorted(each.replace("/en/", "/mk/", 1) for each in found if not each.startswith(INSIDE))


def told(answer: Any) -> str:
    """Return everything that an answer says: its status line's redirect and headers, and its whole body."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{headers}\n{body.decode('utf-8', 'replace')}"


def says_a_mark(text: str, asked: str) -> bool:
    """Say whether an answer bears the mark, the words of the question left out, which a page may repeat."""
    return any(mark in text.casefold().replace(asked.casefold(), "") for mark in MARKS)


# What leads to everything else, with what a reader may add to it.
LISTS = (
    "/mk/", "/mk/checks/", "/mk/checks/?page=2", "/mk/narratives/", "/mk/narratives/a-story/", "/mk/how-we-count/",
    "/mk/promises/", "/mk/promises/government/", "/mk/promises/government/embed/", "/mk/promises/to/a-road/",
    "/mk/promises/to/a-bridge/", "/mk/promises/government/data.csv", "/mk/promises/government/data.json",
    "/mk/corrections/", "/mk/corrections/feed.xml", "/mk/corrections/ledger.jsonl", "/mk/terms/", "/mk/terms/a-term/",
    "/mk/balance/", "/mk/speakers/marko-jovev/", "/mk/send/", "/claimreview.json", "/sitemap.xml",
    "/sitemaps/pages.xml", "/sitemaps/news.xml", "/sitemaps/checks-mk-1.xml", "/robots.txt",
    "/feeds/mk/checks.rss", "/feeds/mk/checks.atom", "/feeds/mk/checks.json", "/sr/", "/sq/", "/en/", "/",
)  # fmt: skip


def test_nothing_embargoed_stands_at_any_public_address(embargoed: dict[str, Any], client: Client) -> None:
    numbers = {1, embargoed["statement"].pk, embargoed["case"].pk, embargoed["page"].statement_id}
    asked = {path for number in numbers for slug in (HIDDEN_SLUG, FORMERLY) for path in filled(slug, number)}
    page = embargoed["page"].path_here
    asked |= {page, f"{page}plain.txt", f"{page}card/", f"{page}versions/1/", f"{page}versions/2/"}
    asked |= {f"/oembed.json?url={page}", f"/mk/statements/{embargoed['page'].statement_id}/", *LISTS}
    assert len(asked) > 80
    for path in sorted(asked):
        answer = client.get(path, HTTP_ACCEPT_ENCODING="gzip")
        assert not says_a_mark(told(answer).replace(path, ""), path.strip("/").split("/")[-1] or path), path


def test_every_list_is_there_to_be_walked(embargoed: dict[str, Any], client: Client) -> None:
    assert [path for path in LISTS if client.get(path, follow=True).status_code != 200] == []


def test_what_is_hidden_is_answered_as_what_was_never_there(embargoed: dict[str, Any], client: Client) -> None:
    for number in (1, embargoed["statement"].pk):
        for hidden in filled(HIDDEN_SLUG, number):
            never = hidden.replace(HIDDEN_SLUG, NOWHERE_SLUG)
            one, other = client.get(hidden), client.get(never)
            assert one.status_code == other.status_code, hidden
            if one.status_code in {301, 302}:
                assert one["Location"].replace(HIDDEN_SLUG, NOWHERE_SLUG) == other["Location"], hidden
    for former in (path for path in filled(FORMERLY, 1) if "speakers" in path):
        assert client.get(former).status_code == 404
    hidden_statement = client.get(f"/mk/statements/{embargoed['statement'].pk}/")
    assert hidden_statement.status_code == client.get("/mk/statements/99999999/").status_code == 404


def test_a_filter_by_somebody_of_the_register_alone_names_nobody(embargoed: dict[str, Any], client: Client) -> None:
    for query in (f"speaker={HIDDEN_SLUG}", f"topic={HIDDEN_SLUG}", f"speaker={FORMERLY}"):
        told_of = client.get(f"/mk/checks/?{query}").content.decode()
        never = client.get(f"/mk/checks/?{query.split('=')[0]}={NOWHERE_SLUG}").content.decode()
        slug = query.split("=")[1]
        assert told_of.replace(slug, "…") == never.replace(NOWHERE_SLUG, "…"), query


def test_a_search_for_what_is_not_out_finds_and_counts_nothing(embargoed: dict[str, Any], client: Client) -> None:
    for words in ("Zumbulgrad", "Зумбулград", "zumbulgr"):
        for answer in (client.get("/mk/search/", {"q": words}), client.post("/mk/search/", {"claim": words})):
            assert not says_a_mark(told(answer), words)
            assert not answer.context.get("matches")
            result = answer.context.get("result")
            assert result is None or not (result.numbers or result.elsewhere)


def test_dates_and_digests_do_not_move_when_something_embargoed_does(embargoed: dict[str, Any], client: Client) -> None:
    # The feed of corrections bears the moment at which it is asked for, and the form a new key each time.
    never_twice = {"/mk/corrections/feed.xml", "/mk/send/"}
    paths = [path for path in (*LISTS, embargoed["page"].path_here) if path not in never_twice]
    before = {path: _marks_of(client.get(path)) for path in paths}
    embargoed["case"].drafts.update(title=f"{HIDDEN} 2")
    Case.objects.filter(pk=embargoed["case"].pk).update(changed_at=timezone.now() + timedelta(hours=1))
    embargoed["statement"].words = f"{HIDDEN} 2"
    embargoed["statement"].save()
    NarrativePage.objects.get(slug="a-story").save_revision()
    Promise.objects.filter(slug=HIDDEN_SLUG).update(words=f"{HIDDEN} 2")
    for path in paths:
        assert _marks_of(client.get(path)) == before[path], path


def _marks_of(answer: Any) -> tuple[Any, ...]:
    return answer.status_code, answer.headers.get("ETag"), answer.headers.get("Last-Modified")


def test_a_page_is_out_or_it_is_not_and_never_for_some_readers_alone(embargoed: dict[str, Any]) -> None:
    chief = embargoed["second"]
    for page in (*PlainPage.objects.all()[:1], *NarrativePage.objects.all()[:1]):
        assert isinstance(page.permissions_for_user(chief), Written)
        assert not page.permissions_for_user(chief).can_set_view_restrictions()


def test_what_is_out_is_there(embargoed: dict[str, Any], client: Client) -> None:
    """The walk would pass on an empty site: what hangs together with what is out stands in its places."""
    assert "Невработеноста" in client.get("/feeds/mk/checks.rss").content.decode()
    statement = embargoed["page"].statement
    assert client.get(f"/mk/topics/{statement.topic.slug}/").status_code == 200
    for kind in ("rss", "atom", "json"):
        assert client.get(f"/feeds/mk/topics/{statement.topic.slug}.{kind}").status_code == 200
        assert client.get(f"/feeds/mk/speakers/marko-jovev.{kind}").status_code == 200
    assert "Ќе изградиме пат" in client.get("/mk/promises/to/a-road/").content.decode()

"""Who said what, joined to the register by a member; and several articles of one story side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from reading_samples import EN, MK, SR

from merilo_desk import engine
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.people.models import Actor
from merilo_desk.readingroom.actions.speakers import add_public_speaker, change_utterance, name_speaker
from merilo_desk.readingroom.actions.stories import make_story, set_articles
from merilo_desk.readingroom.errors import WrongNumber
from merilo_desk.readingroom.models import StoredArticle, Story
from merilo_desk.readingroom.side_by_side import table
from merilo_desk.readingroom.story_jobs import compare_story
from merilo_desk.readingroom.texts import digest
from merilo_desk.readingroom.utterances import keep_utterances


@pytest.fixture
def ana(member: Any, desk: Desk) -> User:
    return member("ana", "reporter")


@pytest.fixture
def stored(ana: User) -> Any:
    """Keep a text with its report."""

    def made(text: str, site: str = "", language: str = "mk") -> StoredArticle:
        article = engine.article_of(text)
        found = engine.read_through(article, ["en"], lambda stage: True)
        kept = {"text": text, "sha256": digest(text), "report": found.report, "state": "read", "language": language}
        row = StoredArticle.objects.create(
            **kept, title=text[:40], site=site, published=article.published, brought_by=ana, read_at="2026-01-01T10:00Z"
        )
        keep_utterances(row, engine.shown_in(found.report, None))
        return row

    return made


def test_a_name_of_the_register_is_suggested_in_any_script_and_a_member_confirms(stored: Any, signed_in: Any) -> None:
    actor = Actor.objects.create(name="Vera Kolar", slug="vera-kolar", public_because="minister")
    article = stored(MK)
    assert not article.utterances.filter(speaker=actor).exists(), "nobody is joined by themselves"
    client = signed_in("boris", "editor")
    page = client.get(f"/desk/readings/{article.pk}/voices/").content.decode()
    row = article.utterances.filter(speaker_words__contains="Колар").first()
    assert f'value="{row.pk}-{actor.pk}"' in page
    client.post(f"/desk/readings/{article.pk}/voices/confirm/", {"pairs": [f"{row.pk}-{actor.pk}", "7-x", "0-0"]})
    named = article.utterances.filter(speaker=actor)
    assert named.count() == article.utterances.filter(entity=row.entity).count() >= 2
    assert all(each.by.username == "boris" for each in named)


def test_nobody_enters_the_register_by_being_read(stored: Any) -> None:
    stored(MK)
    assert not Actor.objects.exists()


def test_a_member_adds_somebody_with_the_reason_why_they_are_public(stored: Any, signed_in: Any) -> None:
    article = stored(MK)
    row = article.utterances.filter(speaker_words__contains="Колар").first()
    client = signed_in("boris", "editor")
    address = f"/desk/readings/{article.pk}/voices/{row.pk}/public/"
    assert client.post(address, {"name": "Вера Колар", "kind": "person", "public_because": ""}).status_code == 422
    assert not Actor.objects.exists()
    client.post(address, {"name": "Вера Колар", "kind": "person", "public_because": "министерка за здравство"})
    actor = Actor.objects.get()
    assert actor.public_because == "министерка за здравство"
    assert article.utterances.filter(speaker=actor).count() >= 2


def test_what_a_member_changed_outlives_a_new_reading(stored: Any, ana: User) -> None:
    article = stored(MK)
    row = article.utterances.first()
    change_utterance(row, by=ana, speaker_words="Вера Колар, министерка", chain=["Радио Равник"], hedged=True)
    before = article.utterances.count()
    keep_utterances(article, engine.shown_in(article.report, None))
    row.refresh_from_db()
    assert (row.speaker_words, row.chain, row.hedged) == ("Вера Колар, министерка", ["Радио Равник"], True)
    assert article.utterances.count() == before


def test_an_utterance_is_changed_by_its_form(stored: Any, signed_in: Any) -> None:
    article = stored(MK)
    row = article.utterances.first()
    posted = {
        "speaker_words": "Портпаролот",
        "chain": "Радио Равник → Гласник, А1",
        "mode": "indirect",
        "stance": "denies",
    }
    client = signed_in("boris", "editor")
    assert client.post(f"/desk/readings/{article.pk}/voices/{row.pk}/", posted).status_code == 302
    row.refresh_from_db()
    assert (row.speaker_words, row.chain, row.stance) == ("Портпаролот", ["Радио Равник", "Гласник", "А1"], "denies")
    wrong = client.post(f"/desk/readings/{article.pk}/voices/{row.pk}/", {**posted, "stance": "sings"})
    assert wrong.status_code == 422
    assert "Портпаролот" in wrong.content.decode()


@pytest.mark.parametrize("role", ["translator", "auditor", "inbox"])
def test_who_may_not_name_speakers(stored: Any, member: Any, role: str) -> None:
    row = stored(EN, language="en").utterances.first()
    somebody = member("somebody", role)
    with pytest.raises(PermissionDenied):
        name_speaker(row, None, by=somebody)
    with pytest.raises(PermissionDenied):
        add_public_speaker(row, kind="person", name="Vera", public_because="minister", by=somebody)


@pytest.fixture
def story(stored: Any, ana: User) -> Story:
    """Three articles of one event, in three languages, brought in in another order than they came out."""
    rows = [stored(EN, "herald.example", "en"), stored(MK, "vesti.example"), stored(SR, "Radio Ravnik", "sr-latn")]
    made = make_story("Болницата", rows, by=ana)
    compare_story.func(made.pk, made.turn)
    made.refresh_from_db()
    return made


def test_articles_stand_in_the_order_in_which_they_came_out(story: Story) -> None:
    made = table(story, "en")
    assert [each.article.published for each in made.columns] == [date(2024, 3, 4), date(2024, 3, 5), date(2024, 3, 6)]


def test_what_changed_on_the_way_is_seen(story: Story) -> None:
    made = table(story, "en")
    price = next(
        row for row in made.rows if any("15" in words for _, cell in row.cells if cell for words, _ in cell.pieces)
    )
    first, second, third = [cell for _, cell in price.cells]
    assert first
    assert first.first
    assert second
    assert [(each["there"].split()[0], each["here"].split()[0]) for each in second.parted] == [("12", "15")]
    assert any(marked and "15" in words for words, marked in second.pieces)
    assert third is None or not third.parted
    assert price.changed
    assert "figure" in price.kinds
    assert made.rows.index(price) < sum(row.changed for row in made.rows), "what changed stands on top"


def test_the_story_is_a_picture_and_a_table(story: Story, signed_in: Any) -> None:
    client = signed_in("eve", "editor")
    page = client.get(f"/desk/readings/stories/{story.pk}/").content.decode()
    assert "<svg" in page
    assert "first seen here" in page
    assert "style=" not in page.partition("<main")[2]
    assert "first seen here" in client.get(f"/desk/readings/stories/{story.pk}/?kind=changed").content.decode()


NUMBERS = [(0, False), (1, False), (2, True), (10, True), (11, False)]


@pytest.mark.parametrize(("count", "fits"), NUMBERS)
def test_a_story_has_two_to_ten_articles(ana: User, count: int, fits: bool) -> None:
    rows = [StoredArticle.objects.create(title=str(at), state="read", brought_by=ana) for at in range(count)]
    if fits:
        assert make_story("Story", rows, by=ana).articles.count() == count
    else:
        with pytest.raises(WrongNumber):
            make_story("Story", rows, by=ana)


def test_an_article_is_taken_out_and_put_in(story: Story, ana: User, signed_in: Any) -> None:
    client = signed_in("eve", "editor")
    out = story.articles.first()
    client.post(f"/desk/readings/stories/{story.pk}/change/", {"remove": out.pk})
    assert story.articles.count() == 2
    client.post(f"/desk/readings/stories/{story.pk}/change/", {"remove": story.articles.first().pk})
    assert story.articles.count() == 2, "a story of one article is none"
    client.post(f"/desk/readings/stories/{story.pk}/change/", {"articles": [out.pk]})
    assert story.articles.count() == 3
    story.refresh_from_db()
    turn = story.turn
    set_articles(story, list(story.articles.all()), by=ana)
    compare_story.func(story.pk, turn)
    story.refresh_from_db()
    assert story.compared < story.turn, "a job whose turn is over writes nothing"


@pytest.mark.parametrize("screen", ["{pk}/voices/", "{pk}/", "stories/"])
def test_a_page_asks_as_often_for_one_row_as_for_25(
    stored: Any, ana: User, signed_in: Any, django_assert_num_queries: Any, screen: str
) -> None:
    article = stored(EN, language="en")
    Actor.objects.create(name="Vera Kolar", slug="vera-kolar", public_because="minister")
    make_story("First", [article, StoredArticle.objects.create(title="x", state="read", brought_by=ana)], by=ana)
    address = f"/desk/readings/{screen.format(pk=article.pk)}"
    client = signed_in("eve", "editor")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    first = article.utterances.first()
    for _ in range(24):
        first.pk = None
        first.save()
    for number in range(24):
        pair = [StoredArticle.objects.create(title=f"{number}-{at}", state="read", brought_by=ana) for at in range(2)]
        make_story(f"Story {number}", pair, by=ana)
    with django_assert_num_queries(len(few)):
        client.get(address)

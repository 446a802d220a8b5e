"""Said then, said now: found, judged by one, approved by another, shown to the public, and taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from merilo_desk.ledger.models import Row
from merilo_desk.people import actions, errors, turning
from merilo_desk.people.models import Actor, Statement, Turn
from merilo_desk.people.terms import overlapping
from merilo_desk.scales.bring import bring
from merilo_desk.scales.models import Rating, Scale

BEFORE = [
    # (words, language, said on)
    ("As long as I am minister, the tax on food will not go up.", "en", date(2021, 4, 2)),
    ("Паркот доби нови клупи и светилки.", "mk", date(2021, 5, 2)),
    ("Порез се у овој земљи коначно плаћа на време.", "sr", date(2022, 5, 2)),
    ("Pensionet paguhen në ditën e parë të muajit.", "sq", date(2022, 6, 2)),
]
WHY = {"mk": "Ветуваше дека данокот нема да расте.", "en": "He promised it would not rise."}


@pytest.fixture
def ana(member, desk):
    return member("ana", "editor")


@pytest.fixture
def goran(member, desk):
    return member("goran", "editor")


@pytest.fixture
def turned(ana) -> Rating:
    """The value "turned" of the scale of consistency that the desk uses."""
    bring()
    scale = Scale.objects.get(slug="flips")
    scale.used = True
    scale.save()
    return scale.ratings.get(slug="full-flop")


@pytest.fixture
def now(ana) -> Statement:
    """What a minister says now, after four things that he said before."""
    jovev = actions.add_actor(kind="person", name="Марко Јовев", by=ana, public_because="министер")
    for words, language, day in BEFORE:
        actions.add_statement(words=words, language=language, said_on=day, speaker=jovev, by=ana)
    return actions.add_statement(
        words="Ќе го зголемиме данокот на храна на десет проценти.", language="mk", said_on=date(2024, 1, 9),
        speaker=jovev, by=ana,
    )  # fmt: skip


@pytest.fixture
def then(now: Statement) -> Statement:
    """What he said against it before."""
    return Statement.objects.get(words=BEFORE[0][0])


def test_the_contrary_statement_is_offered_first_with_reasons(signed_in, now: Statement, then: Statement) -> None:
    client: Client = signed_in("vesna", "reporter", language="mk")
    page = client.get(f"/desk/people/statements/{now.pk}/")
    found = page.context["candidates"]
    assert found[0].statement == then
    assert "Паркот доби" not in page.content.decode()
    assert "Спротивни зборови" in page.content.decode()
    assert Statement.objects.exclude(meant_by="").count() == 5


def test_what_somebody_else_said_is_not_compared(signed_in, now: Statement, ana) -> None:
    other = actions.add_actor(kind="person", name="Вера Нолева", by=ana, public_because="пратеничка")
    hers = actions.add_statement(words="Данокот на храна нема да расте.", language="mk", speaker=other, by=ana)
    client = signed_in("vesna", "editor")
    assert client.get(f"/desk/people/statements/{now.pk}/before/{hers.pk}/").status_code == 404
    assert client.get(f"/desk/people/statements/{now.pk}/before/{now.pk}/").status_code == 404


def test_what_came_later_is_not_offered(signed_in, now: Statement, then: Statement) -> None:
    page = signed_in("vesna", "reporter").get(f"/desk/people/statements/{then.pk}/")
    assert page.context["candidates"] == []


def test_another_matter_is_not_offered_again_until_one_asks(signed_in, now: Statement, then: Statement) -> None:
    client = signed_in("vesna", "reporter")
    client.post(f"/desk/people/statements/{now.pk}/before/", {"then": then.pk})
    shown = client.get(f"/desk/people/statements/{now.pk}/")
    assert then not in [each.statement for each in shown.context["candidates"]]
    client.post(f"/desk/people/statements/{now.pk}/before/", {"act": "again"})
    shown = client.get(f"/desk/people/statements/{now.pk}/")
    assert then in [each.statement for each in shown.context["candidates"]]


def test_two_people_judge_and_the_public_reads_it(
    client, now, then, turned, ana, goran, django_capture_on_commit_callbacks
):
    speaker = f"/en/speakers/{now.speaker.slug}/"
    turn = turning.propose_turn(now, then, rating=turned, reasons=WHY, by=ana)
    assert client.get(speaker).status_code == 404
    with pytest.raises(errors.OwnTurn):
        turning.approve_turn(turn, by=ana)
    with pytest.raises(errors.AlreadyWaiting):
        turning.propose_turn(now, then, rating=turned, reasons=WHY, by=goran)
    turning.approve_turn(turn, by=goran)
    page = client.get(speaker).content.decode()
    assert WHY["en"] in page
    assert "9 January 2024" in page
    assert "2 April 2021" in page
    assert "Full flop" in page
    assert f"/en/statements/{then.pk}/" in page
    assert WHY["mk"] in client.get(f"/mk/statements/{now.pk}/").content.decode()
    turning.take_back_turn(turn, because="Погрешен датум.", by=goran)
    assert WHY["en"] not in client.get(speaker).content.decode()
    told = list(Row.objects.filter(act="people.judge-consistency").order_by("pk").values_list("facts__did", flat=True))
    assert told == ["proposed", "approved", "taken back"]


def test_a_new_judgement_takes_the_place_of_the_old_one(now, then, turned, ana, goran) -> None:
    first = turning.approve_turn(turning.propose_turn(now, then, rating=turned, reasons=WHY, by=ana), by=goran)
    half = turned.scale.ratings.get(slug="half-flip")
    second = turning.propose_turn(now, then, rating=half, reasons=WHY, by=goran)
    assert list(Turn.objects.visible_to(None)) == [first]
    turning.approve_turn(second, by=ana)
    assert list(Turn.objects.visible_to(None)) == [second]


def test_changed_words_ask_for_the_second_person_again(now, then, turned, ana, goran) -> None:
    turn = turning.approve_turn(turning.propose_turn(now, then, rating=turned, reasons=WHY, by=ana), by=goran)
    actions.change_statement(then, place="Скопје", by=ana)
    assert Turn.objects.visible_to(None).exists()
    actions.change_statement(then, words="Данокот нема да порасне.", language="mk", by=ana)
    turn.refresh_from_db()
    assert turn.state == Turn.State.PROPOSED
    assert not Turn.objects.visible_to(None).exists()


def test_what_cannot_be_judged_is_told_kindly(now, then, turned, ana, member) -> None:
    other = actions.add_statement(words="Нема криза.", language="mk", said_on=date(2020, 1, 1), by=ana)
    undated = actions.add_statement(words="Данокот останува.", language="mk", speaker=now.speaker, by=ana)
    truth = Scale.objects.filter(family="truth").first().ratings.first()
    for pair, rating, reasons, error in [
        ((now, other), turned, WHY, errors.NotOnePerson),
        ((now, now), turned, WHY, errors.NotOnePerson),
        ((then, now), turned, WHY, errors.NotEarlier),
        ((now, undated), turned, WHY, errors.NotEarlier),
        ((now, then), truth, WHY, errors.NoConsistency),
        ((now, then), turned, {"mk": "  "}, errors.ReasonMissing),
    ]:
        with pytest.raises(error):
            turning.propose_turn(*pair, rating=rating, reasons=reasons, by=ana)
    with pytest.raises(PermissionDenied):
        turning.propose_turn(now, then, rating=turned, reasons=WHY, by=member("rade", "reporter"))
    assert not Turn.objects.exists()


def test_the_database_itself_refuses_ones_own_approval(now, then, turned, ana) -> None:
    turn = turning.propose_turn(now, then, rating=turned, reasons=WHY, by=ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.filter(pk=turn.pk).update(approved_by=ana)


def test_the_comparison_from_proposal_to_approval(signed_in, now, then, turned) -> None:
    one, other = signed_in("vesna", "editor"), signed_in("zora", "editor")
    address = f"/desk/people/statements/{now.pk}/before/{then.pk}/"
    posted = {"act": "propose", "rating": turned.pk, "reasons_mk": "", "reasons_en": ""}
    assert one.post(address, posted).status_code == 422
    assert one.post(address, {**posted, "reasons_mk": WHY["mk"]}).status_code == 302
    turn = Turn.objects.get()
    refused = one.post(address, {"act": "approve", "turn": turn.pk})
    assert refused.status_code == 422
    assert "Somebody else" in refused.content.decode()
    assert b"<mark>" in other.get(address).content
    assert "1" in other.get("/desk/").content.decode()
    assert other.post(address, {"act": "approve", "turn": turn.pk}).status_code == 302
    assert other.post(address, {"act": "approve", "turn": turn.pk}).status_code == 422
    assert signed_in("rade", "reporter").post(address, {"act": "back", "turn": turn.pk}).status_code == 403
    turn.refresh_from_db()
    assert turn.state == Turn.State.APPROVED


def test_without_a_scale_in_use_one_is_pointed_to(signed_in, now, then) -> None:
    page = signed_in("vesna", "editor", "chief").get(f"/desk/people/statements/{now.pk}/before/{then.pk}/")
    assert "/desk/scales/" in page.content.decode()
    assert 'name="rating"' not in page.content.decode()


@pytest.mark.parametrize("rows", [1, 25])
def test_a_speaker_with_many_turns_costs_no_more(
    client, now, then, turned, ana, goran, rows, django_assert_max_num_queries
):
    for at in range(rows):
        more = Statement.objects.create(
            words=f"Изјава {at}", language="mk", said_on=date(2020, 1, 1), speaker=now.speaker
        )
        turning.approve_turn(turning.propose_turn(now, more, rating=turned, reasons=WHY, by=ana), by=goran)
    with django_assert_max_num_queries(24):
        assert client.get(f"/en/speakers/{now.speaker.slug}/").status_code == 200


def test_somebody_renamed_is_found_by_the_old_name_and_address(client, now, then, turned, ana, goran) -> None:
    turning.approve_turn(turning.propose_turn(now, then, rating=turned, reasons=WHY, by=ana), by=goran)
    jovev = now.speaker
    old = jovev.slug
    actions.change_actor(jovev, name="Марија Јовева", by=ana)
    assert "Марко Јовев" in jovev.aliases
    assert jovev.slug != old
    led = client.get(f"/en/speakers/{old}/")
    assert (led.status_code, led["Location"]) == (301, f"/en/speakers/{jovev.slug}/")
    other = actions.add_actor(kind="person", name="Марко Јовев", by=ana, public_because="друг")
    assert other.slug != old
    actions.change_actor(jovev, name="Марко Јовев", by=ana)
    assert jovev.slug == old
    assert client.get(f"/en/speakers/{old}/").status_code == 200


def test_a_merged_entry_leads_on_and_comes_apart(client, now, then, turned, ana, goran) -> None:
    turning.approve_turn(turning.propose_turn(now, then, rating=turned, reasons=WHY, by=ana), by=goran)
    whole = actions.add_actor(kind="person", name="Марко П. Јовев", by=ana, public_because="министер")
    old = now.speaker.slug
    merged = actions.merge(Actor.objects.get(slug=old), whole, by=ana)
    assert client.get(f"/en/speakers/{old}/")["Location"] == f"/en/speakers/{whole.slug}/"
    assert WHY["en"] in client.get(f"/en/speakers/{whole.slug}/").content.decode()
    actions.undo_merge(merged, by=ana)
    assert client.get(f"/en/speakers/{old}/").status_code == 200


def test_overlapping_terms_are_told(signed_in, now, ana) -> None:
    minister = actions.add_office(now.speaker, titles={"en": "minister"}, since=date(2020, 1, 1), by=ana)
    mayor = actions.add_office(
        now.speaker, titles={"en": "mayor"}, since=date(2018, 1, 1), until=date(2020, 6, 1), by=ana
    )
    party = actions.add_actor(kind="party", name="Партија", by=ana)
    member_of = actions.add_office(now.speaker, titles={"en": "member"}, body=party, by=ana)
    after = actions.add_office(now.speaker, titles={"en": "deputy"}, until=date(2018, 1, 1), by=ana)
    assert overlapping([minister, mayor, member_of, after]) == [(minister, mayor)]
    assert "overlap" in signed_in("vesna", "editor").get(f"/desk/people/{now.speaker.pk}/").content.decode()

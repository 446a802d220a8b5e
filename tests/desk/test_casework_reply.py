"""The right of reply: the link, the answer, the deadline, and what the public page keeps to itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from casework_room import *  # noqa: F403
from casework_room import at
from django.test import Client
from django.utils import timezone

from merilo_desk.casework import actions
from merilo_desk.casework.actions import reply
from merilo_desk.casework.actions.reply import asked_by, due_by_default, remind_of_overdue, secret_of
from merilo_desk.casework.errors import LinkEnded, NoLongerAsked, Unusable
from merilo_desk.casework.letters import letter_of
from merilo_desk.casework.models import Notice, ReplyRequest
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import the_desk
from merilo_desk.newsroom.workdays import hours_on
from merilo_desk.publishing.freezing import reply_facts


@pytest.fixture
def asked(case, goce) -> ReplyRequest:
    """Somebody who was asked."""
    return actions.ask(case, goce, whom="Крсте Пример", channel="e-mail", question="Од каде е бројката?", language="mk")


@pytest.fixture
def link(asked) -> str:
    """The path of the link."""
    return f"/mk/reply/{secret_of(asked)}/"


def test_only_a_digest_is_kept(asked) -> None:
    secret = secret_of(asked)
    assert len(secret) >= 32
    row = ReplyRequest.objects.values().get()
    assert secret not in str(row)
    assert secret not in str(list(Row.objects.values()))
    assert asked_by(secret) == asked
    assert asked_by(secret[:-1]) is None


def test_an_answer_lands_in_the_case_and_is_told(client: Client, asked, link, goce) -> None:
    page = client.get(link)
    assert page.status_code == 200
    assert "Од каде е бројката?" in page.content.decode()
    assert asked.case.claim in page.content.decode()
    back = client.post(link, {"answer": "Од заводот.", "name": "К. П.", "may_publish": "on"}, follow=True)
    assert back.status_code == 200
    asked.refresh_from_db()
    assert (asked.answer, asked.may_publish, asked.answered_by_words) == ("Од заводот.", True, "К. П.")
    assert Notice.objects.get(user=goce).what == "answer"
    assert Row.objects.last().act == "public.answer-reply"
    assert Row.objects.last().by is None


def test_no_cookie_and_no_script(client: Client, link) -> None:
    for page in (client.get(link), client.post(link, {"answer": "Да."})):
        assert not page.cookies
        assert "<script" not in page.content.decode()
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
        assert "noindex" in page["X-Robots-Tag"]


def test_an_answer_may_be_changed_until_the_deadline_and_none_is_lost(client: Client, asked, link) -> None:
    client.post(link, {"answer": "Прво"})
    client.post(link, {"answer": "Прво"})
    client.post(link, {"answer": "Второ", "may_publish": "on"})
    asked.refresh_from_db()
    assert asked.answer == "Второ"
    assert [each["text"] for each in asked.earlier_answers] == ["Прво"]
    ReplyRequest.objects.update(expires=timezone.now() - timedelta(minutes=1))
    late = client.post(link, {"answer": "Трето, предоцна"})
    assert late.status_code == 410
    assert "Трето, предоцна" in late.content.decode(), "what was written is given back"
    asked.refresh_from_db()
    assert asked.answer == "Второ"


@pytest.mark.parametrize(
    ("answer", "status"), [("", 422), ("   ", 422), ("х" * 20_001, 422), ("<script>alert(1)</script>", 302)]
)
def test_bad_answers(client: Client, asked, link, answer: str, status: int) -> None:
    page = client.post(link, {"answer": answer})
    assert page.status_code == status
    if status == 302:
        assert "<script>alert" not in client.get(link).content.decode()
    if len(answer) > 20_000:
        assert "20001" in page.content.decode()
        assert answer in page.content.decode()


def test_a_cut_link_leads_nowhere_kindly(client: Client, asked, link) -> None:
    page = client.get(link[:-6] + "/")
    assert page.status_code == 404
    assert asked.case.claim not in page.content.decode()


def test_a_new_link_ends_the_old_one(client: Client, asked, link, goce) -> None:
    actions.renew_link(asked, goce, due=timezone.now() + timedelta(days=3))
    assert client.get(link).status_code == 404
    assert client.get(f"/mk/reply/{secret_of(asked)}/").status_code == 200
    with pytest.raises(Unusable):
        actions.renew_link(asked, goce, due=timezone.now() - timedelta(days=3))


def test_a_withdrawn_case_takes_no_answer(client: Client, asked, link) -> None:
    at(asked.case, "withdrawn")
    assert client.get(link).status_code == 410
    with pytest.raises(LinkEnded):
        actions.answer(asked, text="Да", may_publish=False)


ASKED_WRONGLY = [
    ({"whom": ""}, Unusable),
    ({"question": " "}, Unusable),
    ({"question": "х" * 5001}, Unusable),
    ({"due": datetime(2001, 1, 1, tzinfo=UTC)}, Unusable),
]


@pytest.mark.parametrize(("given", "error"), ASKED_WRONGLY)
def test_asking_wrongly(case, goce, given, error) -> None:
    right = {"whom": "Некој", "channel": "e-mail", "question": "Зошто?", "language": "mk"}
    with pytest.raises(error):
        actions.ask(case, goce, **{**right, **given})
    assert not ReplyRequest.objects.exists()


def test_nobody_is_asked_once_it_is_out(case, goce) -> None:
    at(case, "published")
    with pytest.raises(NoLongerAsked):
        actions.not_asked(case, goce, because="Доцна")


DEADLINES = [
    # (asked at, hours, country, due): a Wednesday, a Friday into the weekend, the eve of a public holiday
    ("2026-11-25T10:00", 48, "MK", "2026-11-27"),
    ("2026-11-27T10:00", 24, "MK", "2026-11-30"),
    ("2026-12-07T10:00", 24, "MK", "2026-12-09"),
    ("2026-12-07T10:00", 24, "RS", "2026-12-08"),
]


@pytest.mark.parametrize(("asked_at", "hours", "country", "due"), DEADLINES)
def test_the_desks_hours_never_end_on_a_free_day(asked_at, hours, country, due) -> None:
    moment = timezone.make_aware(datetime.fromisoformat(asked_at))
    assert hours_on(moment, hours, country).date().isoformat() == due


def test_overdue_is_told_once(case, asked, goce) -> None:
    assert not asked.overdue
    assert asked.due.replace(second=0, microsecond=0) == due_by_default(asked.asked_at).replace(second=0, microsecond=0)
    ReplyRequest.objects.update(due=timezone.now() - timedelta(hours=1))
    remind_of_overdue()
    remind_of_overdue()
    assert Notice.objects.get().what == "reply-overdue"
    asked.refresh_from_db()
    assert asked.overdue


def test_an_answer_by_telephone_is_written_down(asked, goce) -> None:
    actions.log_answer(asked, goce, text="Кажа дека е точно.", through="telephone", may_publish=True)
    assert (asked.answer, asked.answered_through) == ("Кажа дека е точно.", "telephone")
    # Whoever was asked stands above the answer, in the reader's script; who was heard by a member is no other name.
    assert reply_facts(asked)["by"] == ""


def test_whoever_answers_by_the_link_is_named_as_they_sign(asked) -> None:
    reply.answer(asked, text="Од заводот.", may_publish=True, name="К. П.")
    asked.refresh_from_db()
    assert reply_facts(asked)["by"] == "К. П."


LANGUAGES = ["en", "mk", "sr", "sr-latn", "hr", "bs", "sq", "bg", "ru", "uk"]


def test_every_line_of_a_question_is_set_in(case, goce) -> None:
    asked = actions.ask(case, goce, whom="Ana", channel="letter", question="From where?\n\nWhich years?", language="en")
    assert "\n\n    From where?\n\n    Which years?\n\n" in letter_of(asked, the_desk())


def test_the_letter_is_written_in_every_language(case, goce) -> None:
    letters = set()
    for code in LANGUAGES:
        asked = actions.ask(case, goce, whom="N. N.", channel="e-mail", question="Why?", language=code)
        letter = letter_of(asked, the_desk())
        assert f"/{code}/reply/{secret_of(asked)}/" in letter
        assert case.claim in letter
        letters.add(letter.splitlines()[0])
    # Some neighbours greet alike; most do not.
    assert len(letters) >= 6


def test_the_pane_shows_the_log_and_the_letter(signed_in, asked) -> None:
    page = signed_in("mia", "reporter").get(f"/desk/cases/{asked.case.pk}/reply/").content.decode()
    assert secret_of(asked) in page
    assert "Од каде е бројката?" in page
    seen = signed_in("eva", "auditor").get(f"/desk/cases/{asked.case.pk}/reply/").content.decode()
    assert secret_of(asked) not in seen, "who may not ask does not hold the link"

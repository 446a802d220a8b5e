"""The second pair of eyes, the pre-flight, and what goes out when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from verdict_room import *  # noqa: F403
from verdict_room import TEXTS, approved, in_review

from merilo_desk.casework import signals
from merilo_desk.casework.actions import (
    approve,
    decide,
    log_answer,
    move,
    open_round,
    publish,
    publish_due,
    save_draft,
    schedule,
    send_back,
    send_to_review,
    state_exception,
    take_back_exception,
    unschedule,
    vote,
)
from merilo_desk.casework.actions.review import Remark, standing_approval
from merilo_desk.casework.actions.standing import touched
from merilo_desk.casework.errors import CaseworkError, Unusable, WrongState
from merilo_desk.casework.models import Case, Note
from merilo_desk.casework.preflight import POINTS, missing, preflight
from merilo_desk.casework.seen import differences, reviewed
from merilo_desk.casework.standards import Share, pace, since
from merilo_desk.casework.states import MOVES, State
from merilo_desk.casework.verdict_duties import votes_and_reviews
from merilo_desk.casework.verdict_errors import NotReady, NotWhatWasSeen, OwnWork
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.difference import difference
from merilo_desk.newsroom.policy import Role
from merilo_desk.scales.actions import retire

# --- review ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def reviewed_case(case, goce, ana, boban) -> Case:
    """A case in review, whose verdict ana and boban voted."""
    return in_review(case, goce, ana, boban)


@pytest.fixture
def approved_case(case, goce, ana, boban, vera) -> Case:
    """A case that vera approved."""
    return approved(case, goce, vera, ana, boban)


HANDS = [
    # (what somebody did, may approve)
    ("nothing", True),
    ("voted", True),
    ("opened the case", True),
    ("owns it", False),
    ("wrote a word of it", False),
    ("translated a word of it", False),
    ("put evidence into it", False),
    ("put evidence into it that was taken out", False),
]


@pytest.mark.parametrize(("did", "may"), HANDS)
def test_nobody_approves_what_they_had_a_hand_in(reviewed_case, ana, member, did: str, may: bool) -> None:
    case, one = reviewed_case, member("one", "editor", "chief")
    if did == "voted":
        one = ana
    elif did == "opened the case":
        case.opened_by = one
    elif did == "owns it":
        case.owner = one
    elif did == "wrote a word of it":
        case.drafts.get(language="mk").versions.create(version=0, texts={}, by=one)
    elif did == "translated a word of it":
        case.drafts.get(language="sq").versions.create(version=0, texts={}, by=one)
    elif did == "put evidence into it":
        case.evidence.create(stance="for", source="primary", title="X", number=3, added_by=one)
    elif did == "put evidence into it that was taken out":
        case.evidence.create(
            stance="for", source="primary", title="X", number=3, added_by=one, removed_at=timezone.now()
        )
    case.save()
    if may:
        approve(case, one, version=case.version)
        assert case.state == State.APPROVED
    else:
        with pytest.raises(OwnWork):
            approve(case, one, version=case.version)
        with pytest.raises(PermissionDenied):
            approve(case, one, version=case.version)
        assert case.state == State.IN_REVIEW


@pytest.mark.parametrize("role", Role.values)
def test_every_act_of_a_review_by_every_role(case, goce, ana, boban, member, role: str) -> None:
    one = member("one", role)
    in_review(case, goce, ana, boban)
    acts: dict[str, tuple[Callable[[], Any], set[str]]] = {
        "approve": (lambda: approve(case, one, version=case.version), {"editor", "chief"}),
        "schedule": (lambda: schedule(case, timezone.now() + timedelta(hours=1), one), {"editor", "chief"}),
        "unschedule": (lambda: unschedule(case, one), {"editor", "chief"}),
        "except": (
            lambda: state_exception(case, "links", one, reason="A paper that is in no archive."),
            {"editor", "chief"},
        ),
        "send back": (lambda: send_back(case, one, version=case.version, comment="Why?"), {"editor", "chief"}),
        "send again": (lambda: send_to_review(case, one), {"reporter", "editor", "chief"}),
        "publish": (lambda: publish(case, one), {"editor", "chief"}),
    }
    for act, roles in acts.values():
        rows = Row.objects.count()
        if role not in roles:
            with pytest.raises(PermissionDenied):
                act()
            assert Row.objects.count() == rows
        else:
            try:
                act()
                assert Row.objects.count() > rows
            except WrongState:
                assert role in {"reporter", "editor", "chief"}


def test_what_changed_since_the_page_was_loaded_is_not_approved(reviewed_case, vera) -> None:
    with pytest.raises(NotWhatWasSeen):
        approve(reviewed_case, vera, version=reviewed_case.version - 1)
    assert not reviewed_case.reviews.exists()


def answered(case: Case) -> None:
    """An answer comes by telephone."""
    asked = case.reply_requests.get()
    log_answer(asked, case.owner, text="Ние броиме поинаку.", through="телефон", may_publish=True)


CHANGES: dict[str, Callable[[Case], Any]] = {
    "an answer comes": answered,
    "something a reader would read": touched,
}


@pytest.mark.parametrize("change", sorted(CHANGES))
@pytest.mark.parametrize("scheduled", [False, True])
def test_a_change_after_the_approval_undoes_it_and_says_so(
    approved_case, vera, goce, change: str, scheduled: bool
) -> None:
    case = approved_case
    assert standing_approval(case)
    if scheduled:
        schedule(case, timezone.now() + timedelta(hours=2), vera)
    CHANGES[change](case)
    case.refresh_from_db()
    assert (case.state, case.publish_at) == (State.BACK, None)
    assert case.reviews.get().undone_at
    assert {each.user for each in case.notices.filter(what="approval-undone")} == {vera, goce}
    assert Row.objects.of(case).filter(facts__what="approval-undone").count() == 1


def test_even_a_change_that_passed_the_actions_by_keeps_a_case_from_being_published(approved_case, vera) -> None:
    approved_case.evidence.update(title="Something else")
    assert standing_approval(approved_case) is None
    with pytest.raises(NotReady) as told:
        publish(approved_case, vera)
    assert any("changed since it was approved" in each for each in told.value.missing)


@pytest.mark.parametrize(("language", "told"), [("mk", "Образложение: проценка"), ("sq", "Arsyetimi: проценка")])
def test_the_writer_reads_in_their_language_where_a_comment_is_pinned(
    reviewed_case, vera, signed_in, language: str, told: str
) -> None:
    remark = Remark("mk", "reason", "Whose estimate?", "проценка")
    with override("en"):
        send_back(reviewed_case, vera, version=reviewed_case.version, comment="", remarks=[remark])
    page = signed_in("lila", "reporter", language=language).get(f"/desk/cases/{reviewed_case.pk}/")
    assert f"<blockquote>{told}</blockquote>" in page.content.decode()


def test_a_button_that_does_nothing_yet_says_why(approved_case, signed_in) -> None:
    why = "A case is published when somebody who had no hand in it has approved it and the pre-flight is met."
    chief, at = signed_in("petra", "chief", "editor"), f"/desk/cases/{approved_case.pk}/preflight/"
    assert why not in chief.get(at).content.decode()
    approved_case.notes.create(text="Whose?", anchor="reason")
    page = chief.get(at).content.decode()
    assert 'value="publish" disabled' in page
    assert why in page


def test_a_case_comes_back_with_pinned_comments(reviewed_case, vera, goce) -> None:
    remark = Remark("mk", "reason", "Whose estimate?", "проценка")
    send_back(reviewed_case, vera, version=reviewed_case.version, comment="Nearly.", remarks=[remark])
    note = Note.objects.get()
    assert (note.anchor, note.language, note.text) == ("reason: проценка", "mk", "Whose estimate?")
    assert reviewed_case.state == State.BACK
    assert goce.case_notices.filter(what="back").exists()
    with pytest.raises(WrongState):
        send_back(reviewed_case, vera, version=reviewed_case.version, comment="Again.")


@pytest.mark.parametrize(("comment", "part"), [("", ""), ("   ", ""), ("", "no-such-part")])
def test_nothing_is_sent_back_without_a_word(reviewed_case, vera, comment: str, part: str) -> None:
    remarks = [Remark("mk", part, "Hm.")] if part else []
    with pytest.raises(Unusable):
        send_back(reviewed_case, vera, version=reviewed_case.version, comment=comment, remarks=remarks)
    assert not Note.objects.exists()


def test_the_next_reviewer_sees_what_is_new(reviewed_case, vera, goce) -> None:
    send_back(reviewed_case, vera, version=reviewed_case.version, comment="Shorter.")
    texts = {**TEXTS["mk"], "reason": "Заводот за статистика мери 12,7 отсто."}
    save_draft(reviewed_case, "mk", goce, began_from=1, texts=texts)
    reviewed_case.refresh_from_db()
    found = differences(reviewed_case.reviews.get().seen, reviewed(reviewed_case))
    assert [(str(each.what), each.language) for each in found] == [("The reason", "mk")]
    assert next(piece.text for piece in found[0].pieces if piece.kind == "new") == "7"


@given(st.text("абв .,1", max_size=40), st.text("абв .,1", max_size=40))
def test_a_difference_holds_both_texts(before: str, now: str) -> None:
    found = difference(before, now)
    assert "".join(each.text for each in found if each.kind != "new") == before
    assert "".join(each.text for each in found if each.kind != "gone") == now


LACKING = [("title", "Title"), ("reason", "The reason"), ("body", "What we found")]


@pytest.mark.parametrize(("part", "name"), LACKING)
def test_half_a_draft_is_not_sent_to_review(case, goce, part: str, name: str) -> None:
    case.drafts.filter(language="mk").update(**{part: " "})
    with pytest.raises(Unusable, match=name):
        send_to_review(case, goce)


def test_a_draft_without_a_verdict_is_not_sent_to_review(case, goce) -> None:
    with pytest.raises(Unusable, match="no verdict"):
        send_to_review(case, goce)


# --- pre-flight -----------------------------------------------------------------------------------------------------


def test_a_case_that_lacks_nothing_passes_every_point(approved_case) -> None:
    assert missing(approved_case) == []
    assert all(each.met for each in preflight(approved_case))


def source(case: Case, **given: Any) -> None:
    case.evidence.update(**given)


def draft(case: Case, code: str = "mk", **given: Any) -> None:
    case.drafts.filter(language=code).update(**given)


def one_source(case: Case, **given: Any) -> None:
    first = case.evidence.first()
    for name, value in given.items():
        setattr(first, name, value)
    first.save()


FAILS: list[tuple[str, Callable[[Case], Any]]] = [
    # (point, what is wrong with the case)
    ("speaker", lambda case: type(case.statement).objects.update(speaker=None)),
    ("claim-date", lambda case: type(case.statement).objects.update(said_on=None)),
    ("appearance", lambda case: case.statement.appearances.all().delete()),
    ("why-chosen", lambda case: Case.objects.update(why_chosen="  ")),
    ("topic", lambda case: Case.objects.update(topic=None)),
    ("evidence", lambda case: case.evidence.all().delete()),
    ("links", lambda case: one_source(case, url="")),
    ("titles", lambda case: one_source(case, url="https://zavod.example/1/", title="zavod.example/1")),
    ("archived", lambda case: one_source(case, archived="")),
    ("archived", lambda case: one_source(case, archived="", link_trouble="404")),
    ("primary", lambda case: source(case, source="secondary")),
    ("two-sources", lambda case: source(case, publisher="Завод")),
    ("two-sources", lambda case: one_source(case, protected=True, public_text="Службеник")),
    ("two-sources", lambda case: one_source(case, stance="context")),
    ("interests", lambda case: one_source(case, source="expert", why_secondary="x")),
    ("protected", lambda case: one_source(case, protected=True)),
    ("both-sides", lambda case: source(case, stance="against")),
    ("both-sides", lambda case: source(case, stance="for")),
    ("reply", lambda case: case.reply_requests.all().delete()),
    ("reply-time", lambda case: case.reply_requests.update(due=timezone.now() + timedelta(hours=3))),
    ("verdict", lambda case: Case.objects.update(rating=None)),
    ("verdict", lambda case: Case.objects.update(decided_in=None)),
    ("verdict", lambda case: case.decided_in.votes.all().delete()),
    ("verdict", lambda case: Case.objects.update(rating=case.rating.scale.ratings.get(slug="true"))),
    ("verdict-fresh", lambda case: draft(case, reason="Друго.")),
    ("rating-valid", lambda case: type(case.rating).objects.update(valid_to=date(2020, 1, 1))),
    ("second-person", lambda case: case.reviews.all().delete()),
    ("second-person", lambda case: draft(case, title="Друг наслов")),
    ("comments", lambda case: case.notes.create(text="Whose?", anchor="reason")),
    ("reason-length", lambda case: draft(case, reason="Едно е точно. Две е точно. Три е точно. Четири е точно.")),
    ("title", lambda case: draft(case, title="Претежно невистина: колку падна невработеноста")),
    ("claim-length", lambda case: draft(case, "en", claim="Unemployment fell " * 6)),
    ("pictures", lambda case: draft(case, body="Слика: ![](/m/1.png)")),
    ("pictures", lambda case: draft(case, "sq", body='<img src="/m/1.png">')),
    ("languages", lambda case: draft(case, "sq", method="")),
    ("languages", lambda case: case.drafts.filter(language="en").delete()),
    ("own-language", lambda case: draft(case, method="")),
]  # fmt: skip


@pytest.mark.parametrize(("point", "wrong"), FAILS)
def test_what_a_point_sees(approved_case, point: str, wrong: Callable[[Case], Any]) -> None:
    wrong(approved_case)
    case = Case.objects.get()
    outcomes = {each.point.key: each for each in preflight(case)}
    assert outcomes[point].missing, point
    assert all((len(sentence) > 20 and sentence.rstrip().endswith((".", "!", ")"))) or ":" in sentence
               for sentence in outcomes[point].missing)  # fmt: skip


STAYS_SILENT: list[tuple[str, Callable[[Case], Any]]] = [
    # (point, what is not wrong with the case)
    ("speaker", lambda case: type(case.statement).objects.update(speaker=None, speaker_words="шефот на кабинетот")),
    ("links", lambda case: one_source(case, url="", protected=True, public_text="Службеник")),
    ("titles", lambda case: one_source(case, title="zavod.example", url="", protected=True, public_text="Службеник")),
    ("archived", lambda case: one_source(case, archived="", archived_sha256="a" * 64)),
    ("archived", lambda case: one_source(case, archived="", url="")),
    ("primary", lambda case: source(case, source="secondary", why_secondary="Документот е тајна.")),
    ("interests", lambda case: one_source(case, source="expert", interests="Нема познати.")),
    ("reply", lambda case: case.reply_requests.update(asked_at=None, not_asked_because="Починат е.")),
    ("reply-time", lambda case: case.reply_requests.update(answered_at=timezone.now(), due=timezone.now())),
    ("comments", lambda case: case.notes.create(text="Whose?", anchor="reason", resolved_at=timezone.now())),
    ("comments", lambda case: case.notes.create(text="A note to ourselves.")),
    ("reason-length", lambda case: draft(case, reason="Според д-р Пример е 12,8 отсто. Г. Пример молчи. Тоа е сè.")),
    ("title", lambda case: draft(case, title="Претежно невистинито раскажано")),
    ("claim-length", lambda case: draft(case, claim="Нацртот на македонски не се гледа, туку точните зборови " * 3)),
    ("pictures", lambda case: draft(case, body='<img alt="Графикон" src="/m/1.png">')),
    ("languages", lambda case: draft(case, claim="")),
    ("verdict-fresh", lambda case: draft(case, "sq", reason="Ndryshe.")),
    ("verdict-fresh", lambda case: one_source(case, archived="https://archive.example/later", interests="Нема.")),
]  # fmt: skip


@pytest.mark.parametrize(("point", "right"), STAYS_SILENT)
def test_where_a_point_stays_silent(approved_case, point: str, right: Callable[[Case], Any]) -> None:
    right(approved_case)
    outcomes = {each.point.key: each for each in preflight(Case.objects.get())}
    assert outcomes[point].missing == ()


def test_every_point_of_this_room_has_a_case_that_fails_it() -> None:
    ours = {key for key, each in POINTS.items() if each.check.__module__.startswith("merilo_desk.casework")}
    assert ours - {"sentence"} == {point for point, _wrong in FAILS}


NEVER = {"why-chosen", "topic", "evidence", "primary", "interests", "protected", "reply", "verdict", "rating-valid"}
NEVER |= {"titles", "second-person", "reason-length", "pictures", "own-language", "sentence"}


@pytest.mark.parametrize("point", sorted(point for point, _wrong in FAILS))
def test_which_points_allow_an_exception(case, ana, point: str) -> None:
    if point in NEVER:
        with pytest.raises(Unusable, match="no exception"):
            state_exception(case, point, ana, reason="There is a good reason for this one.")
    else:
        assert state_exception(case, point, ana, reason="There is a good reason for this one.").by == ana


def test_an_exception_lets_a_case_pass_until_it_is_taken_back(approved_case, ana) -> None:
    one_source(approved_case, archived="")
    assert any("archived copy" in each for each in missing(approved_case))
    state_exception(approved_case, "archived", ana, reason="The archive refuses pages of this host.")
    assert not any("archived copy" in each for each in missing(approved_case))
    take_back_exception(approved_case, "archived", ana)
    assert any("archived copy" in each for each in missing(approved_case))


@pytest.mark.parametrize("reason", ["", "because", "x" * 5000])
def test_an_exception_says_why(case, ana, reason: str) -> None:
    with pytest.raises(Unusable):
        state_exception(case, "archived", ana, reason=reason)


# --- publishing -----------------------------------------------------------------------------------------------------


@pytest.fixture
def heard():
    """What the rooms to the right were told."""
    told: list[tuple[int, Any]] = []

    def hear(sender: Any, case: Case, by: Any, **rest: Any) -> None:
        told.append((case.pk, by))

    signals.published.connect(hear)
    yield told
    signals.published.disconnect(hear)


def test_published_at_once(approved_case, vera, heard, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish(approved_case, vera)
    assert heard == [(approved_case.pk, vera)]
    assert (approved_case.state, approved_case.publish_at) == (State.PUBLISHED, None)
    assert approved_case.published_at


def test_nothing_is_published_that_lacks_something(approved_case, vera, heard) -> None:
    Case.objects.update(topic=None)
    approved_case.refresh_from_db()
    for act in (
        lambda: publish(approved_case, vera),
        lambda: schedule(approved_case, timezone.now() + timedelta(1), vera),
    ):
        with pytest.raises(NotReady, match="no topic"):
            act()
    assert Case.objects.get().state == State.APPROVED


@pytest.mark.parametrize("away", [timedelta(0), timedelta(days=-1), timedelta(days=500)])
def test_times_that_cannot_be_set(approved_case, vera, away: timedelta) -> None:
    with pytest.raises(Unusable):
        schedule(approved_case, timezone.now() + away, vera)


LATE = [
    # (minutes past the time that was set, what the owner is told)
    (0, "published-by-clock"),
    (1, "published-by-clock"),
    (90, "published-late"),
]


@pytest.mark.parametrize(("minutes", "told"), LATE)
def test_the_clock_publishes_and_says_when_it_was_late(approved_case, vera, goce, minutes: int, told: str) -> None:
    schedule(approved_case, timezone.now() + timedelta(hours=1), vera)
    publish_due()
    assert Case.objects.get().state == State.SCHEDULED, "not yet"
    Case.objects.update(publish_at=timezone.now() - timedelta(minutes=minutes))
    publish_due()
    publish_due()
    assert Case.objects.get().state == State.PUBLISHED
    assert goce.case_notices.filter(what=told).count() == 1
    row = Row.objects.of(approved_case).filter(facts__to="published").get()
    assert row.by is None
    assert row.facts.get("late_minutes", 0) == (minutes if minutes > 5 else 0)


def test_what_cannot_go_out_at_its_time_is_held_up_and_said(approved_case, vera, goce) -> None:
    schedule(approved_case, timezone.now() + timedelta(hours=1), vera)
    Case.objects.update(publish_at=timezone.now(), topic=None)
    publish_due()
    case = Case.objects.get()
    assert (case.state, case.publish_at) == (State.APPROVED, None)
    assert "no topic" in str(goce.case_notices.get(what="held-up").facts["because"])


def test_a_retired_verdict_does_not_go_out(approved_case, vera, member) -> None:
    retire(approved_case.rating, date(2021, 1, 1), by=member("chief", "chief"))
    with pytest.raises(NotReady, match="retired"):
        publish(approved_case, vera)


def test_taken_off_the_clock(approved_case, vera) -> None:
    schedule(approved_case, timezone.now() + timedelta(hours=1), vera)
    unschedule(approved_case, vera)
    case = Case.objects.get()
    assert (case.state, case.publish_at) == (State.APPROVED, None)
    with pytest.raises(WrongState):
        unschedule(case, vera)


GUARDED = [each for each in State.values if each not in {"new", "triaged", "assigned", "drafted"}]


@pytest.mark.parametrize("to", GUARDED)
def test_no_bare_step_of_the_page_leads_past_votes_review_and_preflight(case, client, vera, to: str) -> None:
    """The page's own button for a step takes only those steps that need nothing else."""
    sources = MOVES[State(to)].sources if to in MOVES else frozenset()
    for now in sources:
        Case.objects.update(state=now)
        client.force_login(vera, backend="django.contrib.auth.backends.ModelBackend")
        assert client.post(f"/desk/cases/{case.pk}/move/", {"to": to}).status_code == 404
        assert Case.objects.get().state == now


@pytest.mark.parametrize("state", State.values)
def test_only_what_was_approved_is_published(case, vera, state: str) -> None:
    Case.objects.update(state=state)
    case.refresh_from_db()
    with pytest.raises(CaseworkError):
        publish(case, vera)
    assert Case.objects.get().state == state


def test_a_change_by_the_clock_alone_is_refused_where_it_was_not_scheduled(approved_case) -> None:
    with pytest.raises((PermissionDenied, WrongState)):
        publish(approved_case, None)
    with pytest.raises(PermissionDenied):
        move(approved_case, State.SCHEDULED, None)


# --- standards ------------------------------------------------------------------------------------------------------

SINCE = [
    # (months, day, first day)
    (6, date(2026, 11, 29), date(2026, 5, 29)),
    (12, date(2026, 11, 29), date(2025, 11, 29)),
    (6, date(2026, 8, 31), date(2026, 2, 28)),
    (12, date(2024, 2, 29), date(2023, 2, 28)),
    (6, date(2026, 6, 15), date(2025, 12, 15)),
]


@pytest.mark.parametrize(("months", "day", "first"), SINCE)
def test_so_many_months_ago(months: int, day: date, first: date) -> None:
    assert since(months, day) == first


PACES = [
    # (days between two fact checks, whether that is enough)
    (7, True),
    (6, True),
    (8, False),
    (30, False),
]


@pytest.mark.parametrize(("apart", "enough"), PACES)
@pytest.mark.parametrize("months", [6, 12])
def test_one_a_week_on_average(apart: int, enough: bool, months: int) -> None:
    today = date(2026, 11, 29)
    days = [today - timedelta(days=at) for at in range(0, 800, apart)]
    assert pace(days, months, today).enough is enough


SHARES = [
    # (count, of, lower end, upper end): Wilson, by hand
    (5, 10, 0.237, 0.763),
    (0, 10, 0.0, 0.278),
    (10, 10, 0.722, 1.0),
    (75, 100, 0.657, 0.825),
]


@pytest.mark.parametrize(("count", "of", "low", "high"), SHARES)
def test_the_interval_of_a_share(count: int, of: int, low: float, high: float) -> None:
    interval = Share(count, of).interval
    assert interval is not None
    assert interval == pytest.approx((low, high), abs=0.001)


def test_nothing_has_no_share() -> None:
    assert Share(0, 0).share is None
    assert Share(0, 0).interval is None


# --- what waits -----------------------------------------------------------------------------------------------------


def test_who_is_told_that_a_vote_or_a_review_waits(case, truth, goce, ana, boban, vera) -> None:
    def waits(user: Any, pane: str) -> bool:
        return any(each.address.endswith(f"/{pane}/") for each in votes_and_reviews(user))

    opened = open_round(case, truth, ana, electors=[ana, boban])
    assert [waits(each, "verdict") for each in (ana, boban, vera, goce)] == [True, True, False, False]
    for each in (ana, boban):
        vote(opened, each, rating=truth.ratings.get(slug="false"), reason="So it is.")
    assert not waits(ana, "verdict")
    case.refresh_from_db()
    decide(case, ana)
    case.refresh_from_db()
    send_to_review(case, goce)
    case.evidence.filter(number=1).update(added_by=boban)
    assert [waits(each, "review") for each in (ana, boban, vera, goce)] == [True, False, True, False]


# --- what a desk of several languages needs ---------------------------------------------------------------------------


def test_an_approval_stands_in_every_language_of_the_desk(reviewed_case, vera) -> None:
    """The one asked for a reply has a name of their own in each language; the clock publishes in none of them."""
    asked = reviewed_case.reply_requests.get().asked
    asked.names = {"mk": "Крсте Пример", "sq": "Kërste Primer", "en": "Krste Primer"}
    asked.save()
    case = Case.objects.get(pk=reviewed_case.pk)
    with override("sq"):
        approve(case, vera, version=case.version)
    for code in ("mk", "en", "sq", "sr"):
        with override(code):
            case = Case.objects.get(pk=reviewed_case.pk)
            assert standing_approval(case) is not None, code
            assert "second-person" not in {each.point.key for each in missing(case)}
    asked.name = "Крсте Друг"
    asked.save()
    assert standing_approval(Case.objects.get(pk=case.pk)) is not None


def test_what_is_out_asks_for_no_approval_again(approved_case, vera) -> None:
    publish(approved_case, vera)
    case = Case.objects.get(pk=approved_case.pk)
    case.version += 1
    case.save()
    assert "second-person" not in {each.point.key for each in missing(case)}


def test_a_reviewer_reads_what_readers_will_read(reviewed_case, vera, signed_in) -> None:
    draft = reviewed_case.drafts.get(language="mk")
    draft.body = "Заводот мери **12,8** отсто [1]. <script>alert(1)</script>"
    draft.save()
    page = signed_in("zoran", "editor").get(f"/desk/cases/{reviewed_case.pk}/review/").content.decode()
    assert "<strong>12,8</strong>" in page
    assert 'href="#source-1"' in page
    assert 'id="source-1"' in page
    assert "https://stat.example/a" in page
    assert "<script>alert(1)" not in page


def test_what_is_wrong_with_a_published_check_is_one_press_away(approved_case, vera, signed_in) -> None:
    browser = signed_in("zoran", "editor")
    address = f"/desk/cases/{approved_case.pk}/"
    assert 'action="/desk/corrections/open/"' not in browser.get(address).content.decode()
    publish(approved_case, vera)
    page = browser.get(address).content.decode()
    assert 'action="/desk/corrections/open/"' in page
    assert 'action="/desk/corrections/open/"' not in signed_in("lea", "reader").get(address).content.decode()

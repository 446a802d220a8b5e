"""Assigning, holding, planning, evidence, tasks and notes: who may, and what is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from casework_room import *  # noqa: F403
from casework_room import at
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from merilo_desk.casework import actions
from merilo_desk.casework.errors import ChangedMeanwhile, NotOpenForWork, SomebodyIsOnIt, Unusable, WrongState
from merilo_desk.casework.models import Case, Evidence, Notice
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.policy import Role
from merilo_desk.people.models import Actor

SOURCE = {"stance": "against", "source": "primary", "title": "Анкета на работна сила", "url": "https://stat.example/2"}

SOMEBODY = {"kind": "person", "name": "Цвета Пример", "public_because": "градоначалничка"}

# What each act needs: the roles that may, and how it is done by a member.
ACTS = {
    "assign": ("reporter editor chief", lambda case, by: actions.assign(case, None if case.owner else by, by)),
    "hold": ("reporter editor chief translator", lambda case, by: actions.hold(case, by)),
    "plan": ("reporter editor chief", lambda case, by: actions.plan(case, by, priority=4)),
    "attribute": ("reporter editor chief", lambda case, by: actions.attribute(case, by, speaker="Некој")),
    "languages": ("reporter editor chief", lambda case, by: actions.choose_languages(case, by, [])),
    "register": ("reporter editor chief", lambda case, by: actions.register_speaker(case, by, **SOMEBODY)),
    "evidence": ("reporter editor chief", lambda case, by: actions.add_evidence(case, by, **SOURCE)),
    "task": ("reporter editor chief", lambda case, by: actions.add_task(case, by, text="Побарај")),
    "note": ("reporter editor chief translator", lambda case, by: actions.add_note(case, by, text="Внимавај")),
    "public note": ("reporter editor chief", lambda case, by: actions.add_note(case, by, text="Белешка", public=True)),
    "ask": ("reporter editor chief", lambda case, by: actions.not_asked(case, by, because="Нема никој")),
    "withdraw": ("editor chief", lambda case, by: actions.withdraw(case, by, "Двојно")),
}


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.parametrize("act", ACTS)
def test_every_act_by_every_role(case, member, act: str, role: str) -> None:
    roles, done = ACTS[act]
    one = member("one", role)
    rows = Row.objects.count()
    if role in roles.split():
        done(case, one)
        assert Row.objects.count() > rows
    else:
        with pytest.raises(PermissionDenied):
            done(case, one)
        assert Row.objects.count() == rows


def test_a_case_given_to_somebody_is_assigned_and_they_are_told(case, ana, goce) -> None:
    actions.assign(case, ana, goce)
    assert (case.state, case.owner) == ("assigned", ana)
    assert Notice.objects.get().user == ana
    actions.assign(case, goce, goce)
    assert Notice.objects.filter(user=ana, what="taken-over").exists()
    assert not Notice.objects.filter(user=goce).exists(), "nobody is told of their own act"


def test_whoever_may_not_work_cannot_have_a_case(case, member, goce) -> None:
    with pytest.raises(Unusable):
        actions.assign(case, member("eva", "auditor"), goce)
    with pytest.raises(WrongState):
        actions.assign(at(case, "withdrawn"), goce, goce)


def test_somebody_is_on_it(case, ana, goce) -> None:
    actions.hold(case, ana)
    with pytest.raises(SomebodyIsOnIt) as told:
        actions.hold(case, goce)
    assert "Ana" in str(told.value)
    actions.hold(case, goce, take_over=True)
    assert actions.holder(case) == goce
    assert Notice.objects.get(user=ana).what == "hold-taken"
    actions.release(case, ana)
    assert actions.holder(case) == goce, "another's hold is left alone"


def test_a_hold_gone_quiet_is_nobodys(case, ana, goce) -> None:
    actions.hold(case, ana)
    case.held_seen = timezone.now() - timedelta(minutes=31)
    case.save()
    assert actions.holder(case) is None
    actions.hold(case, goce)
    assert actions.holder(case) == goce


def test_a_clock_that_went_wrong_keeps_no_hold_for_ever(case, ana) -> None:
    actions.hold(case, ana)
    case.held_seen = timezone.now() + timedelta(days=400)
    case.save()
    assert actions.holder(case) is None


def test_a_plan_keeps_only_what_differs(case, goce) -> None:
    actions.plan(case, goce, priority=4, due=date(2026, 12, 1), topic=None)
    row = Row.objects.of(case).last()
    assert row.facts["after"] == {"priority": "4", "due": "2026-12-01"}
    before = Row.objects.count()
    actions.plan(case, goce, priority=4)
    assert Row.objects.count() == before


def test_texts_rest_in_review_but_priority_does_not(case, goce) -> None:
    at(case, "in-review")
    actions.plan(case, goce, priority=4)
    for done in (
        lambda: actions.plan(case, goce, context="ново"),
        lambda: actions.add_evidence(case, goce, **SOURCE),
        lambda: actions.add_note(case, goce, text="јавно", public=True),
        lambda: actions.attribute(case, goce, speaker="Друг"),
    ):
        with pytest.raises(NotOpenForWork):
            done()


def test_a_speaker_makes_the_case_found_by_their_name(case, goce) -> None:
    actor = Actor.objects.create(name="Крсте Пример", slug="krste", wikidata="Q7")
    actions.attribute(case, goce, speaker=actor, said_on=date(2026, 1, 2))
    case.refresh_from_db()
    assert case.statement.words == case.claim
    assert case.speaker == actor
    assert "krste" in case.keys or "крст" in case.keys


def test_numbers_are_given_once(case, goce) -> None:
    one, two = actions.add_evidence(case, goce, **SOURCE), actions.add_evidence(case, goce, **SOURCE)
    actions.remove_evidence(two, goce)
    assert actions.add_evidence(case, goce, **SOURCE).number == 3
    assert [each.number for each in case.evidence.all()] == [1, 3]
    actions.restore_evidence(two, goce)
    actions.order_evidence(case, goce, [two.pk])
    assert [each.number for each in case.evidence.all()] == [2, 1, 3]
    actions.step_evidence(Evidence.objects.get(pk=one.pk), goce, up=True)
    assert [each.number for each in case.evidence.all()] == [1, 2, 3]


def test_evidence_is_stepped_among_its_own_column(case, goce) -> None:
    against = [actions.add_evidence(case, goce, **SOURCE) for _each in range(2)]
    middle = actions.add_evidence(case, goce, **{**SOURCE, "stance": "for"})
    actions.order_evidence(case, goce, [against[0].pk, middle.pk, against[1].pk])
    actions.step_evidence(Evidence.objects.get(pk=against[1].pk), goce, up=True)
    assert [each.number for each in case.evidence.all()] == [2, 3, 1]
    actions.step_evidence(Evidence.objects.get(pk=against[1].pk), goce, up=True)
    assert [each.number for each in case.evidence.all()] == [2, 3, 1], "the first stays the first"


def test_two_editors_of_one_source(case, ana, goce) -> None:
    source = actions.add_evidence(case, goce, **SOURCE)
    actions.change_evidence(source, ana, began_from=1, shows="А")
    with pytest.raises(ChangedMeanwhile) as told:
        actions.change_evidence(source, goce, began_from=1, shows="Г")
    assert told.value.theirs["shows"] == "А"
    assert told.value.mine["shows"] == "Г"
    assert Evidence.objects.get().shows == "А"


def test_a_protected_source_leaves_no_name_in_the_ledger(case, goce) -> None:
    with pytest.raises(Unusable):
        actions.add_evidence(case, goce, **{**SOURCE, "protected": True})
    actions.add_evidence(case, goce, **{**SOURCE, "protected": True, "public_text": "службеник во министерство"})
    assert "Анкета" not in str(list(Row.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    ("sha", "fine"), [("", True), ("a" * 64, True), ("A" * 64, False), ("a" * 63, False), ("<b>", False)]
)
def test_a_hash_is_a_hash(case, goce, sha: str, fine: bool) -> None:
    if fine:
        actions.add_evidence(case, goce, **SOURCE, archived_sha256=sha)
    else:
        with pytest.raises(Unusable):
            actions.add_evidence(case, goce, **SOURCE, archived_sha256=sha)


def test_tasks_and_notes_come_back(case, ana, goce) -> None:
    task = actions.add_task(case, goce, text=" Побарај   одговор ", assignee=ana)
    assert task.text == "Побарај одговор"
    actions.finish_task(task, ana)
    assert task.done_by == ana
    actions.finish_task(task, ana, done=False)
    assert task.done_at is None
    note = actions.add_note(case, ana, text="Види", anchor="mk/body: „11 отсто“")
    actions.resolve_note(note, goce)
    assert note.resolved_by == goce
    assert Notice.objects.filter(user=goce, what="note").exists()


@pytest.mark.parametrize("text", ["", "  ", "х" * 301])
def test_what_is_no_task(case, goce, text: str) -> None:
    with pytest.raises(Unusable):
        actions.add_task(case, goce, text=text)


def test_withdrawing_needs_a_reason_and_happens_once(case, ana) -> None:
    with pytest.raises(Unusable):
        actions.withdraw(case, ana, "  ")
    actions.withdraw(case, ana, "Двојно отворено")
    assert Case.objects.get().withdrawn_because == "Двојно отворено"
    with pytest.raises(WrongState):
        actions.withdraw(case, ana, "Пак")


def test_a_published_case_is_not_withdrawn_past_the_ledger(case, ana) -> None:
    Case.objects.update(state="published")
    with pytest.raises(WrongState):
        actions.withdraw(case, ana, "Не стои")
    assert Case.objects.get().state == "published"

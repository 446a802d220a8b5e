"""Acts on requests: what they change, who is told, two members at once, and taking it back."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from inbox_samples import submission

from merilo_desk.intake.actions import joining, triage
from merilo_desk.intake.actions.deeds import undo
from merilo_desk.intake.errors import ChangedMeanwhile, NothingPicked, NothingSaid, TwoStatements, WrongState
from merilo_desk.intake.models import Deed, Likeness, Message, Outcome, Submission
from merilo_desk.intake.reasons import REASONS, ready_text
from merilo_desk.intake.standing import settle, stand
from merilo_desk.intake.statistics import answers
from merilo_desk.languages import LANGUAGES
from merilo_desk.ledger.models import Row
from merilo_desk.people.models import Statement

pytestmark = pytest.mark.django_db


def pick(*ones: Submission) -> list[tuple[int, int]]:
    return [(one.pk, Submission.objects.get(pk=one.pk).version) for one in ones]


def group(*languages: str) -> list[Submission]:
    first = submission("The bridge cost 40 million.", language=languages[0])
    rest = [submission("The bridge cost 40 million!", cluster=first.cluster, language=each) for each in languages[1:]]
    settle([first.cluster_id])
    return [Submission.objects.get(pk=each.pk) for each in (first, *rest)]


def states() -> list[tuple[str, str, int]]:
    return list(Submission.objects.order_by("pk").values_list("state", "shelf", "demand"))


@pytest.fixture
def ana(member, desk):
    return member("ana", "editor")


def test_whoever_takes_it_has_it(ana) -> None:
    one = submission()
    acted = triage.assign(pick(one), to=ana, by=ana)
    one.refresh_from_db()
    assert (one.assignee, one.state, len(acted.done)) == (ana, "open", 1)
    assert [row.facts["kind"] for row in Row.objects.of(one)] == ["assigned"]


def test_nobody_gets_work_who_cannot_do_it(ana, member) -> None:
    with pytest.raises(WrongState):
        triage.assign(pick(submission()), to=member("tea", "translator"), by=ana)


def test_what_is_not_given_stays(ana, topic) -> None:
    one = submission(severity=2, due=date(2027, 1, 1))
    triage.sort(pick(one), topic=topic, by=ana)
    one.refresh_from_db()
    assert (one.topic, one.severity, one.due) == (topic, 2, date(2027, 1, 1))


def test_everybody_who_asks_is_told_why_in_their_language(ana) -> None:
    ones = group("mk", "sq", "mk")
    texts = {code: ready_text("opinion", code) for code in ("mk", "sq")}
    triage.dismiss(pick(ones[0]), reason="opinion", texts=texts, by=ana)
    assert [each.text for each in Message.objects.order_by("submission")] == [texts["mk"], texts["sq"], texts["mk"]]
    assert states() == [("dismissed", "closed", 3), ("dismissed", "behind", 1), ("dismissed", "behind", 1)]
    assert set(Outcome.objects.values_list("reason", flat=True)) == {"opinion"}


def test_a_language_without_words_stops_it_all(ana) -> None:
    ones = group("mk", "sq")
    with pytest.raises(NothingSaid):
        triage.dismiss(pick(ones[0]), reason="opinion", texts={"mk": "Не."}, by=ana)
    assert not Message.objects.exists()
    assert states()[0][0] == "new"


def test_an_answer_goes_to_all_and_a_question_to_one(ana) -> None:
    ones = group("en", "en")
    triage.ask_many(pick(ones[0]), texts={"en": "Where did you see it?"}, by=ana)
    assert Message.objects.count() == 1
    triage.answer_many(pick(ones[0]), texts={"en": "It cost 41."}, by=ana)
    assert Message.objects.count() == 3
    assert [each[0] for each in states()] == ["answered", "answered"]


def test_spam_takes_all_copies_and_tells_nobody(ana) -> None:
    ones = group("en", "en", "en")
    triage.mark_spam(pick(ones[0]), by=ana)
    assert {each[1] for each in states()} == {"spam"}
    assert not Message.objects.exists()


def test_two_at_once_the_second_is_told_and_nothing_is_lost(ana, member) -> None:
    one, other = submission(), submission("Another.")
    seen = pick(one, other)
    ivo = member("ivo", "reporter")
    triage.assign(pick(one), to=ivo, by=ivo)
    acted = triage.assign(seen, to=ana, by=ana)
    assert ([each.pk for each in acted.done], [each.pk for each in acted.changed]) == ([other.pk], [one.pk])
    one.refresh_from_db()
    assert one.assignee == ivo
    with pytest.raises(ChangedMeanwhile, match="Ivo"):
        triage.dismiss([(one.pk, 1)], reason="old", texts={"en": "Too old."}, by=ana)


def test_merging_counts_and_undoing_brings_it_back(ana) -> None:
    first, other = group("en", "en"), group("mk")
    like = Likeness.objects.create(submission=other[0], other=first[0], score=0.8, by="meaning")
    before = states()
    acted = joining.merge(pick(first[0], other[0]), by=ana)
    assert states() == [("new", "open", 3), ("new", "behind", 1), ("new", "behind", 1)]
    like.refresh_from_db()
    assert like.judged == "same"
    undone = undo(acted.deed, by=ana)
    assert (undone.back, undone.changed) == (1, 0)
    assert states() == before
    like.refresh_from_db()
    assert like.judged == "suggested"
    with pytest.raises(ChangedMeanwhile):
        undo(acted.deed, by=ana)


def test_two_statements_ask(ana) -> None:
    one, other = submission(), submission("Another.")
    statements = [
        joining.make_statement(each, words=each.quotation, by=ana, url="https://vesnik.example/a")
        for each in (one, other)
    ]
    with pytest.raises(TwoStatements) as asked:
        joining.merge(pick(one, other), by=ana)
    assert asked.value.statements == [each.pk for each in statements]
    joining.merge(pick(one, other), statement=statements[1].pk, by=ana)
    one.refresh_from_db()
    assert one.cluster.statement == statements[1]
    assert Statement.objects.count() == 2


def test_a_statement_is_written_down_once(ana) -> None:
    one = submission()
    made = joining.make_statement(one, words=one.quotation, by=ana, url="javascript:alert(1)")
    assert not made.appearances.exists()
    with pytest.raises(WrongState):
        joining.make_statement(one, words="Other.", by=ana)


def test_splitting_is_remembered_and_undone(ana) -> None:
    first, second, third = group("en", "en", "en")
    like = Likeness.objects.create(submission=third, other=first, score=0.95, by="meaning", judged="same")
    acted = joining.split(pick(third), by=ana)
    assert states() == [("new", "open", 2), ("new", "behind", 1), ("new", "open", 1)]
    like.refresh_from_db()
    assert like.judged == "other"
    undo(acted.deed, by=ana)
    assert states() == [("new", "open", 3), ("new", "behind", 1), ("new", "behind", 1)]
    with pytest.raises(WrongState):
        joining.split(pick(submission("Alone.")), by=ana)
    assert second.pk


def test_undoing_a_dismissal_takes_back_what_nobody_has_read(ana) -> None:
    ones = group("en", "en")
    acted = triage.dismiss(pick(ones[0]), reason="old", texts={"en": "Too old."}, by=ana)
    Message.objects.filter(submission=ones[1]).update(read=True)
    undone = undo(acted.deed, by=ana)
    assert (undone.back, undone.read) == (2, 1)
    assert [each.submission_id for each in Message.objects.all()] == [ones[1].pk]
    assert not Outcome.objects.exists()
    assert [each[0] for each in states()] == ["new", "new"]


def test_undo_leaves_what_somebody_changed_since(ana, member) -> None:
    one, other = submission(), submission("Another.")
    acted = triage.assign(pick(one, other), to=ana, by=ana)
    ivo = member("ivo", "editor")
    triage.assign(pick(other), to=ivo, by=ivo)
    undone = undo(acted.deed, by=ana)
    assert (undone.back, undone.changed) == (1, 1)
    other.refresh_from_db()
    assert other.assignee == ivo


def test_reopening_and_undoing_it_keeps_the_day_it_ended(ana) -> None:
    one = submission()
    stand(one, "answered")
    Outcome.objects.update(closed_on=date(2026, 11, 9))
    acted = triage.reopen(pick(one), by=ana)
    assert not Outcome.objects.exists()
    undo(acted.deed, by=ana)
    assert Outcome.objects.get().closed_on == date(2026, 11, 9)
    with pytest.raises(WrongState):
        triage.reopen(pick(submission("New.")), by=ana)


def test_nothing_picked_is_said(ana) -> None:
    with pytest.raises(NothingPicked):
        triage.assign([(99, 1)], to=ana, by=ana)


@pytest.mark.parametrize("language", [each.code for each in LANGUAGES])
@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_is_ready_in_every_language(code: str, language: str) -> None:
    said = ready_text(code, language, "https://desk.example/1")
    assert "{" not in said
    assert language == "en" or said != ready_text(code, "en", "https://desk.example/1")
    assert code != "checked" or said.rstrip(".").endswith("https://desk.example/1")


def test_how_the_desk_answers_is_counted(ana) -> None:
    for number in range(4):
        one = submission(f"Claim {number}.", received_on=date(2026, 11, 1))
        if number:
            stand(one, "answered" if number == 1 else "dismissed", reason="" if number == 1 else "opinion")
    for days, outcome in enumerate(Outcome.objects.order_by("pk"), 2):
        Outcome.objects.filter(pk=outcome.pk).update(closed_on=date(2026, 11, 1 + days))
    counted = answers(date(2026, 11, 1), date(2026, 11, 30))
    assert (counted.received, counted.answered, counted.dismissed, counted.open) == (4, 1, {"opinion": 2}, 1)
    assert counted.median_days == 3
    assert answers(date(2020, 1, 1), date(2020, 2, 1)).median_days is None


def test_typed_words_survive_a_change_by_somebody_else(signed_in, member, desk) -> None:
    client = signed_in("ana", "editor")
    one = submission()
    ivo = member("ivo", "editor")
    triage.assign(pick(one), to=ivo, by=ivo)
    data = {"pick": f"{one.pk}:1", "reason": "old", "text-en": "My own careful words.", "send": "1"}
    page = client.post(reverse("intake:write", args=["dismiss"]), data)
    assert page.status_code == 409
    said = page.content.decode()
    assert "Ivo" in said
    assert "My own careful words." in said
    assert f'value="{one.pk}:2"' not in said or Message.objects.count() == 0
    data["pick"] = f"{one.pk}:{Submission.objects.get(pk=one.pk).version}"
    assert client.post(reverse("intake:write", args=["dismiss"]), data).status_code == 302
    assert Message.objects.get().text == "My own careful words."


def test_a_double_press_sends_once(signed_in, desk) -> None:
    client = signed_in("ana", "editor")
    one = submission()
    data = {"pick": f"{one.pk}:{one.version}", "reason": "old", "text-en": "Too old.", "send": "1"}
    client.post(reverse("intake:write", args=["dismiss"]), data)
    client.post(reverse("intake:write", args=["dismiss"]), data)
    assert Message.objects.count() == 1
    assert Deed.objects.count() == 1


WRITTEN = [
    # (what is posted beside the pick, what the page says)
    ({"reason": "checked", "text-en": "Read our check.", "send": "1"}, "Put in the link"),
    ({"reason": "nonsense", "text-en": "No.", "send": "1"}, "Choose the reason first"),
    ({"reason": "old", "text-en": " \u200b ", "send": "1"}, "Write what the sender should read"),
    ({"reason": "old", "text-en": "x" * 10_001, "send": "1"}, "longer than a sender will read"),
]


@pytest.mark.parametrize(("data", "told"), WRITTEN)
def test_what_is_wrong_is_told_beside_the_words(signed_in, desk, data, told: str) -> None:
    one = submission()
    page = signed_in("ana", "editor").post(
        reverse("intake:write", args=["dismiss"]), data | {"pick": f"{one.pk}:{one.version}"}
    )
    assert page.status_code == 409
    assert told in page.content.decode()
    assert not Message.objects.exists()


def test_many_at_once_and_one_undo(signed_in, desk) -> None:
    client = signed_in("ana", "editor")
    ones = [submission(f"Claim {number}.") for number in range(5)]
    client.post(reverse("intake:act", args=["spam"]), {"pick": [f"{each.pk}:{each.version}" for each in ones]})
    assert {each[1] for each in states()} == {"spam"}
    told = client.post(reverse("intake:undo"), follow=True).content.decode()
    assert "5 stand as before." in told
    assert {each[1] for each in states()} == {"open"}


def test_one_field_is_set_for_many_and_the_others_stay(signed_in, topic, member, desk) -> None:
    client, ivo = signed_in("ana", "editor"), member("ivo", "reporter")
    ones = [submission("One.", severity=2), submission("Two.", due=date(2027, 5, 1))]
    fields = {"topic": topic.pk, "severity": "4", "due": "2027-03-31", "person": ivo.pk}
    sort, assign = (reverse("intake:act", args=[name]) for name in ("sort", "assign"))
    client.post(sort, fields | {"only": "topic", "pick": [f"{each.pk}:1" for each in ones]})
    client.post(assign, fields | {"to": "person", "pick": [f"{each.pk}:2" for each in ones]})
    found = Submission.objects.order_by("pk").values_list("topic", "severity", "due", "assignee")
    assert list(found) == [(topic.pk, 2, None, ivo.pk), (topic.pk, None, date(2027, 5, 1), ivo.pk)]


def test_a_day_that_is_none_is_told(signed_in, desk) -> None:
    one = submission()
    data = {"pick": f"{one.pk}:1", "only": "due", "due": "31/31/2027"}
    page = signed_in("ana", "editor").post(reverse("intake:act", args=["sort"]), data, follow=True)
    assert "Write the due date as a day" in page.content.decode()


def test_next_leads_nowhere_else(signed_in, desk) -> None:
    one = submission()
    data = {"pick": f"{one.pk}:{one.version}", "next": "https://elsewhere.example/"}
    assert signed_in("ana", "editor").post(reverse("intake:act", args=["spam"]), data).url == reverse("intake:inbox")

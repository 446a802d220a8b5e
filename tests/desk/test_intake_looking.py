"""What the engine does with a submission: worth, who asks the same, and the words it is found by."""

from __future__ import annotations

from datetime import time

import pytest
from django.utils import timezone
from inbox_samples import submission

from merilo_desk import engine
from merilo_desk.intake import looking, signals
from merilo_desk.intake.finding import found
from merilo_desk.intake.looking import look, look_at_new
from merilo_desk.intake.models import Deed, Likeness, Meaning, SearchKey, Submission
from merilo_desk.intake.standing import stand
from merilo_desk.ledger.models import Row

pytestmark = pytest.mark.django_db


def looked(text: str, **facts: object) -> Submission:
    made = submission(text, cluster=None, **facts)
    Submission.objects.filter(pk=made.pk).update(cluster=None)
    look(made.pk)
    made.refresh_from_db()
    return made


SAME = [
    # (first, its language, second, its language, joined, suggested)
    ("Невработеноста падна на 11 отсто.", "mk", "Невработеноста паднала на 11 отсто!", "mk", True, False),
    ("Nezaposlenost je pala na 11 odsto.", "sr-latn", "Незапосленост је пала на 11 одсто.", "sr", True, False),
    ("Болницата во Тетово доби нов скенер вреден два милиони евра.", "mk",
     "Spitali i Tetovës mori skaner të ri me vlerë dy milionë euro.", "sq", False, True),
    ("Невработеноста падна на 11 отсто.", "mk", "Невработеноста падна на 14 отсто.", "mk", False, True),
    ("Вакцината предизвикува неплодност кај жените.", "mk", "Вакцината не предизвикува неплодност кај жените.", "mk",
     False, True),
    ("Водата во Велес е отровна.", "mk", "Izbori su pokradeni.", "sr-latn", False, False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "language", "other", "its", "joined", "suggested"), SAME)
def test_who_asks_the_same_meets(desk, one, language, other, its, joined, suggested) -> None:
    first, second = looked(one, language=language), looked(other, language=its)
    assert (first.cluster_id == second.cluster_id) is joined
    open_questions = Likeness.objects.filter(submission=second, judged=Likeness.Judged.SUGGESTED)
    assert bool(open_questions) is suggested
    if joined:
        first.refresh_from_db()
        assert (first.demand, second.shelf) == (2, "behind")
        row = Row.objects.of(second).get()
        assert row.facts["kind"] == "joined"
        assert timezone.localtime(row.at).time() == time(), "the minute of a sending is noted nowhere"


def test_what_differs_is_kept_beside_the_suggestion(desk) -> None:
    looked("Невработеноста падна на 11 отсто.", language="mk")
    second = looked("Невработеноста падна на 14 отсто.", language="mk")
    assert second.likenesses.get().differences == [{"kind": "number", "here": "14 отсто", "there": "11 отсто"}]


def test_two_who_send_only_the_same_link_ask_the_same(desk) -> None:
    first = looked("", link="https://www.vesnik.example/2026/11/most?utm_source=fb")
    second = looked("", link="http://vesnik.example/2026/11/most/")
    assert first.cluster_id == second.cluster_id


def test_one_article_two_quotations_is_only_a_question(desk) -> None:
    looked("The bridge cost 40 million euros.", link="https://vesnik.example/most")
    second = looked("Nobody was hurt when the bridge was built.", link="https://vesnik.example/most")
    assert second.demand == 1
    assert second.likenesses.get().by == "link"


def test_what_is_done_with_is_never_joined_unasked(desk) -> None:
    first = looked("Невработеноста падна на 11 отсто.", language="mk")
    stand(first, Submission.State.DISMISSED, reason="opinion")
    second = looked("Невработеноста падна на 11 отсто.", language="mk")
    assert second.cluster_id != first.cluster_id
    assert second.likenesses.get().judged == Likeness.Judged.SUGGESTED


def test_another_kind_of_request_is_another_matter(desk) -> None:
    first = looked("Ќе изградиме пет нови училишта во Скопје.", language="mk", kind="promise")
    second = looked("Ќе изградиме пет нови училишта во Скопје.", language="mk")
    assert first.cluster_id != second.cluster_id
    assert not second.likenesses.exists()


def test_looking_twice_changes_nothing(desk) -> None:
    first = looked("Невработеноста падна на 11 отсто.", language="mk")
    second = looked("Невработеноста падна на 14 отсто.", language="mk")
    look(second.pk)
    look(first.pk)
    assert Likeness.objects.get().submission == second
    assert Submission.objects.get(pk=first.pk).demand == 1


def test_worth_comes_with_reasons_in_every_language_that_is_read(desk, member) -> None:
    member("ivo", "editor", language="hr")
    one = looked("Невработеноста падна на 11 отсто минатата година.", language="mk")
    assert 0 < one.worth <= 1
    assert set(one.worth_reasons) >= {"mk", "sr", "sq", "en", "hr"}
    assert len(one.worth_reasons["mk"]) == len(one.worth_reasons["en"]) > 0
    assert one.worth_reasons["mk"] != one.worth_reasons["en"]
    assert one.looked


def test_the_clock_looks_at_what_came_in(desk) -> None:
    one = submission("Невработеноста падна на 11 отсто.", language="mk")
    look_at_new()
    one.refresh_from_db()
    assert one.looked


def test_one_that_fails_keeps_nothing_else_waiting(desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = submission("Невработеноста падна на 11 отсто."), submission("Платите пораснаа за 4 отсто.")
    monkeypatch.setattr(looking, "look", lambda pk: 1 / 0 if pk == one.pk else look(pk))
    look_at_new()
    assert set(Submission.objects.filter(looked=True)) == {other}


def test_what_a_sender_takes_back_is_forgotten(desk, member) -> None:
    looked("Невработеноста падна на 11 отсто.", language="mk")
    one = looked("Невработеноста падна на 14 отсто.", language="mk")
    Deed.objects.create(by=member("ana", "editor"), act="dismiss", before={"submissions": {str(one.pk): {}}})
    signals.withdrawn.send(Submission, submission=one)
    one.refresh_from_db()
    assert not SearchKey.objects.filter(submission=one).exists()
    assert not Meaning.objects.filter(submission=one).exists()
    assert not Likeness.objects.exists()
    assert (one.worth, one.matches) == (None, [])
    assert list(Deed.objects.values_list("before", flat=True)) == [{"submissions": {}}]
    one.cluster.refresh_from_db()


FOUND = [
    # (question, whether it finds «Министерот Петровски вети нови плати за медицинските сестри во Штип»)
    ("министерот", True),
    ("ministerot", True),
    ("министер", True),
    ("ministar", True),  # as a reader of Serbian would ask
    ("плата", True),
    ("plati", True),
    ("медицинска сестра", True),
    ("medicinski sestri", True),
    ("Petrovski Štip", True),
    ("Stip", True),
    ("плати Охрид", False),
    ("платформа", False),
    ("мин", True),
    ("https://www.vesnik.example/2026/plati?fbclid=x", True),
    ("https://vesnik.example/2026/drugo", False),
    ("' OR 1=1 --", False),
    ("%", True),
    ("", True),
]


@pytest.mark.parametrize(("question", "expected"), FOUND)
def test_words_are_found_in_either_script_and_with_any_ending(desk, question: str, expected: bool) -> None:
    one = looked(
        "Министерот Петровски вети нови плати за медицинските сестри во Штип.",
        language="mk",
        link="https://vesnik.example/2026/plati",
    )
    assert (one in found(Submission.objects.all(), question)) is expected


def test_a_check_published_later_is_told_to_those_who_asked_before(desk, settings, tmp_path) -> None:
    settings.HOME = tmp_path
    engine.forget_libraries()
    asked = looked("Мостот кај пазарот чинел осум милиони евра.", language="mk")
    other = looked("Izbori su pokradeni.", language="sr-latn")
    done = looked("Мостот кај пазарот чинел осум милиони евра, велат.", language="mk", kind="promise")
    stand(done, Submission.State.DISMISSED, reason="opinion")
    assert not asked.matched
    claim = "Мостот кај пазарот чинеше осум милиони евра."
    engine.put_into_library([engine.FactCheck("one", claim, language="mk", rating="Невистина")])
    looking.look_again([(claim, "mk")])
    look_at_new()
    asked.refresh_from_db()
    other.refresh_from_db()
    done.refresh_from_db()
    assert (asked.matched, other.matched, done.matched) == (True, False, False)
    assert other.looked
    engine.forget_libraries()

"""Writing a correction: what is typed is not lost, and its pages are read before anybody outside reads them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from publishing.conftest import approved, minister, published, scale, site  # noqa: F401
from test_corrections import NOTICES, ana, boris, case, mended, pages  # noqa: F401

from merilo_desk.corrections import actions, errors
from merilo_desk.corrections.as_read import as_it_will_read
from merilo_desk.corrections.models import Correction, WorkingCopy
from merilo_desk.corrections.typed import let_old_copies_go
from merilo_desk.ledger.models import Row
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.scales.models import Rating

pytestmark = pytest.mark.usefixtures("desk")
LANGUAGES = ("mk", "sr", "sr-latn", "sq")


@pytest.fixture
def opened(case, ana):  # noqa: F811
    return actions.open_correction(case, kind="correction", by=ana)


@pytest.fixture
def written(opened, case, ana):  # noqa: F811
    return actions.write(
        opened, kind="correction", texts=mended(case), notices=NOTICES, rating=case.rating, by=ana, seen=None
    )


def fields(client: Client, correction: Correction) -> dict[str, str]:
    """Return what stands in the form of a correction."""
    shown = client.get(f"/desk/corrections/{correction.pk}/")
    form = shown.context["form"]
    typed = {name: form[name].value() for name in form.fields}
    # A box that is not ticked sends nothing.
    sent = {name: value for name, value in typed.items() if value or not (value is None or name.startswith("step-"))}
    return sent | {"seen": shown.context["begun"]}


WAYS = [
    # (what is written, why it is worth a look)
    ({}, "texts of every language change"),
    ({"kind": "retraction", "texts": {}}, "nothing stands any more"),
    ({"rating": "false"}, "the verdict changes"),
    ({"only": "sq", "kind": "update"}, "one translation catches up"),
    ({"only": "mk"}, "a language is left behind"),
    ({"only": "mk", "in_step": ["sr", "sq"]}, "nothing has to change elsewhere"),
]


@pytest.mark.parametrize("given", [given for given, _ in WAYS], ids=[why for _, why in WAYS])
def test_what_is_shown_before_is_what_stands_after(given, opened, case, ana, boris) -> None:  # noqa: F811
    wanted = mended(case)
    if "only" in given:
        wanted = {given["only"]: wanted[given["only"]]}
    actions.write(
        opened,
        kind=given.get("kind", "correction"),
        texts=given.get("texts", wanted),
        notices=NOTICES,
        rating=Rating.objects.get(scale=case.rating.scale, slug=given.get("rating", case.rating.slug)),
        in_step=given.get("in_step", ()),
        by=ana,
    )
    opened = Correction.objects.get(pk=opened.pk)
    before = {page.spoken: as_it_will_read(opened, page) for page in case.pages.select_related("locale")}
    actions.publish(opened, by=boris)
    for after in FactCheckPage.objects.filter(case=case):
        shown = before[after.spoken]
        for name in ("title", "claim", "reason", "body", "method", "rating_id", "version_id", "facts"):
            assert getattr(shown, name) == getattr(after, name), (after.spoken, name)
        for name in ("withdrawn_on", "withdrawn_because", "behind_since"):
            assert getattr(shown, name) == getattr(after, name), (after.spoken, name)


def test_a_page_is_read_as_readers_will_before_it_is_approved(written, case, signed_in) -> None:  # noqa: F811
    editor = signed_in("elena", "editor", language="mk")
    for code in LANGUAGES:
        shown = editor.get(f"/desk/corrections/{written.pk}/read/{code}/")
        text = shown.content.decode()
        assert shown.status_code == 200
        assert ("17,1 na" if code == "sr-latn" else "17,1") in text, code
        assert "noindex" in text
        assert "application/ld+json" not in text
        assert f'href="/desk/corrections/{written.pk}/"' in text
        assert "no-store" in shown["Cache-Control"]
    assert "Никој надвор од редакцијата" in text
    assert "17,3" in case.pages.get(locale__language_code="mk").reason
    assert "17,1" not in Client().get(case.pages.get(locale__language_code="mk").url).content.decode()


def test_what_was_just_typed_is_shown_without_being_saved(opened, case, signed_in) -> None:  # noqa: F811
    editor = signed_in("elena", "editor")
    typed = fields(editor, opened) | {"title-mk": "Сосема нов наслов", "notice-mk": "Насловот беше погрешен."}
    text = editor.post(f"/desk/corrections/{opened.pk}/read/mk/", typed).content.decode()
    assert "Сосема нов наслов" in text
    assert "Насловот беше погрешен." in text
    opened.refresh_from_db()
    assert (opened.stage, opened.after, opened.notices) == ("asked", {}, {})
    assert "Сосема" not in case.pages.get(locale__language_code="mk").title


def test_who_may_look_ahead(written, ana, boris, signed_in) -> None:  # noqa: F811
    address = f"/desk/corrections/{written.pk}/read/mk/"
    assert Client().get(address).status_code == 302
    editor = signed_in("elena", "editor")
    assert editor.get(f"/desk/corrections/{written.pk}/read/de/").status_code == 404
    actions.publish(written, by=boris)
    assert editor.get(address).status_code == 404


def test_nobody_approves_what_they_have_not_read(written, case, ana, boris, signed_in) -> None:  # noqa: F811
    editor = signed_in("elena", "editor")
    address = f"/desk/corrections/{written.pk}/"
    seen = re.search(r'name="seen" value="(\w+)"><button class="first" name="act" value="publish"',
                     editor.get(address).content.decode())  # fmt: skip
    assert seen
    actions.write(
        written, kind="correction", texts=mended(case, new="16,8"), notices=NOTICES, rating=case.rating, by=ana
    )
    answer = editor.post(address, {"act": "publish", "seen": seen[1]}, follow=True)
    assert "changed this correction after you opened it" in answer.content.decode()
    with pytest.raises(errors.SavedMeanwhile):
        actions.publish(written, by=boris, seen=seen[1])
    assert actions.publish(written, by=boris, seen=actions.digest_of(written)).number == 1


def test_whoever_wrote_it_stands_on_the_page_and_not_whoever_approved_it(written, case, boris) -> None:  # noqa: F811
    before = case.pages.get(locale__language_code="mk").facts["people"]["wrote"]
    actions.publish(written, by=boris)
    wrote = case.pages.get(locale__language_code="mk").facts["people"]["wrote"]
    assert boris.name not in wrote
    assert set(before) <= set(wrote)
    assert "Ana" in wrote


def test_what_is_typed_comes_back_to_whoever_typed_it(opened, signed_in) -> None:
    elena, filip = signed_in("elena", "editor"), signed_in("filip", "editor")
    address = f"/desk/corrections/{opened.pk}/"
    typed = fields(elena, opened) | {"notice-mk": "Половина мисла"}
    rows = Row.objects.count()
    kept = elena.post(address + "typed/", typed)
    assert kept.status_code == 200
    assert "Kept for you" in kept.json()["said"]
    assert Row.objects.count() == rows
    assert "Половина мисла" in elena.get(address).content.decode()
    assert "Половина мисла" not in filip.get(address).content.decode()
    opened.refresh_from_db()
    assert opened.stage == "asked"
    elena.post(address + "typed/", {"drop": "1"})
    assert "Половина мисла" not in elena.get(address).content.decode()


def test_what_is_saved_is_no_longer_kept(opened, case, signed_in) -> None:  # noqa: F811
    elena = signed_in("elena", "editor")
    address = f"/desk/corrections/{opened.pk}/"
    typed = fields(elena, opened) | {f"notice-{code}": text for code, text in NOTICES.items()}
    elena.post(address + "typed/", typed)
    assert elena.post(address, typed | {"act": "write"}).status_code == 302
    assert not WorkingCopy.objects.exists()
    opened.refresh_from_db()
    assert opened.notices == NOTICES


def test_what_is_kept_writes_over_nobody(opened, case, boris, signed_in) -> None:  # noqa: F811
    elena = signed_in("elena", "editor")
    address = f"/desk/corrections/{opened.pk}/"
    elena.post(address + "typed/", fields(elena, opened) | {"notice-mk": "Мојата реченица"})
    actions.write(opened, kind="correction", texts=mended(case), notices=NOTICES, rating=case.rating, by=boris)
    answer = elena.post(address, fields(elena, opened) | {"act": "write"})
    text = answer.content.decode()
    assert "saved this correction while you wrote" in text
    assert "Мојата реченица" in text
    assert NOTICES["mk"] in text


def test_a_ticked_language_that_was_unticked_stays_so(opened, case, ana, signed_in) -> None:  # noqa: F811
    actions.write(
        opened, kind="correction", texts=mended(case), notices=NOTICES, rating=case.rating, by=ana, in_step=["sq"]
    )
    elena = signed_in("elena", "editor")
    typed = fields(elena, opened)
    assert typed.pop("step-sq")
    elena.post(f"/desk/corrections/{opened.pk}/typed/", typed)
    assert "step-sq" not in fields(elena, opened)


def test_nothing_is_kept_of_what_is_closed_or_without_end(written, boris, signed_in, monkeypatch) -> None:  # noqa: F811
    elena = signed_in("elena", "editor")
    address = f"/desk/corrections/{written.pk}/typed/"
    monkeypatch.setattr("merilo_desk.corrections.typed.AT_MOST", 5)
    assert elena.post(address, {"notice-mk": "долго"}).status_code == 200
    assert elena.post(address, {"notice-mk": "предолго"}).status_code == 422
    assert elena.post(address, {"somebody": "else's field"}).status_code == 200
    assert WorkingCopy.objects.get().typed == {}
    actions.publish(written, by=boris)
    assert elena.post(address, {"notice-mk": "а"}).status_code == 422
    assert signed_in("rade", "auditor").post(address, {"notice-mk": "а"}).status_code == 403
    WorkingCopy.objects.update(at=timezone.now() - timedelta(days=61))
    let_old_copies_go()
    assert not WorkingCopy.objects.exists()

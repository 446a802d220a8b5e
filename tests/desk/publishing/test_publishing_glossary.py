"""The glossary: uses are found in every form and script, an editor says which are shown, the public sees those."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from merilo_desk import engine
from merilo_desk.ledger.models import Row
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.people import actions as people
from merilo_desk.people.models import Actor
from merilo_desk.publishing.glossary import look_for_term, look_in_reading
from merilo_desk.publishing.glossary_actions import decide_uses, remove_term, save_term
from merilo_desk.publishing.glossary_models import Term, TermUse
from merilo_desk.readingroom.models import StoredArticle, Utterance

pytestmark = pytest.mark.django_db(transaction=True)

PLACES = [
    # (text, language, phrases, what stands for them there)
    ("Се подготвуваат обоени револуции, а обоената револуција не помина.", "mk", ["обоена револуција"],
     ["обоени револуции", "обоената револуција"]),
    ("Spremaju obojenu revoluciju.", "sr-Latn", ["обојена револуција"], ["obojenu revoluciju"]),
    ("Po pregatisin revolucionin e ngjyrosur.", "sq", ["revolucion i ngjyrosur"], ["revolucionin e ngjyrosur"]),
    ("Two colour revolutions.", "en", ["colour revolution"], ["colour revolutions"]),
    ("За платениците и од платеникот.", "mk", ["платеник"], ["платениците", "платеникот"]),
    ("Странските платеници дојдоа.", "mk", ["платеник", "странски платеник"], ["Странските платеници"]),
    ("Револуционерен дух и револт.", "mk", ["револуција"], []),
    ("Сорос рече.", "mk", ["соросоид"], []),
    ("Соросоидите рекоа.", "mk", ["соросоид"], ["Соросоидите"]),
    ("Курсот на еврото.", "mk", ["кур"], []),
    ("A colourful evolution.", "en", ["colour revolution"], []),
    ("Обоена соба. Револуција во модата.", "mk", ["обоена револуција"], []),
    ("Странски плаќања пораснаа.", "mk", ["странски платеник"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "phrases", "found"), PLACES)
def test_a_phrase_is_met_in_its_forms_and_in_nothing_else(
    text: str, language: str, phrases: list[str], found: list[str]
) -> None:
    assert [text[start:end] for start, end in engine.places_of(text, language, phrases)] == found


@pytest.fixture
def editor(member: Callable[..., User]) -> User:
    return member("ena", "editor")


@pytest.fixture
def mayor(editor: User) -> Actor:
    return people.add_actor(kind="person", name="Ѓорѓи Стојаноски", names={"sr": "Ђорђи Стојаноски"}, by=editor)


@pytest.fixture
def term(site: Desk, editor: User) -> Term:
    return save_term(
        Term(),
        names={"mk": "странски платеник", "sr": "страни плаћеник"},
        ways={"mk": ["соросоид"]},
        meanings={"mk": "Здружение што се финансира и од странство.", "sr": "Удружење са страним донаторима."},
        shown=True,
        by=editor,
    )


def said(words: str, editor: User, mayor: Actor, language: str = "mk", on: date | None = date(2026, 3, 1)) -> int:
    statement = people.add_statement(words=words, language=language, speaker=mayor, said_on=on, by=editor)
    return statement.pk


def test_a_statement_is_looked_through_when_it_comes_and_again_when_it_is_mended(
    term: Term, editor: User, mayor: Actor
) -> None:
    pk = said("Прво. Тоа го велат странските платеници од градот. Трето.", editor, mayor)
    use = TermUse.objects.get()
    assert (use.statement_id, use.state, use.who, use.on) == (pk, "found", mayor, date(2026, 3, 1))
    assert use.quote == "Тоа го велат странските платеници од градот."
    assert use.marked == "странските платеници"
    decide_uses(term, {use.pk: "own"}, by=editor)
    people.change_statement(use.statement, words="Тоа го велат здруженијата.", by=editor)
    assert not TermUse.objects.exists()


def test_serbian_in_latin_is_met_by_a_term_in_cyrillic(term: Term, editor: User, mayor: Actor) -> None:
    said("Strani plaćenici rade protiv nas.", editor, mayor, language="sr-latn")
    assert TermUse.objects.get().marked == "Strani plaćenici"


def test_a_new_term_is_looked_for_in_what_is_there_already(site: Desk, editor: User, mayor: Actor) -> None:
    said("Соросоидите пак се јавија.", editor, mayor)
    article = StoredArticle.objects.create(
        state="read",
        language="mk",
        text="Вест. „Соросоиди“, рече градоначалникот. Наши соросоиди се сите, пишува весникот.",
        published=date(2026, 4, 2),
        site="Весник",
        url="https://vesnik.example/1",
        brought_by=editor,
    )
    article.keys = f" {' '.join(sorted(engine.keys_kept(article.text, 'mk')))} "
    article.save()
    start = article.text.index("Соросоиди")
    Utterance.objects.create(article=article, start=start, end=start + 9, speaker=mayor, mode="direct")
    term = save_term(Term(), names={"mk": "соросоид"}, ways={}, meanings={"mk": "Приврзаник."}, shown=False, by=editor)
    assert term.uses.count() == 3
    in_article = term.uses.filter(article=article).order_by("start")
    # In a quotation it is the one quoted who uses the word, outside it the outlet.
    assert [use.speaker() for use in in_article] == ["Ѓорѓи Стојаноски", "Весник"]
    # Looking again finds nothing twice and takes back no decision.
    decide_uses(term, {in_article[0].pk: "left"}, by=editor)
    look_for_term.call(term.pk)
    look_in_reading.call(article.pk)
    assert term.uses.count() == 3
    assert term.uses.get(pk=in_article[0].pk).state == "left"


def test_a_use_is_public_only_when_an_editor_chose_it_and_the_term_is_shown(
    client: Client, term: Term, editor: User, mayor: Actor
) -> None:
    said("Странските платеници <b>лажат</b>.", editor, mayor)
    address = f"/mk/terms/{term.slug}/"
    assert "лажат" not in client.get(address).content.decode()
    assert decide_uses(term, {term.uses.get().pk: "against"}, by=editor) == 1
    page = client.get(address).content.decode()
    assert "<mark>Странските платеници</mark> &lt;b&gt;лажат&lt;/b&gt;" in page
    assert "Здружение што се финансира и од странство." in page
    counted = page.partition('id="users"')[2]
    assert [cell in counted for cell in (">0<", ">1<", ">2<")] == [True, True, False]
    assert "„странски платеник“" in client.get("/mk/terms/").content.decode()
    assert "strani plaćenik" in client.get(f"/sr-latn/terms/{term.slug}/").content.decode()
    assert f"/mk/terms/{term.slug}/" in client.get("/sitemaps/pages.xml").content.decode()
    save_term(term, names=term.names, ways=term.ways, meanings=term.meanings, shown=False, by=editor)
    assert client.get(address).status_code == 404
    assert not TermUse.objects.visible_to(None).exists()


def test_what_changes_the_glossary_needs_the_role_and_leaves_a_row(term: Term, editor: User, member: Callable) -> None:
    reporter = member("rade", "reporter")
    with pytest.raises(PermissionDenied):
        save_term(Term(), names={"mk": "збор"}, ways={}, meanings={}, shown=False, by=reporter)
    with pytest.raises(PermissionDenied):
        decide_uses(term, {}, by=reporter)
    pk = term.pk
    remove_term(term, by=editor)
    rows = Row.objects.filter(subject="publishing.term", subject_id=pk).order_by("pk")
    assert [row.facts["did"] for row in rows] == ["term added", "term removed"]
    assert rows[1].facts["meanings"]["mk"]


def test_an_editor_writes_a_term_and_decides_its_uses_at_the_desk(
    signed_in: Callable[..., Client], site: Desk, editor: User, mayor: Actor
) -> None:
    at_desk = signed_in("eva", "editor")
    empty = at_desk.post("/desk/site/terms/new/", {"shown": "on", "means_mk": "Само објаснување"})
    assert "Write the term in one language at least." in empty.content.decode()
    assert "Само објаснување" in empty.content.decode()
    unexplained = at_desk.post("/desk/site/terms/new/", {"shown": "on", "name_mk": "платеник"}).content.decode()
    assert "Readers want the explanation" in unexplained
    said("Платеникот се јави.", editor, mayor)
    at_desk.post(
        "/desk/site/terms/new/", {"name_mk": "платеник", "ways_mk": "наемник\n\n", "means_mk": "Оној што прима."}
    )
    term = Term.objects.get()
    assert (term.ways, term.shown) == ({"mk": ["наемник"]}, False)
    use = term.uses.get()
    page = at_desk.get(f"/desk/site/terms/{term.pk}/").content.decode()
    assert "<mark>Платеникот</mark>" in page
    at_desk.post(f"/desk/site/terms/{term.pk}/uses/", {f"use-{use.pk}": "quoting", "use-x": "own", "use-9": "nonsense"})
    use.refresh_from_db()
    assert (use.state, use.manner, use.decided_by.username) == ("shown", "quoting", "eva")
    assert signed_in("rade", "reporter").get("/desk/site/terms/").status_code == 403


def test_a_term_asks_the_same_queries_for_one_use_and_for_many(
    client: Client, term: Term, editor: User, mayor: Actor
) -> None:
    address = f"/mk/terms/{term.slug}/"

    def shown(count: int) -> int:
        for at in range(count):
            said(f"Странските платеници по {at + 1}-ти пат.", editor, mayor, on=date(2026, 1 + at % 9, 3))
        decide_uses(term, {use.pk: "own" for use in term.uses.all()}, by=editor)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    assert shown(1) == shown(24)

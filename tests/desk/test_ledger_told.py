"""The ledger is read by people: every act has its sentence, in their language; codes stay where machines read them."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import resolve
from django.utils import timezone, translation

from merilo_desk.casework.actions.move import MOVES
from merilo_desk.casework.models import Case
from merilo_desk.casework.states import State
from merilo_desk.ledger.acts import KINDS
from merilo_desk.ledger.listing import told
from merilo_desk.ledger.models import Row
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import Desk
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import SENTENCES, THINGS, key, sentence

DESK = Path(__file__).resolve().parents[2] / "src" / "merilo_desk"
RECORDS = {"record", "_note"}
NAMES = ("what", "did", "done", "kind")


def values(node: ast.expr) -> list[str | None]:
    """Return what an expression may be: a text, either text of a choice; None for what only running it would tell."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return values(node.body) + values(node.orelse)
    return [None]


def deeds(call: ast.Call, function: ast.AST) -> list[str | None]:
    """Return the deeds that a call may write down, "" where it names none."""
    given = {word.arg: word.value for word in call.keywords}
    named = next((given[name] for name in NAMES if name in given), None)
    if named is None:
        return [""]
    if isinstance(named, ast.Name):
        written = [
            each.value
            for each in ast.walk(function)
            if isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") == named.id
        ]
        return [value for each in written for value in values(each)] or [None]
    return values(named)


def acts() -> Iterator[tuple[str, str]]:
    """Yield where each act of the code is written down, and its name as the table has it."""
    for module in sorted(DESK.rglob("*.py")):
        if "migrations" in module.parts:
            continue
        for function in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "acted.send":
                    told = ast.unparse(call).partition("sender=Act.")[2].partition(",")[0]
                    deed = ast.unparse(call).replace('"', "'").partition("'did': '")[2].partition("'")[0]
                    if told and deed:  # an act that no case or member is about, sent by hand
                        yield f"{module.relative_to(DESK)}:{call.lineno}", f"{Act[told]}/{deed}"
                    continue
                if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                    continue
                where = f"{module.relative_to(DESK)}:{call.lineno}"
                first = call.args[0] if call.args else None
                if (
                    call.func.id in RECORDS
                    and isinstance(first, ast.Attribute)
                    and ast.unparse(first).startswith("Act.")
                ):
                    act = Act[first.attr]
                    two = any(
                        word.arg is None and '"from"' in ast.unparse(word.value).replace("'", '"')
                        for word in call.keywords
                    )
                    for deed in deeds(call, function):
                        assert deed is not None, (
                            f"{where}: the deed is not written out, so nothing can hold it to a sentence"
                        )
                        yield where, f"{act}/{deed}" if deed else f"{act}/moved" if two else str(act)
                if call.func.id == "move" and len(call.args) > 1 and ast.unparse(call.args[1]).startswith("State."):
                    act = MOVES[State[call.args[1].attr]].act  # type: ignore[attr-defined]
                    for deed in deeds(call, function):
                        yield where, f"{act}/{deed or 'moved'}"


FOUND = sorted(set(acts()))


def test_the_search_finds_the_acts() -> None:
    assert len(FOUND) > 90, "the desk does more than that: does the search still see the calls?"
    assert {name for _where, name in FOUND} >= {"cases.assign/assigned", "corrections.handle/request refused"}


@pytest.mark.parametrize(("where", "name"), FOUND, ids=[f"{name} {where}" for where, name in FOUND])
def test_every_act_of_the_code_has_a_sentence(where: str, name: str) -> None:
    assert name in SENTENCES, f"{where}: add a sentence for “{name}” to the room's told.py"


def test_no_sentence_is_told_of_what_nobody_does() -> None:
    done = {name for _where, name in FOUND} | {f"{step.act}/moved" for step in MOVES.values()}
    assert not SENTENCES.keys() - done


def test_every_kind_of_act_can_be_looked_for() -> None:
    named = [act for group in KINDS.values() for act in group]
    assert len(named) == len(set(named))
    assert {name.partition("/")[0] for name in SENTENCES} == {str(act) for act in named}


PLACE = re.compile(r"%\((\w+)\)")


@pytest.mark.parametrize("code", ["mk", "sr", "sr-latn", "hr", "bs", "sq", "bg", "ru", "uk"])
def test_every_sentence_is_written_in_every_language(code: str) -> None:
    for name, words in SENTENCES.items():
        if callable(words) and not hasattr(words, "__mod__"):
            continue
        with translation.override("en"):
            english = str(words)
        with translation.override(code):
            here = str(words)
        assert here != english, name
        assert set(PLACE.findall(here)) == set(PLACE.findall(english)), name
        assert not re.search(r"/-|\((?:ла|la|а|a)\)", here), (
            f"{code} {name}: a sentence for everybody, not for one of two"
        )


FACTS = [
    # (act, facts, language, what is said)
    ("cases.assign", {"what": "assigned", "to_whom": "Vera"}, "en", "gave the case to Vera"),
    ("cases.assign", {"what": "assigned", "to_whom": "", "from_whom": "Vera"}, "en", "took the case from Vera"),
    ("cases.review", {"from": "in-review", "to": "approved"}, "en", "moved the case from “In review” to “Approved”"),
    ("cases.withdraw", {"from": "new", "to": "withdrawn", "because": "5% of it"}, "en", "withdrew the case: 5% of it"),
    ("cases.work", {"what": "note", "text": "100 %s sure"}, "en", "left a note: 100 %s sure"),
    ("cases.work", {"what": "planned", "after": {"due": "2026-12-01", "topic": "x"}}, "en", "changed due date, topic"),
    ("inbox.dismiss", {"reason": "future"}, "en", "did not take the request up: About the future"),
    ("members.manage", {"did": "roles", "roles": ["chief", "editor"]}, "en",
     "set a member's roles: Chief editor, Editor"),
    ("members.manage", {"did": "roles", "roles": []}, "en", "set a member's roles: none"),
    ("scales.edit", {"done": "value-retired", "last_day": "2026-12-01"}, "en",
     "retired a rating; its last day is 1 December 2026"),
    ("promises.approve", {"did": "status refused", "label": {"en": "Kept"}, "because": "too early"}, "en",
     "refused the proposed status “Kept”: too early"),
    ("cases.translate", {"what": "draft-saved", "language": "sr-latn"}, "en", "wrote the text in srpski (latinica)"),
    ("corrections.handle", {"did": "request refused"}, "en",
     "refused the correction that was asked for, and said why"),
    # Written by an older version, with less in it.
    ("cases.work", {"what": "note"}, "en", "left a note: …"),
]  # fmt: skip


@pytest.mark.parametrize(("act", "facts", "code", "said"), FACTS)
def test_a_row_is_a_sentence(act: str, facts: dict[str, object], code: str, said: str) -> None:
    with translation.override(code):
        assert sentence(act, facts) == said


def test_an_act_of_another_version_is_told_by_its_code() -> None:
    assert sentence("cases.vote", {"what": "sung"}) is None
    assert (
        told(Row(act="cases.vote", subject="casework.case", subject_id=1, facts={"what": "sung"})) == "did: cases.vote"
    )
    assert key("cases.vote", {"what": "sung"}) == "cases.vote/sung"


@pytest.fixture
def case(desk: Desk) -> Case:
    """A case that acts are done to."""
    return Case.objects.create(claim="The bridge cost <b>nine</b> million.", language="en")


def did(act: Act, subject: object, by: object = None, **facts: object) -> Row:
    """Write an act down, as the actions do."""
    with transaction.atomic():
        return record(act, subject, by, **facts)  # type: ignore[arg-type]


def test_the_page_tells_who_did_what_to_what(case: Case, signed_in, member) -> None:
    vera = member("vera", "editor")
    did(Act.ASSIGN, case, vera, what="assigned", to_whom="Goran", from_whom="")
    did(Act.PUBLISH, case, None, what="held-up", because="no topic", **{"from": "scheduled", "to": "approved"})
    page = signed_in("zora", "chief").get("/desk/ledger/").content.decode()
    assert "<b>Vera</b> gave the case to Goran" in page
    assert f'href="/desk/cases/{case.pk}/">The bridge cost &lt;b&gt;nine&lt;/b&gt; million.</a>' in page
    assert "<b>The desk by itself</b> The case was not published: no topic" in page
    assert "did:" not in page


def test_the_page_speaks_the_readers_language(case: Case, signed_in, member) -> None:
    did(Act.ASSIGN, case, member("vera", "editor"), what="assigned", to_whom="Goran")
    page = signed_in("zora", "chief", language="mk").get("/desk/ledger/").content.decode()
    assert "gave the case" not in page
    assert "Goran" in page


def test_a_thing_that_is_gone_or_hidden_is_no_link(case: Case, signed_in, member) -> None:
    from merilo_desk.newsroom.models import Topic

    gone = Topic.objects.create(slug="gone", names={"en": "Gone"})
    did(Act.SET_UP_DESK, gone, member("vera", "chief"), did="topic")
    gone.delete()
    page = signed_in("zora", "auditor").get("/desk/ledger/").content.decode()
    assert "which is gone or not for your eyes" in page
    inbox = member("ivo", "inbox")
    assert not THINGS["casework.case"].found("casework.case", [case.pk], inbox)
    assert set(THINGS["casework.case"].found("casework.case", [case.pk], member("ana", "editor"))) == {case.pk}


def test_what_one_looks_for_is_found(case: Case, signed_in, member) -> None:
    vera, goran = member("vera", "editor"), member("goran", "editor")
    other = Case.objects.create(claim="Another claim.", language="en")
    old = did(Act.WORK_ON_CASE, case, vera, what="note", text="old words")
    Row.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=9))
    did(Act.VOTE, case, goran, what="voted", round=1)
    did(Act.ANSWER_REPLY, case, None, what="answer", whom="The ministry")
    did(Act.PUBLISH, other, None, what="held-up", because="clocked out")
    client: Client = signed_in("zora", "chief")

    def seen(query: str) -> set[str]:
        page = client.get(f"/desk/ledger/?{query}").content.decode()
        return {each for each in ("old words", " voted</p>", "The ministry answered", "clocked out") if each in page}

    everything = {"old words", " voted</p>", "The ministry answered", "clocked out"}
    today, before = timezone.localdate(), timezone.localdate() - timedelta(days=8)
    assert seen("") == everything
    assert seen(f"by={vera.pk}") == {"old words"}
    assert seen("by=public") == {"The ministry answered"}
    assert seen("by=clock") == {"clocked out"}
    assert seen("act=cases.vote") == {" voted</p>"}
    assert seen(f"subject=casework.case:{other.pk}") == {"clocked out"}
    assert seen("thing=casework.case") == everything
    assert seen("thing=scales.scale") == set()
    assert seen(f"since={before}") == everything - {"old words"}
    assert seen(f"until={before}") == {"old words"}
    assert seen(f"since={today}&until={today}&by={goran.pk}") == {" voted</p>"}
    # What is no day, no act and no thing is no reason to break.
    assert seen("since=2026-99-99&act=nonsense&thing=x&subject=casework.case:x&by=nobody&before=x") == everything


def test_the_table_keeps_the_codes(case: Case, signed_in, member) -> None:
    did(Act.ASSIGN, case, member("vera", "editor"), what="assigned", to_whom="Goran")
    did(Act.WORK_ON_CASE, case, member("goran", "editor"), what="note", text="=1+1")
    answer = signed_in("zora", "chief", language="mk").get("/desk/ledger/ledger.csv?act=cases.assign")
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert text.startswith("\ufeff")
    [row] = csv.DictReader(io.StringIO(text[1:]))
    assert (row["act"], row["deed"], row["username"]) == ("cases.assign", "assigned", "vera")
    assert (row["subject"], row["subject_id"]) == ("casework.case", str(case.pk))
    assert json.loads(row["facts"]) == {"what": "assigned", "to_whom": "Goran"}


def test_a_spreadsheet_is_given_no_formula(case: Case, signed_in, member) -> None:
    did(Act.WORK_ON_CASE, case, member("=cmd", "editor"), what="note", text="x")
    text = b"".join(signed_in("zora", "chief").get("/desk/ledger/ledger.csv").streaming_content).decode()
    [row] = csv.DictReader(io.StringIO(text[1:]))
    assert row["username"] == "'=cmd"


@pytest.mark.parametrize(("role", "may"), [("chief", True), ("auditor", True), ("editor", False), ("inbox", False)])
def test_only_those_who_may_read_it(case: Case, signed_in, role: str, may: bool) -> None:
    client = signed_in("ana", role)
    assert [client.get(f"/desk/ledger/{each}").status_code for each in ("", "ledger.csv")] == [200 if may else 403] * 2


def test_as_many_queries_for_many_rows_as_for_one(case: Case, signed_in, member, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, vera = signed_in("zora", "chief"), member("vera", "editor")
    counts = []
    for times in (1, 24):
        for number in range(times):
            one = Case.objects.create(claim=f"Claim {times} {number}.", language="en")
            did(Act.WORK_ON_CASE, one, vera, what="note", text="x")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/desk/ledger/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def blank(model: type) -> Any:
    """Return a thing that nobody saved, with a number and a name in addresses."""
    made = model(pk=7)
    for field in model._meta.concrete_fields:
        if field.name in {"slug", "spoken"}:
            setattr(made, field.attname, "mk")
        elif field.is_relation:
            setattr(made, field.attname, 7)
    return made


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(label for label, thing in THINGS.items() if thing.where))
def test_every_thing_has_an_address_that_leads_somewhere(label: str) -> None:
    made, thing = blank(apps.get_model(label)), THINGS[label]
    for need in {each.split("__")[0] for each in thing.needs}:
        setattr(made, need, blank(made._meta.get_field(need).related_model))
    assert thing.where is not None
    with translation.override("mk"):
        assert resolve(thing.where(made).split("?")[0].split("#")[0])

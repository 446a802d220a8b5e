"""What the engine cannot do is told to a member in their language: every code and reason has its sentence."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from merilo import errors
from merilo import ledger as chain
from merilo.errors import MeriloError, PageRefused, TooLarge, UnreadableSource
from merilo.reading.read import article_from_bytes
from merilo_desk.newsroom.troubles import OWN, SENTENCES, kept, noted, said

ENGINE = Path(errors.__file__).parent
KINDS = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, MeriloError)}
TOLD = {name for name, kind in KINDS.items() if issubclass(kind, UnreadableSource)} | {"LedgerBroken"}
LANGUAGES = ["mk", "sr", "sr-latn", "hr", "bs", "sq", "bg", "ru", "uk"]


def named(node: ast.AST) -> list[str]:
    """Return the classes that a call may make: one, or either of two."""
    if isinstance(node, ast.Name):
        return [node.id] if node.id in KINDS else []
    if isinstance(node, ast.IfExp):
        return named(node.body) + named(node.orelse)
    return []


def raised() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield where the engine makes an error that somebody meets with a text: its name here, and its values."""
    for module in sorted(ENGINE.rglob("*.py")):
        if module.name == "errors.py" or "cli" in module.parts:
            continue
        tree = ast.parse(module.read_text(encoding="utf-8"))
        # Reasons that a function of the module picks are dicts that it returns.
        picked = [
            {
                key.value: value
                for key, value in zip(each.keys, each.values, strict=True)
                if isinstance(key, ast.Constant)
            }
            for each in ast.walk(tree)
            if isinstance(each, ast.Dict)
        ]
        for call in ast.walk(tree):
            if not isinstance(call, ast.Call):
                continue
            for name in named(call.func):
                if name not in TOLD:
                    continue
                where = f"{module.relative_to(ENGINE)}:{call.lineno}"
                given = {word.arg: word.value for word in call.keywords}
                options = [each for each in picked if "why" in each] if None in given else [given]
                for one in options:
                    why = one.get("why")
                    assert why is None or isinstance(why, ast.Constant), f"{where}: the reason is not written out"
                    assert why is not None or not {"because", "do"} & one.keys(), (
                        f"{where}: say the reason as why=, too"
                    )
                    values = frozenset(map(str, one)) - {"because", "do", "why"}
                    yield where, f"{KINDS[name].code}/{why.value}" if why else KINDS[name].code, values


RAISED = sorted(set(raised()), key=str)


def test_the_search_sees_the_engine() -> None:
    assert len(RAISED) > 50
    assert {"network/slow", "network/certificate", "ledger-broken/once-more", "encrypted"} <= {
        each[1] for each in RAISED
    }


@pytest.mark.parametrize(("where", "name", "values"), RAISED, ids=[f"{name} {where}" for where, name, _ in RAISED])
def test_every_reason_of_the_engine_has_its_sentence(where: str, name: str, values: frozenset[str]) -> None:
    assert name in SENTENCES, f"{where}: write a sentence for “{name}” in newsroom/troubles.py"
    places = set(re.findall(r"%\((\w+)\)s", str(SENTENCES[name][0])))
    assert places <= values | {"line"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_code_of_the_engine_has_its_sentence(kind: type[MeriloError]) -> None:
    assert kind.code in SENTENCES


def test_no_sentence_tells_what_the_engine_never_says() -> None:
    assert SENTENCES.keys() == {kind.code for kind in KINDS.values()} | {name for _, name, _ in RAISED}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_is_written_in_every_language(code: str) -> None:
    for name, pair in {**SENTENCES, **OWN}.items():
        for words in pair:
            with translation.override("en"):
                english = str(words)
            with translation.override(code):
                assert str(words) != english, name


def test_a_trouble_that_is_kept_speaks_to_each_in_their_language() -> None:
    row = kept(PageRefused("https://example.org/a", because="the server turned us away", why="turned-away", status=403))
    with translation.override("en"):
        assert said(row) == (
            "The server turned us away (status 403). Open it in your browser, save it and bring the file."
        )
    with translation.override("sr"):
        cyrillic = said(row)
    with translation.override("sr-latn"):
        latin = said(row)
    assert "403" in cyrillic
    assert "403" in latin
    assert len({cyrillic, latin}) == 2
    assert re.search("[а-ш]", cyrillic)
    assert not re.search("[а-ш]", latin)


KEPT = [
    # (what is kept, what is said)
    (noted("no-promise"), "No promise was found in it. Add them by hand."),
    (kept(TooLarge("a.pdf")), "It is too large for one article. Split it into parts, or bring only the text of it."),
    # A reason of a newer engine is told by its code; a code of a newer one in general.
    (kept(TooLarge("a.pdf", why="unheard-of", megabytes=1)),
     "It is too large for one article. Split it into parts, or bring only the text of it."),
    (json.dumps({"code": "unheard-of", "why": "", "values": {}}),
     "Merilo could not do this. Tell whoever runs this computer."),
    # Words that an older desk kept stay as they were, JSON or not.
    ("a.pdf could not be read: it is damaged.", "a.pdf could not be read: it is damaged."),
    ("[1]", "[1]"),
    ('"text"', '"text"'),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("row", "words"), KEPT)
def test_what_is_kept_is_said(row: str, words: str) -> None:
    assert said(row) == words


BROKEN = [
    # (bytes, name, what a Macedonian member reads of it)
    (b"Rar!\x1a\x07\x00" + b"\x00" * 40, "a.rar", "RAR"),
    (b"\x1f\x8b" + b"\x00" * 40, "a.gz", "gzip"),
    (b"WEBVTT\n\n1\n", "a.vtt", "титл"),
    (b"", "a.txt", "нема зборови"),
]


@pytest.mark.parametrize(("data", "name", "words"), BROKEN, ids=[each[1] for each in BROKEN])
def test_a_broken_file_is_told_in_macedonian(data: bytes, name: str, words: str) -> None:
    with pytest.raises(MeriloError) as told, translation.override("mk"):
        article_from_bytes(data, name)
    with translation.override("mk"):
        here = said(told.value)
    assert words in here
    assert not re.search(r"could|not be|open it", here)


def test_a_forged_ledger_is_told_in_numbers() -> None:
    first = chain.line_of(1, {"a": 1}, chain.FIRST)
    third = chain.line_of(3, {"a": 3}, chain.digest(first))
    with pytest.raises(errors.LedgerBroken) as told:
        chain.verify([first, third])
    assert said(told.value).startswith("Number 3 stands at line 2 of the ledger, where number 2 should")

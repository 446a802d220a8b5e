"""Every language says every word of every room: none empty, none unsure, with its placeholders and its plurals."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "messages.py"
ONE = polib.POEntry(msgid="%(who)s saved it.")
MANY = polib.POEntry(msgid="%(n)s case", msgid_plural="%(n)s cases")


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """The tool that reads the catalogues."""
    spec = importlib.util.spec_from_file_location("messages", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_language_says_everything() -> None:
    """In a process of its own: reading the words out of the code wants other settings than a desk has."""
    done = subprocess.run([sys.executable, str(TOOL), "missing"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"\n{done.stdout}{done.stderr}"


def test_one_word_is_said_one_way(messages: ModuleType) -> None:
    """Django knows one saying of a message: where two are wanted, a context tells them apart."""
    assert messages.clashes() == []


SLASHED = re.compile(r"[^\W\d_]/-?(?:ла|la|а|a)\b|[^\W\d_]\((?:ла|la|а|a)\)")


def test_nobody_is_addressed_with_a_slash(messages: ModuleType) -> None:
    """Sentences are made so that they suit everybody: no "approved by him/her" bent with a slash or in brackets."""
    slashed = [
        f"{room.name}/{language}: {text}"
        for room in messages.rooms()
        for language in messages.WRITTEN
        if (path := messages.catalogue(room, language)).exists()
        for entry in polib.pofile(str(path))
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if SLASHED.search(text)
    ]
    assert not slashed


@pytest.mark.parametrize(
    ("text", "found"),
    [("Одобрио/-ла", True), ("glasao/la", True), ("Одобрил(а)", True), ("Схвалив(ла)", True), ("Одобрио/ла је", True),
     ("и/или", False), ("km/h", False), ("а/лаж", False)],
)  # fmt: skip
def test_slashes_are_seen(text: str, found: bool) -> None:
    assert bool(SLASHED.search(text)) is found


def test_eight_languages_are_looked_at_in_every_room(messages: ModuleType) -> None:
    assert set(messages.WRITTEN) == {"mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk"}
    assert {path.name for path in messages.rooms()} >= {"merilo_desk", "intake", "casework", "publishing", "promises"}
    for language in messages.WRITTEN:
        assert messages.catalogue(messages.DESK, language).exists()


def said(text: str, *, unsure: bool = False) -> polib.POEntry:
    """How a language says ONE."""
    return polib.POEntry(msgid=ONE.msgid, msgstr=text, flags=["fuzzy"] if unsure else [])


def forms(*texts: str) -> polib.POEntry:
    """How a language says MANY."""
    return polib.POEntry(msgid=MANY.msgid, msgid_plural=MANY.msgid_plural, msgstr_plural=dict(enumerate(texts)))


@pytest.mark.parametrize(
    ("wanted", "found", "language", "wrong"),
    [
        (ONE, said("%(who)s: saved."), "mk", ""),
        (ONE, None, "mk", "not said"),
        (ONE, said(""), "mk", "not said"),
        (ONE, said(" "), "mk", "not said"),
        (ONE, said("%(who)s: saved.", unsure=True), "mk", "fuzzy"),
        (ONE, said("Saved."), "mk", "placeholders"),
        (ONE, said("%(whom)s: saved."), "mk", "placeholders"),
        (ONE, said("%(who)s: %(who)s saved."), "mk", "placeholders"),
        (ONE, said("<b>%(who)s</b>: saved."), "mk", "placeholders"),
        (MANY, forms("%(n)s a", "%(n)s b"), "mk", ""),
        (MANY, forms("%(n)s a", "%(n)s b"), "ru", "plural form"),
        (MANY, forms("%(n)s a", "%(n)s b", "%(n)s c"), "ru", ""),
        (MANY, forms("%(n)s a", "%(n)s b", ""), "ru", "not said"),
        (MANY, forms("a", "%(n)s b"), "bg", "placeholders"),
    ],
)
def test_a_fault_is_seen(
    messages: ModuleType, wanted: polib.POEntry, found: polib.POEntry | None, language: str, wrong: str
) -> None:
    told = messages.fault(wanted, found, language)
    assert wrong in told
    assert bool(told) == bool(wrong)

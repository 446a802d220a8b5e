"""Every rule speaks all nine languages and explains itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from merilo.findings import rules
from merilo.findings.find import FILES, RULES
from merilo.resources import LANGUAGES, PROFILES, load

ALSO_SAID = {"text-against-itself", "more-of-a-kind"}  # by the trained head; for what goes on and on


def test_every_file_holds_the_one_rule_of_its_name() -> None:
    by_name = {file.__name__.rpartition(".")[2].replace("_", "-"): file.__name__ for file in FILES}
    assert by_name == {name: rule.finder.__module__ for name, rule in RULES.items()}


def test_every_file_of_a_rule_is_listed() -> None:
    folder = Path(rules.__file__).parent
    files = {path.stem for path in folder.rglob("*.py") if path.name != "__init__.py"}
    assert files == {file.__name__.rpartition(".")[2] for file in FILES}


@pytest.mark.parametrize("language", PROFILES)
def test_every_rule_has_a_sentence(language: str) -> None:
    if language == "bs-Cyrl":
        return
    said = load(language, "phrases-findings", dict[str, str])
    assert set(RULES) | ALSO_SAID <= set(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_names_the_same_facts_in_every_language(language: str) -> None:
    english = load("en", "phrases-findings", dict[str, str])
    here = load(language, "phrases-findings", dict[str, str])
    assert set(here) == set(english)
    for key, sentence in here.items():
        assert _facts(sentence) == _facts(english[key]), key
        assert sentence[-1] in ".}", key


MARKS = {"en": "“”", "sq": "„”", "hr": "„”", "bs": "„”", "ru": "«»", "uk": "«»"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_quotes_in_its_own_marks(language: str) -> None:
    opening, closing = MARKS.get(language, "„“")
    for key, sentence in load(language, "phrases-findings", dict[str, str]).items():
        marks = re.findall("[“”„«»]", sentence)
        assert marks == [opening, closing] * (len(marks) // 2), key


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_explains_itself(name: str) -> None:
    assert len(RULES[name].about.split()) >= 6
    assert RULES[name].severity == "note" or "Silent" in RULES[name].about


def _facts(template: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", template))

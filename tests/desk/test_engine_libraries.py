"""The desk's processes see what another of them put into the library, without being started anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from merilo_desk import engine

CLAIM = "Мостот кај пазарот чинел осум милиони евра."
PUT = """
import sys
from pathlib import Path
from merilo.library import Library
from merilo.library.intake import import_checks
from merilo.library.records import Record
from merilo.model import FactCheck
with Library.open("desk", Path(sys.argv[1]), create=True) as library:
    check = FactCheck(sys.argv[2], sys.argv[3], language="mk", rating="Невистина")
    import_checks(library, [Record(1, check)], name="desk")
"""


def elsewhere(home: Path, check: str, claim: str) -> None:
    """Put a check into the library as another process does."""
    subprocess.run([sys.executable, "-c", PUT, str(home), check, claim], check=True, capture_output=True)


@pytest.fixture
def home(settings: Any, tmp_path: Path):
    """A desk whose library nobody has made yet."""
    settings.HOME = tmp_path
    engine.forget_libraries()
    yield tmp_path
    engine.forget_libraries()


def found(claim: str) -> list[str]:
    return [str(match.fact_check.id) for match in engine.matches([claim], "mk")[0]]


def test_a_library_made_and_filled_by_another_process_is_seen(home: Path) -> None:
    assert found(CLAIM) == []
    elsewhere(home, "one", CLAIM)
    assert found(CLAIM) == ["one"]
    elsewhere(home, "two", "Училиштето доби триесет нови компјутери.")
    assert found("Училиштето доби триесет нови компјутери.") == ["two"]
    engine.take_out_of_library(["one"])
    assert found(CLAIM) == []


def test_a_check_in_several_languages_is_told_once_and_in_the_language_asked_in(home: Path) -> None:
    claims = {
        "mk": "Мостот кај пазарот чинел осум милиони евра.",
        "sq": "Ura pranë tregut kushtoi tetë milionë euro.",
        "en": "The bridge by the market cost eight million euros.",
    }
    checks = [
        engine.FactCheck(engine.identifier(7, code), claim, language=code, rating="x") for code, claim in claims.items()
    ]
    other = engine.FactCheck(engine.identifier(8, "mk"), "Училиштето доби триесет нови компјутери.", language="mk")
    engine.put_into_library([*checks, other])
    for code, claim in claims.items():
        assert [match.fact_check.id for match in engine.matches([claim], "en", code)[0]] == [f"7-{code}"]

"""The page of errors is current, and every error has a code and a sentence of its own."""

from __future__ import annotations

import inspect
import runpy
from pathlib import Path

from merilo import errors
from merilo.errors import MeriloError, UnreadableSource

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = [each for each in vars(errors).values() if inspect.isclass(each) and issubclass(each, MeriloError)]


def test_the_page_is_current() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "document_errors.py"))
    told = "docs/reference/errors.md is out of date: run 'python tools/document_errors.py'"
    assert made["PAGE"].read_text(encoding="utf-8") == made["page"](), told


def test_codes_are_distinct_and_said_once() -> None:
    codes = [each.code for each in KINDS]
    assert len(codes) == len(set(codes))


def test_an_unreadable_source_says_what_and_what_to_do() -> None:
    for kind in KINDS:
        if issubclass(kind, UnreadableSource):
            error = kind("story.txt")
            assert str(error) == f"story.txt could not be read: {error.because}. {error.do}"
            assert error.do.endswith(".")

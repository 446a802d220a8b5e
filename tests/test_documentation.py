"""No link in the documentation leads nowhere, and every page is in the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("plans/*.md"), *ROOT.glob("train/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = [each.split("#")[0] for each in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in each]
    missing = [each for each in targets if each and not (page.parent / each).exists()]
    assert not missing


def test_every_page_stands_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    named = {(index.parent / each.split("#")[0]).resolve() for each in LINK.findall(index.read_text(encoding="utf-8"))}
    assert not {page for page in PAGES if page.is_relative_to(ROOT / "docs")} - named - {index}

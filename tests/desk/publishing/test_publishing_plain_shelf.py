"""The plain pages of the site, page by page: which language is missing, and which has fallen behind the main one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from merilo_desk.publishing.plain_shelf import shelf

BEGAN = datetime(2026, 1, 5, 10, 0, tzinfo=UTC)
NUMBER = count(1)


@dataclass
class Page:
    """A page as the shelf sees it."""

    code: str
    title: str = "Page"
    role: str = "other"
    days: float | None = 0
    translation_key: UUID = field(default_factory=uuid4)
    slug: str = "page"
    pk: int = field(default_factory=lambda: next(NUMBER))

    @property
    def locale(self) -> Any:
        """Its language."""
        return SimpleNamespace(language_code=self.code)

    @property
    def last_published_at(self) -> datetime | None:
        """When it last came out."""
        return None if self.days is None else BEGAN + timedelta(days=self.days)


def shown(pages: list[Page], codes: str = "mk sr en") -> dict[str, str]:
    """Return for each page what its languages say: + is there, < is behind, ? is missing."""
    homes = [Page(code, role="home") for code in codes.split()]
    kept = shelf(homes, pages, codes.split(), codes.split()[0])  # type: ignore[arg-type]
    sign = {(True, False): "+", (True, True): "<", (False, False): "?"}
    return {
        str(each.title): " ".join(f"{one.language.code}{sign[one.there, one.behind]}" for one in each.versions)
        for each in kept[1:]
    }


KEY = uuid4()
SHELVES = [
    # (the pages, what is shown)
    ([Page("mk", "Тим", "team"), Page("sr", "Тим!", "team"), Page("en", "Team", "team")], {"Тим": "mk+ sr+ en+"}),
    ([Page("mk", "Тим", "team")], {"Тим": "mk+ sr? en?"}),
    ([Page("en", "Team", "team")], {"Team": "mk? sr? en+"}),
    ([Page("mk", "Тим", "team", days=9), Page("sr", "Тим!", "team", days=3)], {"Тим": "mk+ sr< en?"}),
    ([Page("mk", "Тим", "team", days=3), Page("sr", "Тим!", "team", days=9)], {"Тим": "mk+ sr+ en?"}),
    ([Page("mk", "Тим", "team", days=3), Page("sr", "Тим!", "team", days=None)], {"Тим": "mk+ sr< en?"}),
    # Seconds apart when the desk was begun: none is behind.
    ([Page("mk", "Тим", "team", days=0.001), Page("sr", "Тим!", "team")], {"Тим": "mk+ sr+ en?"}),
    # Pages of no role belong together as translations of each other, and else not.
    ([Page("mk", "Кој нѐ чита", translation_key=KEY), Page("en", "Readers", translation_key=KEY),
      Page("en", "Jobs")], {"Кој нѐ чита": "mk+ sr? en+", "Jobs": "mk? sr? en+"}),
    # Two pages of one role in one language are two pages.
    ([Page("mk", "Тим", "team"), Page("mk", "Уште еден", "team")],
     {"Тим": "mk+ sr? en?", "Уште еден": "mk+ sr? en?"}),
    # A language that the desk has given up still shows its page.
    ([Page("mk", "Тим", "team"), Page("sq", "Ekipi", "team")], {"Тим": "mk+ sr? en? sq+"}),
    ([], {}),
]  # fmt: skip


@pytest.mark.parametrize(("pages", "said"), SHELVES)
def test_each_page_with_its_languages(pages: list[Page], said: dict[str, str]) -> None:
    assert shown(pages) == said


def test_a_missing_one_leads_to_where_it_is_written() -> None:
    homes = [Page("mk", pk=70), Page("sr", pk=71)]
    [front, team] = shelf(homes, [Page("mk", "Тим", "team", pk=72)], ["mk", "sr"], "mk")  # type: ignore[list-item]
    assert front.address == "/mk/"
    assert [each.edit for each in team.versions] == ["/cms/pages/72/edit/", "/cms/pages/add/publishing/plainpage/71/"]

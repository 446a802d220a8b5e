"""Which pages are measured, and how a desk is filled for them: a room adds its list here, by address and seeder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from merilo_desk.bench.seed_cases import seed_cases
from merilo_desk.bench.seed_inbox import seed_inbox

SMALL, LARGE = 100, 50_000


@dataclass(frozen=True, slots=True)
class ListPage:
    """One address that is asked for."""

    name: str
    address: str
    # A small desk fills only a part of this page; then the two are not one page, and their ratio is told but not held.
    full: bool = True


# Each is given how many rows its list should have on this desk, SMALL or LARGE, and runs in its own transaction. Those
# that are named later may build on what those before them have made.
SEEDERS: Mapping[str, Callable[[int], None]] = MappingProxyType({"inbox": seed_inbox, "cases": seed_cases})
PAGES: tuple[ListPage, ...] = (
    ListPage("inbox", "/desk/inbox/"),
    ListPage("inbox-worth", "/desk/inbox/?sort=worth"),
    ListPage("inbox-mine-due", "/desk/inbox/?who=me&due=late&sort=due", full=False),
    # Few rows fit, so all of the list has to be walked for them.
    ListPage("inbox-rare", "/desk/inbox/?kind=correction&severity=4&who=nobody&sort=demand", full=False),
    ListPage("inbox-done", "/desk/inbox/?list=closed&sort=demand"),
    ListPage("inbox-common-word", "/desk/inbox/?q=vlada"),
    ListPage("inbox-rare-words", "/desk/inbox/?q=болница+мост", full=False),
    ListPage("inbox-request", "/desk/inbox/50/"),
    ListPage("inbox-counts", "/desk/inbox/lists/"),
    ListPage("cases", "/desk/cases/"),
)

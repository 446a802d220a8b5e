"""Which pages are measured, and how a desk is filled for them: a room adds its list here, by address and seeder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from merilo_desk.bench.seed_cases import seed_cases
from merilo_desk.bench.seed_checks import seed_checks
from merilo_desk.bench.seed_inbox import seed_inbox
from merilo_desk.bench.seed_ledger import seed_ledger
from merilo_desk.bench.seed_readings import seed_readings

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
SEEDERS: Mapping[str, Callable[[int], None]] = MappingProxyType(
    {
        "inbox": seed_inbox,
        "cases": seed_cases,
        "checks": seed_checks,
        "readings": seed_readings,
        "ledger": seed_ledger,
    }
)
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
    ListPage("readings", "/desk/readings/"),
    ListPage("readings-word", "/desk/readings/?q=vlada"),
    ListPage("people", "/desk/people/"),
    ListPage("ledger", "/desk/ledger/"),
    ListPage("site", "/desk/site/"),
    ListPage("public-front", "/mk/"),
    ListPage("public-checks", "/mk/checks/"),
    ListPage("public-checks-topic", "/mk/checks/?topic=topic-3", full=False),
    ListPage("public-search", "/mk/search/?q=vladata"),
    # Three hundred speakers share ten thousand checks, so that each has a third of what the small desk has in all.
    ListPage("public-speaker", "/mk/speakers/speaker-3/", full=False),
    ListPage("public-balance", "/mk/balance/"),
    ListPage("public-feed", "/feeds/mk/checks.rss"),
)

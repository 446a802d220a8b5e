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
from merilo_desk.bench.seed_rooms import seed_rooms

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
        "rooms": seed_rooms,
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
    # What waits for one member is as much as they have taken: the page of the day of a small desk is short.
    ListPage("today", "/desk/", full=False),
    ListPage("cases", "/desk/cases/"),
    ListPage("cases-due", "/desk/cases/?order=due"),
    ListPage("cases-word", "/desk/cases/?words=ceni"),
    ListPage("readings", "/desk/readings/"),
    # Of a hundred texts not quite fifty hold it.
    ListPage("readings-word", "/desk/readings/?q=vlada", full=False),
    ListPage("readings-language", "/desk/readings/?language=sq", full=False),
    ListPage("stories", "/desk/readings/stories/"),
    ListPage("people", "/desk/people/"),
    ListPage("people-name", "/desk/people/?q=govornik+7"),
    # A statement is held against what its speaker said before, which on the large desk is thirty times as much.
    ListPage("statement", "/desk/people/statements/1/", full=False),
    ListPage("promises", "/desk/promises/"),
    ListPage("promises-overdue", "/desk/promises/?list=overdue", full=False),
    ListPage("promises-word", "/desk/promises/?q=uciliste"),
    ListPage("corrections", "/desk/corrections/", full=False),
    ListPage("repeats", "/desk/people/repeats/"),
    ListPage("ledger", "/desk/ledger/"),
    ListPage("ledger-narrowed", "/desk/ledger/?by=1&act=cases.publish&thing=casework.case", full=False),
    ListPage("site", "/desk/site/"),
    ListPage("public-front", "/mk/"),
    ListPage("public-checks", "/mk/checks/"),
    ListPage("public-checks-topic", "/mk/checks/?topic=topic-3", full=False),
    ListPage("public-check", "/mk/checks/check-9/"),
    ListPage("public-search", "/mk/search/?q=vladata"),
    # Three hundred speakers share ten thousand checks, so that each has a third of what the small desk has in all.
    ListPage("public-speaker", "/mk/speakers/speaker-3/", full=False),
    ListPage("public-promises", "/mk/promises/vlada/"),
    ListPage("public-corrections", "/mk/corrections/", full=False),
    ListPage("public-balance", "/mk/balance/"),
    ListPage("public-feed", "/feeds/mk/checks.rss"),
)

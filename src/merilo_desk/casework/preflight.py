"""The pre-flight: what IFCN, EFCSN and search engines ask of a fact check and software can see, point by point.

A point is a small function under `@point(...)` that is given the case as `Facts` and yields a sentence for each thing
that is missing; nothing yielded is a point that is met. Rooms to the right register points of their own in their
`apps.ready`. A point that may be left unmet for a stated reason says so;
the reason is an `Exemption`, and is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from merilo_desk.casework.models import Case, Draft, Evidence, ReplyRequest
from merilo_desk.casework.tongues import goes_out_in, is_to_go_out
from merilo_desk.casework.verdict_models import Exemption, VotingRound
from merilo_desk.newsroom.models import Desk, the_desk
from merilo_desk.people.models import Appearance


class Facts:
    """A case with all that a point may ask of it, each read once."""

    def __init__(self, case: Case, desk: Desk | None = None) -> None:
        self.case, self.desk = case, desk or the_desk()

    @cached_property
    def languages(self) -> list[str]:
        """The languages that somebody has to write before the case can go out."""
        return goes_out_in(self.case, self.desk)

    @cached_property
    def drafts(self) -> dict[str, Draft]:
        """The drafts by language, the claim's own first."""
        rows = sorted(self.case.drafts.all(), key=lambda each: (each.language != self.case.language, each.language))
        return {each.language: each for each in rows}

    @cached_property
    def written(self) -> dict[str, Draft]:
        """The drafts that would be published: in a language that it is to go out in, with a title and a reason."""
        return {
            code: each
            for code, each in self.drafts.items()
            if is_to_go_out(code, self.case, self.desk) and each.title and each.reason
        }

    @cached_property
    def evidence(self) -> list[Evidence]:
        """The evidence, in its order."""
        return list(self.case.evidence.all())

    @cached_property
    def replies(self) -> list[ReplyRequest]:
        """Whom we asked, or why nobody."""
        return list(self.case.reply_requests.select_related("asked"))

    @cached_property
    def appearances(self) -> list[Appearance]:
        """The places where the statement stands."""
        statement = self.case.statement
        return list(statement.appearances.all()) if statement else []

    @cached_property
    def decided_in(self) -> VotingRound | None:
        """The round that the verdict came from."""
        return self.case.decided_in


Check = Callable[[Facts], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its key, what it asks, the pane where it is mended, whether an exception may be stated."""

    key: str
    asks: str | Promise
    pane: str
    excusable: bool
    check: Check
    order: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a case stands at one point: what is missing, and the exception that was stated."""

    point: Point
    missing: tuple[str, ...]
    exemption: Exemption | None = None

    @property
    def met(self) -> bool:
        """Say whether nothing is missing."""
        return not self.missing

    @property
    def passes(self) -> bool:
        """Say whether the case may be published as far as this point goes."""
        return self.met or self.exemption is not None


POINTS: dict[str, Point] = {}
# What the room that makes the pages asks of them.
MARKUP_ASKED = gettext_lazy("Search engines and archives can read the page's ClaimReview.")


def markup_wrong(spoken: str, problem: str) -> str:
    """Say that the markup of a page in one language is not valid, and why."""
    return _("The page's ClaimReview is not valid in this language: %(language)s. %(problem)s") % {
        "language": spoken,
        "problem": problem,
    }


def point(
    key: str, asks: str | Promise, *, pane: str, excusable: bool = False, order: int | None = None
) -> Callable[[Check], Check]:
    """Register a check of the pre-flight.

    Args:
        key: the point's name for ever; exemptions and the ledger bear it.
        asks: what is asked, in one sentence.
        pane: the pane of the case's page where it is mended.
        excusable: whether it may be left unmet for a stated reason.
        order: its place in the list; after those that are there, where none is given.
    """

    def kept(check: Check) -> Check:
        POINTS[key] = Point(key, asks, pane, excusable, check, order if order is not None else len(POINTS) * 10 + 10)
        return check

    return kept


def preflight(case: Case) -> list[Outcome]:
    """Return how a case stands at every point, in their order."""
    facts = Facts(case)
    stated = {each.point: each for each in case.exemptions.select_related("by")}
    outcomes = []
    for each in sorted(POINTS.values(), key=lambda each: each.order):
        missing = tuple(each.check(facts))
        outcomes.append(Outcome(each, missing, stated.get(each.key) if missing and each.excusable else None))
    return outcomes


def missing(case: Case) -> list[str]:
    """Return what keeps a case from being published, as sentences; [] when nothing does."""
    return [sentence for each in preflight(case) if not each.passes for sentence in each.missing]

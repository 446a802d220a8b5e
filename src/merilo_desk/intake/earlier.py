"""Whether a claim was checked already, told to its sender before they send."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

from merilo_desk import engine
from merilo_desk.intake.limits import take
from merilo_desk.languages import language

log = logging.getLogger("merilo_desk.intake")
# A sender does not wait longer; the desk looks again by itself once the request is there.
SECONDS = 3.0
# "related" is about the same thing, but another claim: no answer to this one.
TOLD = frozenset({"same", "differs"})
AT_MOST = 3
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier check as a sender is shown it."""

    claim: str
    verdict: str
    publisher: str
    published: date | None
    language: str
    url: str
    reasons: tuple[str, ...]
    same: bool


def earlier_checks(text: str, code: str) -> list[Earlier]:
    """Return earlier checks of what somebody is about to send; nothing where that cannot be told quickly."""
    if len(text.split()) < 3 or not take("match"):
        return []
    profile = language(code).profile
    try:
        found = engine.matches([text[:LONGEST]], profile, profile.split("-")[0], AT_MOST, SECONDS)[0]
    except TimeoutError:
        return []
    except Exception:
        # Whatever keeps the engine from answering, a request is never lost over it.
        log.exception("earlier checks could not be looked up")
        return []
    return [_shown(each) for each in found if each.relation in TOLD]


def _shown(match: engine.MatchOut) -> Earlier:
    check = match.fact_check
    # Only what a browser opens as a page becomes a link.
    url = check.url if check.url.startswith(("https://", "http://")) else ""
    published = engine.published_day(check.date)
    tongue = language(check.language).tag if check.language else ""
    same = match.relation == "same"
    return Earlier(check.claim, check.rating, check.publisher, published, tongue, url, tuple(match.reasons), same)

"""The fact checks of a year as an assessor reads them: sources, replies asked, who approved. Public facts only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from merilo_desk.casework.models import Case
from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.dossier.year import Year
from merilo_desk.newsroom.wording import language_said, said
from merilo_desk.publishing.freezing import facts_of
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.serving import address

CONTEXT = "context"


@dataclass(frozen=True, slots=True)
class Check:
    """One fact check: what its page shows, in the language of the dossier where it is out in it.

    `facts` are the frozen facts of its page. What the newsroom keeps to itself, and whoever asked for the check, is not
    among them.
    """

    number: int
    case: Case
    on: date
    title: str
    language: str
    address: str
    facts: dict[str, Any]
    speaker: str
    verdict: str
    verdict_language: str
    languages: tuple[str, ...]

    @property
    def withdrawn(self) -> bool:
        """Say whether it does not stand any more."""
        return self.case.state == State.WITHDRAWN

    @property
    def sources(self) -> list[dict[str, Any]]:
        """What it rests on, as readers see it."""
        return list(self.facts.get("evidence", ()))

    @property
    def publishers(self) -> set[str]:
        """The named sources that bear the verdict: protected ones and mere context do not count."""
        named = (each for each in self.sources if not each["protected"] and each["stance"] != CONTEXT)
        return {(each["publisher"] or each["title"]).strip().casefold() for each in named}

    @property
    def replies(self) -> list[dict[str, Any]]:
        """Whom the desk asked, or why nobody."""
        return list(self.facts.get("replies", ()))

    @property
    def approved_by(self) -> list[str]:
        """Who approved it."""
        return list(self.facts.get("people", {}).get("approved", ()))

    def excused(self, point: str) -> str:
        """Return the published reason for which a point of the pre-flight was not met; "" for none."""
        return next((each["reason"] for each in self.facts.get("exemptions", ()) if each["point"] == point), "")


def cases_of(year: Year) -> list[Case]:
    """Return the cases that were first published in a year, the oldest first; withdrawn ones are among them."""
    pages = FactCheckPage.objects.select_related("locale").order_by("pk")
    return list(
        Case.objects.filter(state__in=[*PUBLIC, State.WITHDRAWN])
        .filter(published_at__date__gte=year.first, published_at__date__lte=year.last)
        .select_related("topic", "rating__scale", "statement__speaker", "cluster", "article")
        .prefetch_related("statement__speaker__offices__body", Prefetch("pages", pages))
        .order_by("published_at", "pk")
    )


def checks_of(cases: Sequence[Case], code: str) -> list[Check]:
    """Return cases as checks, numbered from 1, in a language where they are out in it."""
    return [_check(number, case, code) for number, case in enumerate(cases, 1)]


def _check(number: int, case: Case, code: str) -> Check:
    pages = {page.locale.language_code: page for page in case.pages.all()}
    page = pages.get(code) or pages.get(case.language) or next(iter(pages.values()), None)
    facts = page.facts if page else facts_of(case)
    rating = facts.get("rating") or {}
    labels = {} if rating.get("own_words") else rating.get("labels", {})
    language = page.locale.language_code if page else case.language
    day = case.published_at or case.opened_at
    return Check(
        number=number,
        case=case,
        on=timezone.localtime(day).date(),
        title=page.title if page else case.claim,
        language=language,
        address=address(page.path_here) if page else "",
        facts=facts,
        speaker=_speaker(facts, code),
        verdict=said(labels, code) or said(facts.get("sentences"), code),
        verdict_language=language_said(labels or facts.get("sentences"), code),
        languages=tuple(pages),
    )


def _speaker(facts: dict[str, Any], code: str) -> str:
    speaker = facts.get("speaker") or {}
    names = speaker.get("names") or {}
    return str(names.get(code) or speaker.get("name", ""))

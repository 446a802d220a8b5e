"""Requests of readers that name no page of ours: which page each may mean, by when to answer, and taking it up.

The clock runs from the day on which the request came in, whenever somebody finds out what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from merilo_desk.casework.models import Case
from merilo_desk.corrections import actions, errors
from merilo_desk.corrections.models import Correction
from merilo_desk.intake.models import Message, Submission
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act, may, require
from merilo_desk.newsroom.workdays import after_workdays, workdays_between
from merilo_desk.publishing.models import FactCheckPage

ASKING = {
    Submission.Kind.CORRECTION: Correction.Kind.CORRECTION,
    Submission.Kind.CLARIFICATION: Correction.Kind.CLARIFICATION,
}
SHOWN, GUESSES = 20, 3


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A request, the day by which it is to be answered, and the checks that it may be about, likeliest first."""

    submission: Submission
    due: date
    days_left: int
    late: bool
    guesses: tuple[Case, ...]


def unplaced(user: Any) -> Any:
    """Return the open requests that ask for a change and are tied to no correction, the oldest first."""
    if not may(user, Act.HANDLE_CORRECTION):
        return Submission.objects.none()
    wanted = Submission.objects.visible_to(user).filter(kind__in=ASKING, shelf=Submission.Shelf.OPEN)
    return wanted.filter(corrections=None).order_by("received_on", "pk")


def shown(user: Any) -> list[Unplaced]:
    """Return the requests with what they may be about: four queries, whatever their number."""
    keys = list(unplaced(user).values_list("pk", flat=True)[:SHOWN])
    found = {row.pk: row for row in Submission.objects.visible_to(user).filter(pk__in=keys)}
    rows = [found[key] for key in keys if key in found]
    wanted = {row.pk: [found for match in row.matches if (found := _parts(_url(match)))] for row in rows}
    slugs = {slug for found in wanted.values() for _language, slug in found}
    cases = {
        (page.locale.language_code, page.slug): page.case
        for page in FactCheckPage.objects.visible_to(user).filter(slug__in=slugs).select_related("locale", "case")
    }
    desk, today = the_desk(), timezone.localdate()
    return [
        Unplaced(
            submission=row,
            due=(due := after_workdays(row.received_on, desk.correction_days, desk.country)),
            days_left=workdays_between(today, due, desk.country),
            late=due < today,
            guesses=tuple(dict.fromkeys(cases[each] for each in wanted[row.pk] if each in cases))[:GUESSES],
        )
        for row in rows
    ]


def _url(match: Any) -> str:
    url = str(match.get("fact_check", {}).get("url", ""))
    return url if url.startswith(f"{settings.SITE_URL}/") else ""


def _parts(address: str) -> tuple[str, str] | None:
    """Return the language and the slug of a page from its path or address."""
    parts = [part for part in unquote(urlsplit(address.strip()).path).split("/") if part]
    return (parts[0], parts[-1]) if len(parts) > 1 else None


def page_at(address: str) -> FactCheckPage | None:
    """Return the fact check that a path or an address on this site leads to, or None."""
    parts = _parts(address)
    if parts is None:
        return None
    found = FactCheckPage.objects.filter(locale__language_code=parts[0], slug=parts[1]).select_related("case")
    return found.first()


@transaction.atomic
def take_up(submission: Submission, case: Case, *, by: User | None = None) -> Correction:
    """Open the correction that a request asks for, and tell whoever asked by when they will be answered.

    Raises:
        NotAsked: the request asks for no change, or was taken up already.
        NotPublished: the case has no page.
    """
    if by is not None:
        require(by, Act.HANDLE_CORRECTION)
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    kind = ASKING.get(Submission.Kind(held.kind))
    if kind is None or held.is_wiped or Correction.objects.filter(submission=held).exists():
        raise errors.NotAsked
    opened = actions.open_correction(
        case, kind=kind, by=by, origin=Correction.Origin.PUBLIC, submission=held, asked_on=held.received_on
    )
    words = actions.acknowledgement(opened, held.language)
    Message.objects.create(submission=held, kind=Message.Kind.ANSWER, text=words)
    return actions.acknowledge(opened, by=by)

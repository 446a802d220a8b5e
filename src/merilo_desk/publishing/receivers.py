"""What happens when a case goes public or is withdrawn: pages, the library, the answer to those who asked."""

from __future__ import annotations

import logging
from typing import Any

from merilo_desk import engine
from merilo_desk.casework.models import Case
from merilo_desk.intake.actions.answer import answer_all
from merilo_desk.intake.looking import look_again
from merilo_desk.jobs import job
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.publishing.frame import raise_frame
from merilo_desk.publishing.making import make_pages, withdraw_pages
from merilo_desk.publishing.models import FactCheckPage, HomePage, NarrativePage
from merilo_desk.publishing.records import identifier, record_of

log = logging.getLogger("merilo_desk.publishing")


def case_published(sender: Any, case: Case, by: User | None = None, **_: Any) -> None:
    """Put the pages out at once; where that fails, try again from the queue, so that nothing approved is left in."""
    try:
        make_pages(case, by=by)
    except Exception:
        log.exception("the pages of case %d could not be made yet", case.pk)
        make_later.enqueue(case.pk, by.pk if by else None)
        return
    spread.enqueue(case.pk, by.pk if by else None)


def case_withdrawn(sender: Any, case: Case, by: User | None = None, **_: Any) -> None:
    """Say on the pages that the check no longer stands."""
    withdraw_pages(case, by=by)
    spread.enqueue(case.pk)


@job
def make_later(case_id: int, by_id: int | None) -> None:
    """Make the pages of a case from the queue."""
    make_pages(Case.objects.get(pk=case_id), by=User.objects.filter(pk=by_id).first())
    spread.enqueue(case_id, by_id)


@job
def spread(case_id: int, by_id: int | None = None) -> None:
    """Let the library know a check that came out or was withdrawn, and answer those who asked."""
    case = Case.objects.select_related("cluster").get(pk=case_id)
    standing = _kept(case)
    if case.cluster is not None and standing:
        addresses = {page.locale.language_code: page.path_here for page in standing}
        answer_all(case.cluster, addresses, by=User.objects.filter(pk=by_id).first())


@job
def keep_as_it_is(case_id: int) -> None:
    """Let the library know a check as it reads after a correction, or no longer after a retraction."""
    _kept(Case.objects.get(pk=case_id))


def _kept(case: Case) -> list[FactCheckPage]:
    """Bring the desk's library up to date with a case; those who asked about its claim are told anew."""
    pages = list(case.pages.select_related("locale", "speaker"))
    standing = [page for page in pages if page.withdrawn_on is None]
    engine.put_into_library([record_of(page) for page in standing])
    engine.take_out_of_library([identifier(page) for page in pages if page.withdrawn_on is not None])
    look_again((page.claim, page.locale.language_code) for page in pages)
    return standing


def desk_changed(sender: Any, instance: Desk, created: bool, **_: Any) -> None:
    """Give a language that the desk takes up the frame of its site."""
    if not created and HomePage.objects.exists():
        there = set(HomePage.objects.values_list("locale__language_code", flat=True))
        if set(instance.languages) - there:
            raise_frame(instance)


def narrative_published(sender: Any, instance: NarrativePage, **_: Any) -> None:
    """Keep which cases feed a narrative beside the checks that its editor chose."""
    instance.cases.set(instance.checks.values_list("check_page__case_id", flat=True))

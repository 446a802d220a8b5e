"""What happens around corrections: a request opens one, whoever asked is answered, a page shows its notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from merilo_desk.corrections import errors
from merilo_desk.corrections.models import Correction, LedgerEntry
from merilo_desk.corrections.telling import tell_followers
from merilo_desk.corrections.unplaced import ASKING, page_at, take_up
from merilo_desk.intake.actions import answer
from merilo_desk.intake.errors import IntakeError
from merilo_desk.intake.models import Submission
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.wording import said
from merilo_desk.publishing.corrected import Notice
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.receivers import keep_as_it_is


def request_received(sender: Any, submission: Submission, **_: Any) -> None:
    """Take up a request that names a page of ours; any other waits until somebody says which page it is about."""
    page = page_at(submission.about_page) if submission.kind in ASKING else None
    if page is not None:
        with suppress(errors.NotAsked):
            take_up(submission, page.case)


def correction_closed(sender: Any, correction: Correction, entry: LedgerEntry | None, by: User, **_kwargs: Any) -> None:
    """Answer whoever asked, and tell everybody who follows the ledger."""
    if correction.submission and not correction.submission.is_wiped:
        code = correction.submission.language
        with override(code):
            if entry is None:
                words = _("We have looked at it and change nothing. %(why)s") % {"why": correction.refused_because}
            else:
                where = reverse("corrections_public:entry", args=[entry.number])
                words = _("We have changed the page. %(what)s The change: %(where)s") % {
                    "what": said(correction.notices, code),
                    "where": where,
                }
        # The sender may withdraw in this very moment; then there is nobody left to tell.
        with suppress(IntakeError):
            answer.answer(correction.submission, words, by)
    if entry is not None:
        tell_followers.enqueue(entry.number)
        keep_as_it_is.enqueue(correction.case_id)


def notices_of(pages: Sequence[FactCheckPage]) -> Iterator[tuple[int | None, Notice]]:
    """Tell publishing of the corrections of pages, each in the page's language and with the page's number."""
    cases = {page.case_id for page in pages}
    lines: dict[int, list[LedgerEntry]] = {}
    for entry in LedgerEntry.objects.filter(correction__case__in=cases).select_related("correction"):
        assert entry.correction is not None
        lines.setdefault(entry.correction.case_id, []).append(entry)
    for page in pages:
        for notice in _told(lines.get(page.case_id, ()), page.locale.language_code):
            yield page.pk, notice


def _told(entries: Iterable[LedgerEntry], code: str) -> Iterator[Notice]:
    for entry in entries:
        correction = entry.correction
        assert correction is not None
        # A language that joined later, or that the change did not touch, has nothing to tell.
        if code not in correction.notices and not (code == "sr-latn" and "sr" in correction.notices):
            continue
        with override(code):
            word = correction.get_kind_display()
            where = reverse("corrections_public:entry", args=[entry.number])
        text = said(correction.notices, code)
        yield Notice(kind=correction.kind, word=str(word), on=entry.at.date(), text=text, address=where)

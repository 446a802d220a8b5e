"""How the pages of a check will read once a correction of it is out, for whoever writes or approves it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from datetime import date

from django.utils import timezone

from merilo_desk.corrections.models import Correction
from merilo_desk.newsroom.wording import said
from merilo_desk.publishing.corrected import Notice
from merilo_desk.publishing.freezing import facts_of
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.scripts import in_latin


def writes(page: FactCheckPage) -> str:
    """Return the language in which a page's words are written: a Latin page that was made follows the Cyrillic one."""
    return "sr" if page.transliterated else str(page.locale.language_code)


def changes_one_translation(correction: Correction) -> bool:
    """Say whether nothing changes but translations, so that the check's own page stays as it is."""
    case = correction.case
    same = correction.new_rating_id == case.rating_id
    return bool(correction.after) and case.language not in correction.after and same


def behind_since(page: FactCheckPage, correction: Correction, before: date | None) -> date | None:
    """Return since when a page lacks what the check's own text says, once the correction is out."""
    own, follows = correction.case.language, writes(page)
    if follows in correction.after or follows in correction.in_step or page.locale.language_code == own:
        return None
    return before or timezone.localdate() if own in correction.after else before


def as_it_will_read(correction: Correction, page: FactCheckPage) -> FactCheckPage:
    """Write a correction onto a page that is never saved.

    Args:
        correction: what is to change, saved or not.
        page: a page of its case, read for this alone.
    """
    if correction.kind == Correction.Kind.RETRACTION:
        told = correction.notices.get(correction.case.language) or next(iter(correction.notices.values()), "")
        page.withdrawn_on, page.withdrawn_because = timezone.localdate(), told
        return page
    page.behind_since = behind_since(page, correction, page.behind_since)
    code = writes(page)
    if changes_one_translation(correction) and code not in correction.after:
        return page
    for name, text in correction.after.get(code, {}).items():
        setattr(page, name, in_latin(text) if page.transliterated else text)
    page.rating, page.version_id = correction.new_rating, page.version_id + 1
    history = [*page.facts.get("history", ()), {"version": page.version_id, "on": timezone.localdate().isoformat()}]
    facts = facts_of(_changed(correction))
    if correction.after and correction.by:
        wrote = facts["people"]["wrote"]
        facts["people"]["wrote"] = list(dict.fromkeys([*wrote, *filter(None, [correction.by.name])]))
    page.facts = {**facts, "history": history}
    return page


def _changed(correction: Correction):  # type: ignore[no-untyped-def]
    case = copy(correction.case)
    case.rating = correction.new_rating
    case.claim = correction.after.get(case.language, {}).get("claim", case.claim)
    return case


def notice_of(notices: Mapping[str, str], kind: str, word: str, code: str) -> list[Notice]:
    """Return what readers of a language are told, as it will stand on top of the page; [] where nobody wrote it."""
    if not (notices.get(code) or (code == "sr-latn" and notices.get("sr"))):
        return []
    return [Notice(kind=kind, word=word, on=timezone.localdate(), text=said(dict(notices), code))]

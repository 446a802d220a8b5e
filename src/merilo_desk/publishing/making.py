"""From an approved case to its pages: one in each language that was written, linked as versions of one another."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from merilo_desk import engine
from merilo_desk.casework.models import Case, Draft
from merilo_desk.casework.tongues import is_to_go_out
from merilo_desk.languages import language
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act
from merilo_desk.people.models import Statement
from merilo_desk.publishing.errors import NothingToPublish
from merilo_desk.publishing.frame import raise_frame
from merilo_desk.publishing.freezing import facts_of
from merilo_desk.publishing.keeping import TEXTS, keep
from merilo_desk.publishing.models import FactCheckIndex, FactCheckPage
from merilo_desk.publishing.scripts import in_latin, slug_of

__all__ = ["TEXTS", "Version", "add_page", "make_pages", "previews", "versions", "withdraw_pages"]


# What comes along when text is copied from a PDF, shows nowhere, and may stand in no feed (XML 1.0, section 2.2).
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Version:
    """The texts of a fact check in one language; `made` for a script that nobody wrote."""

    language: str
    title: str
    claim: str
    reason: str
    body: str
    method: str
    made: bool = False


def versions(case: Case, also: Collection[str] = ()) -> list[Version]:
    """Return the language versions of a case that can be published: the case's own first.

    Args:
        case: the case.
        also: languages beside those that were chosen for the case, such as those that are out.
    """
    desk = the_desk()
    spoken = desk.languages
    drafts = [
        draft
        for draft in case.drafts.all()
        if draft.title
        and draft.reason
        and (is_to_go_out(draft.language, case, desk) or (draft.language in also and draft.language in spoken))
    ]
    drafts.sort(key=lambda draft: (draft.language != case.language, spoken.index(draft.language)))
    found = [_written(case, draft) for draft in drafts]
    written = {version.language: version for version in found}
    if "sr" in written and "sr-latn" in spoken and "sr-latn" not in written:
        source = written["sr"]
        texts = {name: in_latin(getattr(source, name)) for name in TEXTS}
        found.append(Version(language="sr-latn", made=True, **texts))
    return found


def _written(case: Case, draft: Draft) -> Version:
    texts = {name: UNSEEN.sub("", getattr(draft, name)) for name in TEXTS}
    if not texts["claim"] or draft.language == case.language:
        # In the claim's own language its exact words stand, whatever the draft says.
        texts["claim"] = UNSEEN.sub("", case.claim)
    return Version(language=draft.language, **texts)


@transaction.atomic
def make_pages(case: Case, *, by: User | None = None, only: Collection[str] = ()) -> list[FactCheckPage]:
    """Put a case's fact check out, or its new version where it is out already.

    Args:
        case: the case.
        by: who published; None for the clock.
        only: the languages to make, all where none is named; a Latin page follows its Cyrillic one.

    Raises:
        NothingToPublish: no draft has a title and a reason in a language of the desk.
    """
    there = {page.locale.language_code: page for page in case.pages.select_related("locale")}
    found = versions(case, [*there])
    if not found:
        raise NothingToPublish(case)
    facts = facts_of(case)
    key = next(iter(there.values())).translation_key if there else None
    pages = []
    if only:
        wanted = {*only, *(("sr-latn",) if "sr" in only else ())}
        found = [
            version for version in found if version.language in only or (version.made and version.language in wanted)
        ]
    for version in found:
        page = there.get(version.language) or _new(version)
        if key is not None:
            page.translation_key = key
        _fill(page, case, version, facts)
        _put_out(page, version.language, by)
        key = page.translation_key
        pages.append(page)
    if case.statement_id:
        Statement.objects.filter(pk=case.statement_id).update(shown=True)
    return pages


@transaction.atomic
def add_page(
    case: Case, code: str, *, by: User | None = None, wrote: str = "", approved: str = ""
) -> list[FactCheckPage]:
    """Put out one more language of a check that is out (and its other script); the pages that are there stay untouched.

    What the new page shows beside its texts is what the page in the check's own language shows, not what has become of
    the case since; `wrote` and `approved` this language stand beside those who wrote and approved the check.
    """
    there = {page.locale.language_code: page for page in case.pages.select_related("locale")}
    first = there.get(case.language) or next(iter(there.values()))
    facts = {key: value for key, value in first.facts.items() if key != "history"}
    people = facts.get("people") or {}
    facts["people"] = {
        part: list(dict.fromkeys([*people.get(part, []), *filter(None, [name])]))
        for part, name in (("wrote", wrote), ("approved", approved))
    }
    pages = []
    for version in versions(case, [*there, code]):
        if version.language in there or not (version.language == code or (version.made and code == "sr")):
            continue
        page = _new(version)
        page.translation_key = first.translation_key
        page.checked_on = first.checked_on
        _fill(page, case, version, facts)
        _put_out(page, version.language, by)
        pages.append(page)
    return pages


def previews(case: Case) -> list[FactCheckPage]:
    """Return the pages that a case would make, filled in and never saved: for what is looked at before publishing."""
    facts = facts_of(case)
    pages = []
    for version in versions(case):
        page = FactCheckPage(
            locale=Locale(language_code=version.language), slug=slug_of(version.title, version.language)
        )
        _fill(page, case, version, facts)
        pages.append(page)
    return pages


def _new(version: Version) -> FactCheckPage:
    return FactCheckPage(locale=Locale.objects.get(language_code=version.language))


def _fill(page: FactCheckPage, case: Case, version: Version, facts: dict[str, Any]) -> None:
    """Write what a version says, and what the case's pages share, onto a page that is saved afterwards."""
    today = timezone.localdate()
    page.case = case
    page.title = page.draft_title = version.title
    page.claim, page.reason = version.claim, version.reason
    page.body, page.method = version.body, version.method
    page.transliterated = version.made
    page.rating, page.topic = case.rating, case.topic
    page.statement, page.speaker = case.statement, case.speaker
    page.search_description = version.reason[:300]
    page.version_id = (page.version_id + 1) if page.pk else 1
    page.checked_on = page.checked_on or (timezone.localtime(case.published_at).date() if case.published_at else today)
    page.withdrawn_on, page.withdrawn_because = None, ""
    page.behind_since = None
    before = (page.facts or {}).get("history", [])
    page.facts = {**facts, "history": [*before, {"version": page.version_id, "on": today.isoformat()}]}
    page.keys = keys_of(page, version.language)


def keys_of(page: FactCheckPage, code: str) -> str:
    """Return what a page is found by: its title, claim in both languages, reason, and who said it, as search keys."""
    spoken = language(code).profile.split("-")[0]
    speaker = page.facts.get("speaker") or {}
    names = " ".join({speaker.get("name", ""), *speaker.get("names", {}).values()})
    claim = page.facts.get("claim", "")
    own = language(page.facts.get("language")).profile.split("-")[0]
    keys = [
        *sorted(engine.keys_kept(f"{page.title}\n{page.claim}\n{page.reason}\n{names}", spoken)),
        *sorted(engine.keys_kept(claim, own)),
    ]
    return " ".join(dict.fromkeys(keys))


def _put_out(page: FactCheckPage, code: str, by: User | None) -> None:
    if page.pk is None:
        index = FactCheckIndex.objects.filter(locale__language_code=code).first()
        if index is None:
            raise_frame(the_desk())
            index = FactCheckIndex.objects.get(locale__language_code=code)
        page.slug = _free_slug(slug_of(page.title, code), index)
        index.add_child(instance=page)
    revision = page.save_revision(user=by, changed=page.version_id > 1)
    # Nobody may touch a check's page by hand in Wagtail; that it may go out was asked where the case was approved.
    revision.publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    keep(page)
    record(Act.PUBLISH, page, by, language=code, version=page.version_id)


def _free_slug(slug: str, index: FactCheckIndex) -> str:
    taken = set(index.get_children().filter(slug__startswith=slug).values_list("slug", flat=True))
    if slug not in taken:
        return slug
    return next(f"{slug}-{n}" for n in range(2, len(taken) + 3) if f"{slug}-{n}" not in taken)


@transaction.atomic
def withdraw_pages(case: Case, *, by: User | None = None) -> list[FactCheckPage]:
    """Leave a withdrawn check's pages where they are, with the day and the reason on top."""
    pages = list(case.pages.select_related("locale").filter(withdrawn_on=None))
    for page in pages:
        page.withdrawn_on, page.withdrawn_because = timezone.localdate(), case.withdrawn_because
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
        record(Act.WITHDRAW, page, by, language=page.locale.language_code)
    return pages

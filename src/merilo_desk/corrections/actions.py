"""From a request to a correction: asked, acknowledged, written, seen by a second person, published or refused."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from merilo_desk.casework.models import Case, Draft
from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.corrections import errors
from merilo_desk.corrections.as_read import behind_since, changes_one_translation
from merilo_desk.corrections.chain import append
from merilo_desk.corrections.models import AskedOfOthers, Correction, Follower, LedgerEntry
from merilo_desk.corrections.signals import corrected
from merilo_desk.intake.models import Submission
from merilo_desk.languages import language as language_named
from merilo_desk.ledger.models import Row
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.templatetags.merilo import day
from merilo_desk.newsroom.workdays import after_workdays
from merilo_desk.publishing.keeping import withhold
from merilo_desk.publishing.making import TEXTS, make_pages, withdraw_pages
from merilo_desk.scales.models import Rating

Texts = Mapping[str, Mapping[str, str]]


def due_after(asked_on: date) -> date:
    """Return the day by which a request is to be closed: the desk's working days later, holidays left out."""
    desk = the_desk()
    return after_workdays(asked_on, desk.correction_days, desk.country)


def texts_of(case: Case) -> dict[str, dict[str, str]]:
    """Return what is out: {language: {field: text}} of every page that somebody wrote."""
    pages = case.pages.select_related("locale")
    written = [page for page in pages if not getattr(page, "transliterated", False)]
    return {page.locale.language_code: {name: getattr(page, name) for name in TEXTS} for page in written}


@transaction.atomic
def open_correction(
    case: Case,
    *,
    kind: str,
    by: User | None = None,
    origin: str = Correction.Origin.DESK,
    submission: Submission | None = None,
    asked_on: date | None = None,
    corrects: Correction | None = None,
) -> Correction:
    """Open a correction of a published case; the clock runs from the day it was asked for.

    Raises:
        NotPublished: the case has no page.
    """
    if by is not None:
        require(by, Act.HANDLE_CORRECTION)
    if case.state not in PUBLIC and not case.pages.exists():
        raise errors.NotPublished
    day = asked_on or timezone.localdate()
    correction = Correction.objects.create(
        case=case,
        kind=kind,
        origin=origin,
        submission=submission,
        asked_on=day,
        due=due_after(day),
        old_rating=case.rating,
        corrects=corrects,
    )
    record(Act.HANDLE_CORRECTION, correction, by, did="opened", case=case.pk, origin=origin)
    return correction


@transaction.atomic
def acknowledge(correction: Correction, *, by: User | None = None) -> Correction:
    """Note that whoever asked was told that the desk is at it, and by when."""
    if correction.acknowledged_on is None:
        correction.acknowledged_on = timezone.localdate()
        correction.save(update_fields=["acknowledged_on"])
        record(Act.HANDLE_CORRECTION, correction, by, did="acknowledged")
    return correction


@transaction.atomic
def write(
    correction: Correction,
    *,
    kind: str,
    texts: Texts,
    notices: Mapping[str, str],
    rating: Rating | None,
    by: User,
    in_step: Collection[str] = (),
    withheld_because: str = "",
    seen: str | None = None,
) -> Correction:
    """Write what is to change: only the texts that differ are kept, beside what is out now.

    One language after the other may be written, by different people; it goes out when none is lacking.

    Args:
        correction: the correction.
        kind: what sort of change.
        texts: all texts as they are to be, by language.
        notices: what readers are told, in each language that changes.
        rating: the verdict from now on.
        by: who wrote it.
        in_step: languages in which nothing has to change, though the check's own text does.
        withheld_because: why what stood there may not be read any more; "" where it may.
        seen: the digest of what was written before, as the writer saw it; None asks for no comparison.

    Raises:
        Closed, WrittenMeanwhile, NothingChanged, NoticeMissing, VerdictNeedsCorrection.
    """
    require(by, Act.HANDLE_CORRECTION)
    correction.refresh_from_db(from_queryset=Correction.objects.select_for_update())
    _must_be_open(correction)
    if seen is not None and seen != digest_of(correction):
        raise errors.WrittenMeanwhile(str(correction.by))
    now = texts_of(correction.case)
    before, after = changes_between(now, texts)
    if (
        kind != Correction.Kind.RETRACTION
        and not after
        and rating == correction.case.rating
        and not any(notices.values())
    ):
        raise errors.NothingChanged
    if rating != correction.case.rating and kind not in {Correction.Kind.CORRECTION, Correction.Kind.RETRACTION}:
        raise errors.VerdictNeedsCorrection
    told = _told(correction.case, now, after, kind=kind, rating=rating)
    if not any(notices.get(code, "").strip() for code in told):
        raise errors.NoticeMissing(", ".join(language_named(code).name for code in told))
    correction.kind, correction.before, correction.after = kind, before, after
    correction.notices = {code: text.strip() for code, text in notices.items() if text.strip()}
    correction.old_rating, correction.new_rating = correction.case.rating, rating
    correction.by, correction.comment = by, ""
    correction.in_step = sorted(set(in_step) & set(now))
    correction.withheld_because = withheld_because.strip()
    correction.save()
    record(Act.HANDLE_CORRECTION, correction, by, did="written", kind=kind, languages=sorted(after))
    return correction


def _told(case: Case, now: Texts, after: Texts, *, kind: str, rating: Rating | None) -> list[str]:
    """Return the languages whose readers are told: all, but only those that change where a translation catches up."""
    whole = kind == Correction.Kind.RETRACTION or rating != case.rating or case.language in after or not after
    return [code for code in now if whole or code in after or case.language not in now]


def lacking(correction: Correction) -> list[str]:
    """Return the languages whose readers would not be told yet: it cannot go out before they are."""
    now = texts_of(correction.case)
    told = _told(correction.case, now, correction.after, kind=correction.kind, rating=correction.new_rating)
    return [code for code in told if not correction.notices.get(code, "").strip()]


def digest_of(correction: Correction) -> str:
    """Return a digest of what was written so far: another one means that somebody has written since."""
    written = [correction.kind, correction.after, correction.notices, correction.new_rating_id, correction.in_step,
               correction.withheld_because]  # fmt: skip
    return sha256(json.dumps(written, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def writers(correction: Correction) -> set[int]:
    """Return everybody who wrote a word of it: none of them is its second pair of eyes."""
    rows = Row.objects.of(correction).filter(act=Act.HANDLE_CORRECTION, facts__did="written", by__isnull=False)
    return {*rows.values_list("by", flat=True), *([correction.by_id] if correction.by_id else [])}


def changes_between(now: Texts, wanted: Texts) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Return the texts that differ, as they are and as they are to be; line breaks of a browser make no difference."""
    before: dict[str, dict[str, str]] = {}
    after: dict[str, dict[str, str]] = {}
    for code, texts in wanted.items():
        for name, text in texts.items():
            new, old = text.replace("\r\n", "\n").strip(), now.get(code, {}).get(name, "")
            if code in now and name in TEXTS and new != old.replace("\r\n", "\n").strip():
                before.setdefault(code, {})[name] = old
                after.setdefault(code, {})[name] = new
    return before, after


@transaction.atomic
def send_back(correction: Correction, *, comment: str, by: User) -> Correction:
    """Say what the second pair of eyes wants otherwise."""
    require(by, Act.APPROVE_CORRECTION)
    _must_be_open(correction)
    correction.comment = comment.strip()
    correction.save(update_fields=["comment"])
    record(Act.APPROVE_CORRECTION, correction, by, did="sent back")
    return correction


@transaction.atomic
def publish(correction: Correction, *, by: User, seen: str | None = None) -> LedgerEntry:
    """Put a correction out: the pages change, the old texts stay in the ledger, everybody who asked is told.

    Args:
        correction: the correction.
        by: who approves it.
        seen: the digest of what they approve, as it stood before them; None asks for no comparison.

    Raises:
        OwnCorrection: who wrote any of it cannot approve it.
        Closed, NothingChanged, SavedMeanwhile, NoticeMissing, ChangedMeanwhile.
    """
    require(by, Act.APPROVE_CORRECTION)
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    _must_be_open(correction)
    if correction.stage != "written":
        raise errors.NothingChanged
    if by.pk in writers(correction):
        raise errors.OwnCorrection
    if seen is not None and seen != digest_of(correction):
        raise errors.SavedMeanwhile(str(correction.by))
    if missing := lacking(correction):
        raise errors.NoticeMissing(", ".join(language_named(code).name for code in missing))
    case = Case.objects.select_for_update().get(pk=correction.case_id)
    now = texts_of(case)
    if any(
        now.get(code, {}).get(name) != old for code, texts in correction.before.items() for name, old in texts.items()
    ):
        raise errors.ChangedMeanwhile
    correction.approved_by, correction.published_at = by, timezone.now()
    correction.closed_at = correction.published_at
    correction.save()
    _change(case, correction, by)
    entry = append(correction)
    record(Act.APPROVE_CORRECTION, correction, by, did="published", line=entry.number, kind=correction.kind)
    transaction.on_commit(lambda: corrected.send(sender=Correction, correction=correction, entry=entry, by=by))
    return entry


def _change(case: Case, correction: Correction, by: User) -> None:
    if correction.kind == Correction.Kind.RETRACTION:
        case.state = State.WITHDRAWN
        # Each page says it in its own language through the notice; the case keeps the desk's own wording.
        case.withdrawn_because = correction.notices.get(case.language) or next(iter(correction.notices.values()), "")
        case.save()
        withdraw_pages(case, by=by)
        _hold_back(case, correction, by)
        return
    for code, texts in correction.after.items():
        draft, _made = Draft.objects.get_or_create(case=case, language=code)
        for name, text in texts.items():
            setattr(draft, name, text)
        # Whoever wrote the correction wrote these words, not whoever approved it.
        draft.version, draft.saved_by = draft.version + 1, correction.by or by
        draft.save()
        texts_now = {name: getattr(draft, name) for name in TEXTS}
        draft.versions.create(version=draft.version, texts=texts_now, by=draft.saved_by)
        if code == case.language and "claim" in texts:
            case.claim = texts["claim"]
    correction.case = case
    alone, behind = changes_one_translation(correction), {page.pk: page.behind_since for page in case.pages.all()}
    case.rating, case.state, case.version = correction.new_rating, State.CORRECTED, case.version + 1
    case.save()
    make_pages(case, by=by, only=set(correction.after) if alone else ())
    _note_who_is_behind(case, correction, behind)
    _hold_back(case, correction, by)


def _note_who_is_behind(case: Case, correction: Correction, before: Mapping[int, date | None]) -> None:
    """Where the check's own text changed, every language falls behind that did not change with it."""
    for page in case.pages.select_related("locale"):
        since = behind_since(page, correction, before.get(page.pk))
        if since != page.behind_since:
            case.pages.filter(pk=page.pk).update(behind_since=since)


def _hold_back(case: Case, correction: Correction, by: User) -> None:
    """Withhold what stood there, where the correction says why it may not be read any more."""
    if not correction.withheld_because:
        return
    for page in case.pages.select_related("locale"):
        code = "sr" if page.transliterated else page.locale.language_code
        if correction.kind != Correction.Kind.RETRACTION and code not in correction.after:
            continue
        for kept in page.published_versions.filter(withheld_on=None).select_related("page"):
            if kept.number != page.version_id or page.withdrawn_on:
                withhold(kept, because=correction.withheld_because, by=by)


@transaction.atomic
def refuse(correction: Correction, *, because: str, by: User) -> Correction:
    """Close a request without a change, with a reason that whoever asked reads.

    Raises:
        Closed, RefusalNeedsReason.
    """
    require(by, Act.HANDLE_CORRECTION)
    _must_be_open(correction)
    if not because.strip():
        raise errors.RefusalNeedsReason
    correction.refused_because, correction.closed_at = because.strip(), timezone.now()
    correction.by = by
    correction.save()
    record(Act.HANDLE_CORRECTION, correction, by, did="request refused")
    transaction.on_commit(lambda: corrected.send(sender=Correction, correction=correction, entry=None, by=by))
    return correction


@transaction.atomic
def ask_of_others(*, by: User, **details: Any) -> AskedOfOthers:
    """Note a correction that we ask of somebody else."""
    require(by, Act.HANDLE_CORRECTION)
    asked = AskedOfOthers.objects.create(by=by, **details)
    record(Act.HANDLE_CORRECTION, asked, by, did="asked of others", whom=str(asked.asked))
    return asked


@transaction.atomic
def note_outcome(asked: AskedOfOthers, *, outcome: str, words: str, on: date | None, by: User) -> AskedOfOthers:
    """Note what came of a correction that we asked of somebody else."""
    require(by, Act.HANDLE_CORRECTION)
    asked.outcome, asked.outcome_words, asked.outcome_on = outcome, words, on or timezone.localdate()
    asked.save()
    record(Act.HANDLE_CORRECTION, asked, by, did="outcome", outcome=outcome)
    return asked


@transaction.atomic
def save_follower(follower: Follower, *, by: User) -> Follower:
    """Add or change somebody who is told of every correction; a new one is told of those to come, not of the past."""
    require(by, Act.APPROVE_CORRECTION)
    if follower.pk is None:
        last = LedgerEntry.objects.order_by("-number").first()
        follower.told = last.number if last else 0
    if not follower.key:
        follower.give_key()
    follower.save()
    record(Act.HANDLE_CORRECTION, follower, by, did="follower", name=follower.name, active=follower.active)
    return follower


def remove_follower(follower: Follower, *, by: User) -> None:
    """Forget somebody who no longer wants to be told, address and key."""
    require(by, Act.APPROVE_CORRECTION)
    record(Act.HANDLE_CORRECTION, follower, by, did="follower removed", name=follower.name)
    follower.delete()


def acknowledgement(correction: Correction, code: str) -> str:
    """Return what whoever asked reads at once, in their language."""
    with override(code):
        return _("We have your request and are looking at it. We will answer by %(day)s at the latest.") % {
            "day": day(correction.due)
        }


def _must_be_open(correction: Correction) -> None:
    if correction.closed_at:
        raise errors.Closed

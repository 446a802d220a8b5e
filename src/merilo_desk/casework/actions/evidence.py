"""Gather evidence for and against the claim, put it in order, and take out what does not belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.standing import open_for_work, touched
from merilo_desk.casework.errors import ChangedMeanwhile, Unusable
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require

FIELDS = (
    "stance",
    "source",
    "title",
    "publisher",
    "url",
    "archived",
    "archived_sha256",
    "published_on",
    "quotation",
    "pinned",
    "shows",
    "interests",
    "why_secondary",
    "protected",
    "public_text",
)
SHA256 = re.compile(r"[0-9a-f]{64}")


@transaction.atomic
def add_evidence(case: Case, by: User, **given: Any) -> Evidence:
    """Add a source to a case; its number is never given to another.

    Raises:
        PermissionDenied: the member may not work on cases.
        NotOpenForWork: the case is in review or further on.
        Unusable: a protected source has no words for the public.
    """
    require(by, Act.WORK_ON_CASE)
    open_for_work(case)
    _refuse_unusable(given)
    known = Evidence.everything.filter(case=case).aggregate(number=Max("number"), order=Max("order"))
    place = {"number": (known["number"] or 0) + 1, "order": (known["order"] or 0) + 1}
    source = Evidence.objects.create(case=case, added_by=by, changed_by=by, **given, **place)
    _archived(source, "")
    touched(case)
    record(Act.WORK_ON_CASE, case, by, what="evidence-added", **_told(source))
    return source


@transaction.atomic
def change_evidence(evidence: Evidence, by: User, *, began_from: int, **given: Any) -> Evidence:
    """Change a source.

    Args:
        evidence: the source.
        by: who changes it.
        began_from: the version that the member had before them.
        given: the fields as they should be.

    Raises:
        PermissionDenied: the member may not work on cases, or not see a protected source.
        NotOpenForWork: the case is in review or further on.
        ChangedMeanwhile: somebody else changed it; nothing is overwritten.
        Unusable: a protected source has no words for the public.
    """
    require(by, Act.WORK_ON_CASE)
    open_for_work(evidence.case)
    now = Evidence.everything.select_for_update().get(pk=evidence.pk)
    if now.protected:
        require(by, Act.SEE_PROTECTED)
    if now.removed_at:
        raise Unusable("title", _("This source was taken out of the case meanwhile. Put it back first."))
    if now.version != began_from:
        raise ChangedMeanwhile(str(now.changed_by), given, {field: getattr(now, field) for field in FIELDS})
    _refuse_unusable(given)
    before = now.archived_sha256
    changed = [field for field in FIELDS if field in given and getattr(now, field) != given[field]]
    if not changed:
        return now
    for field in changed:
        setattr(now, field, given[field])
    if "url" in changed:
        # What was wrong with the old link says nothing of the new one.
        now.link_misses, now.link_trouble = 0, ""
    if {"url", "quotation"} & {*changed}:
        now.link_seen_at, now.words_seen_at, now.words_misses = None, None, 0
    now.version, now.changed_by = now.version + 1, by
    now.save()
    _archived(now, before)
    touched(now.case)
    record(Act.WORK_ON_CASE, now.case, by, what="evidence-changed", fields=changed, **_told(now))
    return now


@transaction.atomic
def remove_evidence(source: Evidence, by: User) -> Evidence:
    """Take a source out of a case; it is kept and can be put back."""
    require(by, Act.WORK_ON_CASE)
    open_for_work(source.case)
    source.removed_at, source.removed_by = timezone.now(), by
    source.save(update_fields=["removed_at", "removed_by"])
    touched(source.case)
    record(Act.WORK_ON_CASE, source.case, by, what="evidence-removed", **_told(source))
    return source


@transaction.atomic
def restore_evidence(source: Evidence, by: User) -> Evidence:
    """Put a source back that was taken out."""
    require(by, Act.WORK_ON_CASE)
    open_for_work(source.case)
    source.removed_at = source.removed_by = None
    source.save(update_fields=["removed_at", "removed_by"])
    touched(source.case)
    record(Act.WORK_ON_CASE, source.case, by, what="evidence-restored", **_told(source))
    return source


@transaction.atomic
def order_evidence(case: Case, by: User, order: Sequence[int]) -> Case:
    """Put the evidence of a case into the order of these ids; what is not named keeps its place behind them."""
    require(by, Act.WORK_ON_CASE)
    open_for_work(case)
    rows = {source.pk: source for source in case.evidence.all()}
    before = list(rows)
    after = [pk for pk in dict.fromkeys(order) if pk in rows] + [pk for pk in rows if pk not in set(order)]
    if after == before:
        return case
    for place, pk in enumerate(after, 1):
        rows[pk].order = place
    Evidence.objects.bulk_update(rows.values(), ["order"])
    touched(case)
    record(Act.WORK_ON_CASE, case, by, what="evidence-ordered", order=[rows[pk].number for pk in after])
    return case


def step_evidence(source: Evidence, by: User, up: bool) -> Case:
    """Move a source one place up or down among those of its own stance."""
    rows = list(source.case.evidence.all())
    alike = [row.pk for row in rows if row.stance == source.stance]
    at = alike.index(source.pk)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(alike):
        return source.case
    swap = {source.pk: alike[other], alike[other]: source.pk}
    return order_evidence(source.case, by, [swap.get(row.pk, row.pk) for row in rows])


def _refuse_unusable(given: dict[str, Any]) -> None:
    if given.get("protected") and not given.get("public_text", "").strip():
        raise Unusable("public_text", _("Say what the public reads in place of this protected source."))
    sha = given.get("archived_sha256", "")
    if sha and not SHA256.fullmatch(sha):
        raise Unusable("archived_sha256", _("A SHA-256 hash has 64 digits and letters from a to f."))


def _archived(source: Evidence, before: str) -> None:
    """Note when a copy was first kept."""
    if (source.archived or source.archived_sha256) and (not source.archived_at or before != source.archived_sha256):
        source.archived_at = timezone.now()
        source.save(update_fields=["archived_at"])


def _told(source: Evidence) -> dict[str, Any]:
    """Return what the ledger keeps of a source: of a protected one nothing that names it."""
    named = source.public_text if source.protected else source.title
    return {"number": source.number, "title": named[:200], "protected": source.protected}

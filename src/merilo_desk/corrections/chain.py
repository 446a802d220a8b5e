"""The public ledger: what one line holds, how the next is written, and how the whole is checked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from merilo_desk import engine
from merilo_desk.corrections.models import Correction, LedgerEntry
from merilo_desk.newsroom.models import Desk, the_desk
from merilo_desk.newsroom.workdays import workdays_between

KINDS = ("title", "claim", "reason", "body", "method")


def append(correction: Correction) -> LedgerEntry:
    """Write the line of a correction that is being published, in the transaction that publishes it."""
    if not connection.in_atomic_block:
        raise RuntimeError("a line of the ledger is written outside a transaction")
    # The desk's row is held until we are done, so that two corrections at once do not follow the same line.
    Desk.objects.select_for_update().order_by("pk").first()
    last = LedgerEntry.objects.order_by("-number").first()
    number = last.number + 1 if last else 1
    line = engine.ledger.line_of(number, content_of(correction), last.digest if last else engine.ledger.FIRST)
    return LedgerEntry.objects.create(
        number=number, at=timezone.now(), content=line, digest=engine.ledger.digest(line), correction=correction
    )


def content_of(correction: Correction) -> dict[str, Any]:
    """Return what the public is told of a correction: which page, what changed, when it was asked, how long it took."""
    desk, today = the_desk(), timezone.localdate()
    case = correction.case
    changes = {
        language: {field: [correction.before.get(language, {}).get(field, ""), text] for field, text in texts.items()}
        for language, texts in correction.after.items()
    }
    content: dict[str, Any] = {
        "kind": correction.kind,
        "origin": correction.origin,
        "check": case.pk,
        "claim": case.claim,
        "pages": {page.locale.language_code: page.url_path_shown for page in _pages(correction)},
        "asked": correction.asked_on.isoformat(),
        "published": today.isoformat(),
        "workdays": workdays_between(correction.asked_on, today, desk.country),
        "notices": correction.notices,
        # What may not be read any more does not stand here either; the digests of the versions below vouch for it.
        "changes": {} if correction.withheld_because else changes,
        "versions": versions_of(correction),
    }
    if correction.withheld_because:
        content["withheld"] = correction.withheld_because
    if correction.old_rating_id != correction.new_rating_id and correction.new_rating:
        old = correction.old_rating
        content["rating"] = [old.labels if old else {}, correction.new_rating.labels]
    if correction.corrects_id:
        entry = LedgerEntry.objects.filter(correction=correction.corrects_id).first()
        content["corrects"] = entry.number if entry else None
    return content


def versions_of(correction: Correction) -> dict[str, list[list[Any]]]:
    """Return the version that a correction ended and the one that it began, each with its digest, language by language.

    A retraction ends the last one and begins none.
    """
    found: dict[str, list[list[Any]]] = {}
    for page in correction.case.pages.select_related("locale"):
        code = page.locale.language_code
        own = code in correction.notices or (page.transliterated and "sr" in correction.notices)
        numbers = [page.version_id] if correction.kind == Correction.Kind.RETRACTION else [
            page.version_id - 1, page.version_id
        ]  # fmt: skip
        kept = page.published_versions.filter(number__in=numbers).order_by("number") if own else []
        if rows := [[each.number, each.digest] for each in kept]:
            found[code] = rows
    return found


def _pages(correction: Correction) -> list[Any]:
    pages = list(correction.case.pages.select_related("locale"))
    for page in pages:
        page.url_path_shown = page.get_url() or ""
    return pages


def lines() -> Iterator[str]:
    """Yield the ledger as it is downloaded, some lines at a time."""
    yield from LedgerEntry.objects.order_by("number").values_list("content", flat=True).iterator(chunk_size=200)


def head() -> str:
    """Return the digest of the last line, 64 zeros for an empty ledger."""
    last = LedgerEntry.objects.order_by("-number").first()
    return last.digest if last else engine.ledger.FIRST

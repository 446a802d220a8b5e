"""Keep what readers read: each state of a page that was out, word for word, with its digest; and withhold one."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.publishing.errors import NoReasonToWithhold, StillStands
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.version_models import PublishedVersion

TEXTS = ("title", "claim", "reason", "body", "method")


def content_of(page: FactCheckPage) -> str:
    """Return everything that a page says, as one text that is the same for the same words: keys in order, no blanks."""
    said: dict[str, Any] = {name: getattr(page, name) for name in TEXTS}
    facts = {key: value for key, value in page.facts.items() if key != "history"}
    said |= {
        "language": page.locale.language_code,
        "version": page.version_id,
        "checked_on": page.checked_on.isoformat(),
        "transliterated": page.transliterated,
        "facts": facts,
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def keep(page: FactCheckPage) -> PublishedVersion:
    """Keep a page as it has just gone out; the same state is kept once."""
    content = content_of(page)
    kept, _made = PublishedVersion.objects.get_or_create(
        page=page,
        number=page.version_id,
        defaults={
            "at": page.last_published_at or timezone.now(),
            "content": content,
            "digest": sha256(content.encode()).hexdigest(),
        },
    )
    return kept


def as_it_was(kept: PublishedVersion, page: FactCheckPage) -> FactCheckPage:
    """Return a page with the words that it had in an earlier version, never to be saved."""
    said = kept.facts
    old = FactCheckPage(
        locale=page.locale,
        slug=page.slug,
        speaker=page.speaker,
        statement=page.statement,
        topic=page.topic,
        version_id=kept.number,
        checked_on=page.checked_on,
        transliterated=said["transliterated"],
        **{name: said[name] for name in TEXTS},
    )
    old.facts = {**said["facts"], "history": []}
    return old


@transaction.atomic
def withhold(kept: PublishedVersion, *, because: str, by: User) -> PublishedVersion:
    """Take an earlier version out of readers' reach, for the law's or somebody's safety's sake; the reason is public.

    Raises:
        PermissionDenied: the member may not.
        NoReasonToWithhold: there is no reason.
        StillStands: it is what the page says now; that is changed by a correction.
    """
    require(by, Act.WITHDRAW)
    if not because.strip():
        raise NoReasonToWithhold
    page = FactCheckPage.objects.get(pk=kept.page_id)
    if kept.number == page.version_id and page.withdrawn_on is None:
        raise StillStands
    kept.withheld_because, kept.withheld_on, kept.withheld_by = because.strip(), timezone.localdate(), by
    kept.save(update_fields=["withheld_because", "withheld_on", "withheld_by"])
    record(Act.WITHDRAW, page, by, what="version-withheld", version=kept.number)
    return kept

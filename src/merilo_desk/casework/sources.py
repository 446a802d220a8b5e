"""Evidence as somebody may see it: of a protected source only what the public reads, unless they may see more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from merilo_desk.casework.models import Case, Evidence
from merilo_desk.newsroom.policy import Act, may


def called_by(url: str) -> str:
    """Return what a source is called until somebody gives it a title: its link, as people read one."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")[:300]


@dataclass(frozen=True, slots=True)
class Source:
    """One source, with nothing in it that whoever looks may not see; `masked` says that something was left out."""

    pk: int
    number: int
    stance: str
    source: str
    kind: str
    title: str
    protected: bool
    masked: bool
    version: int
    publisher: str = ""
    url: str = ""
    archived: str = ""
    archived_sha256: str = ""
    archived_at: datetime | None = None
    published_on: date | None = None
    quotation: str = ""
    pinned: str = ""
    shows: str = ""
    interests: str = ""
    why_secondary: str = ""
    public_text: str = ""
    link_trouble: str = ""
    words_gone: bool = False
    words_seen_at: datetime | None = None


SHOWN = (
    "publisher",
    "url",
    "archived",
    "archived_sha256",
    "archived_at",
    "published_on",
    "quotation",
    "pinned",
    "link_trouble",
    "words_gone",
    "words_seen_at",
)
# What the newsroom itself wrote about a source is shown of a protected one too.
WRITTEN = ("shows", "interests", "why_secondary", "public_text")


def source_of(evidence: Evidence, viewer: Any) -> Source:
    """Return a source as somebody may see it; None is the public."""
    masked = evidence.protected and not may(viewer, Act.SEE_PROTECTED)
    fields = ("shows", "why_secondary", "public_text") if masked else (*SHOWN, *WRITTEN)
    return Source(
        pk=evidence.pk,
        number=evidence.number,
        stance=evidence.stance,
        source=evidence.source,
        kind=evidence.get_source_display(),
        title=evidence.public_text if masked else evidence.title,
        protected=evidence.protected,
        masked=masked,
        version=evidence.version,
        **{field: getattr(evidence, field) for field in fields},
    )


def sources_of(case: Case, viewer: Any, rows: Iterable[Evidence] | None = None) -> list[Source]:
    """Return a case's evidence in its order, as somebody may see it; None is the public."""
    return [source_of(each, viewer) for each in (case.evidence.all() if rows is None else rows)]

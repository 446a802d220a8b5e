"""What the desk says of itself (method, team, funding, corrections, privacy): text and versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from wagtail.models import Revision

from merilo_desk.dossier.year import Year
from merilo_desk.publishing.frame import PLAIN, starting_text
from merilo_desk.publishing.models import PlainPage
from merilo_desk.publishing.serving import address


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of a page, numbered from 1 by time; `out` where it is the one that readers see."""

    number: int
    at: datetime
    out: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """One page: what it is for, its text (None where it is missing), and every version until the end of the year.

    `untouched` says that it still is the text that a new desk begins with.
    """

    role: str
    name: str | Promise
    language: str
    title: str = ""
    body: str | None = None
    address: str = ""
    versions: tuple[Version, ...] = ()
    untouched: bool = False

    @property
    def changed_on(self) -> date | None:
        """The day of the last version."""
        return timezone.localtime(self.versions[-1].at).date() if self.versions else None


def policies_of(year: Year, code: str, default: str) -> list[Policy]:
    """Return the desk's pages of itself in a language, in its main language where it has no such page in that one."""
    pages = {
        (page.role, page.locale.language_code): page
        for page in PlainPage.objects.visible_to(None).select_related("locale", "live_revision").order_by("-pk")
    }
    found = {role: pages.get((role, code)) or pages.get((role, default)) for role in PLAIN}
    versions = _versions([page for page in found.values() if page], year)
    return [_policy(PlainPage.Role(role), page, versions, code) for role, page in found.items()]


def _policy(role: PlainPage.Role, page: PlainPage | None, versions: dict[int, list[Revision]], code: str) -> Policy:
    if page is None:
        return Policy(role, role.label, code)
    language = page.locale.language_code
    return Policy(
        role=role,
        name=role.label,
        language=language,
        title=page.title,
        body=page.body,
        address=address(page.get_url() or ""),
        versions=tuple(
            Version(number, each.created_at, each.pk == page.live_revision_id)
            for number, each in enumerate(versions.get(page.pk, ()), 1)
        ),
        untouched=_plain(page.body) == _plain(starting_text(PLAIN[role], language)[1]),
    )


def _versions(pages: list[PlainPage], year: Year) -> dict[int, list[Revision]]:
    """Return the versions of all pages at once, the oldest first."""
    rows: dict[int, list[Revision]] = {}
    found = Revision.objects.page_revisions().filter(object_id__in=[str(page.pk) for page in pages])
    for each in found.filter(created_at__date__lte=year.last).order_by("created_at", "pk"):
        rows.setdefault(int(each.object_id), []).append(each)
    return rows


def _plain(text: str) -> str:
    return "".join(text.split())

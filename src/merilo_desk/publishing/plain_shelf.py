"""What the desk says of itself, page by page: in which languages it stands, is missing, or has fallen behind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.languages import Language, language
from merilo_desk.publishing.models import HomePage, PlainPage

# What came out within so long of each other is of one making, such as the texts a desk begins with.
TOGETHER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language: where it is edited, or made where it is missing, and whether the main one is newer."""

    language: Language
    edit: str
    changed: datetime | None = None
    there: bool = False
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """One page in all its languages, called as in the main one."""

    title: str | Promise
    language: str
    address: str
    changed: datetime | None
    versions: tuple[Version, ...]


def shelf(homes: Sequence[HomePage], pages: Iterable[PlainPage], codes: Sequence[str], main: str) -> list[Kept]:
    """Return the front page and every plain page, each with its languages in the order of the desk's.

    Pages of one role belong together; those of no role by their kinship as translations.
    """
    groups: dict[str, dict[str, HomePage | PlainPage]] = {"": {each.locale.language_code: each for each in homes}}
    for each in pages:
        kin = each.role if each.role != PlainPage.Role.OTHER else str(each.translation_key)
        there = groups.setdefault(kin, {})
        if each.locale.language_code in there:
            kin = f"{kin} {each.pk}"
            there = groups.setdefault(kin, {})
        there[each.locale.language_code] = each
    parents = {each.locale.language_code: each.pk for each in homes}
    return [_kept(group, codes, main, parents, front=not kin) for kin, group in groups.items() if group]


def _kept(
    group: dict[str, HomePage | PlainPage], codes: Sequence[str], main: str, parents: dict[str, int], *, front: bool
) -> Kept:
    first = group.get(main) or next(iter(group.values()))
    code = first.locale.language_code
    spoken = [*codes, *(each for each in group if each not in codes)]
    return Kept(
        title=_("Front page") if front else first.title,
        language="" if front else code,
        address=f"/{code}/" if front else f"/{code}/{first.slug}/",
        changed=first.last_published_at,
        versions=tuple(found for each in spoken if (found := _version(each, group.get(each), first, parents))),
    )


def _version(
    code: str, page: HomePage | PlainPage | None, first: HomePage | PlainPage, parents: dict[str, int]
) -> Version | None:
    if page is not None:
        changed, newest = page.last_published_at, first.last_published_at
        behind = bool(page.pk != first.pk and newest and (changed is None or changed + TOGETHER < newest))
        return Version(language(code), reverse("wagtailadmin_pages:edit", args=[page.pk]), changed, True, behind)
    if code not in parents:
        return None
    return Version(language(code), reverse("wagtailadmin_pages:add", args=["publishing", "plainpage", parents[code]]))

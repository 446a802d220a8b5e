"""The frame of the site: a front page in each language of the desk, its lists, and what the desk says of itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page, Site

from merilo_desk.languages import BY_CODE
from merilo_desk.newsroom.markdown import as_html
from merilo_desk.newsroom.models import Desk
from merilo_desk.publishing.models import FactCheckIndex, HomePage, NarrativeIndex, PlainPage, Shown
from merilo_desk.publishing.scripts import in_latin

TEXTS = Path(__file__).resolve().parent / "texts"
PLAIN = {
    PlainPage.Role.METHOD: "methodology",
    PlainPage.Role.TEAM: "team",
    PlainPage.Role.FUNDING: "funding",
    PlainPage.Role.CORRECTIONS: "corrections-policy",
    PlainPage.Role.PRIVACY: "privacy",
}


@transaction.atomic
def raise_frame(desk: Desk, scales: tuple[str, ...] = ()) -> list[HomePage]:
    """Make what is missing of the site's frame; what is there is left as editors have it. May be called again."""
    root = Page.get_first_root_node()
    assert root is not None
    _without_the_welcome_page(root)
    root.refresh_from_db()
    locales = _locales(desk, root)
    first: dict[str, Shown] = {}
    homes = []
    for code, locale in locales.items():
        with override(code):
            home = _page(root, HomePage, locale, first, "home", slug=code, title=desk.called(code), intro=intro(code))
            _page(home, FactCheckIndex, locale, first, "checks", slug="checks", title=gettext("Fact checks"))
            _page(home, NarrativeIndex, locale, first, "narratives", slug="narratives", title=gettext("Narratives"))
            for role, slug in PLAIN.items():
                title, body = starting_text(slug, code)
                _page(home, PlainPage, locale, first, slug, slug=slug, title=title, role=role, body=body)
        homes.append(home)
    _site(desk, next(home for home in homes if home.locale.language_code == desk.default_language))
    return homes


def _locales(desk: Desk, root: Page) -> dict[str, Locale]:
    codes = [desk.default_language, *(code for code in desk.languages if code != desk.default_language)]
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in codes if code in BY_CODE}
    if root.locale.language_code not in locales:
        # Wagtail begins in English; a desk that does not speak it has no English pages.
        stranger, root.locale = root.locale, locales[desk.default_language]
        root.save()
        if not Page.objects.filter(locale=stranger).exists():
            stranger.delete()
    return locales


def _without_the_welcome_page(root: Page) -> None:
    for page in root.get_children().type(Page).exact_type(Page):
        page.delete()


def _page(
    parent: Page, kind: type[Shown], locale: Locale, first: dict[str, Shown], key: str, **values: object
) -> Shown:
    """Return a page of the frame, made if it is not there; versions in other languages share one translation key."""
    found = kind.objects.child_of(parent).filter(locale=locale)
    page = (found.filter(role=values["role"]) if "role" in values else found).first()
    if page is None:
        page = kind(locale=locale, **values)
        if key in first:
            page.translation_key = first[key].translation_key
        parent.add_child(instance=page)
        page.save_revision().publish()
        page.refresh_from_db()
    first.setdefault(key, page)
    return page


def _site(desk: Desk, home: HomePage) -> None:
    parts = urlsplit(settings.SITE_URL)
    values = {
        "hostname": parts.hostname or "localhost",
        "port": parts.port or (443 if parts.scheme == "https" else 80),
        "site_name": desk.name,
        "root_page": home,
    }
    Site.objects.update_or_create(is_default_site=True, defaults=values)
    Site.clear_site_root_paths_cache()


@cache
def _text(name: str, code: str) -> str:
    """Return a starting text in a language; Serbian Latin is made from Cyrillic."""
    source = "sr" if code == "sr-latn" else code
    text = (TEXTS / f"{name}.{source}.md").read_text(encoding="utf-8")
    return in_latin(text) if code == "sr-latn" else text


def starting_text(name: str, code: str) -> tuple[str, str]:
    """Return title and body of a plain page as a new desk gets them, to be edited by it."""
    title, _, body = _text(name, code).partition("\n")
    return title.lstrip("# ").strip(), str(as_html(body.strip(), below=1)).replace("LINK", f"/{code}")


def intro(code: str) -> str:
    """Return what a new desk says of itself on its front page."""
    return _text("home", code).strip()

"""What of our own an address leads to: a case at the desk, a published check, a statement of the register."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from merilo_desk.casework.models import Case
from merilo_desk.people.models import Statement
from merilo_desk.publishing.models import FactCheckPage


def ours_at(url: str, user: Any) -> Case | Statement | None:
    """Return the case or the statement that an address of this desk leads to, if the member may see it."""
    at = urlsplit(url.strip())
    if at.hostname not in {urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS}:
        return None
    parts = [part for part in unquote(at.path).split("/") if part]
    match parts:
        case ["desk", "cases", number, *_] if number.isdigit():
            return Case.objects.visible_to(user).filter(pk=int(number)).first()
        case ["desk", "people", "statements", number, *_] | [_, "statements", number] if number.isdigit():
            return Statement.objects.visible_to(user).filter(pk=int(number)).first()
        case [code, "checks", slug]:
            page = FactCheckPage.objects.visible_to(user).filter(locale__language_code=code, slug=slug).first()
            return page.case if page else None
    return None

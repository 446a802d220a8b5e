"""What every template knows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from merilo_desk.languages import BY_CODE, LANGUAGES, language
from merilo_desk.newsroom.counting import at, counted
from merilo_desk.newsroom.models import the_desk


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the desk, the language in use and the languages there are."""
    user = getattr(request, "user", None)
    inside = request.path.startswith("/desk/") and user is not None and user.is_authenticated
    return {
        "counts": SimpleLazyObject(lambda: counted(user)) if inside else [],
        "at": at(request.path) if inside else "",
        # The door has asked for it already, on members' pages.
        "desk": SimpleLazyObject(lambda: getattr(request, "newsroom", None) or the_desk()),
        "speaking": language(get_language()),
        "all_languages": LANGUAGES,
        "site_languages": SimpleLazyObject(lambda: [BY_CODE[code] for code in the_desk().languages if code in BY_CODE]),
    }

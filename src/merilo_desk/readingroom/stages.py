"""What a reading is at, in words, and how much of it is behind it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from merilo_desk import engine
from merilo_desk.readingroom.models import StoredArticle

WORDS = {
    "waiting": _("Waiting for its turn"),
    "open": _("Opening the text"),
    "sentences": _("Reading every sentence"),
    "names": _("Finding names and dates"),
    "voices": _("Finding who said what"),
    "claims": _("Finding what can be checked"),
    "findings": _("Looking for places that disagree"),
    "matches": _("Looking up earlier checks"),
}
ORDER = ("waiting", "open", *engine.STAGES)


def stages(article: StoredArticle) -> dict[str, Any]:
    """Return the steps, each with its words and whether it is behind, at hand or to come."""
    now = article.stage if article.stage in ORDER else "waiting"
    at = ORDER.index(now)
    steps = [
        {"words": WORDS[key], "is": "behind" if place < at else "now" if place == at else "ahead"}
        for place, key in enumerate(ORDER)
    ]
    return {"steps": steps, "done": at, "of": len(ORDER), "doing": WORDS[now]}

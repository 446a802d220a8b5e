"""What has been picked out of a text already: cases that check it, statements that keep it."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from merilo_desk.readingroom.models import StoredArticle
from merilo_desk.readingroom.sheet import Pick

OUT = frozenset({"published", "corrected"})
GIVEN_UP = "withdrawn"


def picks(article: StoredArticle, user: Any) -> list[Pick]:
    """Return what a member may know of what was picked, in the order of the text."""
    found = [*_cases(article, user), *_statements(article)]
    return sorted(found, key=lambda pick: (pick.start, pick.end))


def _cases(article: StoredArticle, user: Any) -> list[Pick]:
    rows = article.cases.visible_to(user).exclude(state=GIVEN_UP).filter(start__isnull=False, end__isnull=False)
    return [
        Pick(
            start,
            end,
            "checked" if state in OUT else "checking",
            _("Checked: case %(number)d") % {"number": pk}
            if state in OUT
            else _("Being checked: case %(number)d") % {"number": pk},
            _address("casework:case", pk),
        )
        for pk, state, start, end in rows.values_list("pk", "state", "start", "end")
    ]


def _statements(article: StoredArticle) -> list[Pick]:
    rows = article.utterances.filter(statement__isnull=False).values_list("statement", "start", "end")
    return [
        Pick(start, end, "kept", _("Kept as a statement"), _address("people:statement", statement))
        for statement, start, end in rows
    ]


def _address(name: str, pk: int) -> str:
    try:
        return reverse(name, args=[pk])
    except NoReverseMatch:
        return ""

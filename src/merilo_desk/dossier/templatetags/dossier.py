"""Filters of the dossier: short days, months, and the text of a page below our own headings."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date
from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from merilo_desk.newsroom.templatetags.merilo import locale

register = template.Library()
HEADING = re.compile(r"(</?h)([1-6])\b")
# A path of this site means nothing to whoever holds the file alone.
PATH = re.compile(r'\bhref="/(?!/)')
DEEPEST = 6


@register.filter
def dayshort(value: date | None) -> str:
    """Write a day in figures, as the language does."""
    return (
        "" if value is None else str(format_date(value, "short" if locale().language == "en" else "medium", locale()))
    )


@register.filter
def monthname(value: date) -> str:
    """Write a month and its year out."""
    return str(format_date(value, "LLLL y", locale()))


@register.filter
def below(body: str, by: int = 2) -> SafeString:
    """Draw the text of a page with its headings so many levels lower, and its links whole."""
    html = HEADING.sub(lambda found: f"{found[1]}{min(DEEPEST, int(found[2]) + by)}", expand_db_html(body))
    return mark_safe(PATH.sub(f'href="{settings.SITE_URL}/', html))

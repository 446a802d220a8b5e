"""`said`, `tag`, `may` and the written forms of days, in every template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from merilo_desk.languages import BY_CODE, language
from merilo_desk.newsroom.counting import CAP
from merilo_desk.newsroom.difference import difference as pieces_of
from merilo_desk.newsroom.markdown import as_html
from merilo_desk.newsroom.troubles import said as trouble_said
from merilo_desk.newsroom.wording import language_said
from merilo_desk.newsroom.wording import said as said_in

register = template.Library()
# Stars or dashes about words; one that stands alone, as in "2 * 3", is a sign.
MARKS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
# An address of the public site that stands by itself in a text.
OWN_PAGE = re.compile(rf"(?<!\S)/(?:{'|'.join(BY_CODE)})/[a-z0-9/-]+/(?!\S)")
# Where days are written with dots and the month of a short date as a number.
DOTTED = {"sr", "hr", "bs"}
# The year is said whole: shortened it ends in a full stop, and a sentence that ends in a day would have two.
YEARS = {"mk": "година", "ru": "года", "uk": "року"}


def locale() -> Locale:
    """Return Babel's locale of the language in use."""
    profile = language(get_language()).profile
    return Locale.parse("en_GB" if profile == "en" else profile.replace("-", "_"))


@register.filter
def said(texts: Mapping[str, str] | None) -> str:
    """Say a text that is kept in several languages."""
    return said_in(texts)


@register.filter
def said_lang(texts: Mapping[str, str] | None) -> str:
    """Return the BCP 47 tag of the language that `said` answers in."""
    return language(language_said(texts)).tag


@register.filter
def tag(code: str) -> str:
    """Return the BCP 47 tag of a language code, for lang=""."""
    return language(code).tag


@register.filter
def own_name(code: str) -> str:
    """Return what a language calls itself; Django's own `language_name` says it in English."""
    return language(code).name


@register.filter
def may(user: Any, act: str) -> bool:
    """Say whether a member may do something: {% if user|may:"cases.vote" %}."""
    return bool(getattr(user, "is_authenticated", False) and user.may(act))


@register.filter
def day(value: date | datetime | None) -> str:
    """Write a day out as the language does: 5. марта 2024."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    year = YEARS.get(locale().language)
    written = str(format_date(value, f"d MMMM y '{year}'" if year else "long", locale()))
    return genitive(written) if locale().language in {"sr", "bs"} else written


@register.filter
def frozen_day(value: str | None) -> str:
    """Write out a day that was frozen as text; what is no whole day stays as it came from another library."""
    try:
        return day(date.fromisoformat(value)) if value else ""
    except ValueError:
        return value or ""


def genitive(written: str) -> str:
    """Bend the month of a Serbian or Bosnian date as it is said, 5. марта; CLDR gives it as a heading has it."""

    def bend(found: re.Match[str]) -> str:
        month = re.sub("бар$", "бр", re.sub("bar$", "br", found[0])).removesuffix("i")
        return month + ("а" if month > "z" else "a")

    return re.sub(r"[^\W\d_]+", bend, written, count=1)


@register.filter
def moment(value: datetime | None) -> str:
    """Write a day and an hour as the language does, in the desk's own time."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    pattern = "d. M. y. HH:mm" if locale().language in DOTTED else "d MMM y, HH:mm"
    return str(format_datetime(local, pattern, locale=locale()))


@register.filter
def number(value: float | int | None) -> str:
    """Write a number with the language's own marks."""
    return "" if value is None else str(format_decimal(value, locale=locale()))


@register.filter
def percent(value: float | None) -> str:
    """Write a share from 0 to 1 as whole percent."""
    return "" if value is None else f"{round(value * 100)}\u00a0%"


@register.filter
def clock(seconds: int | None) -> str:
    """Write seconds of a recording as hours, minutes and seconds: 1:02:30."""
    if seconds is None:
        return ""
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"


@register.inclusion_tag("difference.html")
def difference(old: str, new: str) -> dict[str, Any]:
    """Show what changed between two texts: struck through what went, underlined what came."""
    return {"pieces": pieces_of(bare(old or ""), bare(new or ""))}


def bare(text: str) -> str:
    """Return text written in Markdown without the marks of bold and slanted words, as it is read."""
    return MARKS.sub(r"\2", text)


@register.filter
def upto(count: int | None) -> str:
    """Write a count that goes no further than the cap: "1,000+"."""
    return number(count) if count is None or count <= CAP else f"{number(CAP)}+"


@register.filter
def markdown(text: str) -> SafeString:
    """Draw text that was written in Markdown, its headings below a heading of the second level."""
    return as_html(text)


@register.filter
def trouble(kept: str) -> str:
    """Say what the engine could not do, in the language of whoever looks."""
    return trouble_said(kept)


@register.filter
def led(text: str) -> SafeString:
    """Make the addresses of our own pages in a text of ours links: „/mk/corrections/2/“."""
    return mark_safe(OWN_PAGE.sub(lambda found: f'<a href="{found.group()}">{found.group()}</a>', escape(text)))

"""What waits for a member, as a feed of their own for those who do not sit at the desk: off until they turn it on."""

from __future__ import annotations

from datetime import datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from merilo_desk.languages import language
from merilo_desk.newsroom import actions
from merilo_desk.newsroom.duties import Duty, duties_of
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.templatetags.merilo import day


@login_required
@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Turn one's own feed on, give it a new address, or turn it off."""
    user = request.user
    assert isinstance(user, User)
    if request.POST.get("act") == "off":
        actions.turn_off_feed(user)
        messages.success(request, _("The feed is off, and its address leads nowhere."))
    else:
        address = settings.SITE_URL + reverse("newsroom:feed", args=[actions.turn_on_feed(user)])
        told = _("This is the address of your feed. Copy it now, it is not shown again: %(address)s")
        messages.success(request, told % {"address": address})
    return redirect("newsroom:me")


@require_safe
@never_cache
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """One entry a day, with all that waits; no entry where nothing does."""
    user = actions.owner_of_feed(key)
    if user is None:
        raise Http404
    with override(user.language):
        response = HttpResponse(_drawn(user), content_type="application/atom+xml; charset=utf-8")
    response["X-Robots-Tag"] = "noindex"
    return response


def _drawn(user: User) -> str:
    site, today = settings.SITE_URL, timezone.localdate()
    home = site + reverse("newsroom:today")
    name = f"tag:{urlsplit(site).hostname},2026:waiting/{user.feed_digest[:16]}"
    made = Atom1Feed(
        title=_("%(desk)s: what waits for %(who)s") % {"desk": the_desk().name, "who": user},
        link=home,
        description="",
        language=language(user.language).tag,
        feed_guid=name,
    )
    if lines := duties_of(user):
        counted = ngettext("%(count)d thing waits for you", "%(count)d things wait for you", len(lines))
        made.add_item(
            title=counted % {"count": len(lines)},
            link=home,
            description=_list(lines),
            unique_id=f"{name}/{today.isoformat()}",
            updateddate=timezone.make_aware(datetime.combine(today, time())),
        )
    return str(made.writeString("utf-8"))


def _list(lines: list[Duty]) -> str:
    rows = (
        (settings.SITE_URL + each.address, each.title, " · ".join(map(str, (each.why, *each.also))), _until(each))
        for each in lines
    )
    return format_html("<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a>: {}{}</li>', rows))


def _until(duty: Duty) -> str:
    return f" ({day(duty.due)})" if duty.due else ""

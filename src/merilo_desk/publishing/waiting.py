"""What of language versions waits for a member."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.duties import Duty
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.publishing.version_models import AddedVersion


def duties(user: Any) -> Iterator[Duty]:
    """Yield the language versions that this member can approve, and those that came back to them."""
    waiting = AddedVersion.objects.visible_to(user).waiting().select_related("case").prefetch_related("writers")[:50]
    reviews = may(user, Act.REVIEW) and may(user, Act.PUBLISH)
    for each in waiting:
        own = user.pk in {writer.pk for writer in each.writers.all()}
        where = reverse("publishing:added", args=[each.case_id, each.language])
        if each.stage == "sent" and reviews and not own:
            why = _("A language version waits for a second pair of eyes")
            yield Duty(each.title[:120], where, why, language=each.language)
        elif each.stage == "back" and own:
            why = _("A language version came back to you")
            yield Duty(each.title[:120], where, why, language=each.language)

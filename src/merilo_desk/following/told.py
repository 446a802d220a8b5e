"""What the ledger says of acts on followed feeds and alerts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Thing, tells

F, S, K = Act.FOLLOW, Act.SORT_REPEAT, Act.KEEP_REPEAT

tells(
    {
        f"{F}/followed": _("began to follow a feed"),
        f"{F}/paused": _("paused a feed"),
        f"{F}/resumed": _("went on following a feed"),
        f"{F}/changed": _("changed how a feed is followed"),
        f"{F}/removed": _("removed a feed"),
        f"{S}/put aside": _("put an alert aside"),
        f"{S}/taken back": _("took an alert up again"),
        f"{K}/kept": _("kept a repetition, which stands on the check's page"),
        f"{K}/kept as an earlier place": _("kept an earlier place where the statement stands"),
        f"{K}/taken back": _("took a repetition back from the check's page"),
    },
    {
        "following.feed": Thing(
            _("Feed"), lambda each: reverse("following:feed", args=[each.pk]), see=Act.SEE_FOLLOWING
        ),
        "following.alert": Thing(
            _("Repetition"), lambda each: reverse("following:alert", args=[each.pk]), see=Act.SEE_FOLLOWING
        ),
    },
)

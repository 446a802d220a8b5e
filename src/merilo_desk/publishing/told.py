"""What the ledger says of acts on the public site."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Thing, tells
from merilo_desk.publishing.models import FactCheckPage

S = Act.EDIT_SITE


def _page(page: FactCheckPage) -> str:
    return page.path_here


tells(
    {
        Act.PUBLISH: gettext_lazy("put the page up in %(language)s, version %(version)s"),
        Act.WITHDRAW: gettext_lazy("marked the page in %(language)s as withdrawn"),
        f"{Act.WITHDRAW}/version-withheld": gettext_lazy("withheld version %(version)s from readers"),
        f"{Act.TRANSLATE}/version-saved": gettext_lazy("wrote the check in one more language: %(language)s"),
        f"{Act.SEND_TO_REVIEW}/version-sent": gettext_lazy("sent the text in %(language)s to a second pair of eyes"),
        f"{Act.REVIEW}/version-back": gettext_lazy("sent the text in %(language)s back"),
        f"{Act.PUBLISH}/version-added": gettext_lazy(
            "approved and published the check in one more language: %(language)s"
        ),
        f"{S}/term added": gettext_lazy("added a term to the glossary"),
        f"{S}/term changed": gettext_lazy("changed a term of the glossary"),
        f"{S}/uses decided": gettext_lazy("decided who is shown as having used the term"),
        f"{S}/term removed": gettext_lazy("took a term out of the glossary: “%(names)s”"),
    },
    {
        "publishing.factcheckpage": Thing(gettext_lazy("Page of a check"), _page, lambda page: page.title, ("locale",)),
        "publishing.term": Thing(gettext_lazy("Term"), lambda each: reverse("publishing:term", args=[each.pk])),
    },
)

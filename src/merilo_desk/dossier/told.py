"""What the ledger says of the dossier."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy

from merilo_desk.dossier.models import DossierFile
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Thing, tells

M = Act.MAKE_DOSSIER


def _where(file: DossierFile) -> str:
    return f"{reverse('dossier:dossier')}?{urlencode({'year': file.year, 'language': file.language})}"


tells(
    {
        M: gettext_lazy("had the dossier of %(year)s made in %(language)s"),
        f"{M}/asked": gettext_lazy("asked for the dossier of %(year)s as PDF (%(language)s)"),
        f"{M}/asked again": gettext_lazy("had another try made at the dossier of %(year)s as PDF (%(language)s)"),
    },
    {"dossier.dossierfile": Thing(gettext_lazy("Dossier as PDF"), _where)},
)

"""What the ledger says of the dossier."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import tells

tells({Act.MAKE_DOSSIER: gettext_lazy("had the dossier of %(year)s made in %(language)s")}, {})

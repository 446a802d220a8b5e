"""Ask for the dossier's PDF."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from merilo_desk.dossier.errors import NoSuchLanguage
from merilo_desk.dossier.file_jobs import make_file
from merilo_desk.dossier.models import BUSY, DossierFile
from merilo_desk.dossier.year import Year
from merilo_desk.jobs import later
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act, require

State = DossierFile.State


@transaction.atomic
def ask(year: Year, language: str, *, by: User) -> tuple[DossierFile, bool]:
    """Have the PDF of a year made; return it, and whether this began it (else it is being made already).

    What failed before is tried again in its own row.

    Raises:
        PermissionDenied, NoSuchLanguage.
    """
    require(by, Act.MAKE_DOSSIER)
    spoken = the_desk().languages
    if language not in spoken:
        raise NoSuchLanguage(language, ", ".join(spoken))
    same = DossierFile.objects.select_for_update().filter(year=year.number, language=language)
    busy = same.filter(state__in=BUSY).first()
    if busy:
        return busy, False
    failed = same.filter(state=State.FAILED).first()
    file = failed or DossierFile(year=year.number, language=language)
    file.state, file.trouble, file.tries = State.WAITING, "", 0
    file.asked_by, file.asked_at, file.seen_at = by, timezone.now(), timezone.now()
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError:
        # Somebody asked in this very moment.
        return same.latest("asked_at"), False
    did = "asked again" if failed else "asked"
    record(Act.MAKE_DOSSIER, file, by, did=did, year=year.number, language=language)
    later(make_file, file.pk)
    return file, True

"""The job that makes the dossier's PDF, and the clock that picks up lost ones and removes old files."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from merilo_desk.dossier.errors import NoPrinter, NoSuchLanguage
from merilo_desk.dossier.models import KEPT, DossierFile
from merilo_desk.dossier.writing import as_pdf, write
from merilo_desk.dossier.year import year_of
from merilo_desk.jobs import by_the_clock, job, later
from merilo_desk.newsroom.troubles import noted

log = logging.getLogger("merilo_desk.dossier")
State = DossierFile.State
# No year takes as long: what is still being made then died with its process, what still waits was lost.
SILENT = timedelta(minutes=15)
MOST_TRIES = 3
AT_ONCE = 50


@job
def make_file(pk: int) -> None:
    """Make one PDF; a job that another was quicker than does nothing."""
    ours = DossierFile.objects.filter(pk=pk)
    now = timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.MAKING, seen_at__lt=now - SILENT)
    if not ours.filter(free).update(state=State.MAKING, seen_at=now):
        return
    file = ours.get()
    try:
        content = as_pdf(write(year_of(file.year), file.language))
    except NoPrinter as lacking:
        _fail(file, noted("no-printer", because=lacking.because))
    except NoSuchLanguage:
        _fail(file, noted("language-gone"))
    except Exception as error:
        log.exception("the dossier %s could not be made", pk)
        _fail(file, noted("dossier-mistake", kind=type(error).__name__))
    else:
        _keep(file, content)


def _fail(file: DossierFile, because: str) -> None:
    DossierFile.objects.filter(pk=file.pk, state=State.MAKING).update(state=State.FAILED, trouble=because[:2000])


def _keep(file: DossierFile, content: bytes) -> None:
    """Keep a finished file, unless another job brought it meanwhile."""
    kept = ""
    try:
        with transaction.atomic():
            standing = DossierFile.objects.select_for_update().filter(pk=file.pk)
            row = standing.exclude(state__in=[State.READY, State.GONE]).first()
            if row is None:
                return
            row.file.save(f"dossier-{row.year}-{row.language}.pdf", ContentFile(content), save=False)
            kept = row.file.name
            row.state, row.trouble = State.READY, ""
            row.size, row.made_at = len(content), timezone.now()
            row.save()
    except Exception as error:
        log.exception("the dossier %s could not be kept", file.pk)
        if kept:
            file.file.storage.delete(kept)
        full = isinstance(error, OSError)
        _fail(file, noted("file-not-kept") if full else noted("dossier-mistake", kind=type(error).__name__))


@by_the_clock
def pick_up() -> None:
    """Have made again what a process was at when it died, and what was lost on its way to the queue."""
    now = timezone.now()
    for file in DossierFile.objects.filter(state__in=[State.MAKING, State.WAITING], seen_at__lt=now - SILENT):
        with transaction.atomic():
            ours = DossierFile.objects.filter(pk=file.pk, state=file.state, seen_at=file.seen_at)
            died = file.state == State.MAKING
            if died and file.tries + 1 >= MOST_TRIES:
                ours.update(state=State.FAILED, trouble=noted("making-died"))
            elif ours.update(state=State.WAITING, seen_at=now, tries=F("tries") + int(died)):
                later(make_file, file.pk)


@by_the_clock
def let_old_files_go() -> None:
    """Remove files whose days are over; their rows say so."""
    old = DossierFile.objects.filter(state=State.READY, made_at__lt=timezone.now() - KEPT)
    for file in old[:AT_ONCE]:
        # The file first: should the process end between the two, the next minute finds the row again.
        file.file.delete(save=False)
        DossierFile.objects.filter(pk=file.pk, state=State.READY).update(state=State.GONE, file="", size=0)

"""Files of the public: looked at, kept as they came under a name of ours, and wiped when their sender says so."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from merilo_desk.intake.cleaning import on_one_line
from merilo_desk.intake.file_types import NotTaken, type_of
from merilo_desk.intake.form_key import FormKey
from merilo_desk.intake.keeping import this_day
from merilo_desk.intake.models import Attachment, HeldFile, Submission
from merilo_desk.intake.uploads import FILES_AT_MOST, Weighing
from merilo_desk.jobs import by_the_clock

# How many times what one request may bring waits at most with forms whose senders answered wrongly.
WAITING_WHOLES = 10
# How a copy is called until it takes the place of its file.
ANEW = ".anew"
# Up to which day the hours of files were forgotten; the clock runs in one process.
_forgotten: dict[str, date] = {}


def hold(key: FormKey, files: Iterable[UploadedFile], weighed: Weighing) -> list[str]:
    """Keep the files of a form that is about to be sent; return a sentence about each that cannot be taken."""
    troubles = [too_large(name) for name in weighed.too_large]
    troubles += [
        _("“%(name)s” was left out: at most ten files come with one request.") % _n(n) for n in weighed.too_many
    ]
    waiting = HeldFile.objects.filter(form_key=key.digest)
    for file in files:
        kept = list(waiting.values_list("size", flat=True))
        if len(kept) >= FILES_AT_MOST:
            troubles.append(too_many(file.name or ""))
            continue
        if sum(kept) + (file.size or 0) > settings.UPLOAD_WHOLE:
            troubles.append(too_large(file.name or ""))
            continue
        trouble = _hold(key, file)
        if trouble:
            troubles.append(trouble)
    return troubles


def has_room() -> bool:
    """Say whether files of senders who have not shown yet to be people may wait too: a machine shall fill no disk."""
    waiting = HeldFile.objects.aggregate(all=models.Sum("size"))["all"] or 0
    return waiting < WAITING_WHOLES * int(settings.UPLOAD_WHOLE)


def too_large(name: str) -> str:
    """Say that a file is too large, and what to do."""
    return _(
        "“%(name)s” is too large: a file may have %(one)s MB, and all together %(all)s MB. Send a smaller one, or put"
        " it on the web and give us its link."
    ) % (_n(name) | {"one": settings.UPLOAD_LIMIT // 2**20, "all": settings.UPLOAD_WHOLE // 2**20})


def too_many(name: str) -> str:
    """Say that a file was one too many."""
    return _("“%(name)s” was left out: at most ten files come with one request.") % _n(name)


def held(key: FormKey) -> list[HeldFile]:
    """Return the files that wait with a form."""
    return list(HeldFile.objects.filter(form_key=key.digest).order_by("pk"))


def drop(key: FormKey, numbers: Iterable[str]) -> None:
    """Let go of files that wait with a form, by their numbers."""
    for each in HeldFile.objects.filter(form_key=key.digest, pk__in=[n for n in numbers if n.isdecimal()][:50]):
        _let_go(each)


def attach(key: FormKey, submission: Submission) -> int:
    """Give the files that wait with a form to what was sent with it, in the transaction at hand."""
    waiting = held(key)
    for each in waiting:
        Attachment.objects.create(
            submission=submission,
            file=each.file.name,
            name=each.name,
            media_type=each.media_type,
            size=each.size,
            sha256=each.sha256,
        )
        each.delete()
    return len(waiting)


def wipe(submission: Submission) -> int:
    """Remove every file of a submission, from the disk too once the transaction is committed."""
    gone = list(submission.attachments.all())
    for each in gone:
        storage, name = each.file.storage, each.file.name
        each.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
    return len(gone)


@by_the_clock
def let_old_files_go() -> None:
    """Remove files of forms that were never sent."""
    for each in HeldFile.objects.filter(on__lt=timezone.localdate() - timedelta(days=3))[:200]:
        _let_go(each)


@by_the_clock
def forget_hours(today: date | None = None) -> None:
    """Write the files of days that are over anew: the file system notes by itself when each was made.

    A file's own date says its day; one that was made on a later day was written anew already.
    """
    today = today or timezone.localdate()
    folder = settings.PRIVATE_ROOT / "held"
    if _forgotten.get("until") == today or not folder.is_dir():
        return
    # By their names, which are random: the order in which they came goes too.
    for path in sorted(folder.iterdir()):
        with suppress(FileNotFoundError):  # its sender took it back meanwhile
            _written_anew(path, today)
    _forgotten["until"] = today


def _written_anew(path: Path, today: date) -> None:
    stat = path.stat()
    day, made = (timezone.localdate(datetime.fromtimestamp(at, UTC)) for at in (stat.st_mtime, stat.st_ctime))
    if path.suffix == ANEW:
        path.unlink()
    elif made == day < today:
        anew = path.with_suffix(ANEW)
        shutil.copyfile(path, anew)
        anew.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        os.utime(anew, (stat.st_mtime, stat.st_mtime))
        path.unlink()
        anew.rename(path)


def _hold(key: FormKey, file: UploadedFile) -> str:
    name = _shown_name(file.name or "")
    if not file.size:
        return _("“%(name)s” is empty. Choose it again, or send another.") % _n(name)
    try:
        kind = type_of(file)
    except NotTaken as not_taken:
        return _why(not_taken.why, name)
    if not name.lower().endswith(tuple(f".{ending}" for ending in (kind.ending, *kind.also))):
        name = f"{name}.{kind.ending}"
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    sha256 = digest.hexdigest()
    if HeldFile.objects.filter(form_key=key.digest, sha256=sha256).exists():
        return ""
    kept = HeldFile(form_key=key.digest, name=name, media_type=kind.media, size=file.size, sha256=sha256)
    kept.file.save(f"{secrets.token_hex(16)}.{kind.ending}", file, save=False)
    # The disk notes when a file was written; the day is enough.
    midnight = this_day().timestamp()
    os.utime(kept.file.path, (midnight, midnight))
    kept.save()
    return ""


def _why(why: str, name: str) -> str:
    if why == "program":
        return _("“%(name)s” holds a program, whatever it is called, and programs are not taken.") % _n(name)
    if why == "broken":
        return _("“%(name)s” is broken: it cannot be opened. Make a new copy of it, or send another.") % _n(name)
    return _(
        "“%(name)s” is of a kind that we cannot open safely. Send a picture, a PDF, a text, an office document, sound"
        " or film instead; a page of the web as PDF or as a picture."
    ) % _n(name)


def _let_go(each: HeldFile) -> None:
    each.file.delete(save=False)
    each.delete()


def _n(name: str | None) -> dict[str, object]:
    return {"name": _shown_name(name or "")}


def _shown_name(name: str) -> str:
    return on_one_line(name.replace("/", " ").replace("\\", " "))[-120:] or "?"

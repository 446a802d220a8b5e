"""A copy of a sender's file without what programs write into it unseen, made by mat2 where that is installed.

Pictures of kinds that mat2 does not know are drawn anew (`drawn_anew`).

The copy is made when a member asks for it and kept nowhere: what is not there cannot be found, and what its sender
takes back is gone.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

from django.conf import settings
from lxml import etree

from merilo_desk.intake import drawn_anew, packages
from merilo_desk.intake.models import Attachment

PROGRAM = "mat2"
# A PDF of many pages is drawn anew page by page; a file that is a trap is let go of.
SECONDS = 90
MEMORY = 2 * 1024**3
# What a server that was switched off in the middle left behind is cleared away after so long.
FORGOTTEN = 3600
ENDING = re.compile(r"\.(\w+)")


class NotMade(Exception):
    """There is no copy; `why` is "absent" (the program), "kind" (of file) or "failed"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def trouble_with(attachment: Attachment) -> str:
    """Return why no copy of a file can be made, as a code, or "" where one can."""
    if _ending(attachment) in drawn_anew.WAYS:
        return ""
    if not shutil.which(PROGRAM):
        return "absent"
    return "" if _ending(attachment) in _known() else "kind"


def copy_of(attachment: Attachment) -> IO[bytes]:
    """Return a copy of a file without what it says of its maker, of places, devices and earlier versions.

    Raises:
        NotMade: mat2 is not installed, the kind is not known, or the file could not be opened.
    """
    if why := trouble_with(attachment):
        raise NotMade(why)
    with tempfile.TemporaryDirectory(dir=_folder()) as made_in:
        original = Path(made_in) / f"file.{_ending(attachment)}"
        with attachment.file.open("rb") as kept, original.open("wb") as written:
            shutil.copyfileobj(kept, written)
        made = original.with_name(f"file.cleaned.{_ending(attachment)}")
        if _ending(attachment) in drawn_anew.WAYS:
            _run([sys.executable, "-I", "-m", drawn_anew.__name__, str(original), str(made)], original.parent)
        else:
            _run([shutil.which(PROGRAM) or PROGRAM, "--unknown-members", "omit", str(original)], original.parent)
        try:
            if _ending(attachment) in packages.ENDINGS:
                packages.mend(made)
            # Open it stays readable when the folder is gone.
            return made.open("rb")
        except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError) as trouble:
            raise NotMade("failed") from trouble


def name_of(attachment: Attachment) -> str:
    """Return what the copy is called: the name that the sender gave may say too much as well."""
    return f"file-{attachment.pk}.{_ending(attachment)}"


def _run(command: list[str], folder: Path) -> None:
    """Let a program write its copy beside a file; it learns nothing of the desk but that file."""
    own = {"PATH": os.defpath, "HOME": str(folder), "LANG": "C.UTF-8"}
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(command, env=own, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet)
    with suppress(ProcessLookupError):  # it may be done already
        resource.prlimit(running.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        running.wait(SECONDS)
    except subprocess.TimeoutExpired as late:
        running.kill()
        running.wait()
        raise NotMade("failed") from late


def _ending(attachment: Attachment) -> str:
    return Path(attachment.file.name).suffix.removeprefix(".").lower()


@cache
def _known() -> frozenset[str]:
    """Return the endings of files that mat2 knows here: for films it needs another program."""
    done = subprocess.run([PROGRAM, "--list"], capture_output=True, timeout=SECONDS, check=False)
    return frozenset(ENDING.findall(done.stdout.decode("utf-8", "replace")))


def _folder() -> Path:
    """Return where copies are made, on the disk on which the files are kept."""
    folder = Path(settings.PRIVATE_ROOT) / "copies"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.iterdir():
        if left.stat().st_mtime < time.time() - FORGOTTEN:
            shutil.rmtree(left, ignore_errors=True)
    return folder

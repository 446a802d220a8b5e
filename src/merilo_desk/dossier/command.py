"""What `merilo desk dossier` does: write both files, and say what is missing."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from merilo_desk.dossier.errors import NoPrinter
from merilo_desk.dossier.writing import as_pdf, make
from merilo_desk.dossier.year import year_of
from merilo_desk.newsroom.models import the_desk


def write(year: int, language: str, folder: Path) -> tuple[list[str], list[str]]:
    """Write the dossier of a year into a folder; return lines that say what was done, and what went wrong."""
    try:
        written = make(year_of(year), language or the_desk().default_language, by=None)
    except ValidationError as wrong:
        return [], wrong.messages
    done, trouble = [], []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, content in (("html", lambda: written.html.encode()), ("pdf", lambda: as_pdf(written))):
            file = folder / f"{written.name}.{ending}"
            file.write_bytes(content())
            done.append(str(file))
    except NoPrinter as wrong:
        trouble.append(str(wrong))
    except OSError as wrong:
        trouble.append(_("%(folder)s cannot be written to: %(why)s.") % {"folder": folder, "why": wrong.strerror})
    done += [f"- {each.sentence}" for each in written.missing]
    return done, trouble

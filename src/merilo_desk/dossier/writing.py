"""Write a dossier: one HTML file that needs nothing beside it, and the same as a tagged PDF."""

from __future__ import annotations

import logging
from base64 import b64encode
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from merilo_desk.dossier.errors import NoPrinter
from merilo_desk.dossier.gathered import Gathered, gather
from merilo_desk.dossier.missing import Missing, missing_in
from merilo_desk.dossier.year import Year
from merilo_desk.intake.reasons import REASONS
from merilo_desk.languages import language as language_named
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act, require

# The faces of the house, whole enough for every language of ours.
FACES = {("Merilo Sans", 400): "sans-400", ("Merilo Sans", 600): "sans-600", ("Merilo Serif", 600): "serif-600"}


@dataclass(frozen=True, slots=True)
class Written:
    """A dossier as a page, its name without an ending, and what is missing in it."""

    name: str
    html: str
    missing: tuple[Missing, ...]


@transaction.atomic
def make(year: Year, language: str, *, by: User | None) -> Written:
    """Make the dossier of a year; `by` is None on the command line, whose user owns the desk's folder anyway.

    Raises:
        PermissionDenied, NoSuchLanguage.
    """
    if by is not None:
        require(by, Act.MAKE_DOSSIER)
    written = write(year, language)
    record(Act.MAKE_DOSSIER, the_desk(), by, year=year.number, language=language, missing=len(written.missing))
    return written


def write(year: Year, language: str) -> Written:
    """Write the dossier of a year; whoever calls has made sure that it may be, and written down that it was.

    Raises:
        NoSuchLanguage: the desk does not speak it.
    """
    found = gather(year, language)
    with override(language):
        missing = missing_in(found)
        html = render_to_string("dossier/file.html", shown(found, missing))
    return Written(f"dossier-{year.number}-{language}", html, tuple(missing))


def shown(found: Gathered, missing: list[Missing]) -> dict[str, Any]:
    """Return what the page of a dossier needs."""
    return {
        "found": found,
        "missing": missing,
        "called": found.desk.called(found.language),
        "speaking": language_named(found.language),
        "dismissed": [
            (REASONS[code].name if code in REASONS else code, n) for code, n in found.answers.dismissed.items()
        ],
        "half_days": None if found.answers.median_days is None else round(found.answers.median_days),
        "merilo": version("merilo"),
        "sheet": _sheet(),
    }


def as_pdf(written: Written) -> bytes:
    """Set a dossier as PDF, with the tags that a screen reader needs. Nothing is fetched from anywhere.

    Raises:
        NoPrinter: Pango, which shapes the letters, is not on this computer.
    """
    try:
        # It looks for Pango when it is imported; a desk without it still runs, and has the HTML.
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as trouble:
        raise NoPrinter(str(trouble).splitlines()[0]) from trouble
    # It warns of every rule that is for screens only.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    inside = URLFetcher(allowed_protocols=("data",))
    return bytes(HTML(string=written.html, url_fetcher=inside).write_pdf(pdf_variant="pdf/ua-1") or b"")


def _sheet() -> SafeString:
    """Return the dossier's own style sheet, with its faces inside."""
    rules = []
    for (family, weight), name in FACES.items():
        path = Path(__file__).resolve().parents[1] / "publishing" / "fonts" / f"{name}.ttf"
        data = b64encode(path.read_bytes()).decode()
        source = f'url(data:font/ttf;base64,{data}) format("truetype")'
        rules.append(f'@font-face{{font-family:"{family}";font-weight:{weight};src:{source}}}')
    found = finders.find("dossier/file.css")
    assert isinstance(found, str)
    rules.append(Path(found).read_text(encoding="utf-8"))
    return mark_safe("\n".join(rules))

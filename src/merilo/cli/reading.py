"""`merilo check` on files, addresses and standard input: read, draw, and say what could not be read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import regex
from rich.console import Console

from merilo import pipeline
from merilo.cli.patches import patch
from merilo.cli.tables import with_facts
from merilo.cli.terminal import draw
from merilo.drawing.markdown import markdown
from merilo.drawing.page import page
from merilo.errors import MeriloError
from merilo.model import Report
from merilo.reading.read import read
from merilo.report import out, to_json

DONE, SOME_UNREAD, NOTHING_READ = 0, 1, 3
ENDINGS = {"terminal": "txt", "json": "json", "html": "html", "md": "md"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asked for."""

    sources: tuple[str, ...]
    language: str | None
    published: date | None
    form: str
    out: Path | None
    library: str | None
    say: str
    facts: tuple[Path, ...] = ()
    fix: bool = False


def check(wanted: Wanted) -> int:
    """Read every source and draw its report; return the exit status."""
    means = with_facts(pipeline.means(wanted.library), wanted.facts, tell=wanted.say)
    errors = Console(stderr=True, highlight=False)
    read_well = 0
    for source in wanted.sources:
        try:
            with errors.status(f"{source} …") if errors.is_terminal else nullcontext():
                article = read(source, language=wanted.language, published=wanted.published)
                report = pipeline.check(article, means)
        except MeriloError as error:
            print(error, file=sys.stderr)
            continue
        _deliver(report, source, wanted)
        read_well += 1
    if read_well == len(wanted.sources):
        return DONE
    return SOME_UNREAD if read_well else NOTHING_READ


def _deliver(report: Report, source: str, wanted: Wanted) -> None:
    if wanted.fix:
        _hand_over(patch(report, source, wanted.say), source, wanted, "patch")
        return
    if wanted.form == "terminal" and wanted.out is None:
        draw(out(report, wanted.say), wanted.say, Console(highlight=False))
        return
    _hand_over(DRAWN[wanted.form](report, wanted.say), source, wanted, ENDINGS[wanted.form])


def _hand_over(text: str, source: str, wanted: Wanted, ending: str) -> None:
    if wanted.out is None:
        sys.stdout.write(text)
        return
    path = _path(wanted, source, ending)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _path(wanted: Wanted, source: str, ending: str) -> Path:
    """Return where a report goes: the file that was asked for, or a file of its own in the folder that was."""
    assert wanted.out is not None
    if len(wanted.sources) == 1 and not wanted.out.is_dir():
        return wanted.out
    name = regex.sub(r"[^\p{L}\p{N}.-]+", "-", source.removesuffix(os.sep).rsplit("/", 1)[-1]).strip("-.") or "report"
    return wanted.out / f"{name}.{ending}"


def _terminal(report: Report, say: str) -> str:
    console = Console(highlight=False, record=True, file=open(os.devnull, "w"), width=100)  # noqa: SIM115
    draw(out(report, say), say, console)
    return console.export_text()


DRAWN: dict[str, Callable[[Report, str], str]] = {
    "terminal": _terminal,
    "json": lambda report, say: to_json(report, say).decode() + "\n",
    "html": lambda report, say: page(out(report, say), say),
    "md": lambda report, say: markdown(out(report, say), say),
}

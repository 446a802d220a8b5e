"""The door: `merilo`, its commands, and what its exit status means.

Nothing heavy is imported before a command is known, so that `merilo --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from merilo.cli.ledger import ledger_app
from merilo.cli.library import library_app
from merilo.cli.models import models_app
from merilo.errors import MeriloError

DONE, SOME_UNREAD, WRONG_USAGE, NOTHING_READ = 0, 1, 2, 3

app = typer.Typer(
    name="merilo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain help: drawing it with rich takes longer than everything else in it together.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""The yardstick: reads an article, a speech or a debate, and shows what can be checked in it, who said it
through which source, where the text contradicts itself or the calendar, and what has been checked before.

Everything happens on this computer; nothing is sent anywhere, unless you set MERILO_LLM or MERILO_EMBEDDER.

\b
To begin:
  merilo check article.txt                 read one text in the terminal
  merilo check speech.pdf --format html --out report.html
  merilo check https://example.org/story   fetch a page, only because you ask
  merilo check -                           read what you paste or pipe in
  merilo library import --library ours checks.csv
  merilo check article.txt --library ours  and say what was checked before
""",
    epilog="Exit status: 0 done; 1 done, but some input could not be read; 2 wrong usage; 3 nothing could be read.",
)
app.add_typer(library_app, name="library")
app.add_typer(models_app, name="models")
app.add_typer(ledger_app, name="ledger")


class Format(StrEnum):
    """How a report is drawn."""

    terminal = "terminal"
    json = "json"
    html = "html"
    md = "md"


class Side(StrEnum):
    """How a comparison is drawn."""

    terminal = "terminal"
    json = "json"


class Schema(StrEnum):
    """The schemas that Merilo publishes."""

    report = "report"
    library = "library"


Lines = Annotated[
    bool, typer.Option("--jsonl", help="A JSON line in, a JSON line out, in order; never stops at a bad line.")
]
Jobs = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processes for --jsonl; as many as there are cores by default."),
]
LibraryName = Annotated[str | None, typer.Option("--library", metavar="NAME", help="Look claims up in this library.")]
Input = Annotated[str, typer.Argument(metavar="[IN.jsonl]", help="A file of JSON lines; standard input by default.")]
Say = Annotated[
    str, typer.Option("--say", metavar="LANG", help="Language of the messages: en mk sr sr-Latn hr bs sq bg ru uk.")
]


FactTables = Annotated[
    list[Path] | None,
    typer.Option("--facts", metavar="FILE", help="Hold the text against this table of known facts; may be repeated."),
]


@app.command()
def check(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE ...", help="A file (text, HTML, PDF, DOCX, VTT, SRT), a URL, or - for standard input."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="xx", help="The language of the text, where you know better.")
    ] = None,
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="When the text was published (YYYY-MM-DD).")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to draw the report.")] = Format.terminal,
    out: Annotated[Path | None, typer.Option(help="Write here; for several sources a folder, one report each.")] = None,
    library: LibraryName = None,
    say: Say = "en",
    facts: FactTables = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Print the edits that are certain as a patch, and apply none of them.")
    ] = False,
    jsonl: Lines = False,
    jobs: Jobs = None,
) -> None:
    """Read texts: claims, speakers, dates, names, contradictions, and earlier fact checks."""
    day = date.date() if date else None
    if jsonl:
        from merilo.cli import work

        if fix:
            raise typer.BadParameter("A patch is made for files, not for JSON lines.", param_hint="--fix")
        options = work.Options(language=lang, published=day, library=library, say=say, facts=tuple(facts or ()))
        raise typer.Exit(work.run("check", one_input(sources), options, jobs))
    if not sources:
        raise typer.BadParameter("Name a file, a URL, or - for standard input.", param_hint="SOURCE")
    from merilo.cli import reading

    wanted = reading.Wanted(tuple(sources), lang, day, form.value, out, library, say, tuple(facts or ()), fix)
    raise typer.Exit(reading.check(wanted))


@app.command()
def checkworthy(source: Input = "-", jsonl: Lines = True, jobs: Jobs = None, say: Say = "en") -> None:
    """Say of each sentence how much it wants checking, and why. One sentence a line: {"id", "text", "lang"}."""
    from merilo.cli import work

    raise typer.Exit(work.run("checkworthy", source, work.Options(say=say), jobs))


@app.command()
def suspects(source: Input = "-", jsonl: Lines = True, jobs: Jobs = None, say: Say = "en") -> None:
    """Score every sentence of a text by how likely it contradicts the rest. One text a line: {"id", "text"}."""
    from merilo.cli import work

    raise typer.Exit(work.run("suspects", source, work.Options(say=say), jobs))


@app.command()
def match(
    source: Input = "-",
    library: Annotated[str, typer.Option("--library", metavar="NAME", help="The library to look in.")] = ...,  # type: ignore[assignment]
    top: Annotated[int, typer.Option(min=1, max=1000, help="At most this many matches a line.")] = 10,
    scripts_apart: Annotated[
        bool, typer.Option("--scripts-apart", help="Search for words as they are written: Cyrillic in Cyrillic only.")
    ] = False,
    jsonl: Lines = True,
    say: Say = "en",
) -> None:
    """Find earlier fact checks of each claim, and say what differs. One claim a line: {"id", "text", "lang"}."""
    from merilo.cli import work

    options = work.Options(library=library, top=top, say=say, scripts=not scripts_apart)
    raise typer.Exit(work.run("match", source, options, jobs=1))


@app.command()
def compare(
    original: Annotated[str, typer.Argument(metavar="ORIGINAL", help="A file or a URL.")],
    translation: Annotated[str, typer.Argument(metavar="TRANSLATION", help="A file or a URL.")],
    form: Annotated[Side, typer.Option("--format", help="How to draw the differences.")] = Side.terminal,
    say: Say = "en",
) -> None:
    """Hold a translation beside its original: numbers, dates, names and denials that differ."""
    from merilo.cli import sides

    raise typer.Exit(sides.compare(original, translation, form.value, say))


@app.command()
def propose(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim, or - for standard input.")],
    lang: Annotated[str | None, typer.Option(metavar="xx", help="The language of the claim.")] = None,
    into: Annotated[list[str] | None, typer.Option(metavar="xx", help="Translate into this; may be repeated.")] = None,
    context: Annotated[Path | None, typer.Option(metavar="FILE", help="The text that the claim stands in.")] = None,
    form: Annotated[Side, typer.Option("--format", help="How to show the proposals.")] = Side.terminal,
    jsonl: Lines = False,
    say: Say = "en",
) -> None:
    """Ask the language model that MERILO_LLM names for parts, a plain wording and translations of a claim.

    Off unless MERILO_LLM is set: then the claim, and the text given as its context, are sent to that address. Every
    word that comes back is marked as a proposal. With --jsonl, CLAIM is a file of lines {"id", "text", "lang"}.
    """
    if jsonl:
        from merilo.cli import proposing, work

        proposing.model()
        options = work.Options(language=lang, say=say, into=tuple(into or ()))
        raise typer.Exit(work.run("propose", claim, options, jobs=1))
    from merilo.cli import proposing

    raise typer.Exit(proposing.propose(claim, lang, tuple(into or ()), context, form.value, say))


@app.command()
def bench(
    name: Annotated[str, typer.Argument(help="A benchmark, or 'all'; 'list' shows them.")] = "list",
    data: Annotated[
        Path | None, typer.Option(envvar="MERILO_DATA", help="The folder of public data sets.", show_envvar=True)
    ] = None,
) -> None:
    """Measure quality and speed against pinned floors."""
    from merilo.cli import measuring

    raise typer.Exit(measuring.bench(name, data))


@app.command()
def schema(which: Annotated[Schema, typer.Argument(help="Which schema.")]) -> None:
    """Print the JSON Schema of a report or of a library line."""
    from merilo.cli import schemas

    typer.echo(schemas.text(which.value))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def desk(context: typer.Context) -> None:
    """The newsroom's web desk and public site: `merilo desk --help`."""
    from importlib.metadata import entry_points

    found = entry_points(group="merilo.commands", name="desk")
    try:
        run_desk = next(iter(found)).load()
    except (StopIteration, ImportError) as missing:
        typer.echo("The desk is not installed. Install it with: pipx install 'merilo[desk]'", err=True)
        raise typer.Exit(WRONG_USAGE) from missing
    run_desk(context.args)


def one_input(sources: list[str] | None) -> str:
    """Return the one input of a --jsonl command: a file, or "-"."""
    if sources and len(sources) > 1:
        raise typer.BadParameter("With --jsonl name one file of JSON lines, or none for standard input.")
    return sources[0] if sources else "-"


def run() -> None:
    """Run the command line; an error that a person can be told about becomes its sentence and exit status 3."""
    try:
        app()
    except MeriloError as error:
        print(error, file=sys.stderr)
        sys.exit(NOTHING_READ)
    except BrokenPipeError:
        # Whoever read our output has had enough ('merilo ... | head').
        sys.stderr.close()
        sys.exit(DONE)
    except Exception as mistake:
        if os.environ.get("MERILO_DEBUG"):
            raise
        print(
            f"Merilo made a mistake of its own ({type(mistake).__name__}: {mistake}). Nothing of yours was changed. "
            "Please report it, with what the same command prints under MERILO_DEBUG=1.",
            file=sys.stderr,
        )
        sys.exit(NOTHING_READ)

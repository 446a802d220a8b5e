"""`merilo desk`: set a desk up, run it, and look after it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    name="desk",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The newsroom's web desk and public site: `merilo desk init` sets one up, `merilo desk serve` runs it.",
)
Home = Annotated[
    Path | None,
    typer.Option(
        "--home", envvar="MERILO_HOME", help="The folder that holds everything; the user's data folder by default."
    ),
]


def _ready(home: Path | None) -> None:
    """Make Django ready for the desk in a folder; whatever is written from here on is its owner's alone."""
    os.umask(0o077)
    if home:
        os.environ["MERILO_HOME"] = str(home.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_desk.settings")
    import django
    from django.db import DatabaseError, connection

    try:
        django.setup()
        if connection.vendor != "sqlite":
            connection.ensure_connection()
    except ValueError as trouble:
        _refused(str(trouble))
    except DatabaseError as trouble:
        _refused(f"The desk's database does not answer: {trouble}".strip())


def _refused(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)


def _standing(home: Path | None) -> None:
    """Make Django ready for a desk that was set up; say kindly where there is none."""
    _ready(home)
    from merilo_desk.newsroom.begin import stands

    if not stands():
        typer.echo(
            "There is no desk in this folder. Set one up with 'merilo desk init', look around in an invented one with "
            "'merilo desk demo', or name another folder with --home.",
            err=True,
        )
        raise typer.Exit(2)


@app.command()
def init(
    home: Home = None,
    name: Annotated[str, typer.Option(prompt="What is the desk called", help="The name of the desk.")] = ...,  # type: ignore[assignment]
    languages: Annotated[
        str,
        typer.Option(
            prompt="Languages, the main one first (en mk sr sr-latn hr bs sq bg ru uk)",
            help="Codes, the main one first.",
        ),
    ] = "en",
    editor: Annotated[
        str, typer.Option(prompt="User name of the first editor", help="User name of the first editor.")
    ] = ...,  # type: ignore[assignment]
    password: Annotated[
        str,
        typer.Option(
            prompt=True,
            hide_input=True,
            confirmation_prompt=True,
            envvar="MERILO_PASSWORD",
            help="Twelve characters or more.",
        ),
    ] = ...,  # type: ignore[assignment]
    scales: Annotated[
        str, typer.Option(prompt="Rating scales ('merilo desk scales' lists them)", help="Slugs, apart by spaces.")
    ] = "truth-six promise-six",
) -> None:
    """Set up a desk: its name, languages, first editor and rating scales."""
    _ready(home)
    from merilo_desk.newsroom.begin import Beginning, begin

    trouble = begin(
        Beginning(
            name, tuple(languages.replace(",", " ").split()), editor, password, tuple(scales.replace(",", " ").split())
        )
    )
    if trouble:
        typer.echo(trouble, err=True)
        raise typer.Exit(2)
    typer.echo(f"The desk “{name}” stands. Run it with: merilo desk serve")


@app.command()
def scales(
    home: Home = None,
    language: Annotated[str, typer.Option(help="The language to read them in.")] = "en",
    bring: Annotated[
        bool, typer.Option("--bring", help="Add to this desk what is new since it was set up; its own edits stay.")
    ] = False,
) -> None:
    """List the rating scales that come with Merilo; `--bring` adds new ones to a desk that stands."""
    (_standing if bring else _ready)(home)
    from merilo_desk.scales.listing import brought, listed

    for line in brought() if bring else listed(language):
        typer.echo(line)


@app.command()
def demo(home: Home = None) -> None:
    """Fill an empty desk with invented cases, people, promises and corrections, to look around in."""
    _ready(home)
    from merilo_desk.demo.fill import fill

    for line in fill():
        typer.echo(line)


@app.command()
def dossier(
    year: Annotated[int, typer.Option(min=2000, help="The year; as much of it as has passed.")],
    home: Home = None,
    out: Annotated[Path, typer.Option(help="The folder to write to; made where it is not there.")] = Path("."),
    language: Annotated[str, typer.Option(help="A language of the desk; its main one by default.")] = "",
) -> None:
    """Write the evidence for a renewal with the IFCN or the EFCSN, as HTML and PDF: what is missing stands first."""
    _standing(home)
    from merilo_desk.dossier.command import write

    said, trouble = write(year, language, out)
    for line in said:
        typer.echo(line)
    for line in trouble:
        typer.echo(line, err=True)
    if trouble:
        raise typer.Exit(2)


@app.command("second-step-off")
def second_step_off(
    name: Annotated[str, typer.Argument(help="The member's user name.")],
    home: Home = None,
) -> None:
    """Take a member's second step away where no chief editor can get in: they sign in by their password alone."""
    _standing(home)
    from merilo_desk.newsroom.locked_out import second_step_off as off

    said, done = off(name)
    typer.echo(said, err=not done)
    if not done:
        raise typer.Exit(2)


@app.command("new-secret")
def new_secret(
    home: Home = None,
    forget_old: Annotated[
        bool, typer.Option("--forget-old", help="Old secrets open nothing any more: for one that others may have.")
    ] = False,
) -> None:
    """Give the desk a new secret; members keep their devices, senders their receipts. Stop the desk first."""
    _standing(home)
    from merilo_desk.new_secret import renew

    for line in renew(in_file=not os.environ.get("MERILO_SECRET_KEY"), forget=forget_old):
        typer.echo(line)


@app.command()
def serve(
    home: Home = None,
    host: Annotated[str, typer.Option(help="The address to listen at; only this computer by default.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer.")] = 2,
    work: Annotated[
        bool, typer.Option("--work/--no-work", help="Run the worker for reading and sending beside it.")
    ] = True,
) -> None:
    """Run the desk and the public site."""
    _standing(home)
    from merilo_desk.serving import serve as run

    run(host, port, workers, work=work)


@app.command()
def work(home: Home = None) -> None:
    """Do the work that waits (reading articles, looking up matches), until stopped."""
    _standing(home)
    from merilo_desk.serving import work as run

    run()


@app.command()
def bench(
    pages: Annotated[list[str] | None, typer.Argument(help="Names of pages; all where none is given.")] = None,
    requests: Annotated[int, typer.Option(min=1, help="How often each of the twenty asks for a page.")] = 8,
    pause: Annotated[float, typer.Option(min=0, help="Seconds that each looks at a page before the next.")] = 1.0,
    port: Annotated[int, typer.Option(help="The first of two ports on this computer that are free.")] = 8970,
    desks: Annotated[
        Path | None, typer.Option(help="A folder that keeps the two desks for the next run; they take minutes to fill.")
    ] = None,
    seed: Annotated[int, typer.Option(hidden=True, help="Only fill the desk of MERILO_HOME with so many rows.")] = 0,
) -> None:
    """Measure how fast lists answer on a desk of 100 rows and on one of 50,000, for 20 people at once."""
    _ready(None)
    from merilo_desk.bench.run import broken, run
    from merilo_desk.bench.run import seed as seeded

    if seed:
        typer.echo(seeded(seed))
        return
    found = run(pages or [], requests, pause, port, desks)
    typer.echo(f"{'page':<20}{'100 rows':>22}{'50,000 rows':>22}{'ratio':>8}")
    typer.echo(f"{'in ms':<20}{'p50 / p95 / work':>22}{'p50 / p95 / work':>22}{'of work':>8}")
    for each in found:
        small, large = (f"{one.p50:.0f} / {one.p95:.0f} / {one.work:.1f}" for one in (each.small, each.large))
        typer.echo(f"{each.page.name:<20}{small:>22}{large:>22}{each.ratio:>8.2f}")
    if told := broken(found):
        typer.echo("\n".join(told), err=True)
        raise typer.Exit(1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def manage(context: typer.Context) -> None:
    """Django's own commands: `merilo desk manage migrate`."""
    _ready(None)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["merilo desk manage", *context.args])


def run(arguments: list[str]) -> None:
    """Run `merilo desk` with these arguments; called by the engine's command line through its entry point."""
    app(args=arguments, prog_name="merilo desk")


if __name__ == "__main__":
    run(sys.argv[1:])

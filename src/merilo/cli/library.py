"""`merilo library`: collections of earlier fact checks on this computer."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

if TYPE_CHECKING:
    from merilo.library import Library
    from merilo.library.exports import Format
    from merilo.library.intake import Imported, Progress

DONE, SOME_UNREAD, NOTHING_READ = 0, 1, 3

library_app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Collections of earlier fact checks. They stand under MERILO_HOME, on this computer.",
)


class Kind(StrEnum):
    """What an import reads."""

    jsonl = "jsonl"
    csv = "csv"
    tsv = "tsv"
    claimreview = "claimreview"
    datafeed = "datafeed"
    factchecktools = "factchecktools"
    wxr = "wxr"


class Shape(StrEnum):
    """What an export writes."""

    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"
    datafeed = "datafeed"


Name = Annotated[str, typer.Option("--library", metavar="NAME", help="The library.")]
Named = Annotated[str | None, typer.Argument(metavar="[NAME]", help="The library.")]
Instead = Annotated[str | None, typer.Option("--library", metavar="NAME", help="The library, named as elsewhere.")]


@library_app.command("import")
def import_(
    source: Annotated[str, typer.Argument(metavar="FILE|FOLDER|-", help="What to import; - for standard input.")],
    library: Name,
    kind: Annotated[
        Kind | None, typer.Option("--from", help="What it is, where you know better than the file.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=HEADING", help="For CSV: which column holds a field. Repeatable."),
    ] = None,
) -> None:
    """Import fact checks; creates the library where there is none. Start a broken-off import again and it goes on."""
    from merilo.errors import NotFound
    from merilo.library import Library
    from merilo.library.intake import import_path, import_stream

    columns = columns_of(column or [])
    if source != "-" and not Path(source).exists():
        raise NotFound(source, because="there is no such file")
    with Library.open(library, create=True) as opened:
        if source == "-":
            done = import_stream(opened, sys.stdin.buffer, kind=_kind(kind), columns=columns, on_progress=_shown)
        else:
            done = import_path(opened, Path(source), kind=_kind(kind), columns=columns, on_progress=_shown)
        if sys.stderr.isatty():
            print(file=sys.stderr)
        _told(opened, done)
        _indexed(opened)
    read, kept = done.progress.read, done.progress.read - done.progress.skipped
    raise typer.Exit(DONE if not done.progress.skipped else SOME_UNREAD if kept or not read else NOTHING_READ)


def columns_of(pairs: list[str]) -> dict[str, str] | None:
    """Return the column map that --column options name, or None where there are none."""
    from merilo.library.records import CONTRACT, FIELDS

    fields = (FIELDS.keys() | CONTRACT.keys()) - set(CONTRACT.values())
    made = {}
    for pair in pairs:
        field, equals, heading = pair.partition("=")
        if not equals or not field or not heading:
            raise typer.BadParameter(f"“{pair}” should look like claim=Tvrdnja.", param_hint="--column")
        if field not in fields | set(CONTRACT.values()):
            there = ", ".join(sorted(fields))
            raise typer.BadParameter(f"There is no field “{field}”. There are: {there}.", param_hint="--column")
        made[field] = heading
    return made or None


def _kind(kind: Kind | None) -> Any:
    return kind.value if kind else None


def _shown(progress: Progress) -> None:
    if sys.stderr.isatty():
        print(f"\r{progress.read} read, {progress.added} new", end="", file=sys.stderr, flush=True)


def _told(library: Library, done: Imported) -> None:
    """Print what an import did, and on standard error each line it skipped or mended, and why."""
    from merilo.drawing.digest import Digest
    from merilo.library import phrase_of
    from merilo.speech import say

    p = done.progress
    typer.echo(
        f"{library.name}: {p.read} read as {done.kind}: {p.added} new, {p.updated} newer, {p.unchanged} known already, "
        f"{p.skipped} skipped, {p.repaired} mended."
        + (f" {done.resumed} had been dealt with before the break." if done.resumed else "")
    )
    for note in library.notes(done.number):
        where = " ".join(each for each in (f"{note.line}:" if note.line else "", note.id, note.outcome) if each)
        print(Digest.visible(f"  {where}: {say(phrase_of(note))} {note.detail}".rstrip()), file=sys.stderr)


def _indexed(library: Library) -> None:
    """Bring the indexes up to date and join translations now, so that the first look-up need not wait for it."""
    from merilo.encoder import shared
    from merilo.errors import EncoderMissing
    from merilo.matches.matcher import Matcher

    try:
        matcher = Matcher(library, shared(), on_progress=_shown_index)
    except EncoderMissing as missing:
        print(missing, file=sys.stderr)
        return
    matcher.join_translations()
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _shown_index(index: str, done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\rindex of {index}: {done} of {of}", end="", file=sys.stderr, flush=True)


@library_app.command("list")
def list_() -> None:
    """Name the libraries."""
    from merilo.library import names

    for name in names():
        typer.echo(name)


@library_app.command()
def stats(name: Named = None, library: Instead = None) -> None:
    """Count what a library holds, as JSON."""
    import msgspec

    from merilo.library import Library

    with Library.open(_one(name, library)) as opened:
        typer.echo(msgspec.json.format(msgspec.json.encode(opened.stats())).decode())


@library_app.command()
def export(
    name: Named = None,
    library: Instead = None,
    out: Annotated[Path | None, typer.Option(help="Write here; standard output by default.")] = None,
    shape: Annotated[Shape, typer.Option("--format", help="What to write.")] = Shape.jsonl,
) -> None:
    """Write a library out, whole."""
    from merilo.library import Library
    from merilo.library.exports import export as write_file
    from merilo.library.exports import write

    with Library.open(_one(name, library)) as opened:
        if out is not None:
            print(f"{write_file(opened, out, shape.value)} written", file=sys.stderr)
        elif shape is Shape.parquet:
            raise typer.BadParameter("Parquet goes into a file: name it with --out.", param_hint="--out")
        else:
            write(opened, sys.stdout.buffer, cast("Format", shape.value))


@library_app.command()
def remove(
    name: Named = None,
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID ...]", help="Only these checks.")] = None,
    library: Instead = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Take checks out of a library, or delete all of it."""
    from merilo.library import Library
    from merilo.library import remove as delete

    wanted = [*([name] if library and name else []), *(ids or [])]
    chosen = library or _one(name, None)
    if wanted:
        with Library.open(chosen) as opened:
            typer.echo(f"{opened.discard(wanted)} removed")
        return
    if not yes:
        typer.confirm(f"Delete the library “{chosen}” and everything in it?", abort=True)
    delete(chosen)
    typer.echo(f"{chosen} is deleted")


def _one(name: str | None, library: str | None) -> str:
    """Return the library that was named, by its place or by --library."""
    if not (name or library):
        raise typer.BadParameter("Name a library; 'merilo library list' shows them.", param_hint="NAME")
    return name or library or ""

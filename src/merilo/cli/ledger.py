"""`merilo ledger`: check a downloaded ledger of corrections."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ledger_app = typer.Typer(help="Check a ledger of corrections.", no_args_is_help=True, rich_markup_mode=None)


@ledger_app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The downloaded ledger, or - for standard input.")],
    head: Annotated[str, typer.Option(help="The digest of the last line, as published elsewhere.")] = "",
) -> None:
    """Check that no line of a ledger was changed, taken out or put in."""
    import io
    import sys

    from merilo.errors import LedgerBroken, NotFound, WrongEncoding
    from merilo.ledger import verify as verified

    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        found = verified(io.StringIO(raw.decode("utf-8"), newline="\n"), head)
    except OSError as missing:
        raise NotFound(str(file)) from missing
    except UnicodeDecodeError as wrong:
        raise WrongEncoding(str(file)) from wrong
    except LedgerBroken as broken:
        typer.echo(str(broken), err=True)
        raise typer.Exit(1) from broken
    typer.echo(f"The ledger holds: {found.lines} lines, the last one has the digest {found.head}.")

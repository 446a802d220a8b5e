"""Write `docs/reference/cli.md` from the commands themselves; a test fails when the page is out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from merilo.cli.main import app

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "cli.md"
HEAD = """# The command line

Every command and option of `merilo`. This page is made from the program by `python tools/document_cli.py`; `merilo
COMMAND --help` says the same in the terminal. The JSON that goes in and comes out is described in
[the report](report.md).

| exit status | means |
|---|---|
| 0 | done |
| 1 | done, but some input could not be read |
| 2 | wrong usage |
| 3 | nothing could be read |
"""


def page() -> str:
    """Return the page as Markdown."""
    return HEAD + "".join(_command(typer.main.get_command(app), ["merilo"]))


def _command(command: Any, path: list[str]) -> Iterator[str]:
    inner = getattr(command, "commands", {})
    yield f"\n## {' '.join(path)}\n\n"
    yield f"{_plain(command.help or '')}\n"
    if not inner:
        yield f"\n    {_usage(command, path)}\n"
    rows = list(_rows(command, inside=bool(inner)))
    if rows:
        yield "\n| | what it does |\n|---|---|\n"
        yield from rows
    for name in inner:
        yield from _command(inner[name], [*path, name])


def _usage(command: Any, path: list[str]) -> str:
    return " ".join([*path, *command.collect_usage_pieces(typer.Context(command))])


def _rows(command: Any, inside: bool) -> Iterator[str]:
    """Yield a row for each argument and option; a group's own options are those of the shell's completion."""
    context = typer.Context(command)
    for each in command.params:
        record = each.get_help_record(context)
        if record and not (inside and each.param_type_name == "option"):
            yield f"| `{_cell(record[0])}` | {_cell(record[1])} |\n"


def _plain(text: str) -> str:
    """Return a help text as Markdown: rich's bold becomes Markdown's, indented lines an example block."""
    marked = text.replace("[bold]", "**").replace("[/bold]", "**").replace("\b", "")
    lines = [f"    {line.strip()}" if line.startswith("  ") else line.strip() for line in marked.splitlines()]
    spaced = re.sub(r"(?m)^(\S.*)\n(?=    )", r"\1\n\n", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", spaced).strip()


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

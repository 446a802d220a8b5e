"""Write `docs/reference/errors.md` from the error tree; a test fails when the page is out of date."""

from __future__ import annotations

import inspect
from pathlib import Path

from merilo import errors
from merilo.errors import MeriloError, UnreadableSource

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "errors.md"
HEAD = """# Errors

Everything that can go wrong and that a person can act on is a `MeriloError`. Its message is a sentence that says what
to do; its `code` is stable and stands in JSON output as `{"error": {"code": "...", "message": "..."}}`. An indented
code is a kind of the one above it. This page is made from `merilo/errors.py` by `python tools/document_errors.py`.

| code | class | when | what to do |
|---|---|---|---|
"""


def page() -> str:
    """Return the page as Markdown."""
    return HEAD + "".join(_rows(MeriloError, 0))


def _rows(kind: type[MeriloError], depth: int) -> list[str]:
    when = (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ").replace("|", "\\|")
    do = kind.do if issubclass(kind, UnreadableSource) else ""
    row = f"| {'&emsp;' * depth}`{kind.code}` | `{kind.__name__}` | {when} | {do} |\n"
    kinds = [each for each in vars(errors).values() if inspect.isclass(each) and kind in each.__bases__]
    return [row, *(each for child in kinds for each in _rows(child, depth + 1))]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

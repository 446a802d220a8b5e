"""Write `docs/reference/report.md` from `merilo/wire.py`; a test fails when the page is out of date."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from merilo import report, wire

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "report.md"
HEAD = f"""# The report

`merilo check --format json` and `merilo check --jsonl` write this value: `{wire.SCHEMA}`. Everything that Merilo draws
(terminal, HTML, Markdown) is drawn from it, and every quotation shown is cut from `article.text` by its offsets.

- Offsets are half-open and count Unicode code points of `article.text`: `0 <= start < end <= len(text)`.
- Dates are ISO 8601; time values follow TIMEX3 with the TimeML extensions (`2021-W49`, `2021-Q3`, `P3D`, `PAST_REF`).
- Sentences for people (`reasons`, `message`, `notices`) are said in the language of `--say`; keys and codes never
  change.
- Fields may be added under the same number of the schema; one that changes its meaning raises the number.
- `merilo schema report` prints the JSON Schema; this page is made from the same types by
  `python tools/document_report.py`.
"""


def page() -> str:
    """Return the page as Markdown."""
    schema = report.schema()
    parts = [HEAD]
    shapes = [
        each
        for each in vars(wire).values()
        if inspect.isclass(each) and dataclasses.is_dataclass(each) and each.__module__ == wire.__name__
    ]
    shapes.sort(key=lambda each: each is not wire.ReportOut)
    for shape in shapes:
        parts += _shape(shape, schema["$defs"].get(shape.__name__))
    return "".join(parts)


def _shape(shape: type[Any], schema: dict[str, Any] | None) -> Iterator[str]:
    yield f"\n## {_name(shape.__name__)}\n\n{' '.join((inspect.getdoc(shape) or '').split())}\n"
    yield "\n| field | type |\n|---|---|\n"
    properties = (schema or {}).get("properties", {})
    for field in dataclasses.fields(shape):
        described = properties.get(field.name)
        kind = _kind(described) if described else f"`{field.type}`".replace("|", "\\|")
        yield f"| `{field.name}` | {kind} |\n"


def _kind(described: dict[str, Any]) -> str:
    """Return a schema's type in words."""
    if "$ref" in described:
        name = _name(described["$ref"].rpartition("/")[2])
        return f"[{name}](#{name.lower().replace(' ', '-')})"
    if "anyOf" in described:
        return " or ".join(_kind(each) for each in described["anyOf"])
    if "enum" in described:
        return ", ".join(f"`{each}`" for each in described["enum"])
    if described.get("type") == "array":
        return f"list of {_kind(described.get('items', {}))}"
    if described.get("type") == "object" and "additionalProperties" in described:
        return f"object of {_kind(described['additionalProperties'])}"
    return str(described.get("type", "anything"))


def _name(name: str) -> str:
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name.removesuffix("Out")).strip()
    return words[:1].upper() + words[1:]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""`merilo schema`: print the JSON Schemas that Merilo publishes."""

from __future__ import annotations

import json

import msgspec

from merilo import report
from merilo.wire import LibraryLine


def text(which: str) -> str:
    """Return a schema as indented JSON: "report" or "library"."""
    if which == "report":
        made = report.schema()
    else:
        made = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "merilo-library/1",
            **msgspec.json.schema(LibraryLine),
        }
    return json.dumps(made, ensure_ascii=False, indent=2)

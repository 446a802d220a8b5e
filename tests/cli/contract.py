"""What a command leaves behind, and what every report keeps: the published schema, and spans inside the text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from merilo.cli.schemas import text as schema_text


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, object]]:
        """The JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


Merilo = Callable[..., Answer]


@cache
def validator() -> Draft202012Validator:
    """Return the validator of `merilo schema report`."""
    schema = json.loads(schema_text("report"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def hold(report: Any, text: str) -> None:
    """Fail where a report, as JSON, breaks the contract; `text` is what was given to read."""
    broken = next(validator().iter_errors(report), None)
    assert broken is None, broken
    assert report["article"]["text"] == text
    for path, span in spans(report):
        assert 0 <= span["start"] < span["end"] <= len(text), (path, span)
    known = {entity["id"] for entity in report["entities"]}
    for mention in report["mentions"]:
        assert mention["entity"] in known
    for said in report["attributions"]:
        assert said["content"]
        assert {said["speaker"], *said["chain"]} - {None} <= known
    for claim in report["claims"]:
        assert 0 <= claim["checkworthiness"] <= 1
        assert claim["attribution"] is None or claim["attribution"] < len(report["attributions"])
    for finding in report["findings"]:
        assert finding["spans"]
        assert finding["message"]


def spans(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, int]]]:
    """Yield every span in a report, those of earlier fact checks left out: they count in another text."""
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from spans(each, f"{path}[{at}]")
    elif isinstance(value, dict):
        if {"start", "end"} <= set(value):
            yield path, value
        for key, each in value.items():
            if key not in ("there_span", "here_span"):
                yield from spans(each, f"{path}.{key}")

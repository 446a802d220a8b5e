"""Write `docs/reference/rules.md`: what every rule looks for, from the docstrings that editors read.

Its examples are the first case of the rule in `tests/cases/findings.en.yaml` and the silent one behind it,
so that what the page says of them is held by the tests. Run it after adding or changing a rule; a test fails when the
page is out of date.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from merilo.findings.find import FILES, RULES
from merilo.findings.rule import Rule
from merilo.resources import load

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "rules.md"
CASES = ROOT / "tests" / "cases" / "findings.en.yaml"
HEAD = """# Rules

What Merilo looks for when it holds a text against itself, the calendar and its sources. An **error** cannot be true as
written, a **warning** very likely needs mending, a **note** is something an editor may want to look at. A rule that is
not sure says nothing. Where one edit is certain, `merilo check --fix` proposes it; where two are equally possible, the
finding names both.

Some rules (*warning, or a note where the reader of pairs doubts it*) rest on two sentences telling of one thing. The
trained reader of pairs looks at these sentences too; where it is sure that they do not contradict each other, the
finding is a note.

Every rule is a file of `src/merilo/findings/rules/` under its own name; `tools/document_rules.py` writes this page
from those files and from the cases by which they are tested.
"""


def page() -> str:
    """Return the whole page."""
    said = load("en", "phrases-findings", dict[str, str])
    cases = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    parts, group = [HEAD], ""
    for file in FILES:
        folder, _, name = file.__name__.rpartition(".")
        if folder != group:
            group = folder
            parts.append(f"## {_first_line(importlib.import_module(group))}\n")
        rule = RULES[name.replace("_", "-")]
        about = "\n".join(line.strip() for line in rule.about.splitlines())
        lines = [f"### {_first_line(file)}", f"`{rule.name}`, *{_severity(rule)}*", about]
        lines += [*_examples(rule.name, cases), f"It is told as: {said[rule.name]}"]
        parts.append("\n\n".join(lines) + "\n")
    return "\n".join(parts)


def _severity(rule: Rule) -> str:
    return f"{rule.severity}, or a note where the reader of pairs doubts it" if rule.doubted else rule.severity


def _first_line(module: ModuleType) -> str:
    return (module.__doc__ or "").splitlines()[0].removesuffix(".")


def _examples(rule: str, cases: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the first case that the rule speaks on, and the case behind it, where it is silent."""
    at = next((at for at, case in enumerate(cases) if case["finds"] == [rule]), None)
    if at is None:
        return
    yield f"> {_written(cases[at])}"
    if at + 1 < len(cases) and not cases[at + 1]["finds"]:
        yield f"It is silent on:\n\n> {_written(cases[at + 1])}"


def _written(case: dict[str, Any]) -> str:
    parts = [f"**{case['title']}**" if case.get("title") else "", case["text"]]
    parts += [f"*{caption}*" for caption in case.get("captions", ())]
    if case.get("date"):
        parts.append(f"(Published on {case['date'].isoformat()}.)")
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""Write `docs/reference/rules.md`: what every rule looks for, from the docstrings that editors read.

Run it after adding or changing a rule; with --check it only says whether the page is current (exit status 1 if not).
"""

from __future__ import annotations

import sys
from pathlib import Path

from merilo.findings.find import RULES
from merilo.resources import load

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "rules.md"
HEAD = """# Rules

What Merilo looks for when it holds a text against itself, the calendar and its sources. An **error** cannot be true as
written, a **warning** very likely needs mending, a **note** is something an editor may want to look at. A rule that is
not sure says nothing. This page is written by `tools/document_rules.py` from the rules themselves.
"""


def page() -> str:
    """Return the whole page."""
    said = load("en", "phrases-findings", dict[str, str])
    parts = [HEAD]
    for rule in sorted(RULES.values(), key=lambda rule: rule.name):
        about = "\n".join(line.strip() for line in rule.about.splitlines())
        parts.append(f"## {rule.name}\n\n*{rule.severity}*\n\n{about}\n\nIt is told as: {said[rule.name]}\n")
    return "\n".join(parts)


def main() -> int:
    """Write or check the page. Returns the exit status."""
    text = page()
    if "--check" in sys.argv:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        print("" if current else f"out of date: {PAGE.name} (run tools/document_rules.py)")
        return 0 if current else 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

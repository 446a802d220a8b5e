"""The edits that are certain, as a patch that a person reads and applies, or does not."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path

from merilo.model import Finding, Fix, Phrase, Report, Span
from merilo.speech import say

SURE = 0.9
CONTEXT = 3
Edit = tuple[Finding, Fix]


def edits(report: Report) -> tuple[Edit, ...]:
    """Return the findings that are sure enough to mend, in the order of the text, none inside another's edit."""
    kept: list[Edit] = []
    found = [(each, each.fix) for each in report.reading.findings if each.severity != "note"]
    sure = [(finding, fix) for finding, fix in found if fix is not None and finding.confidence >= SURE]
    for finding, fix in sorted(sure, key=lambda edit: (edit[1].span, -edit[0].confidence)):
        if not kept or kept[-1][1].span.end <= fix.span.start:
            kept.append((finding, fix))
    return tuple(kept)


def mended(text: str, made: Sequence[Edit]) -> str:
    """Return the text with the edits in it."""
    parts, at = [], 0
    for _, fix in made:
        parts += [text[at : fix.span.start], fix.replacement]
        at = fix.span.end
    return "".join([*parts, text[at:]])


def patch(report: Report, source: str, language: str) -> str:
    """Return a unified diff of the file, or of the text as read where the file is no plain UTF-8 text.

    Lines that begin with "#" tell what each hunk is for; `patch -p0` passes over them.
    """
    article = report.reading.article
    made = edits(report)
    if not made:
        return _comment(say(Phrase("fixes.nothing", {"source": source}), language))
    plain = _text_of(source)
    # A plain file may differ from the text as read by its byte order mark, its ends of lines or its heading.
    begins = plain.find(article.text) if plain is not None else -1
    is_file = plain is not None and begins >= 0 and plain.find(article.text, begins + 1) < 0
    before = plain if is_file and plain is not None else article.text
    shift = begins if is_file else 0
    shifted = [(finding, Fix(_moved(fix, shift), fix.replacement)) for finding, fix in made]
    head = say(Phrase("fixes.patch-file" if is_file else "fixes.patch-text", {"source": source}), language)
    name = source if is_file else f"{source} (text)"
    return _comment(head) + "".join(_hunks(before, shifted, name, language))


def _moved(fix: Fix, shift: int) -> Span:
    return Span(fix.span.start + shift, fix.span.end + shift)


def _text_of(source: str) -> str | None:
    try:
        return Path(source).read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None


def _hunks(before: str, made: Sequence[Edit], name: str, language: str) -> Iterator[str]:
    old, new = _lines(before), _lines(mended(before, made))
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    header = ""
    for line in difflib.unified_diff(old, new, name, name, n=CONTEXT, lineterm="\n"):
        if line.startswith(("--- ", "+++ ")) and not header.endswith("+"):
            yield line.rstrip("\t\n") + "\n"
            header += line[0]
            continue
        if line.startswith("@@ "):
            header = "+"
            yield "".join(_told(line, starts, made, language))
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _told(hunk: str, starts: Sequence[int], made: Sequence[Edit], language: str) -> Iterator[str]:
    """Yield the sentences of the findings that a hunk mends, as comments."""
    first, _, count = hunk.split()[1].lstrip("-").partition(",")
    top = int(first) - 1
    bottom = min(top + int(count or 1), len(starts) - 1)
    for finding, fix in made:
        if starts[max(top, 0)] <= fix.span.start < starts[bottom]:
            yield _comment(say(finding.message, language))


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines() or [""])


def _lines(text: str) -> list[str]:
    """Split at line feeds alone, as `patch` does."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([text.split("\n")[-1]] if text[-1:] != "\n" else [])

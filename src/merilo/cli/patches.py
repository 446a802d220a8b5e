"""The edits that are certain, as a patch that a person reads and applies, or does not."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from merilo.model import Finding, Fix, Phrase, Report, Span
from merilo.speech import say

SURE = 0.9
CONTEXT = 3
HEADERS = 2  # lines that name the file
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

    Lines that begin with "#" stand ahead of it and tell, line by line, what is mended and what the text leaves open;
    `patch` and `git apply -p0` pass over them.
    """
    article = report.reading.article
    made, left = edits(report), choices(report)
    plain = _text_of(source)
    # A plain file may differ from the text as read by its byte order mark, its ends of lines or its heading.
    begins = plain.find(article.text) if plain is not None else -1
    is_file = plain is not None and begins >= 0 and plain.find(article.text, begins + 1) < 0
    before = plain if is_file and plain is not None else article.text
    shift = begins if is_file else 0
    head = "nothing" if not made else "patch-file" if is_file else "patch-text"
    facts = {"source": source, "file": shlex.quote(source)}
    told = [say(Phrase(f"fixes.{head}", facts), language)]
    told += [_told(before, shift, finding, (fix,), language) for finding, fix in made]
    if left:
        told += ["", say(Phrase("fixes.choice"), language)]
        told += [_told(before, shift, finding, finding.options, language) for finding in left]
    shifted = [(finding, Fix(_moved(fix, shift), fix.replacement)) for finding, fix in made]
    name = source if is_file else f"{source} (text)"
    return "".join(map(_comment, told)) + "".join(_hunks(before, shifted, name))


def choices(report: Report) -> tuple[Finding, ...]:
    """Return the findings that more than one edit would mend, in the order of the text."""
    return tuple(each for each in report.reading.findings if each.options and each.severity != "note")


def _told(text: str, shift: int, finding: Finding, fixes: Sequence[Fix], language: str) -> str:
    """One finding as a line of a comment: where, what, and the edits."""
    first = min(fix.span.start for fix in fixes) + shift
    words = [f"{text[fix.span.start + shift : fix.span.end + shift]} → {fix.replacement}" for fix in fixes]
    joined = say(Phrase("report.mend-or"), language).join(words)
    line = text.count("\n", 0, first) + 1
    return " ".join(f"{line}: {say(finding.message, language)} {joined}".split())


def _moved(fix: Fix, shift: int) -> Span:
    return Span(fix.span.start + shift, fix.span.end + shift)


def _text_of(source: str) -> str | None:
    try:
        return Path(source).read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None


def _hunks(before: str, made: Sequence[Edit], name: str) -> Iterator[str]:
    old, new = _lines(before), _lines(mended(before, made))
    for at, line in enumerate(difflib.unified_diff(old, new, name, name, n=CONTEXT, lineterm="\n")):
        if at < HEADERS:
            named = line.rstrip("\t\n")
            yield f"{named}\t\n" if " " in name else f"{named}\n"  # a tab ends a name with spaces
        else:
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _comment(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines() or [""])


def _lines(text: str) -> list[str]:
    """Split at line feeds alone, as `patch` does."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + ([text.split("\n")[-1]] if text[-1:] != "\n" else [])

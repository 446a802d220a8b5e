"""Words that a printer broke at the ends of lines, in text that came without its page: counted, made whole on request.

A plain text is read as it was given; only somebody who brings it may have it mended.
"""

from __future__ import annotations

from statistics import median

import regex

from merilo.reading.layout import joined

# A small letter, a hyphen, the end of the line (or a gap, where two columns of print were flattened into one line).
BROKEN = regex.compile(
    r"(?<!\p{L})(?P<head>\p{L}++(?<=\p{Ll}))[-\u00ad\u2010](?:[ \t]*\r?\n[ \t]*|[ \t]{2,})"
    r"(?P<tail>\p{Ll}[\p{L}\p{M}]*)(?P<after>\S*)[ \t]*(?P<end>\r?\n|\Z)?"
)
# Fewer may be dashes that stand at the end of a line by chance.
ENOUGH = 3
# A line at least this long, as a share of the usual one, goes on in the next.
FULL = 0.8
STOPS = frozenset('.!?:;…”“»")')
BULLETS = frozenset("-•*·–—")


def broken_words(text: str) -> int:
    """Return how many words of a text are broken at the ends of its lines; 0 where too few to mean anything."""
    count = sum(1 for _each in BROKEN.finditer(text))
    return count if count >= ENOUGH else 0


def unbroken(text: str) -> tuple[str, int]:
    """Return a text with its broken words made whole and its lines run together, and how many words that were.

    A word keeps its hyphen where the text writes it so elsewhere. Blank lines, lists and short last lines still part
    paragraphs. Where nothing is broken the text comes back as it was.
    """
    count = broken_words(text)
    if not count:
        return text, 0
    hyphened = {found.casefold() for found in regex.findall(r"(?<!\p{L})\p{L}++-\p{Ll}+", text)}

    def whole(found: regex.Match[str]) -> str:
        head, tail = found["head"], found["tail"]
        between = "-" if f"{head}-{tail}".casefold() in hyphened else ""
        return f"{head}{between}{tail}{found['after']}" + ("" if found["end"] == "" else "\n")

    lines = BROKEN.sub(whole, text).replace("\r\n", "\n").split("\n")
    return "\n".join(_flowing([line.strip() for line in lines])), count


def _flowing(lines: list[str]) -> list[str]:
    flowing: list[str] = []
    for line, on in zip(lines, flows(lines), strict=True):
        if on:
            flowing[-1] = joined(flowing[-1], line)
        else:
            flowing.append(line)
    return flowing


def flows(lines: list[str]) -> list[bool]:
    """Say of each line, without the space at its ends, whether it goes on with the one before it."""
    usual = median([len(line) for line in lines if line] or [0])
    found: list[bool] = []
    goes_on, before = False, ""
    for line in lines:
        found.append(bool(line) and line[0] not in BULLETS and (goes_on or (bool(before) and line[0].islower())))
        goes_on = bool(line) and (line[-1] not in STOPS or len(line) >= FULL * usual)
        before = line
    return found

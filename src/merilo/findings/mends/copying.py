"""Put the words of one place into another, changing as little as can be."""

from __future__ import annotations

from merilo.findings.story import Story
from merilo.model import Fix, Span
from merilo.text.words import Word, words


def instead(story: Story, slip: Span, right: Span) -> Fix | None:
    """Return the smallest edit that makes one place read like another of the same text; None where both read alike."""
    return put(story, slip, right.of(story.text))


def put(story: Story, slip: Span, written: str) -> Fix | None:
    """Return the smallest edit that makes a place read as is written, with the capital that it had."""
    was = slip.of(story.text)
    if was[0].isupper() != written[0].isupper() and was[0].isalpha() and written[0].isalpha():
        written = written[0].upper() + written[1:] if was[0].isupper() else written[0].lower() + written[1:]
    if was == written:
        return None
    old, new = words(was), words(written)
    ahead = 0
    while ahead < min(len(old), len(new)) - 1 and _alike(was, old, written, new, ahead):
        ahead += 1
    behind = 0
    while behind < min(len(old), len(new)) - ahead - 1 and old[-1 - behind].text == new[-1 - behind].text:
        behind += 1
    if not old or not new:
        return Fix(slip, written)
    first, last = old[ahead], old[len(old) - 1 - behind]
    piece = written[new[ahead].start : new[len(new) - 1 - behind].end]
    return Fix(Span(slip.start + first.start, slip.start + last.end), piece)


def _alike(was: str, old: tuple[Word, ...], written: str, new: tuple[Word, ...], at: int) -> bool:
    """The words at this place are the same, and so is the space between them and the next ones."""
    if old[at].text != new[at].text:
        return False
    return was[old[at].end : old[at + 1].start] == written[new[at].end : new[at + 1].start]

"""Who speaks where in a transcript written as `NAME: words`, in any of our languages and scripts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

import regex

from merilo.model import Landmark, Span
from merilo.resources import PROFILES, load
from merilo.text.paragraphs import paragraphs

# A line that begins with a capital, runs on for up to 80 characters that a name, office and party may hold, and has a
# colon before the first space that follows words: "ANA KOVAČ (SDP): ...". The number before a name may be a time code.
LABEL = regex.compile(
    r"^[ \t]*(?:[-–—>*#_]+[ \t]*)?(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?[ \t]+)?"
    r"(?P<label>[\p{Lu}\p{Lt}][^:\n\r!?„“”«»\"<>|=;{}\\/]{1,79}):(?=[ \t*_\u00a0]|$)",
    regex.MULTILINE,
)
PARTY = regex.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
WORD = regex.compile(r"[\p{L}\d][\p{L}\p{M}\d.'’‑-]*")
LONGEST = 6
TURNS, SHARE, NEARLY_ALL = 3, 0.25, 0.8


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of the word list `reading` that are wanted here: labels that name no speaker, and those of hosts."""

    not_speakers: list[str]
    hosts: list[str]


def turns(text: str) -> tuple[Landmark, ...]:
    """Return a landmark for every paragraph of a transcript, with its speaker; nothing where the text is none.

    A text is a transcript when at least three of its paragraphs, and a quarter of all, begin with a name and a colon,
    at least two names take turns, and one of them comes back (or nearly every paragraph begins so). Where every turn is
    one paragraph, so is the last: what follows it is the article's again.
    """
    named = spoken(text)
    if len(named) < TURNS:
        return ()
    counts = Counter(name.casefold() for name in named.values())
    starts = {span.start for span in paragraphs(text)}
    share = len(named) / len(starts | set(named))
    if len(counts) < 2 or share < SHARE or (max(counts.values()) < 2 and share < NEARLY_ALL):
        return ()
    return tuple(_told(each, starts, named) for each in under_names(starts, named))


def _told(mark: Landmark, starts: set[int], named: dict[int, str]) -> Landmark:
    """Return a landmark without a speaker where it stands after the last of several turns of one paragraph each."""
    last = max(named)
    between = [start for start in starts if min(named) < start < last]
    return replace(mark, speaker=None) if mark.start > last and named.keys() >= {*between} else mark


def under_names(starts: set[int], named: dict[int, str], mark: Landmark | None = None) -> tuple[Landmark, ...]:
    """Return a landmark for every start of a paragraph or turn, each under the last name before it."""
    landmarks: list[Landmark] = []
    speaker = None
    for number, start in enumerate(sorted(starts | set(named)), 1):
        speaker = named.get(start, speaker)
        landmarks.append(replace(mark or Landmark(0), start=start, paragraph=number, speaker=speaker))
    return tuple(landmarks)


def spoken(text: str) -> dict[int, str]:
    """Return the name before each colon that begins a turn, by where its line begins.

    Labels that look like an office rather than a name ("The speaker of the house:") count only where they come back; so
    do a host's, which may be a credit ("Host: Ana Kovač"), and one word in small letters where names stand in capitals
    („Ветувам: до крајот на годината“).
    """
    found: dict[int, tuple[str, bool]] = {}
    for each in LABEL.finditer(text):
        name, sure = _name(each["label"])
        if name:
            at = each.start() + len(each.group()) - len(each.group().lstrip())
            found[at] = (name, sure)
    counts = Counter(name.casefold() for name, _ in found.values())
    capitals = 2 * sum(name.isupper() for name, _ in found.values()) > len(found)
    return {
        at: name
        for at, (name, sure) in found.items()
        if counts[name.casefold()] > 1 or (sure and (not capitals or name.isupper() or " " in name))
    }


def _name(label: str) -> tuple[str, bool]:
    """Return the name in a label without its party, and whether it looks like a name for sure."""
    bare = PARTY.sub("", label).strip(" \t*_-–—\u00a0")
    name = bare.partition(",")[0].strip()
    parts = WORD.findall(name)
    if not parts or len(parts) > LONGEST or len(name) < 2 or name.casefold() in not_speakers():
        return "", False
    # Short small words are particles and articles ("van der Bellen", "e" in Albanian offices).
    sure = all(part[0].isupper() or part[0].isdigit() or len(part) <= 3 for part in parts)
    return name, sure and name.casefold() not in hosts()


def label(line: str) -> str:
    """Return the name before the colon at the head of a line, "" where there is none."""
    found = LABEL.match(line)
    return _name(found["label"])[0] if found else ""


def label_of(text: str, mark: Landmark) -> Span | None:
    """Return the label at the head of a turn with its colon and the space behind it; None where the turn has none."""
    if not mark.speaker:
        return None
    found = LABEL.match(text, mark.start)
    if found is None or mark.speaker not in found["label"]:
        return None
    end = found.end()
    while end < len(text) and text[end] in " \t\n\u00a0*_—–-":
        end += 1
    return Span(mark.start, end)


@cache
def not_speakers() -> frozenset[str]:
    """Return the labels of all languages that stand before a colon and name nobody ("Photo:", „Извор:“)."""
    return frozenset(label.casefold() for words in _lists() for label in words.not_speakers)


@cache
def hosts() -> frozenset[str]:
    """Return the labels of all languages by which whoever leads a talk is told ("HOST:", „ВОДИТЕЛКА:“)."""
    return frozenset(label.casefold() for words in _lists() for label in words.hosts)


def _lists() -> list[Words]:
    return [load(profile, "reading", Words) for profile in PROFILES if profile != "bs-Cyrl"]

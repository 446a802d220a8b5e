"""How two texts differ, word by word, and how two members' versions of a draft stand beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.actions.draft import TEXTS

PARTS: Mapping[str, str | Promise] = {
    "title": _("Title"),
    "claim": _("The claim in this language"),
    "reason": _("The reason in three sentences"),
    "body": _("What we found"),
    "method": _("How we checked it"),
}
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Word by word up to so many tokens; longer texts are compared line by line first, which stays quick.
FINE = 4000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words: "same", "out" or "in"."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PartDifference:
    """One part of a draft in two versions."""

    part: str
    name: str | Promise
    before: str
    after: str
    stretches: tuple[Stretch, ...]


def stretches(before: str, after: str) -> Iterator[Stretch]:
    """Yield what stayed, what went out and what came in, in the order of reading."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) + len(new) > FINE:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Stretch("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Stretch("out", "".join(old[a:b]))
        if d > c:
            yield Stretch("in", "".join(new[c:d]))


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[PartDifference]:
    """Return the parts of a draft that are not the same in two versions."""
    return [
        PartDifference(part, PARTS[part], old, new, tuple(stretches(old, new)))
        for part in TEXTS
        if (old := before.get(part, "")) != (new := after.get(part, ""))
    ]

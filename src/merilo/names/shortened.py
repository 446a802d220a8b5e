"""The short form of a body: the Agency, once the text has told which one."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from merilo.names.finds import Found, Page
from merilo.names.inflect import lemmas
from merilo.names.reach import purposes


def shortened(leaf: Page, finds: Sequence[Found]) -> tuple[tuple[Found, ...], list[tuple[int, int]]]:
    """Return the finds without "the Agency" where no agency is named, and pairs (full name, short form) of the others.

    The pairs are places in the finds returned. A short form is of the body of its kind named last before it, else of
    the first one behind it.
    """
    _, heads = purposes(leaf.profile)
    full: dict[str, list[int]] = {}
    short: set[int] = set()
    for at, found in enumerate(finds):
        head = leaf.rows[found.row][found.first]
        if found.type != "ORG":
            continue
        if found.last - found.first == 1 and head.lower in heads:
            short.add(at)
        elif found.last - found.first > 1:
            for word in leaf.rows[found.row][found.first : found.last]:  # the head of Pravosudni savet stands behind
                for name in lemmas(word.lower, leaf.profile) if word.lower in heads else ():
                    full.setdefault(name, []).append(at)
    kept: list[Found] = []
    place: dict[int, int] = {}
    pairs: list[tuple[int, int]] = []
    for at, found in enumerate(finds):
        if at not in short:
            place[at] = len(kept)
            kept.append(found)
            continue
        alone = leaf.rows[found.row][found.first].lower
        bodies = sorted({each for name in lemmas(alone, leaf.profile) for each in full.get(name, ())})
        if bodies:
            pairs.append((bodies[max(0, bisect(bodies, at) - 1)], at))
            place[at] = len(kept)
            kept.append(found)
    return tuple(kept), [(place[left], place[right]) for left, right in pairs]

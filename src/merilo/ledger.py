"""A public ledger that only grows: JSON lines, each of which holds the digest of the line before.

A line is checked with nothing but SHA-256: the digest of a line's bytes (UTF-8, without the line break) stands as
`previous` in the next one. Whoever knows the digest of the last line knows that no earlier line was changed, taken out
or put in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from merilo.errors import LedgerBroken

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger that holds: how many lines it has, and the digest of the last one (64 zeros for an empty ledger)."""

    lines: int
    head: str


def line_of(number: int, content: Mapping[str, Any], previous: str) -> str:
    """Return the next line of a ledger: its number from 1, the digest of the line before, and what is to be kept."""
    whole = {**content, "number": number, "previous": previous}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(line: str) -> str:
    """Return the digest of a line."""
    return sha256(line.rstrip("\r\n").encode("utf-8")).hexdigest()


def verify(lines: Iterable[str], head: str = "") -> Verified:
    """Check every line of a ledger, in order; empty lines are passed over.

    Args:
        lines: the downloaded ledger.
        head: the digest of the last line that was published elsewhere, if it is known.

    Raises:
        LedgerBroken: the first line that is not what it should be, and why.
    """
    previous, count = FIRST, 0
    for at, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            raise LedgerBroken(at, because="it is not a line of JSON", why="no-json") from None
        if not isinstance(value, dict) or value.get("number") != count + 1:
            raise LedgerBroken(at, **_out_of_place(value, count + 1))
        if value.get("previous") != previous:
            if not count:
                raise LedgerBroken(
                    at, because="it says that a line stood before it, but it is the first", why="not-first"
                )
            raise LedgerBroken(
                at - 1,
                because=f"number {count} is not as it was when number {count + 1} was written after it",
                why="changed",
                number=count,
                next=count + 1,
            )
        previous, count = digest(line), count + 1
    if head and head.strip().lower() != previous:
        raise LedgerBroken(
            count,
            because=f"number {count} is the last line and not the one whose digest was published, "
            f"so it was changed, or number {count + 1} and what came after it was taken out",
            why="not-the-last",
            number=count,
            next=count + 1,
        )
    return Verified(count, previous)


def _out_of_place(value: Any, expected: int) -> dict[str, Any]:
    """Say what is wrong with a line whose number is not the one that comes next."""
    found = value.get("number") if isinstance(value, dict) else None
    if not isinstance(found, int) or isinstance(found, bool):
        return {"because": f"number {expected} should stand here", "why": "no-number", "expected": expected}
    if found > expected:
        missing = f"number {expected}" if found == expected + 1 else f"numbers {expected} to {found - 1}"
        because = f"number {found} stands here, where {missing} should: lines were taken out or put in another order"
        return {"because": because, "why": "out-of-order", "found": found, "expected": expected}
    because = f"number {found} stands here once more, where number {expected} should: a line was put in or moved"
    return {"because": because, "why": "once-more", "found": found, "expected": expected}

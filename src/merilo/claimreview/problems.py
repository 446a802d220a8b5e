"""What a validator says: a problem, and names that are nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from merilo.resources import PROFILES, load

LETTER = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: its code, where in the node, whether it keeps the markup from working or only weakens it."""

    code: str
    severity: Literal["error", "warning"]
    where: str
    detail: str = ""


@cache
def _nobodies() -> frozenset[str]:
    return frozenset(
        word.casefold() for each in PROFILES for word in load(each, "markup", dict[str, list[str]])["nobody"]
    )


def nobody(name: str) -> bool:
    """Say whether a name names nobody: "unknown" in one of our languages, or no letter at all."""
    return bool(name) and (not LETTER.search(name) or name.strip(" .,()[]").casefold() in _nobodies())

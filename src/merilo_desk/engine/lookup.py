"""Claims looked up in all libraries of the desk as if they were one, each of the desk's own checks told once."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.model import Match
from merilo_desk.engine.thread import matchers

OWN = "desk"


def identifier(case: int, code: str) -> str:
    """Return the name that the check of a case in one language has in the desk's library, for ever."""
    return f"{case}-{code}"


def looked_up(
    texts: Sequence[str], languages: Sequence[str | None], top: int, *, only: str = ""
) -> list[tuple[Match, ...]]:
    """Return the best earlier checks of each claim from all libraries (or `only` one), best first.

    For the engine's own thread.
    """
    rows: list[list[Match]] = [[] for _ in texts]
    for name, matcher in matchers().items():
        if only and name != only:
            continue
        # Several languages of one check take several places before they are told as one.
        found = matcher.match_many(list(texts), list(languages), top * 4 if name == OWN else top)
        for row, language, matches in zip(rows, languages, found, strict=True):
            row.extend(one_a_case(matches, language) if name == OWN else matches)
    return [tuple(sorted(row, key=lambda match: -match.score)[:top]) for row in rows]


def one_a_case(matches: Sequence[Match], language: str | None) -> list[Match]:
    """Keep of a case's checks the one in the language asked in, where it is as near to the claim; else the best."""
    cases: dict[str, list[Match]] = {}
    for match in matches:
        cases.setdefault(match.fact_check.id.partition("-")[0], []).append(match)
    told = []
    for some in cases.values():
        best = max(some, key=lambda match: match.score)
        here = [match for match in some if match.fact_check.language == language and match.relation == best.relation]
        told.append(max(here, key=lambda match: match.score) if here else best)
    return told

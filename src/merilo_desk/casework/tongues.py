"""In which languages a check is to go out: all that the desk speaks, or those that were chosen for this case."""

from __future__ import annotations

from collections.abc import Sequence

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import Desk


def written(spoken: Sequence[str]) -> list[str]:
    """Return the languages that somebody has to write: Serbian in Latin is made where Cyrillic is written."""
    return [code for code in spoken if code != "sr-latn" or "sr" not in spoken]


def main_language(case: Case, desk: Desk) -> str:
    """Return the language that a check always goes out in: the claim's own, or the desk's first."""
    return case.language if case.language in desk.languages else desk.default_language


def goes_out_in(case: Case, desk: Desk) -> list[str]:
    """Return the written languages in which a case is to be published, as the desk orders its own."""
    languages = written(desk.languages)
    if not case.goes_out_in:
        return languages
    return [code for code in languages if code in case.goes_out_in or code == main_language(case, desk)]


def is_to_go_out(code: str, case: Case, desk: Desk) -> bool:
    """Say whether a draft in a language is to be published; a Latin one goes with the Cyrillic."""
    chosen = goes_out_in(case, desk)
    return code in chosen or (code == "sr-latn" and "sr-latn" in desk.languages and "sr" in chosen)

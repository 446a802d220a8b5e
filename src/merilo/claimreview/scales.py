"""Values that come in many shapes: numbers on a scale, and languages."""

from __future__ import annotations

from collections.abc import Mapping

import regex

from merilo.claimreview.mending import number_of, text_of
from merilo.resources import LANGUAGES

Scale = tuple[float, float, float]


def scale_trouble(worst: object, value: object, best: object) -> tuple[Scale | None, str]:
    """Return worst, value and best as numbers, or None and the code of what is wrong with them.

    Best may be the smaller number. No value at all is no trouble.
    """
    if value in (None, ""):
        return None, ""
    low, at, high = number_of(worst), number_of(value), number_of(best)
    if at is None:
        return None, "rating-not-a-number"
    if low is None or high is None:
        return None, "rating-without-scale"
    if low == high:
        return None, "rating-scale-empty"
    if not min(low, high) <= at <= max(low, high):
        return None, "rating-outside-scale"
    return (low, at, high), ""


SEVERAL = regex.compile(r"[+,;/|]")
LANGUAGE = regex.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# Data sets name languages in English; only the ones we read need to be told apart.
NAMED = dict(
    zip(
        ("english", "macedonian", "serbian", "croatian", "bosnian", "albanian", "bulgarian", "russian", "ukrainian"),
        LANGUAGES,
        strict=True,
    )
)


def language_of(value: object) -> str:
    """Return a language code in small letters without script or region, or "other" where none is given.

    Of several ("Russian+English") the first counts.
    """
    if isinstance(value, Mapping):
        value = value.get("alternateName") or value.get("name")
    code = SEVERAL.split(text_of(value), 1)[0].strip()
    if code.lower() in NAMED:
        return NAMED[code.lower()]
    if not LANGUAGE.fullmatch(code):
        return "other"
    main = code.replace("_", "-").lower().split("-")[0]
    return {"sh": "sr", "cnr": "sr"}.get(main, main)

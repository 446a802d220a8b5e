"""Where towns lie: the list of towns, and whether two names may be of one place."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from merilo.findings.story import Story
from merilo.model import Mention
from merilo.names.inflect import lemmas

Point = tuple[float, float]

EARTH = 6371.0  # kilometres
FAR = 15.0  # kilometres: nearer, a suburb may be told for its town


@cache
def towns() -> Mapping[str, tuple[Point, ...]]:
    """Return the towns by name, in small letters; see `models/towns/README.md`."""
    packed = (files("merilo") / "models" / "towns" / "towns.tsv.gz").read_bytes()
    found: dict[str, list[Point]] = {}
    for line in gzip.decompress(packed).decode().splitlines():
        north, east, names = line.split("\t")
        for name in names.split("|"):
            found.setdefault(name, []).append((float(north), float(east)))
    return {name: tuple(points) for name, points in found.items()}


def located(story: Story, place: Mention) -> tuple[Point, ...]:
    """Return where every town of a name lies, in whatever case the name stands; nothing for what is no known town."""
    entity = story.entities.get(place.entity)
    names = {place.span.of(story.text), *((entity.name, *entity.variants) if entity else ())}
    known = towns()
    for name in sorted(names):
        lower = " ".join(name.lower().split())
        for form in (lower, *sorted(lemmas(lower, story.profile)), *_listed(lower, story.reading.article.language)):
            if form in known:
                return known[form]
    return ()


def _listed(lower: str, language: str) -> tuple[str, ...]:
    """Albanian names stand in the list with their article: Londra, not Londër or Londrë."""
    if language != "sq" or not lower.endswith(("ë", "ër")):
        return ()
    return (lower[:-2] + "ra",) if lower.endswith("ër") else (lower[:-1] + "a",)


def far_apart(ours: Iterable[Point], theirs: Iterable[Point]) -> bool:
    """Say whether every town of the one name lies far from every town of the other; of unknown ones it does not."""
    pairs = [(one, other) for one in ours for other in theirs]
    return bool(pairs) and all(_away(one, other) > FAR for one, other in pairs)


def _away(one: Point, other: Point) -> float:
    """Kilometres between two points, along the ground."""
    north, south = radians(one[0]), radians(other[0])
    across = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH * asin(sqrt(across))

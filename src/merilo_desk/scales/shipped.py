"""The scales that come with Merilo: YAML files beside this module, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from merilo_desk.scales.models import Bucket, Family

HERE = Path(__file__).resolve().parent
# Serbian in Latin is made from the Cyrillic where it is shown.
WRITTEN = ("en", "mk", "sr", "hr", "bs", "sq", "bg", "ru", "uk")


@dataclass(frozen=True, slots=True)
class ShippedRating:
    """One value of a scale as it is shipped."""

    slug: str
    labels: Mapping[str, str]
    abouts: Mapping[str, str]
    bucket: str
    value: int | None = None
    final: bool = False
    own_words: bool = False
    schema: str = ""


@dataclass(frozen=True, slots=True)
class ShippedScale:
    """A scale as it is shipped; its values stand in the order of the file."""

    slug: str
    family: str
    names: Mapping[str, str]
    abouts: Mapping[str, str]
    ratings: tuple[ShippedRating, ...] = field(default=())


class BadScale(ValueError):
    """A file of a scale says something that no scale can be."""


@cache
def shipped_scales() -> dict[str, ShippedScale]:
    """Return every scale that is shipped, by slug."""
    return {path.stem: scale_from(path.stem, _read(path)) for path in sorted((HERE / "sets").glob("*.yaml"))}


def scale_from(slug: str, source: Mapping[str, Any]) -> ShippedScale:
    """Return the scale that the content of a file describes.

    Raises:
        BadScale: a language is missing, a value is named twice, or a family, bucket or explanation is unknown.
    """
    if source.get("family") not in Family.values:
        raise BadScale(f"{slug}: no family {source.get('family')!r}; choose from {', '.join(Family.values)}")
    ratings = tuple(_rating(slug, each) for each in source.get("ratings", ()))
    slugs = [each.slug for each in ratings]
    if len(set(slugs)) < len(slugs):
        raise BadScale(f"{slug}: a value is named twice")
    numbers = [each.value for each in ratings if each.value is not None]
    if len(set(numbers)) < len(numbers):
        raise BadScale(f"{slug}: two values have one number")
    return ShippedScale(
        slug, source["family"], _texts(slug, source.get("names")), _texts(slug, source.get("abouts")), ratings
    )


def _rating(scale: str, source: Mapping[str, Any]) -> ShippedRating:
    name = f"{scale}/{source.get('slug')}"
    if source.get("bucket") not in Bucket.values:
        raise BadScale(f"{name}: no bucket {source.get('bucket')!r}; choose from {', '.join(Bucket.values)}")
    abouts = source.get("abouts") or _explanations().get(source.get("about", ""))
    return ShippedRating(
        source["slug"],
        _texts(name, source.get("labels")),
        _texts(f"{name} (about)", abouts),
        source["bucket"],
        source.get("value"),
        bool(source.get("final")),
        bool(source.get("own_words")),
        source.get("schema", ""),
    )


def _texts(name: str, texts: Any) -> dict[str, str]:
    if not isinstance(texts, Mapping):
        raise BadScale(f"{name}: no texts")
    lacking = [code for code in WRITTEN if not isinstance(texts.get(code), str) or not texts[code].strip()]
    if lacking:
        raise BadScale(f"{name}: not said in {' '.join(lacking)}")
    return {code: texts[code] for code in WRITTEN}


@cache
def _explanations() -> dict[str, Mapping[str, str]]:
    return {key: texts for path in sorted(HERE.glob("explanations*.yaml")) for key, texts in _read(path).items()}


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))

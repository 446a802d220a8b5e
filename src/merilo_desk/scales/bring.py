"""Bring shipped scales into a desk's database, and later what is new in them, without touching the desk's own edits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import Desk, User
from merilo_desk.newsroom.policy import Act
from merilo_desk.scales.models import COLOURS, Bucket, Rating, Scale
from merilo_desk.scales.shipped import ShippedRating, shipped_scales

Texts = Mapping[str, str]


@dataclass(slots=True)
class Brought:
    """What a bringing changed: slugs of new scales, of new values, and of those whose texts are new."""

    scales: list[str] = field(default_factory=list)
    ratings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.scales or self.ratings or self.texts)


@transaction.atomic
def bring(by: User | None = None) -> Brought:
    """Bring every shipped scale up to date.

    A new scale, a new value and a language that a text lacks are added. A shipped text that was mended takes the place
    of the old one only where the desk has not written its own and the value was never given. A value that the desk
    removed or retired stays as it is.
    """
    brought = Brought()
    for shipped in shipped_scales().values():
        scale = Scale.objects.filter(slug=shipped.slug).first()
        if scale is None:
            scale = Scale.objects.create(slug=shipped.slug, family=shipped.family)
            brought.scales.append(shipped.slug)
        known = set(scale.shipped.get("ratings", ()))
        new = _said_anew(scale, {"names": shipped.names, "abouts": shipped.abouts})
        for order, each in enumerate(shipped.ratings, 1):
            _bring_rating(scale, each, order, known, brought)
        scale.shipped["ratings"] = [each.slug for each in shipped.ratings]
        scale.save()
        if new and shipped.slug not in brought.scales:
            brought.texts.append(shipped.slug)
        if shipped.slug in brought.scales:
            record(Act.EDIT_SCALES, scale, by, done="brought")
    if brought.texts or brought.ratings:
        for scale in Scale.objects.filter(slug__in={each.split("/")[0] for each in brought.texts + brought.ratings}):
            record(Act.EDIT_SCALES, scale, by, done="brought-up-to-date")
    return brought


def _bring_rating(scale: Scale, shipped: ShippedRating, order: int, known: Collection[str], brought: Brought) -> None:
    name = f"{scale.slug}/{shipped.slug}"
    rating = scale.ratings.filter(slug=shipped.slug).first()
    if rating is None:
        if shipped.slug in known:
            return
        rating = Rating(
            scale=scale,
            slug=shipped.slug,
            order=order * 10,
            value=shipped.value,
            bucket=shipped.bucket,
            colour=COLOURS[Bucket(shipped.bucket)],
            final=shipped.final,
            own_words=shipped.own_words,
            schema=shipped.schema,
        )
        if scale.slug not in brought.scales:
            brought.ratings.append(name)
        _said_anew(rating, {"labels": shipped.labels, "abouts": shipped.abouts})
        rating.save()
    elif _said_anew(rating, {"labels": shipped.labels, "abouts": shipped.abouts}, given=rating.was_given()):
        rating.save()
        brought.texts.append(name)


def _said_anew(thing: Scale | Rating, wanted: Mapping[str, Texts], *, given: bool = False) -> bool:
    """Put shipped texts where the desk has none of its own; say whether anything changed."""
    changed = False
    for attribute, texts in wanted.items():
        has, was = dict(getattr(thing, attribute)), thing.shipped.get(attribute, {})
        for code, text in texts.items():
            own = code in has and has[code] != was.get(code)
            if has.get(code) == text or own or (given and code in has):
                continue
            # A language that the desk emptied by hand stays empty.
            if code not in has and was.get(code) == text:
                continue
            has[code] = text
            changed = True
        setattr(thing, attribute, has)
        thing.shipped[attribute] = dict(texts)
    return changed


@transaction.atomic
def choose(slugs: Collection[str], by: User | None = None) -> None:
    """Use exactly these scales from now on.

    Raises:
        ValueError: a slug is no scale of this desk.
    """
    known = set(Scale.objects.values_list("slug", flat=True))
    if strange := sorted(set(slugs) - known):
        raise ValueError(f"No such rating scale: {', '.join(strange)}. Choose from: {', '.join(sorted(known))}")
    for scale in Scale.objects.all():
        if scale.used != (scale.slug in slugs):
            scale.used = scale.slug in slugs
            scale.save(update_fields=["used"])
            record(Act.EDIT_SCALES, scale, by, done="used" if scale.used else "put-aside")


def set_up(desk: Desk, slugs: tuple[str, ...]) -> None:
    """Bring the scales into a new desk and choose those that were named."""
    bring()
    choose(slugs)

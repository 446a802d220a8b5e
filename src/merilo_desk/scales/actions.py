"""Everything that changes a scale: choose, add, reword, retire. A value that was given keeps its words for ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.scales.errors import AlreadyGiven, SlugTaken, WrongDay
from merilo_desk.scales.models import COLOURS, Bucket, Rating, Scale

# What a reader saw of a value that was given: a change of these makes a new value.
SEEN = ("labels", "bucket", "value", "own_words", "schema")


@transaction.atomic
def use(scale: Scale, *, used: bool, by: User) -> Scale:
    """Take a scale into use at this desk, or put it aside; what was rated on it stays."""
    require(by, Act.EDIT_SCALES)
    if scale.used != used:
        scale.used = used
        scale.save(update_fields=["used"])
        record(Act.EDIT_SCALES, scale, by, done="used" if used else "put-aside")
    return scale


@transaction.atomic
def add_scale(slug: str, family: str, *, names: Mapping[str, str], abouts: Mapping[str, str], by: User) -> Scale:
    """Add a scale of the desk's own, in use at once.

    Raises:
        SlugTaken: another scale has this short name.
    """
    require(by, Act.EDIT_SCALES)
    if Scale.objects.filter(slug=slug).exists():
        raise SlugTaken(_("There is a scale “%(slug)s” already. Choose another short name.") % {"slug": slug})
    scale = Scale.objects.create(slug=slug, family=family, names=dict(names), abouts=dict(abouts), used=True)
    record(Act.EDIT_SCALES, scale, by, done="added", names=scale.names)
    return scale


@transaction.atomic
def edit_scale(scale: Scale, *, names: Mapping[str, str], abouts: Mapping[str, str], by: User) -> Scale:
    """Change what a scale is called and what is said about it."""
    require(by, Act.EDIT_SCALES)
    before = {"names": scale.names, "abouts": scale.abouts}
    scale.names, scale.abouts = dict(names), dict(abouts)
    if before != {"names": scale.names, "abouts": scale.abouts}:
        scale.save(update_fields=["names", "abouts"])
        record(Act.EDIT_SCALES, scale, by, done="reworded", before=before)
    return scale


@transaction.atomic
def add_rating(scale: Scale, slug: str, *, by: User, **values: Any) -> Rating:
    """Add a value to a scale.

    Raises:
        SlugTaken: another value of the scale has this short name.
    """
    require(by, Act.EDIT_SCALES)
    if scale.ratings.filter(slug=slug).exists():
        raise SlugTaken(_("This scale has a value “%(slug)s” already. Choose another short name.") % {"slug": slug})
    rating = Rating(scale=scale, slug=slug, **values)
    rating.colour = COLOURS[Bucket(rating.bucket)]
    rating.save()
    record(Act.EDIT_SCALES, rating, by, done="value-added", labels=rating.labels)
    return rating


@transaction.atomic
def edit_rating(rating: Rating, *, by: User, since: date | None = None, **values: Any) -> Rating:
    """Change a value; return the value that now holds.

    One that was never given is changed where it stands. One that was given keeps its words: what was checked before
    `since` (today, where none is named) bears the old ones, and a new value takes its place from that day. Adding a
    language that its label lacked changes nothing that anybody read, and is done where it stands.

    Raises:
        WrongDay: `since` is not after the day on which the old value began.
    """
    require(by, Act.EDIT_SCALES)
    before = {name: getattr(rating, name) for name in values}
    changed = {name: value for name, value in values.items() if value != before[name]}
    if not changed:
        return rating
    if rating.was_given() and _differs_for_readers(rating, changed):
        return _succeed(rating, values, since or timezone.localdate(), by)
    for name, value in changed.items():
        setattr(rating, name, value)
    rating.colour = COLOURS[Bucket(rating.bucket)]
    rating.save()
    record(Act.EDIT_SCALES, rating, by, done="value-reworded", before={name: before[name] for name in changed})
    return rating


@transaction.atomic
def retire(rating: Rating, last_day: date, *, by: User) -> Rating:
    """Let a value be given until a day and no longer; what bears it keeps it.

    Raises:
        WrongDay: the value would end before it began.
    """
    require(by, Act.EDIT_SCALES)
    if rating.valid_from and last_day < rating.valid_from:
        raise WrongDay(_("The last day lies before the first. Choose a later one."))
    rating.valid_to = last_day
    rating.save(update_fields=["valid_to"])
    record(Act.EDIT_SCALES, rating, by, done="value-retired", last_day=last_day.isoformat())
    return rating


@transaction.atomic
def bring_back(rating: Rating, *, by: User) -> Rating:
    """Let a retired value be given again.

    Raises:
        SlugTaken: another value has taken its place.
    """
    require(by, Act.EDIT_SCALES)
    if hasattr(rating, "replaced_by"):
        raise SlugTaken(_("Another value has taken the place of this one. Retire that one first."))
    rating.valid_to = None
    rating.save(update_fields=["valid_to"])
    record(Act.EDIT_SCALES, rating, by, done="value-brought-back")
    return rating


@transaction.atomic
def remove(rating: Rating, *, by: User) -> None:
    """Remove a value that was never given.

    Raises:
        AlreadyGiven: something bears it.
    """
    require(by, Act.EDIT_SCALES)
    if rating.was_given():
        raise AlreadyGiven(_("This value was given, so it cannot be removed. Retire it: what bears it keeps it."))
    record(Act.EDIT_SCALES, rating.scale, by, done="removed-value", slug=rating.slug, labels=rating.labels)
    rating.delete()


def _differs_for_readers(rating: Rating, changed: Mapping[str, Any]) -> bool:
    for name in SEEN:
        if name not in changed:
            continue
        if name != "labels":
            return True
        if any(changed["labels"].get(code) != text for code, text in rating.labels.items()):
            return True
    return False


def _succeed(rating: Rating, values: Mapping[str, Any], since: date, by: User) -> Rating:
    if rating.valid_from and since <= rating.valid_from:
        raise WrongDay(_("The new words must begin after the day on which the old ones began."))
    taken = set(rating.scale.ratings.values_list("slug", flat=True))
    slug = next(name for at in count(2) if (name := f"{rating.slug}-{at}") not in taken)
    successor = Rating(
        scale=rating.scale,
        slug=slug,
        **{
            name: getattr(rating, name)
            for name in ("labels", "abouts", "order", "value", "bucket", "final", "own_words", "schema")
        },
        valid_from=since,
        replaces=rating,
    )
    for name, value in values.items():
        setattr(successor, name, value)
    successor.colour = COLOURS[Bucket(successor.bucket)]
    rating.valid_to = since - timedelta(days=1)
    rating.save(update_fields=["valid_to"])
    successor.save()
    record(Act.EDIT_SCALES, successor, by, done="took-the-place", of=rating.pk, since=since.isoformat())
    return successor

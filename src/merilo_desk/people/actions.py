"""What changes the register of public actors and their statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from anyascii import anyascii
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from merilo_desk.jobs import later
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.earlier import read_all
from merilo_desk.people.errors import CannotUndo, NotMergeable
from merilo_desk.people.models import Actor, Appearance, Merge, Office, OldAddress, Statement
from merilo_desk.people.turning import open_again


def slug_for(name: str) -> str:
    """Return a free address for a name: readable Latin, numbered where it is taken."""
    base = slugify(anyascii(name))[:70] or "actor"
    taken = set(Actor.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(OldAddress.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for n in range(1, len(taken) + 2) if (slug := base if n == 1 else f"{base}-{n}") not in taken)


@transaction.atomic
def add_actor(*, kind: str, name: str, by: User, **details: Any) -> Actor:
    """Add a public actor; `public_because` says why a person is one."""
    require(by, Act.EDIT_PEOPLE)
    actor = Actor.objects.create(kind=kind, name=name, slug=slug_for(name), **details)
    record(Act.EDIT_PEOPLE, actor, by, did="added", name=name)
    return actor


@transaction.atomic
def change_actor(actor: Actor, *, by: User, **details: Any) -> Actor:
    """Change what is known of an actor; the ledger keeps what it was.

    Whoever is renamed is still found by the old name, and the old address leads on to the new one.
    """
    require(by, Act.EDIT_PEOPLE)
    before = {field: getattr(actor, field) for field in details if getattr(actor, field) != details[field]}
    if "name" in before:
        known = details.get("aliases", actor.aliases)
        details["aliases"] = [*known, *([] if before["name"] in known else [before["name"]])]
        _readdress(actor, details["name"])
    for field, value in details.items():
        setattr(actor, field, value)
    actor.save()
    record(Act.EDIT_PEOPLE, actor, by, did="changed", before=before)
    return actor


def _readdress(actor: Actor, name: str) -> None:
    """Give a renamed actor the address of the new name, and keep the old one for links that are out there."""
    if slugify(anyascii(name))[:70] == slugify(anyascii(actor.name))[:70]:
        return
    own = OldAddress.objects.filter(actor=actor, slug=slugify(anyascii(name))[:70])
    again = own.first()
    own.delete()
    old, actor.slug = actor.slug, again.slug if again else slug_for(name)
    OldAddress.objects.create(actor=actor, slug=old)


@transaction.atomic
def add_office(actor: Actor, *, titles: Mapping[str, str], by: User, **details: Any) -> Office:
    """Say which office somebody held, and from when to when."""
    require(by, Act.EDIT_PEOPLE)
    office = Office(actor=actor, titles=dict(titles), **details)
    office.full_clean()
    office.save()
    record(Act.EDIT_PEOPLE, actor, by, did="office added", office=str(office))
    return office


@transaction.atomic
def remove_office(office: Office, *, by: User) -> None:
    """Take an office back that was entered by mistake; the ledger keeps it."""
    require(by, Act.EDIT_PEOPLE)
    kept = {"titles": office.titles, "since": str(office.since or ""), "until": str(office.until or "")}
    record(Act.EDIT_PEOPLE, office.actor, by, did="office removed", office=kept)
    office.delete()


@transaction.atomic
def add_statement(*, words: str, language: str, by: User, speaker: Actor | None = None, **details: Any) -> Statement:
    """Keep exact words that a public actor said."""
    require(by, Act.EDIT_PEOPLE)
    statement = Statement.objects.create(words=words, language=language, speaker=speaker, made_by=by, **details)
    record(Act.EDIT_PEOPLE, statement, by, did="statement added")
    if speaker:
        later(read_all, speaker.pk)
    return statement


@transaction.atomic
def change_statement(statement: Statement, *, by: User, **details: Any) -> Statement:
    """Change a statement; the ledger keeps what it was."""
    require(by, Act.EDIT_PEOPLE)
    before = {field: str(getattr(statement, field)) for field in details if getattr(statement, field) != details[field]}
    for field, value in details.items():
        setattr(statement, field, value)
    touched = [*before]
    if {"words", "language"} & set(before):
        statement.meaning, statement.meant_by = b"", ""
        touched += ["meaning", "meant_by"]
    if touched:
        statement.save(update_fields=touched)
    record(Act.EDIT_PEOPLE, statement, by, did="statement changed", before=before)
    if {"words", "language", "speaker", "said_on"} & set(before):
        open_again(statement, by)
        if statement.speaker_id:
            later(read_all, statement.speaker_id)
    return statement


@transaction.atomic
def add_appearance(statement: Statement, *, by: User, **details: Any) -> Appearance:
    """Say where a statement stands."""
    require(by, Act.EDIT_PEOPLE)
    appearance = Appearance.objects.create(statement=statement, **details)
    record(Act.EDIT_PEOPLE, statement, by, did="appearance added", where=appearance.url or appearance.title)
    return appearance


@transaction.atomic
def merge(actor: Actor, into: Actor, *, by: User) -> Merge:
    """Make two entries of one actor one: what points to the first points to the second, and can be put back.

    Raises:
        NotMergeable: they are one entry already, of two kinds, or one of them was merged before.
    """
    require(by, Act.MERGE_PEOPLE)
    if actor.pk == into.pk or actor.kind != into.kind or actor.merged_into or into.merged_into:
        raise NotMergeable
    moved: dict[str, list[int]] = {}
    for relation in Actor._meta.related_objects:
        field = relation.field
        if field.model in (Merge, Actor) or not relation.one_to_many:
            continue
        pks = list(field.model._base_manager.filter(**{field.name: actor}).values_list("pk", flat=True))
        if pks:
            moved[f"{field.model._meta.label}.{field.name}"] = pks
            field.model._base_manager.filter(pk__in=pks).update(**{field.name: into})
    learnt = [each for each in dict.fromkeys([actor.name, *actor.aliases]) if each not in [into.name, *into.aliases]]
    into.aliases = [*into.aliases, *learnt]
    into.save()
    actor.merged_into = into
    actor.save()
    merged = Merge.objects.create(actor=actor, into=into, moved=moved, learnt=learnt, by=by)
    record(Act.MERGE_PEOPLE, into, by, did="merged", other=actor.pk)
    return merged


@transaction.atomic
def undo_merge(merged: Merge, *, by: User) -> Actor:
    """Take a merge apart: everything goes back to where it was.

    Raises:
        CannotUndo: it was undone already.
    """
    require(by, Act.MERGE_PEOPLE)
    if merged.undone_at:
        raise CannotUndo
    fields = {f"{r.field.model._meta.label}.{r.field.name}": r.field for r in Actor._meta.related_objects}
    for name, pks in merged.moved.items():
        field = fields[name]
        # What has been pointed elsewhere since stays there.
        held = field.model._base_manager.filter(pk__in=pks, **{field.name: merged.into})
        held.update(**{field.name: merged.actor})
    merged.into.aliases = [each for each in merged.into.aliases if each not in merged.learnt]
    merged.into.save()
    merged.actor.merged_into = None
    merged.actor.save()
    merged.undone_at = timezone.now()
    merged.save()
    record(Act.MERGE_PEOPLE, merged.into, by, did="merge undone", other=merged.actor.pk)
    return merged.actor

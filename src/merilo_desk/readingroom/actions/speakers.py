"""Say who it is that speaks in a text; only a member does, and only a member puts anybody into the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.actions import add_actor
from merilo_desk.people.models import Actor
from merilo_desk.readingroom.models import StoredArticle, Utterance


@transaction.atomic
def name_speaker(utterance: Utterance, speaker: Actor | None, *, by: User) -> int:
    """Join an utterance, and every other of the same person in its text, to an actor; return how many were joined."""
    require(by, Act.READ)
    same = _of_one_person(utterance)
    # A statement that was kept before anybody knew who spoke learns it now.
    for each in same.filter(statement__isnull=False, statement__speaker=None).select_related("statement"):
        if each.statement and speaker:
            each.statement.speaker = speaker
            each.statement.save(update_fields=["speaker"])
    joined = same.update(speaker=speaker, by=by)
    record(
        Act.READ,
        utterance.article,
        by,
        did="speaker named",
        words=utterance.speaker_words,
        actor=speaker and speaker.pk,
    )
    return joined


@transaction.atomic
def add_public_speaker(utterance: Utterance, *, kind: str, name: str, public_because: str, by: User) -> Actor:
    """Put whoever speaks into the register, with the reason why they are public, and join their utterances to them."""
    actor = add_actor(kind=kind, name=name, by=by, public_because=public_because, aliases=_alias(utterance, name))
    name_speaker(utterance, actor, by=by)
    return actor


@transaction.atomic
def change_utterance(utterance: Utterance, *, by: User, **fields: Any) -> Utterance:
    """Change what is known of an utterance; a new reading leaves it as it is."""
    require(by, Act.READ)
    before = {name: str(getattr(utterance, name)) for name in fields if getattr(utterance, name) != fields[name]}
    for name, value in fields.items():
        setattr(utterance, name, value)
    utterance.by = by
    utterance.save()
    record(Act.READ, utterance.article, by, did="utterance changed", utterance=utterance.pk, before=before)
    return utterance


@transaction.atomic
def name_speakers(article: StoredArticle, chosen: Iterable[tuple[Utterance, Actor]], *, by: User) -> int:
    """Confirm several suggestions at once; return how many utterances were joined."""
    return sum(name_speaker(utterance, actor, by=by) for utterance, actor in chosen)


def _of_one_person(utterance: Utterance) -> Any:
    rows = utterance.article.utterances
    if utterance.entity:
        return rows.filter(entity=utterance.entity)
    return rows.filter(pk=utterance.pk)


def _alias(utterance: Utterance, name: str) -> list[str]:
    words = utterance.speaker_words.strip()
    return [words] if words and words.casefold() != name.casefold() else []

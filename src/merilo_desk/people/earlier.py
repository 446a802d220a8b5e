"""What a speaker said before on the matter of a statement, ranked; what statements mean is kept beside them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from merilo_desk import engine
from merilo_desk.jobs import job
from merilo_desk.languages import language
from merilo_desk.people.models import Statement, StatementQuerySet, Turn

# A statement is held against so many of the speaker's latest; of those not read yet, so many are read while one waits.
MOST, AT_ONCE, IN_A_JOB = 2_000, 100, 500


def before(statement: Statement, user: Any) -> StatementQuerySet:
    """Return what the speaker of a statement said before it, or on a day that nobody knows; the latest first."""
    others = Statement.objects.visible_to(user).filter(speaker=statement.speaker_id).exclude(pk=statement.pk)
    if statement.speaker_id is None:
        return others.none()
    if statement.said_on is not None:
        others = others.filter(Q(said_on=None) | Q(said_on__lte=statement.said_on))
    return others


def said_before(statement: Statement, user: Any, speaking: str, top: int = 5) -> tuple[list[engine.Before], int]:
    """Return the likeliest candidates for what a statement goes against, and how many are still to be read for it."""
    name = engine.encoder_name()
    if not name or statement.speaker_id is None:
        return [], 0
    aside = Turn.objects.filter(now=statement, state=Turn.State.ASIDE).values("then")
    found = before(statement, user).exclude(pk__in=aside)
    unread = [each for each in (statement, *found.exclude(meant_by=name)[: MOST + 1]) if each.meant_by != name]
    keep(unread[:AT_ONCE])
    if len(unread) > AT_ONCE:
        read_all.enqueue(statement.speaker_id)
    rows = found.filter(meant_by=name).values_list("pk", "words", "language", "meaning")[:MOST]
    kept = [engine.Kept(pk, words, _language(code), bytes(meaning)) for pk, words, code, meaning in rows]
    now = engine.Kept(statement.pk, statement.words, _language(statement.language), bytes(statement.meaning))
    return engine.said_before(now, kept, speaking, top), max(0, len(unread) - AT_ONCE)


def keep(statements: list[Statement]) -> None:
    """Keep what some statements mean beside them."""
    name, meanings = engine.sentences_meant([(each.words, _language(each.language)) for each in statements])
    for each, meaning in zip(statements, meanings, strict=bool(name)):
        each.meaning, each.meant_by = meaning, name
        Statement.objects.filter(pk=each.pk, words=each.words).update(meaning=meaning, meant_by=name)


@job
def read_all(speaker_id: int) -> None:
    """Keep what all statements of a speaker mean, some at a time."""
    name = engine.encoder_name()
    unread = list(Statement.objects.filter(speaker=speaker_id).exclude(meant_by=name)[: IN_A_JOB + 1]) if name else []
    keep(unread[:IN_A_JOB])
    if len(unread) > IN_A_JOB:
        read_all.enqueue(speaker_id)


def _language(code: str) -> str:
    return language(code).profile.split("-")[0]

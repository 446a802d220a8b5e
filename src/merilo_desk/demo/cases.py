"""Bring one invented case as far as its row says, by the acts that members would do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from merilo_desk.casework.actions import (
    add_evidence,
    approve,
    ask,
    assign,
    decide,
    log_answer,
    open_case,
    open_round,
    plan,
    publish,
    save_draft,
    send_to_review,
    state_exception,
    vote,
)
from merilo_desk.casework.models import Case
from merilo_desk.casework.preflight import preflight
from merilo_desk.newsroom.models import Topic, User
from merilo_desk.people import actions as people
from merilo_desk.people.models import Actor, Statement
from merilo_desk.scales.models import Rating

STEPS = ("new", "triaged", "assigned", "drafted", "in-review", "published")


def bring_case(
    row: Mapping[str, Any],
    *,
    members: Mapping[str, User],
    topics: Mapping[str, Topic],
    actors: Mapping[str, Actor],
    exceptions: Mapping[str, str],
) -> Case:
    """Make a case out of a row of the content; `exceptions` say what is published all the same, and why."""
    reporter, chief, second, third = (members[name] for name in ("lila", "ana", "besa", "marko"))
    far = STEPS.index(row["until"])
    case = open_case(
        claim=row["words"],
        language=row["language"],
        by=reporter,
        statement=_statement(row, reporter, topics, actors),
        context=row["context"],
        topic=topics[row["topic"]],
    )
    plan(case, reporter, why_chosen=row["why_chosen"])
    if far >= STEPS.index("assigned"):
        assign(case, reporter, chief)
    if far < STEPS.index("drafted"):
        return case
    for source in row.get("evidence", ()):
        add_evidence(case, reporter, **source)
    for language, texts in row["drafts"].items():
        save_draft(case, language, reporter, began_from=0, texts=texts)
    if asked := row.get("reply"):
        _ask(case, asked, reporter, actors, row["language"])
    if far < STEPS.index("in-review"):
        return case
    _vote(case, row["rating"], row["drafts"][row["language"]]["reason"], chief, (chief, second, third))
    case.refresh_from_db()
    send_to_review(case, reporter)
    if far >= STEPS.index("published"):
        case.refresh_from_db()
        approve(case, chief, version=case.version)
        case.refresh_from_db()
        for outcome in preflight(case):
            if not outcome.passes and outcome.point.key in exceptions:
                state_exception(case, outcome.point.key, chief, reason=exceptions[outcome.point.key])
        publish(case, chief)
    case.refresh_from_db()
    return case


def _statement(row: Mapping[str, Any], by: User, topics: Mapping[str, Topic], actors: Mapping[str, Actor]) -> Statement:
    statement = people.add_statement(
        words=row["words"],
        language=row["language"],
        speaker=actors[row["speaker"]],
        said_on=row["said_on"],
        place=row["place"],
        context=row["context"],
        topic=topics[row["topic"]],
        by=by,
    )
    where = dict(row["appearance"])
    people.add_appearance(statement, by=by, outlet=actors[where.pop("outlet")], **where)
    return statement


def _ask(case: Case, asked: Mapping[str, Any], by: User, actors: Mapping[str, Actor], language: str) -> None:
    request = ask(
        case,
        by,
        whom=actors[asked["asked"]],
        channel=asked["channel"],
        question=asked["question"],
        language=language,
    )
    if "answer" in asked:
        log_answer(request, by, text=asked["answer"], through=asked["channel"], may_publish=asked["may_publish"])


def _vote(case: Case, wanted: str, why: str, opener: User, electors: tuple[User, ...]) -> None:
    scale, _, slug = wanted.partition(":")
    rating = Rating.objects.get(scale__slug=scale, slug=slug)
    opened = open_round(case, rating.scale, opener, electors=electors)
    for each in electors:
        vote(opened, each, rating=rating, reason=why)
    case.refresh_from_db()
    if case.rating_id is None:
        decide(case, opener)

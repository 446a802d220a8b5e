"""An invented storyline, the loaded term that goes with it, and statements in which the term was used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.models import Topic, User
from merilo_desk.people import actions as people
from merilo_desk.people.models import Actor
from merilo_desk.publishing.glossary import look_for_term
from merilo_desk.publishing.glossary_actions import decide_uses, save_term
from merilo_desk.publishing.glossary_models import Term
from merilo_desk.publishing.models import NarrativeCheck, NarrativeIndex, NarrativePage


def bring_narratives(
    told: Mapping[str, Any],
    *,
    members: Mapping[str, User],
    topics: Mapping[str, Topic],
    actors: Mapping[str, Actor],
    cases: Mapping[str, Case],
) -> str:
    """Write statements and terms down, decide the uses found, publish the storylines; return a line that says so."""
    editor = members["ana"]
    manners = {_statement(row, editor, topics, actors): row["manner"] for row in told["statements"]}
    terms = {row["key"]: _term(row, editor, manners) for row in told["terms"]}
    pages = sum(_narrative(row, editor, terms, cases) for row in told["narratives"])
    return f"{len(terms)} loaded term, a storyline in {pages} languages"


def _statement(row: Mapping[str, Any], by: User, topics: Mapping[str, Topic], actors: Mapping[str, Actor]) -> int:
    statement = people.add_statement(
        words=row["words"],
        language=row["language"],
        speaker=actors[row["speaker"]],
        said_on=row["said_on"],
        place=row["place"],
        topic=topics[row["topic"]],
        shown=True,
        by=by,
    )
    people.add_appearance(
        statement, by=by, outlet=actors[row["outlet"]], url=row["url"], published_on=row["said_on"], mode="direct"
    )
    return statement.pk


def _term(row: Mapping[str, Any], by: User, manners: Mapping[int, str]) -> Term:
    term = save_term(Term(), names=row["names"], ways=row["ways"], meanings=row["meanings"], shown=True, by=by)
    # The queue would do it in a minute; whoever looks around wants to see it now.
    look_for_term.call(term.pk)
    found = term.uses.filter(statement__in=manners)
    decide_uses(term, {use.pk: manners[use.statement_id] for use in found}, by=by)
    return term


def _narrative(row: Mapping[str, Any], by: User, terms: Mapping[str, Term], cases: Mapping[str, Case]) -> int:
    key = None
    pages = 0
    for index in NarrativeIndex.objects.select_related("locale").order_by("pk"):
        code = index.locale.language_code
        if code not in row["texts"]:
            continue
        page = NarrativePage(slug=row["slug"], locale=index.locale, **row["texts"][code])
        if key:
            page.translation_key = key
        index.add_child(instance=page)
        key = page.translation_key
        for at, name in enumerate(row["checks"]):
            versions = cases[name].pages.select_related("locale").order_by("pk")
            chosen = next((each for each in versions if each.locale.language_code == code), versions[0])
            page.checks.add(NarrativeCheck(check_page=chosen, sort_order=at))
        page.glossary.set([terms[each] for each in row["terms"]])
        page.save_revision(user=by).publish(user=by)
        pages += 1
    return pages

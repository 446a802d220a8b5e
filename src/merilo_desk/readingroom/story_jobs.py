"""The job that lays the articles of a story side by side."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from merilo_desk import engine
from merilo_desk.jobs import job
from merilo_desk.newsroom.troubles import kept
from merilo_desk.readingroom.models import StoredArticle, Story

log = logging.getLogger("merilo_desk.readingroom")


def in_order(articles: list[StoredArticle]) -> list[StoredArticle]:
    """Return the articles of a story as they came out: by day of publication, then as they were brought in."""
    return sorted(articles, key=lambda each: (each.published or date.max, each.pk))


@job
def compare_story(pk: int, turn: int) -> None:
    """Find what two or more articles of a story tell; a job whose turn is over writes nothing."""
    story = Story.objects.filter(pk=pk, turn=turn).first()
    if story is None:
        return
    articles = in_order(list(story.articles.filter(state=StoredArticle.State.READ, report__isnull=False)))
    try:
        threads = engine.side_by_side([each.report or {} for each in articles]) if len(articles) > 1 else []
        found: dict[str, Any] = {"threads": _named(threads, articles), "trouble": ""}
    except engine.MeriloError as error:
        found = {"threads": [], "trouble": kept(error)}
    Story.objects.filter(pk=pk, turn=turn).update(compared=turn, **found)


def _named(threads: list[list[dict[str, Any]]], articles: list[StoredArticle]) -> list[list[dict[str, Any]]]:
    """Put the articles' own numbers for their places, so that a thread outlives a change of order."""
    return [[{**telling, "article": articles[telling["article"]].pk} for telling in thread] for thread in threads]

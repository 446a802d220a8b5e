"""Put articles of one story side by side."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from merilo_desk.jobs import later
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.readingroom.errors import WrongNumber
from merilo_desk.readingroom.models import StoredArticle, Story
from merilo_desk.readingroom.story_jobs import compare_story

FEWEST, MOST = 2, 10


@transaction.atomic
def make_story(title: str, articles: Sequence[StoredArticle], *, by: User) -> Story:
    """Make a story of articles that have been read.

    Raises:
        WrongNumber: they are fewer than 2 or more than 10.
    """
    require(by, Act.READ)
    story = Story.objects.create(title=(title.strip() or str(articles[0]) if articles else title)[:300], made_by=by)
    return set_articles(story, articles, by=by)


@transaction.atomic
def set_articles(story: Story, articles: Sequence[StoredArticle], *, by: User) -> Story:
    """Say which articles a story has, and have them compared.

    Raises:
        WrongNumber: they are fewer than 2 or more than 10.
    """
    require(by, Act.READ)
    if not FEWEST <= len(articles) <= MOST:
        raise WrongNumber
    story.articles.exclude(pk__in=[each.pk for each in articles]).update(story=None)
    StoredArticle.objects.filter(pk__in=[each.pk for each in articles]).update(story=story)
    record(Act.READ, story, by, did="articles set", articles=[each.pk for each in articles])
    return compare_again(story)


@transaction.atomic
def rename_story(story: Story, title: str, *, by: User) -> Story:
    """Call a story otherwise."""
    require(by, Act.READ)
    story.title = title[:300]
    story.save(update_fields=["title"])
    record(Act.READ, story, by, did="renamed", title=story.title)
    return story


def compare_again(story: Story) -> Story:
    """Have the articles of a story compared anew."""
    story.turn += 1
    story.save(update_fields=["turn"])
    later(compare_story, story.pk, story.turn)
    return story

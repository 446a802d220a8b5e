"""Who and what has a page of its own: only those of whom something is out. The register alone tells readers nothing."""

from __future__ import annotations

from django.http import Http404

from merilo_desk.newsroom.models import Topic
from merilo_desk.people.models import Actor, Statement
from merilo_desk.people.names import named_by
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.repeated import repeats_by
from merilo_desk.publishing.shelf import checks


def public_actor(slug: str) -> Actor:
    """Return who is at an address, by any name they had.

    Raises:
        Http404: nobody is, or nothing about them is out: the two must look alike.
    """
    actor = named_by(slug)
    said = Statement.objects.visible_to(None).filter(speaker=actor)
    if not (_checked(speaker=actor) or said.exists() or repeats_by(actor)):
        raise Http404
    return actor


def public_topic(slug: str) -> Topic:
    """Return a topic that a check which stands, or a statement that is shown, bears.

    Raises:
        Http404: there is none, or nothing of it is out: the two must look alike.
    """
    topic = Topic.objects.visible_to(None).filter(slug=slug).first()
    if topic is None:
        raise Http404
    said = Statement.objects.visible_to(None).filter(topic=topic)
    if not (_checked(topic=topic) or said.exists()):
        raise Http404
    return topic


def _checked(**about: Actor | Topic) -> bool:
    """Say whether a check bears somebody or something: one that stands, or one that was withdrawn and says so."""
    out = FactCheckPage.objects.visible_to(None).filter(**about)
    return checks().filter(**about).exists() or out.exclude(withdrawn_on=None).exists()

"""The names that stand at the head of turns: whoever speaks is a person, and "HOST" is no name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from merilo.model import Article
from merilo.names.finds import Found
from merilo.reading.speakers import hosts, label_of


def at_turns(finds: Sequence[Found], article: Article) -> tuple[Found, ...]:
    """Return the finds of a text, those at the head of its turns as people, and without the labels of hosts."""
    labels = [
        (label, mark.speaker or "") for mark in article.landmarks if (label := label_of(article.text, mark)) is not None
    ]
    kept: list[Found] = []
    at = 0
    for each in finds:
        while at < len(labels) and labels[at][0].end <= each.span.start:
            at += 1
        if at == len(labels) or not labels[at][0].holds(each.span):
            kept.append(each)
        elif labels[at][1].casefold() not in hosts():
            spoken = each.span.of(article.text) in labels[at][1]
            kept.append(replace(each, type="PER", sure=1.0) if spoken else each)
    return tuple(kept)

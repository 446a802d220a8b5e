"""What every act is called and says: each room keeps one table of its own in `told.py`, and registers it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.functional import Promise

from merilo_desk.languages import BY_CODE, language
from merilo_desk.newsroom.policy import Act, may
from merilo_desk.newsroom.templatetags.merilo import day, moment
from merilo_desk.newsroom.wording import said

Facts = Mapping[str, Any]
# What follows the name of whoever did it, with places for facts; or what says it, where that takes a thought.
Sentence = str | Promise | Callable[[Facts], str]


@dataclass(frozen=True, slots=True)
class Thing:
    """One kind of thing that acts are done to: what it is called, and where a member finds it."""

    name: str | Promise
    where: Callable[[Any], str] | None = None
    called: Callable[[Any], str] = str
    needs: tuple[str, ...] = ()
    # Who may see it, for a kind whose rows do not know that themselves.
    see: Act = Act.SEE_DESK

    def found(self, label: str, keys: Iterable[int], user: Any) -> dict[int, Any]:
        """Return those of some things that a member may see, in one query."""
        model = apps.get_model(label)
        rows: models.QuerySet[Any] = model._default_manager.all()
        if hasattr(rows, "visible_to"):
            rows = rows.visible_to(user)
        elif not may(user, self.see):
            return {}
        rows = rows.select_related(*self.needs) if self.needs else rows
        return {each.pk: each for each in rows.filter(pk__in=set(keys))}


SENTENCES: dict[str, Sentence] = {}
THINGS: dict[str, Thing] = {}


def tells(sentences: Mapping[str, Sentence], things: Mapping[str, Thing]) -> None:
    """Register a room's table: the sentences by `act/deed`, the things by their model's label."""
    twice = SENTENCES.keys() & sentences.keys()
    if twice:
        raise ValueError(f"two rooms tell the same act: {sorted(twice)}")
    SENTENCES.update(sentences)
    THINGS.update(things)


def key(act: str, facts: Facts) -> str:
    """Return the name of what was done: the act of the policy, and within it the deed that the row's facts name."""
    deed = next((facts[name] for name in ("what", "did", "done", "kind") if facts.get(name)), "")
    if not deed and {"from", "to"} <= facts.keys():
        deed = "moved"
    return f"{act}/{deed}" if deed else str(act)


def sentence(act: str, facts: Facts) -> str | None:
    """Say what was done, to follow the name of whoever did it; None where no room tells of such an act."""
    told = SENTENCES.get(key(act, facts))
    if told is None:
        return None
    return filled(told, facts) if isinstance(told, str | Promise) else told(facts)


def filled(words: str | Promise, facts: Facts) -> str:
    """Put facts, as a person would say them, into the places of a sentence."""
    return str(words) % _Worded({name: in_words(name, value) for name, value in facts.items()})


def in_words(name: str, value: Any) -> str:
    """Say one fact of a row as a person would: languages by name, days as they are written, texts in one's language."""
    if isinstance(value, Mapping):
        texts = bool(value) and set(value) <= BY_CODE.keys()
        return said(value) if texts else ", ".join(f"{each}: {one}" for each, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(name, each) for each in value)
    if name in {"language", "languages"} and value in BY_CODE:
        return language(value).name
    return _dated(value) if isinstance(value, str) and value[:4].isdigit() else "" if value is None else str(value)


def _dated(value: str) -> str:
    try:
        read: date | datetime | None = parse_date(value) or parse_datetime(value)
    except ValueError:
        return value
    if read is None:
        return value
    return moment(read) if isinstance(read, datetime) else day(read)


class _Worded(dict[str, str]):
    """The facts of a row; one written by an older version may lack what a sentence wants now."""

    def __missing__(self, name: str) -> str:
        return "…"

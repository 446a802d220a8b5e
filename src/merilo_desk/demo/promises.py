"""An invented government with its promises, some kept, some late, some undecided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from merilo_desk.newsroom.models import Topic, User
from merilo_desk.people.models import Actor
from merilo_desk.promises import actions
from merilo_desk.promises.models import Government, Programme
from merilo_desk.scales.models import Rating, Scale


def bring_promises(
    told: Mapping[str, Any], *, members: Mapping[str, User], topics: Mapping[str, Topic], actors: Mapping[str, Actor]
) -> str:
    """Make the government, its programme and its promises; return a line that says so."""
    chief, second, reporter = members["ana"], members["besa"], members["lila"]
    party, scale = actors[told["party"]], Scale.objects.get(slug=told["scale"])
    government = actions.save_government(
        Government(), names=told["names"], scale=scale, since=told["since"], until=told["until"], shown=True,
        parties=[party], by=chief,
    )  # fmt: skip
    programme = Programme(
        title=told["programme"], party=party, government=government, language="mk", published=told["published"],
        text=told["text"].strip(), shown=True,
    )  # fmt: skip
    actions.bring_programme(programme, by=reporter)
    for row in told["promises"]:
        promise = actions.add_promise(
            words=row["words"], language=row.get("language", "mk"), titles=row["titles"],
            promiser=actors[row.get("promiser", told["party"])], government=government, topic=topics[row["topic"]],
            deadline=row.get("deadline"), indicator=row.get("indicator", ""), unit=row.get("unit", ""),
            baseline=row.get("baseline"), target=row.get("target"), weight=row.get("weight", 1), by=reporter,
        )  # fmt: skip
        for change in row.get("changes", ()):
            _change(promise, change, scale, reporter, second)
        actions.show(promise, shown=True, by=chief)
    return f"{len(told['promises'])} promises"


def _change(promise: Any, row: Mapping[str, Any], scale: Scale, reporter: User, second: User) -> None:
    proposed = actions.propose_status(
        promise,
        rating=Rating.objects.get(scale=scale, slug=row["status"]),
        since=row["since"] if isinstance(row["since"], date) else date.fromisoformat(row["since"]),
        reason=row["reason"],
        evidence_title=row["evidence"],
        evidence_url=row["url"],
        measured=row.get("measured"),
        by=reporter,
    )
    actions.approve_status(proposed, by=second)

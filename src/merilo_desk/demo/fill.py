"""Make an invented desk: members, people, readings, requests and cases in every state, by the desk's own actions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.core.management import call_command

from merilo_desk.demo.cases import bring_case
from merilo_desk.demo.corrections import bring_correction
from merilo_desk.demo.following import bring_following
from merilo_desk.demo.narratives import bring_narratives
from merilo_desk.demo.promises import bring_promises
from merilo_desk.intake import form_key
from merilo_desk.intake.actions.receive import receive
from merilo_desk.intake.models import Submission
from merilo_desk.newsroom import actions as newsroom
from merilo_desk.newsroom.begin import Beginning, begin
from merilo_desk.newsroom.models import Desk, Topic, User, the_desk
from merilo_desk.people import actions as people
from merilo_desk.people.models import Actor
from merilo_desk.readingroom.actions.readings import bring

CONTENT = Path(__file__).resolve().parent / "content"
PASSWORD = "dve planini, edna reka"
SCALES = ("truth-six", "promise-six", "flips", "media-reports")


def content(name: str) -> Any:
    """Return a part of the invented content."""
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))


def fill() -> Iterator[str]:
    """Make the desk; yield a line for each thing done. A desk that somebody works at is left alone."""
    call_command("migrate", verbosity=0, interactive=False)
    if Desk.objects.exists():
        yield "There is a desk in this folder already. Nothing was changed."
        return
    told = content("desk")
    first = told["members"][0]
    if trouble := begin(Beginning(told["name"], tuple(told["languages"]), first["username"], PASSWORD, SCALES)):
        yield trouble
        return
    members = _members(told)
    chief = members[first["username"]]
    topics = _topics(told, chief)
    yield f"{len(members)} members and {len(topics)} topics"
    actors = _people(chief)
    yield f"{len(actors)} public actors"
    for row in content("inbox"):
        texts = {name: value for name, value in row.items() if name not in {"kind", "language"}}
        receive(kind=row["kind"], language=row["language"], texts=texts, key=form_key.new().as_passed())
    yield f"{Submission.objects.count()} requests"
    for row in content("readings"):
        bring(by=members["lila"], text=row["text"].strip(), language=row["language"], published=row["published"])
    yield "readings"
    cases = {}
    for row in content("cases"):
        case = bring_case(row, members=members, topics=topics, actors=actors, exceptions=told["exceptions"])
        cases[row["key"]] = case
        yield f"a case: {case.get_state_display()}"
    for row in content("corrections"):
        yield bring_correction(row, cases[row["case"]], members=members)
    yield bring_narratives(content("narratives"), members=members, topics=topics, actors=actors, cases=cases)
    yield bring_following(content("following"), members=members, actors=actors)
    yield bring_promises(content("promises"), members=members, topics=topics, actors=actors)
    yield f"Sign in as {', '.join(members)}; the password of each is: {PASSWORD}"


def _members(told: dict[str, Any]) -> dict[str, User]:
    desk = the_desk()
    chief = User.objects.get(username=told["members"][0]["username"])
    newsroom.set_up(desk, by=chief, names=told["names"], taglines=told["taglines"], country="MK")
    members = {}
    for row in told["members"]:
        user = User.objects.filter(username=row["username"]).first()
        if user is None:
            user = newsroom.invite(
                username=row["username"], name=row["name"], language=row["language"], roles=row["roles"], by=chief
            )
        user.name, user.language = row["name"], row["language"]
        user.set_password(PASSWORD)
        user.save()
        members[row["username"]] = user
    return members


def _topics(told: dict[str, Any], chief: User) -> dict[str, Topic]:
    return {
        row["slug"]: newsroom.save_topic(
            Topic(slug=row["slug"]), names=row["names"], welfare=row["welfare"], retired=False, by=chief
        )
        for row in told["topics"]
    }


def _people(chief: User) -> dict[str, Actor]:
    actors: dict[str, Actor] = {}
    for row in content("people"):
        details = {name: row[name] for name in ("names", "site", "public_because") if name in row}
        actor = people.add_actor(kind=row["kind"], name=row["name"], by=chief, country="MK", **details)
        for office in row.get("offices", ()):
            body = actors.get(office.get("body", ""))
            people.add_office(actor, titles=office["titles"], since=office["since"], body=body, by=chief)
        actors[row["key"]] = actor
    return actors

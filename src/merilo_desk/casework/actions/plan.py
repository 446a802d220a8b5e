"""How soon a case is wanted, what it is about, whose words it checks, and taking it back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.move import move
from merilo_desk.casework.actions.open import CONTEXT_LIMIT, keys_of
from merilo_desk.casework.actions.standing import open_for_work, standing, touched
from merilo_desk.casework.errors import NotOpenForWork, Unusable, WrongState
from merilo_desk.casework.models import Case
from merilo_desk.casework.states import PUBLIC, State
from merilo_desk.casework.tongues import main_language, written
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.actions import add_actor, add_statement, change_statement
from merilo_desk.people.models import Actor

PLANNED = ("priority", "due", "topic")
TOLD = ("context", "why_chosen")


@transaction.atomic
def plan(case: Case, by: User, **wanted: Any) -> Case:
    """Set priority, due date and topic at any time; context and why we check this while the case is open for work.

    Only what differs is changed and written down.

    Raises:
        PermissionDenied: the member may not work on cases.
        NotOpenForWork: texts were to be changed, and the case is in review or further on.
        Unusable: a text is too long.
    """
    require(by, Act.WORK_ON_CASE)
    standing(case)
    changed = {field: value for field, value in wanted.items() if getattr(case, field) != value}
    if not changed:
        return case
    if unknown := set(changed) - {*PLANNED, *TOLD}:
        raise TypeError(f"not planned here: {unknown}")
    if set(changed) & set(TOLD):
        open_for_work(case)
        touched(case)
    for field in set(changed) & set(TOLD):
        if len(changed[field]) > CONTEXT_LIMIT:
            raise Unusable(field, _("This is too long. Keep it to what a reader of the case needs to know."))
    before = {field: _told(case, field) for field in changed}
    for field, value in changed.items():
        setattr(case, field, value)
    case.save(update_fields=[*changed, "changed_at"])
    after = {field: _told(case, field) for field in changed}
    record(Act.WORK_ON_CASE, case, by, what="planned", before=before, after=after)
    return case


def _told(case: Case, field: str) -> str:
    """Return what the ledger keeps of a field; long texts by their beginning."""
    value = getattr(case, field)
    return "" if value is None else str(value)[:200]


@transaction.atomic
def choose_languages(case: Case, by: User, codes: Collection[str]) -> Case:
    """Say in which languages a case is to go out; all of the desk's is what nobody need choose.

    Raises:
        PermissionDenied: the member may not work on cases.
        NotOpenForWork: it is out already, and languages are added to what is out.
    """
    require(by, Act.WORK_ON_CASE)
    if State(standing(case).state) in PUBLIC | {State.WITHDRAWN}:
        raise NotOpenForWork(case)
    desk = the_desk()
    main, all_of_them = main_language(case, desk), written(desk.languages)
    chosen = [code for code in all_of_them if code in codes or code == main]
    wanted = None if chosen == all_of_them else chosen
    if wanted == case.goes_out_in:
        return case
    case.goes_out_in = wanted
    case.save(update_fields=["goes_out_in", "changed_at"])
    record(Act.WORK_ON_CASE, case, by, what="languages-chosen", languages=chosen)
    return case


@transaction.atomic
def attribute(case: Case, by: User, *, speaker: Actor | str | None, said_on: Any = None, place: str = "") -> Case:
    """Say whose words a case checks: somebody of the register, or a name as the source gives it.

    Raises:
        PermissionDenied: the member may not work on cases or not edit the register.
        NotOpenForWork: the case is in review or further on.
    """
    require(by, Act.WORK_ON_CASE)
    open_for_work(case)
    actor = speaker if isinstance(speaker, Actor) else None
    details = {
        "speaker": actor,
        "speaker_words": speaker[:200] if isinstance(speaker, str) else "",
        "said_on": said_on,
        "place": place,
    }
    if case.statement is None:
        case.statement = add_statement(words=case.claim, language=case.language, by=by, topic=case.topic, **details)
    else:
        change_statement(case.statement, by=by, **details)
    case.keys = keys_of(case.claim, case.language, case.statement)
    case.save(update_fields=["statement", "keys", "changed_at"])
    touched(case)
    record(Act.WORK_ON_CASE, case, by, what="attributed", speaker=str(speaker or ""))
    return case


@transaction.atomic
def register_speaker(case: Case, by: User, *, kind: str, name: str, **details: Any) -> Case:
    """Take whoever a case names into the register, and say that the words are theirs.

    Raises:
        PermissionDenied: the member may not work on cases or not edit the register.
        NotOpenForWork: the case is in review or further on.
    """
    require(by, Act.WORK_ON_CASE)
    open_for_work(case)
    actor = add_actor(kind=kind, name=name, by=by, **details)
    said = case.statement
    said_on, place = (said.said_on, said.place) if said else (None, "")
    return attribute(case, by, speaker=actor, said_on=said_on, place=place)


@transaction.atomic
def withdraw(case: Case, by: User, because: str) -> Case:
    """Take a case back for good, saying why. A published one is retracted by a correction, in the ledger.

    Raises:
        PermissionDenied: the member may not withdraw.
        Unusable: no reason was given.
        WrongState: it was withdrawn before, or it is public.
    """
    require(by, Act.WITHDRAW)
    if State(standing(case).state) in PUBLIC | {State.WITHDRAWN}:
        raise WrongState(case, State.WITHDRAWN)
    if not because.strip():
        raise Unusable("because", _("Say why the case is withdrawn."))
    case.withdrawn_because = because.strip()[:2000]
    case.save(update_fields=["withdrawn_because"])
    return move(case, State.WITHDRAWN, by, because=case.withdrawn_because[:300])

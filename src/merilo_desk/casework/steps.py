"""What is next for a case: one sentence, and the pane where it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.states import State


@dataclass(frozen=True, slots=True)
class Step:
    """What is next, in a few words, and the key of the pane where it is done."""

    words: str | Promise
    pane: str = ""


NEXT: Mapping[str, Step] = {
    State.NEW: Step(_("Somebody takes it"), "claim"),
    State.TRIAGED: Step(_("Somebody takes it"), "claim"),
    State.ASSIGNED: Step(_("Gather evidence and write"), "evidence"),
    State.DRAFTED: Step(_("Finish the text and vote, then send it to review"), "draft"),
    State.IN_REVIEW: Step(_("A second pair of eyes reads it"), "review"),
    State.BACK: Step(_("Answer the comments, then send it again"), "review"),
    State.APPROVED: Step(_("Publish it, now or at a set time"), "preflight"),
    State.SCHEDULED: Step(_("It goes out by itself at its time"), "preflight"),
    State.PUBLISHED: Step(_("It is out; watch for corrections"), "history"),
    State.CORRECTED: Step(_("It is out, corrected"), "history"),
    State.WITHDRAWN: Step(_("Nothing; it was withdrawn"), "history"),
}
# The way of a case, as its head draws it.
WAY = (
    State.NEW,
    State.TRIAGED,
    State.ASSIGNED,
    State.DRAFTED,
    State.IN_REVIEW,
    State.APPROVED,
    State.SCHEDULED,
    State.PUBLISHED,
)
# Where a state that does not stand on the way lies beside it.
BESIDE = {State.BACK: State.DRAFTED, State.CORRECTED: State.PUBLISHED}


def next_step(state: str) -> Step:
    """Return what is next for a case at a state."""
    return NEXT[State(state)]


def way(state: str) -> list[tuple[State, str]]:
    """Return the states of the way, each "done", "now" or "to come"; nothing for a withdrawn case."""
    if state == State.WITHDRAWN:
        return []
    here = WAY.index(BESIDE.get(State(state), State(state)))
    return [(each, "done" if at < here else "now" if at == here else "to come") for at, each in enumerate(WAY)]

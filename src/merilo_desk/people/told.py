"""What the ledger says of acts on the register of people and their statements."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Thing, tells
from merilo_desk.people.models import Turn

E, J = Act.EDIT_PEOPLE, Act.JUDGE_CONSISTENCY


def _turn(turn: Turn) -> str:
    return reverse("people:compare", args=[turn.now_id, turn.then_id])


tells(
    {
        f"{E}/added": gettext_lazy("put a public actor into the register"),
        f"{E}/changed": gettext_lazy("changed what the register says of an actor"),
        f"{E}/office added": gettext_lazy("added an office: %(office)s"),
        f"{E}/office removed": gettext_lazy("removed an office: %(office)s"),
        f"{E}/statement added": gettext_lazy("wrote down a statement"),
        f"{E}/statement changed": gettext_lazy("changed a statement"),
        f"{E}/appearance added": gettext_lazy("noted where a statement appeared: %(where)s"),
        f"{E}/another matter": gettext_lazy("set an earlier statement aside: it is about another matter"),
        f"{E}/offered again": gettext_lazy("had the earlier statements that were set aside offered again"),
        f"{Act.MERGE_PEOPLE}/merged": gettext_lazy("merged two entries of the register into one"),
        f"{Act.MERGE_PEOPLE}/merge undone": gettext_lazy("took two merged entries of the register apart again"),
        f"{J}/proposed": gettext_lazy("proposed how two statements go together: “%(label)s”"),
        f"{J}/approved": gettext_lazy("approved how two statements go together: “%(label)s”"),
        f"{J}/refused": gettext_lazy("refused a proposed judgement of two statements: %(because)s"),
        f"{J}/taken back": gettext_lazy("took back an approved judgement of two statements: %(because)s"),
        f"{J}/replaced": gettext_lazy("put a new judgement of two statements in the place of this one"),
        f"{J}/waits again": gettext_lazy("changed a statement, so its judgement waits for a second pair of eyes again"),
    },
    {
        "people.actor": Thing(gettext_lazy("Public actor"), lambda each: reverse("people:actor", args=[each.pk])),
        "people.statement": Thing(gettext_lazy("Statement"), lambda each: reverse("people:statement", args=[each.pk])),
        "people.turn": Thing(gettext_lazy("Two statements"), _turn, lambda each: str(each.now), ("now",)),
    },
)

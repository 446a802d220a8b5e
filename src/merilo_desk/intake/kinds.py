"""What each kind of request is called before its sender, and what the desk does with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.intake.models import Submission

Kind = Submission.Kind


@dataclass(frozen=True, slots=True)
class Called:
    """The words around one kind's form."""

    kind: str
    title: str | Promise
    # What it is for, on the page where somebody chooses.
    wanted: str | Promise
    # What becomes of it, above the form.
    then: str | Promise


CALLED: Mapping[str, Called] = {
    each.kind: each
    for each in (
        Called(
            Kind.STATEMENT,
            _("Suggest a statement to check"),
            _("A politician or an official said something, and you want to know whether it is true."),
            _(
                "We check what can be checked with sources and touches many people. We tell you what we found, or why"
                " we do not check it."
            ),
        ),
        Called(
            Kind.PROMISE,
            _("Suggest a promise to track"),
            _("A party or a politician promised something, and somebody should keep watch."),
            _("We track promises that name a goal, so that one can say later whether they were kept."),
        ),
        Called(
            Kind.CORRECTION,
            _("Ask for a correction"),
            _("Something on our pages is wrong."),
            _(
                "Two of us look at every request of this kind. If we were wrong, we say so on the page itself and in"
                " our list of corrections."
            ),
        ),
        Called(
            Kind.CLARIFICATION,
            _("Ask for a clarification"),
            _("Something on our pages is not clear, or could be misunderstood."),
            _("If our words can be misunderstood, we write them more clearly and say that we did."),
        ),
        Called(
            Kind.COMMENT,
            _("Comment or remark"),
            _("Praise, blame, or anything else you want to tell us."),
            _("An editor reads every comment. We do not publish them."),
        ),
    )
}

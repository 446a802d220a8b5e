"""What can go wrong with a case, each told in a sentence that says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from merilo_desk.casework.states import State

if TYPE_CHECKING:
    from merilo_desk.casework.models import Case


class CaseworkError(Exception):
    """Something about a case does not go as asked; the message is for the member who asked."""


class WrongState(CaseworkError):
    """The case does not stand where the step asked for begins."""

    def __init__(self, case: Case, to: str) -> None:
        now, then = State(case.state).label, State(to).label
        super().__init__(
            _(
                "This case stands at “%(now)s” and cannot go from there to “%(then)s”. "
                "Load the page again to see its state."
            )
            % {"now": now, "then": then}
        )
        self.case, self.to = case, to


class NotOpenForWork(CaseworkError):
    """The case is in review or further on, and its texts rest."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            _(
                "This case stands at “%(now)s”, so its texts rest. "
                "Nothing you typed is lost: take the case back to work on it."
            )
            % {"now": State(case.state).label}
        )
        self.case = case


class NoLongerAsked(CaseworkError):
    """The case is out or withdrawn; the time for asking is over."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            _("This case stands at “%(now)s”; nobody is asked for a reply any more. A correction may still quote one.")
            % {"now": State(case.state).label}
        )
        self.case = case


class AlreadyOpen(CaseworkError):
    """The same words have a case."""

    def __init__(self, case: Case) -> None:
        super().__init__(_("These words have a case already: number %(number)d.") % {"number": case.pk})
        self.case = case


class Unusable(CaseworkError):
    """What was given cannot be used; `field` names where."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(why)
        self.field = field


class ChangedMeanwhile(CaseworkError):
    """Somebody else saved since this text was begun; `mine` is kept, `theirs` stands."""

    def __init__(self, who: str, mine: Any, theirs: Any) -> None:
        super().__init__(
            _("%(who)s saved this text while you were writing. Both are kept: put them together below.") % {"who": who}
        )
        self.who, self.mine, self.theirs = who, mine, theirs


class SomebodyIsOnIt(CaseworkError):
    """Another member has said that they are at work on the case."""

    def __init__(self, who: str, since: str) -> None:
        super().__init__(
            _("%(who)s is at work on this case since %(since)s. Ask them first, or take it over.")
            % {"who": who, "since": since}
        )
        self.who = who


class LinkEnded(CaseworkError):
    """A link for an answer no longer takes one."""

"""What can go wrong with the register, in sentences for a member."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NotMergeable(ValidationError):
    """Two entries cannot become one."""

    def __init__(self) -> None:
        super().__init__(_("Choose another entry of the same kind that was not merged itself."))


class CannotUndo(ValidationError):
    """A merge cannot be taken apart any more."""

    def __init__(self) -> None:
        super().__init__(_("This merge was undone already."))


class TurnError(ValidationError):
    """Two statements cannot be judged side by side, or not so."""


class NotOnePerson(TurnError):
    """The statements are of two people."""

    def __init__(self) -> None:
        super().__init__(_("Only two statements of the same person can be compared. Say first who made each of them."))


class NotEarlier(TurnError):
    """The earlier statement is not earlier, or nobody knows."""

    def __init__(self) -> None:
        super().__init__(_("Both statements need a day, and the earlier one has to come first. Add or mend the days."))


class NoConsistency(TurnError):
    """The verdict is of a scale that measures something else."""

    def __init__(self) -> None:
        super().__init__(_("Choose a value of a scale of consistency: other scales measure something else."))


class ReasonMissing(TurnError):
    """No reason was given."""

    def __init__(self) -> None:
        super().__init__(_("Say in at least one language why, so that readers can follow it."))


class AlreadyWaiting(TurnError):
    """A judgement of these two waits already."""

    def __init__(self) -> None:
        super().__init__(_("A judgement of these two waits for approval already. Approve it or send it back first."))


class OwnTurn(TurnError):
    """Nobody approves their own judgement."""

    def __init__(self) -> None:
        super().__init__(_("This is your own judgement. Somebody else has to approve it."))


class NotWaiting(TurnError):
    """The judgement is not in the state that the act wants."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has dealt with this judgement meanwhile. Look at it again."))

"""What can be wrong with an act of this room, told in a sentence."""

from __future__ import annotations


class IntakeError(Exception):
    """An act that cannot be done; the message is a sentence for whoever tried."""


class AlreadyWithdrawn(IntakeError):
    """The sender took the submission back, so there is nobody to write to."""


class NothingSaid(IntakeError):
    """A message without a word in it."""


class DoorFull(IntakeError):
    """The desk takes no more for the moment."""


class NothingPicked(IntakeError):
    """An act on no submission at all."""


class ChangedMeanwhile(IntakeError):
    """Somebody else acted on it first; nothing was done, and nothing of either is lost."""


class WrongState(IntakeError):
    """The submission does not stand where this act begins."""


class TwoStatements(IntakeError):
    """Two groups with two statements: somebody has to say which of them both ask about."""

    def __init__(self, message: str, statements: list[int]) -> None:
        super().__init__(message)
        self.statements = statements

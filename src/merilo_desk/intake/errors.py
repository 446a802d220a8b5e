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

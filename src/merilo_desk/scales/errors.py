"""What can go wrong with a scale, each told in a sentence that says what to do."""

from __future__ import annotations


class ScaleError(Exception):
    """Something about a scale does not go as asked; the message is for the member who asked."""


class AlreadyGiven(ScaleError):
    """A value that was given cannot be removed, only retired."""


class SlugTaken(ScaleError):
    """Another scale, or another value of the scale, has this short name."""


class WrongDay(ScaleError):
    """The day does not fit what the value was given on, or its own first day."""

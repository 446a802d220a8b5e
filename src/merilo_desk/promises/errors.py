"""What can go wrong with a promise, in sentences for a member."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class OwnStatus(ValidationError):
    """A second pair of eyes has to see it."""

    def __init__(self) -> None:
        super().__init__(_("You proposed this status; somebody else has to approve it."))


class EvidenceMissing(ValidationError):
    """A promise changes its status on evidence only."""

    def __init__(self) -> None:
        super().__init__(_("Say on what evidence: a title and a link."))


class NotTracked(ValidationError):
    """A draft has no status."""

    def __init__(self) -> None:
        super().__init__(_("This is a draft still. Say first what was promised, then track it."))


class NoScale(ValidationError):
    """The status belongs to another scale than the government's."""

    def __init__(self) -> None:
        super().__init__(_("This status belongs to another scale than the one this government is followed on."))


class InFuture(ValidationError):
    """A status cannot begin tomorrow."""

    def __init__(self) -> None:
        super().__init__(_("This day has not come yet."))


class Unreadable(ValidationError):
    """A programme that cannot be read."""

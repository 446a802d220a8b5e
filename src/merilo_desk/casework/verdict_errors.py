"""What can go wrong on the way to a verdict, each told in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from merilo_desk.casework.errors import CaseworkError


class OwnWork(CaseworkError, PermissionDenied):
    """Nobody approves what they had a hand in."""


class NotWhatWasSeen(CaseworkError):
    """The case has changed since the page that was decided on was loaded."""

    def __init__(self) -> None:
        super().__init__(_("The case has changed since you loaded this page. Your words are kept: look at it again."))


class NotReady(CaseworkError):
    """Points of the pre-flight are not met; `missing` says which."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(
            ngettext(
                "%(count)d point of the pre-flight is not met: %(first)s",
                "%(count)d points of the pre-flight are not met. The first: %(first)s",
                len(missing),
            )
            % {"count": len(missing), "first": missing[0] if missing else ""}
        )
        self.missing = list(missing)

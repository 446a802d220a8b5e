"""What may keep a page from being made, as sentences for an editor."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from merilo_desk.casework.models import Case


class NothingToPublish(Exception):
    """No language version of a case is ready."""

    def __init__(self, case: Case) -> None:
        super().__init__(_("No draft has a title and a reason yet. Write one in a language of the desk first."))
        self.case = case


class NoReasonToWithhold(ValidationError):
    """Readers are told why they cannot have a version any more."""

    def __init__(self) -> None:
        super().__init__(_("Say why this version cannot be read any more. Readers see the reason in its place."))


class StillStands(ValidationError):
    """What the page says now is not withheld but corrected."""

    def __init__(self) -> None:
        super().__init__(_("This is what the page says now. Correct or retract the check first."))


class NotOut(ValidationError):
    """A language version joins a check that is published and stands."""

    def __init__(self) -> None:
        super().__init__(_("This check is not out. Write its languages in the case's text."))


class LanguageTaken(ValidationError):
    """The check is out in this language already."""

    def __init__(self) -> None:
        super().__init__(_("The check is out in this language already. A correction changes it."))


class VersionUnfinished(ValidationError):
    """A language version lacks a part."""

    def __init__(self, parts: str) -> None:
        super().__init__(_("The text lacks: %(parts)s. Write it first.") % {"parts": parts})


class VersionChanged(ValidationError):
    """Somebody saved meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Somebody saved this version meanwhile. Look at it again; what you typed is still here."))


class OwnVersion(ValidationError):
    """A second pair of eyes has to see it."""

    def __init__(self) -> None:
        super().__init__(_("You wrote some of this version. Somebody who did not approves it."))


class SendBackNeedsWords(ValidationError):
    """Whoever wrote has to know what to do."""

    def __init__(self) -> None:
        super().__init__(_("Say what should change, so that the writer knows what to do."))

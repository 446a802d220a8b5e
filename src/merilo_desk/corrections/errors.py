"""What can go wrong with a correction, in sentences for an editor."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NotPublished(ValidationError):
    """Only what is out can be corrected."""

    def __init__(self) -> None:
        super().__init__(_("This case is not published. Change its draft instead."))


class NotAsked(ValidationError):
    """Only a request for a correction or a clarification is taken up, and once."""

    def __init__(self) -> None:
        super().__init__(_("This request asks for no change, was taken up already, or was withdrawn by its sender."))


class NoSuchPage(ValidationError):
    """An address that leads to no fact check of ours."""

    def __init__(self) -> None:
        super().__init__(_("No fact check of ours stands at this address. Copy it from the page itself."))


class Closed(ValidationError):
    """A correction that was published or refused is not changed any more; it can be corrected itself."""

    def __init__(self) -> None:
        super().__init__(_("This correction is closed. Open a new one that corrects it."))


class NothingChanged(ValidationError):
    """A correction has to change something or at least say something."""

    def __init__(self) -> None:
        super().__init__(_("Nothing would change. Mend a text or the verdict, or write a note for the readers."))


class NoticeMissing(ValidationError):
    """Readers are told what was changed, in every language in which the check is out."""

    def __init__(self, languages: str) -> None:
        super().__init__(
            _("Say for the readers what was changed and why, in: %(languages)s.") % {"languages": languages}
        )


class VerdictNeedsCorrection(ValidationError):
    """A changed verdict is a correction, never a note beside it."""

    def __init__(self) -> None:
        super().__init__(_("The verdict would change: that is a correction. Choose the kind “Correction”."))


class OwnCorrection(ValidationError):
    """A second pair of eyes has to see it."""

    def __init__(self) -> None:
        super().__init__(_("You wrote this correction; somebody else has to approve it."))


class RefusalNeedsReason(ValidationError):
    """Whoever asked reads why nothing is changed."""

    def __init__(self) -> None:
        super().__init__(_("Say why nothing is changed: whoever asked will read it."))


class ChangedMeanwhile(ValidationError):
    """The page was changed after the correction was written."""

    def __init__(self) -> None:
        super().__init__(
            _("The page has changed since this correction was written. Look at it again and save it once more.")
        )


class WrittenMeanwhile(ValidationError):
    """Two wrote one correction at the same time; the second is told, and both texts are before them."""

    def __init__(self, who: str) -> None:
        super().__init__(
            _("%(who)s saved this correction while you wrote. Theirs stands above, yours below: make one of both.")
            % {"who": who}
        )


class SavedMeanwhile(ValidationError):
    """Nobody approves what they have not read."""

    def __init__(self, who: str) -> None:
        super().__init__(
            _("%(who)s changed this correction after you opened it. Read it again, then approve it.") % {"who": who}
        )


class TooLong(ValidationError):
    """What is typed grew beyond any check."""

    def __init__(self) -> None:
        super().__init__(_("This is more than a check may hold. Shorten it; what was kept before is still there."))


class Decided(ValidationError):
    """A finding is decided once."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has decided on this finding already."))


class AsideNeedsReason(ValidationError):
    """Whoever looks later wants to know why."""

    def __init__(self) -> None:
        super().__init__(_("Say why this is no mistake, so that nobody looks at it twice."))

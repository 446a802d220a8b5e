"""What can go wrong with feeds and alerts, in sentences for a member."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from merilo_desk.following.models import Feed


@dataclass(frozen=True, slots=True)
class Offer:
    """A feed that a web page names: its address and what the page calls it."""

    url: str
    title: str


class FeedTrouble(Exception):
    """A feed could not be read: why (`Feed.Trouble`), how long its server wants to be left alone, what is offered."""

    def __init__(self, trouble: str, wait: float | None = None, offers: Sequence[Offer] = ()) -> None:
        super().__init__(trouble)
        self.trouble, self.wait, self.offers = Feed.Trouble(trouble), wait, tuple(offers)

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in the language in use."""
        if self.trouble == Feed.Trouble.PAGE:
            if self.offers:
                return _("This is a web page, not a feed, but it names one. Choose it below.")
            return _("This is a web page, and it names no feed. Look on the site for “RSS” or ask its editors.")
        return str(self.trouble.label)


class FollowingError(ValidationError):
    """Something cannot be done with a feed or an alert."""


class NotPublic(FollowingError):
    """The feed would be a person's."""

    def __init__(self) -> None:
        super().__init__(_("Only feeds of outlets, parties and institutions are followed, never those of a person."))


class OwnSite(FollowingError):
    """The feed is the desk's own."""

    def __init__(self) -> None:
        super().__init__(_("This is your own site. Follow those who may repeat what you checked."))


class FollowedAlready(FollowingError):
    """The feed is followed already."""

    def __init__(self, feed: Feed) -> None:
        super().__init__(_("This feed is followed already, for %(actor)s.") % {"actor": feed.actor})


class FeedRemoved(FollowingError):
    """The feed was removed."""

    def __init__(self) -> None:
        super().__init__(_("This feed was removed. Add it again to follow it."))


class Sorted(FollowingError):
    """Somebody else was quicker."""

    def __init__(self) -> None:
        super().__init__(_("Somebody else has dealt with this meanwhile. Look at it again."))


class CheckGone(FollowingError):
    """The check no longer stands."""

    def __init__(self) -> None:
        super().__init__(_("The check was withdrawn, so nothing can be laid beside it."))


class DayMissing(FollowingError):
    """Nobody knows when it was said."""

    def __init__(self) -> None:
        super().__init__(_("Say on which day it was published: only then it is known that the check came first."))


class DayBefore(FollowingError):
    """The day lies before the check."""

    def __init__(self) -> None:
        super().__init__(_("On this day the check was not out yet, so this was no repetition. Put it aside as such."))


class NoPlace(FollowingError):
    """There is no statement to which an earlier place could be added."""

    def __init__(self) -> None:
        super().__init__(_("The case has no statement to which this place could be added."))


class WhyMissing(FollowingError):
    """No reason was given."""

    def __init__(self) -> None:
        super().__init__(_("Choose why it is put aside."))

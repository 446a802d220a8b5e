"""What can go wrong in the reading room, in sentences for a member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from merilo_desk.readingroom.models import StoredArticle


class ReadAlready(ValidationError):
    """The same text is here already; `article` is the reading there is."""

    def __init__(self, article: StoredArticle) -> None:
        super().__init__(_("This very text is here already, so its reading was opened."))
        self.article = article


class OutsideTheText(ValidationError):
    """A pick does not lie in the text."""

    def __init__(self) -> None:
        super().__init__(_("These words do not stand in the text. Pick them again."))


class WrongNumber(ValidationError):
    """Too few or too many articles for one story."""

    def __init__(self) -> None:
        super().__init__(_("A story has 2 to 10 articles that have been read. Choose again."))


class NothingToRead(ValidationError):
    """A reading is asked for again while it is being read, or before it has a text."""

    def __init__(self) -> None:
        super().__init__(_("This is being read already, or has no text to be read again."))

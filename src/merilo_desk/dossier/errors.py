"""Why a dossier cannot be written, in sentences for whoever asked for it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NotBegun(ValidationError):
    """A year that is yet to come."""

    def __init__(self, year: int) -> None:
        super().__init__(_("The year %(year)d has not begun. Choose this year or an earlier one.") % {"year": year})


class NoSuchLanguage(ValidationError):
    """A language that the desk does not speak."""

    def __init__(self, code: str, spoken: str) -> None:
        super().__init__(
            _("The desk does not speak “%(code)s”. Choose one of: %(spoken)s.") % {"code": code, "spoken": spoken}
        )


class NoPrinter(Exception):
    """The library that sets PDF lacks a part of the system."""

    def __init__(self, because: str) -> None:
        self.because = because
        super().__init__(
            _(
                "The PDF could not be made, because a part of the system is missing (%(because)s). Install the package "
                "libpangoft2-1.0-0, or open the HTML file in a browser and print it to PDF."
            )
            % {"because": because}
        )

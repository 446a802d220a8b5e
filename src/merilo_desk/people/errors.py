"""What can go wrong with the register, in sentences for a member."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NotMergeable(ValidationError):
    """Two entries cannot become one."""

    def __init__(self) -> None:
        super().__init__(_("Choose another entry of the same kind that was not merged itself."))


class CannotUndo(ValidationError):
    """A merge cannot be taken apart any more."""

    def __init__(self) -> None:
        super().__init__(_("This merge was undone already."))

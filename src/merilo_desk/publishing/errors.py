"""What may keep a page from being made, as sentences for an editor."""

from __future__ import annotations

from django.utils.translation import gettext as _

from merilo_desk.casework.models import Case


class NothingToPublish(Exception):
    """No language version of a case is ready."""

    def __init__(self, case: Case) -> None:
        super().__init__(_("No draft has a title and a reason yet. Write one in a language of the desk first."))
        self.case = case

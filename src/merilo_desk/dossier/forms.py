"""Which year, in which language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.models import LANGUAGE_CHOICES, the_desk

# A renewal is about the last year; older ones are asked for now and then.
YEARS = 6


class YearForm(forms.Form):
    """The year and the language of a dossier."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = timezone.localdate().year
        spoken = the_desk().languages
        self.fields["year"] = forms.TypedChoiceField(
            label=_("Year"), choices=[(year, str(year)) for year in range(now, now - YEARS, -1)], coerce=int
        )
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"), choices=[each for each in LANGUAGE_CHOICES if each[0] in spoken]
        )

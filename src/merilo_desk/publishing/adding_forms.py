"""The form in which one more language of a published check is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.actions.draft import LIMITS
from merilo_desk.casework.difference import PARTS
from merilo_desk.languages import language
from merilo_desk.publishing.making import TEXTS
from merilo_desk.publishing.version_models import AddedVersion

ROWS = {"title": 2, "claim": 2, "reason": 4, "body": 14, "method": 4}


class AddedForm(forms.Form):
    """The five parts of a fact check in one language; half a text may be saved, only a whole one is sent."""

    began_from = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, version: AddedVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["began_from"].initial = version.version
        tag = language(version.language).tag
        for name in TEXTS:
            self.fields[name] = forms.CharField(
                label=PARTS[name],
                required=False,
                max_length=LIMITS[name],
                initial=getattr(version, name),
                widget=forms.Textarea(attrs={"rows": ROWS[name], "lang": tag, "class": "spoken"}),
                error_messages={
                    "max_length": _("This has %(show_value)d characters, and %(limit_value)d is the most there can be.")
                },
            )

    def texts(self) -> dict[str, str]:
        """Return the texts as they were written."""
        return {name: self.cleaned_data[name] for name in TEXTS}

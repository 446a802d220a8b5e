"""The forms of the inbox."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.intake.models import Submission
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic


class DayInput(forms.DateInput):
    """A day as the browser asks for it."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SortForm(forms.Form):
    """Topic, severity and due date of one request or of many; a field that was not sent stays as it is."""

    topic = forms.ModelChoiceField(Topic._default_manager.none(), required=False, label=_("topic"))
    severity = forms.TypedChoiceField(
        choices=[("", "—"), *Submission.Severity.choices], coerce=int, empty_value=None, required=False
    )
    due = forms.DateField(
        required=False,
        error_messages={"invalid": _("Write the due date as a day, for example 2027-03-31.")},
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic._default_manager.filter(retired=False)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """Return what was sent; of a form with a button for each field, the one that was pressed."""
        only = self.data.get("only")
        return {name: self.cleaned_data[name] for name in self.fields if name in self.data and only in {None, name}}


class StatementForm(forms.Form):
    """The exact words of a public actor."""

    words = forms.CharField(
        label=_("exact words"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"class": "spoken", "rows": 5}),
        help_text=_("As they were said or written, and nothing else: no summary, no words of the sender."),
    )
    language = forms.ChoiceField(label=_("language"), choices=LANGUAGE_CHOICES)
    speaker_words = forms.CharField(
        label=_("who said it"),
        max_length=200,
        required=False,
        help_text=_("As the source names them. The register of people joins it to a person."),
    )
    said_on = forms.DateField(label=_("said on"), required=False, widget=DayInput())
    place = forms.CharField(label=_("where"), max_length=200, required=False)
    url = forms.URLField(label=_("link"), max_length=1000, required=False, assume_scheme="https")
    context = forms.CharField(
        label=_("context"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

"""Forms of promises, programmes, governments and statuses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.models import Case
from merilo_desk.newsroom.forms import TextsField
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic, the_desk
from merilo_desk.people.fields import ActorField
from merilo_desk.people.models import Actor, Statement
from merilo_desk.promises.joining import ours_at
from merilo_desk.promises.models import Government, Programme, Promise, PromiseLink
from merilo_desk.promises.statuses import promise_scales, statuses_for

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _languages() -> list[tuple[str, str]]:
    return [each for each in LANGUAGE_CHOICES if each[0] in the_desk().languages]


class PromiseForm(forms.ModelForm[Promise]):
    """What was promised, by whom, and what would show that it was kept."""

    class Meta:
        model = Promise
        fields = ("words", "language", "page", "government", "body", "topic", "indicator", "unit", "baseline", "target",
                  "deadline", "weight")  # fmt: skip
        labels = {"language": _("Language"), "government": _("Government"), "topic": _("Topic"), "unit": _("Unit")}
        help_texts = {
            "indicator": _("What can be counted or looked up: “places in kindergartens”."),
            "deadline": _("Without one the promise is never overdue; the end of the term may stand here."),
            "weight": _("1 is the usual; 3 counts three times where editors' weights are shown."),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 3, "class": "spoken"}), "deadline": DAY}

    field_order = ("promiser", *Meta.fields)

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _languages()
        self.fields["topic"].queryset = Topic.objects.visible_to(user).filter(retired=False)
        self.fields["government"].queryset = Government.objects.visible_to(user)
        self.fields["weight"] = forms.IntegerField(label=_("Weight"), min_value=1, max_value=10, initial=1)
        self.fields["promiser"] = ActorField(
            label=_("Who promised it"), required=False, user=user, initial=self.instance.promiser_id
        )
        self.fields["titles"] = TextsField(
            label=_("Short title in each language"), required=False, initial=self.instance.titles
        )
        self.order_fields(self.field_order)

    def clean_weight(self) -> int:
        """A promise weighs something."""
        return int(self.cleaned_data["weight"] or 1)

    def details(self) -> dict[str, Any]:
        """Return the cleaned values as the action takes them."""
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "promiser", "titles")}


class StatusForm(forms.Form):
    """Where the promise stands from a day on, and on what evidence."""

    rating = forms.ModelChoiceField(label=_("Status"), queryset=None)
    since = forms.DateField(label=_("Since"), widget=DAY)
    reason = forms.CharField(label=_("Why"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3}))
    measured = forms.FloatField(label=_("Measured value"), required=False)
    evidence_title = forms.CharField(label=_("Evidence: title"), max_length=300)
    evidence_url = forms.URLField(label=_("Evidence: link"), max_length=1000, assume_scheme="https")
    archived = forms.URLField(label=_("Archived copy"), max_length=1000, required=False, assume_scheme="https")

    def __init__(self, *args: Any, promise: Promise, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rating"].queryset = statuses_for(promise.government)


class LinkForm(forms.ModelForm[PromiseLink]):
    """A law, a vote, a budget line."""

    class Meta:
        model = PromiseLink
        fields = ("kind", "title", "url", "on")
        labels = {"kind": _("Kind"), "title": _("Title"), "url": _("Link"), "on": _("Day")}
        help_texts = {"url": _("The address of one of your own cases, checks or statements joins the two.")}
        widgets = {"on": DAY}

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.ours: Case | Statement | None = None
        self.fields["title"].required = False
        self.fields["url"].required = True

    def clean(self) -> dict[str, Any]:
        """What is ours needs no title, everything else does."""
        data = super().clean() or {}
        self.ours = ours_at(data.get("url", ""), self.user)
        if self.ours is None and not data.get("title"):
            self.add_error("title", _("Say what it is."))
        return data


class ProgrammeForm(forms.ModelForm[Programme]):
    """A programme: a file, a link or its text."""

    class Meta:
        model = Programme
        fields = ("title", "language", "published", "government", "file", "url", "text")
        labels = {
            "language": _("Language"), "published": _("Published on"), "government": _("Government"),
            "file": _("File (PDF, DOCX, ODT, HTML, text)"), "url": _("or a link"), "text": _("or its text"),
        }  # fmt: skip
        widgets = {"published": DAY, "text": forms.Textarea(attrs={"rows": 6})}

    field_order = ("title", "party", "language", "published", "government", "file", "url", "text")

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _languages()
        self.fields["language"].initial = the_desk().default_language
        self.fields["government"].queryset = Government.objects.visible_to(user)
        self.fields["government"].empty_label = "–"
        self.fields["party"] = ActorField(label=_("Party or body that made it"), required=False, user=user)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """One of the three has to be there."""
        data = super().clean() or {}
        if not data.get("file") and not data.get("url") and not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Choose a file, or give a link or the text."))
        if not self.instance.party_id:
            self.instance.party = data.get("party")
        return data


class GovernmentForm(forms.ModelForm[Government]):
    """Who has the power to keep promises, and from when to when."""

    class Meta:
        model = Government
        fields = ("scale", "since", "until", "shown")
        labels = {
            "scale": _("Scale of statuses"),
            "since": _("Since"),
            "until": _("Until"),
            "shown": _("Shown to the public"),
        }
        widgets = {"since": DAY, "until": DAY}

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scale"].queryset = promise_scales()
        self.fields["scale"].required = True
        self.fields["names"] = TextsField(label=_("Name in each language"), initial=self.instance.names)
        self.fields["parties"] = forms.ModelMultipleChoiceField(
            label=_("Parties"),
            queryset=Actor.objects.visible_to(user).filter(kind=Actor.Kind.PARTY),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=self.instance.parties.all() if self.instance.pk else None,
        )

    def clean(self) -> dict[str, Any]:
        """A government does not end before it begins."""
        data = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("This term would end before it begins."))
        return data

    def details(self) -> dict[str, Any]:
        """Return the cleaned values as the action takes them."""
        return {name: self.cleaned_data[name] for name in (*self.Meta.fields, "names", "parties")}

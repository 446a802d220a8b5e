"""Forms of corrections at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk.corrections.actions import texts_of
from merilo_desk.corrections.models import AskedOfOthers, Correction, Follower
from merilo_desk.languages import language
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, the_desk
from merilo_desk.people.fields import ActorField
from merilo_desk.publishing.making import TEXTS
from merilo_desk.scales.models import Rating

LABELS = {
    "title": _("Title"),
    "claim": _("Claim"),
    "reason": _("The reason"),
    "body": _("What we found"),
    "method": _("How we checked it"),
}
ROWS = {"title": 1, "claim": 2, "reason": 3, "body": 10, "method": 3}


class CorrectionForm(forms.Form):
    """What is to change: each text of each language version, the verdict, and what readers are told."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Correction.Kind.choices)

    def __init__(self, correction: Correction, *args: Any, **kwargs: Any) -> None:
        self.now = texts_of(correction.case)
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = correction.kind
        scale = correction.case.rating.scale if correction.case.rating else None
        if scale:
            self.fields["rating"] = forms.ModelChoiceField(
                label=_("Verdict"),
                queryset=Rating.objects.on().filter(scale=scale),
                initial=correction.new_rating or correction.case.rating,
                required=False,
                empty_label=None,
            )
        self.fields["withheld_because"] = forms.CharField(
            label=_("Why what stood there may not be read any more"),
            help_text=_(
                "Only for a court's or somebody's safety's sake. Then the old text stands neither in the ledger nor as "
                "an earlier version, and readers see this reason."
            ),
            required=False,
            max_length=2_000,
            initial=correction.withheld_because,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        for code, texts in self.now.items():
            tag = language(code).tag
            if code != correction.case.language:
                self.fields[f"step-{code}"] = forms.BooleanField(
                    label=_("Nothing has to change in this language"),
                    help_text=_("Else a language that you leave as it is tells its readers that it is behind."),
                    required=False,
                    initial=code in correction.in_step,
                )
            self.fields[f"notice-{code}"] = forms.CharField(
                label=_("What readers are told"),
                help_text=_(
                    "What was wrong, what is right, and since when. It stands on top of the page and in the ledger."
                ),
                required=False,
                max_length=2_000,
                initial=correction.notices.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 3, "lang": tag}),
            )
            for name in TEXTS:
                self.fields[f"{name}-{code}"] = forms.CharField(
                    label=LABELS[name],
                    required=False,
                    max_length=100_000,
                    initial=correction.after.get(code, {}).get(name, texts[name]),
                    widget=forms.Textarea(attrs={"rows": ROWS[name], "lang": tag, "class": "spoken"}),
                )

    def begin_with(self, typed: Mapping[str, str]) -> None:
        """Begin with what somebody had typed and not saved."""
        for name in self.fields:
            if name in typed or name.startswith("step-"):
                self.initial[name] = typed.get(name, "")

    def parts(self) -> list[dict[str, Any]]:
        """Return the fields of each language, for the template."""
        return [
            {
                "language": language(code),
                "notice": self[f"notice-{code}"],
                "texts": [self[f"{name}-{code}"] for name in TEXTS],
                "step": self[f"step-{code}"] if f"step-{code}" in self.fields else None,
            }
            for code in self.now
        ]

    def texts(self) -> dict[str, dict[str, str]]:
        """Return the texts as they were written."""
        return {code: {name: self.cleaned_data[f"{name}-{code}"] for name in TEXTS} for code in self.now}

    def in_step(self) -> list[str]:
        """Return the languages in which nothing has to change."""
        return [code for code in self.now if self.cleaned_data.get(f"step-{code}")]

    def notices(self) -> dict[str, str]:
        """Return what readers are told, by language."""
        return {code: self.cleaned_data[f"notice-{code}"] for code in self.now}


class AskedForm(forms.ModelForm[AskedOfOthers]):
    """A correction that we ask of somebody else."""

    class Meta:
        model = AskedOfOthers
        fields = ("what", "url", "asked_on")
        labels = {"what": _("What is wrong, and what we ask"), "url": _("Where it stands"), "asked_on": _("Asked on")}
        widgets = {
            "what": forms.Textarea(attrs={"rows": 3}),
            "asked_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    field_order = ("asked", "what", "url", "asked_on")

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"] = ActorField(label=pgettext_lazy("correction", "Whom we ask"), user=user)
        self.order_fields(self.field_order)


class OutcomeForm(forms.ModelForm[AskedOfOthers]):
    """What came of it."""

    class Meta:
        model = AskedOfOthers
        fields = ("outcome", "outcome_on", "outcome_words")
        labels = {"outcome": _("What came of it"), "outcome_on": _("On"), "outcome_words": _("In words")}
        widgets = {
            "outcome_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "outcome_words": forms.Textarea(attrs={"rows": 2}),
        }


class FollowerForm(forms.ModelForm[Follower]):
    """Who is told of every correction."""

    class Meta:
        model = Follower
        fields = ("name", "way", "told_at", "language", "active")
        labels = {"way": _("How"), "language": _("Language"), "active": _("Is told")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)
        if self.instance.pk is None:
            self.initial["language"] = the_desk().default_language

    def clean(self) -> dict[str, Any]:
        """An address for mail is one, and a machine's begins with https."""
        data = super().clean() or {}
        way, where = data.get("way"), data.get("told_at", "")
        if way == Follower.Way.MAIL and "@" not in where:
            self.add_error("told_at", _("Write an e-mail address."))
        if way == Follower.Way.HOOK and not where.startswith("https://"):
            self.add_error("told_at", _("Write an address that begins with https://."))
        return data

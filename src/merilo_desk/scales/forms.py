"""The forms of a scale: words in each of the desk's languages, and what stands behind a value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from merilo_desk.languages import language
from merilo_desk.newsroom.models import Desk
from merilo_desk.scales.models import Bucket, Family, Rating, Scale

SLUG = RegexValidator(r"^[a-z0-9-]+$", gettext_lazy("Small Latin letters, figures and hyphens only: mostly-true."))


def written(desk: Desk) -> list[str]:
    """Return the languages that words are typed in: Serbian in Latin is made where Cyrillic is there."""
    return [code for code in desk.languages if code != "sr-latn" or "sr" not in desk.languages]


class Worded(forms.Form):
    """A form with a text in each of the desk's languages under each of its `parts`."""

    parts: Mapping[str, tuple[Any, int]] = {}

    def __init__(self, *args: Any, desk: Desk, texts: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk, self.texts = desk, texts
        for part, (label, limit) in self.parts.items():
            for code in written(desk):
                self.fields[f"{part}_{code}"] = forms.CharField(
                    label=f"{label} · {language(code).name}",
                    max_length=limit,
                    required=part == next(iter(self.parts)) and code == desk.default_language,
                    initial=texts.get(part, {}).get(code, ""),
                    widget=forms.TextInput(attrs={"lang": language(code).tag}),
                )

        # Words come first: they are what one comes to change.
        worded = [name for name in self.fields if name.rpartition("_")[0] in self.parts]
        self.order_fields(["slug", "family", *worded])

    def said(self, part: str) -> dict[str, str]:
        """Return the texts of a part: what was typed, and what stands in languages that the form does not show."""
        typed = {code: self.cleaned_data[f"{part}_{code}"].strip() for code in written(self.desk)}
        kept = {code: text for code, text in self.texts.get(part, {}).items() if code not in typed}
        return {**kept, **{code: text for code, text in typed.items() if text}}


class ScaleForm(Worded):
    """What a scale is called, and what is said about it."""

    parts = {"names": (pgettext_lazy("scale", "Name"), 120), "abouts": (gettext_lazy("What it is for"), 300)}


class NewScaleForm(ScaleForm):
    """A new scale: its short name and family too."""

    slug = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=60,
        validators=[SLUG],
        help_text=gettext_lazy("For addresses and files; it cannot be changed later."),
    )
    family = forms.ChoiceField(label=gettext_lazy("What it measures"), choices=Family.choices)


class RatingForm(Worded):
    """A value of a scale: its words, its place, and what it means beside values of other scales."""

    parts = {"labels": (gettext_lazy("Word"), 60), "abouts": (gettext_lazy("What it means"), 300)}
    bucket = forms.ChoiceField(
        label=gettext_lazy("What it says of the claim"),
        choices=Bucket.choices,
        help_text=gettext_lazy("Decides the colour and the mark."),
    )
    value = forms.IntegerField(
        label=gettext_lazy("Number"),
        required=False,
        min_value=-100,
        max_value=100,
        help_text=gettext_lazy("For ClaimReview: the best has the highest. Leave it empty for what is on no step."),
    )
    order = forms.IntegerField(label=gettext_lazy("Place in the list"), min_value=0, max_value=1000)
    final = forms.BooleanField(
        label=gettext_lazy("For promises: nothing follows by itself, and it is never overdue"), required=False
    )

    def __init__(self, *args: Any, scale: Scale, rating: Rating | None = None, **kwargs: Any) -> None:
        texts = {"labels": rating.labels, "abouts": rating.abouts} if rating else {}
        first = {name: getattr(rating, name) for name in ("bucket", "value", "order", "final")} if rating else {}
        last = max((each.order for each in scale.ratings.all()), default=0)
        super().__init__(*args, texts=texts, initial={"order": last + 10, **first}, **kwargs)
        self.scale, self.rating = scale, rating
        if scale.family != Family.PROMISE:
            del self.fields["final"]

    def clean_value(self) -> int | None:
        """Refuse a number that another value of the scale has on the same days."""
        value = self.cleaned_data["value"]
        others = [each for each in self.scale.current() if each.value == value and each != self.rating]
        if value is not None and others:
            raise forms.ValidationError(_("“%(other)s” has this number already.") % {"other": others[0]})
        return value

    def values(self) -> dict[str, Any]:
        """Return what the form says of the value."""
        names = ("bucket", "value", "order", "final")
        return {
            "labels": self.said("labels"),
            "abouts": self.said("abouts"),
            **{name: self.cleaned_data[name] for name in names if name in self.cleaned_data},
        }


class NewRatingForm(RatingForm):
    """A new value: its short name too."""

    slug = forms.CharField(label=gettext_lazy("Short name"), max_length=60, validators=[SLUG])


class EditRatingForm(RatingForm):
    """A known value: from when new words hold, where the old ones were given."""

    since = forms.DateField(
        label=gettext_lazy("New words hold from"),
        required=False,
        help_text=gettext_lazy("What was checked before that day keeps the old words."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.rating is None or not self.rating.was_given():
            del self.fields["since"]


class RetireForm(forms.Form):
    """The last day on which a value may be given."""

    last_day = forms.DateField(
        label=gettext_lazy("Last day on which it may be given"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

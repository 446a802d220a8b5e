"""Forms for actors, offices, statements and appearances."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.forms import TextsField
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic, the_desk
from merilo_desk.people.fields import ActorField
from merilo_desk.people.models import Actor, Appearance, Office, Statement
from merilo_desk.scales.models import Family, Rating, Scale

LISTS = forms.Textarea(attrs={"rows": 2})


class ActorForm(forms.ModelForm[Actor]):
    """What is known of a public actor."""

    other_names = forms.CharField(
        label=_("Other names, one a line"),
        required=False,
        widget=LISTS,
        help_text=_("Short names, former names, initials."),
    )

    class Meta:
        model = Actor
        fields = ("kind", "name", "public_because", "wikidata", "country", "site")
        labels = {
            "wikidata": _("Wikidata number"),
            "country": _("Country (two letters)"),
            "site": _("Site of an outlet"),
        }
        help_texts = {
            "public_because": _(
                "Only people in public life belong here: say which office or role makes this one public."
            ),
            "wikidata": _("Such as Q1234: other desks will know whom you mean."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["names"] = TextsField(
            codes=the_desk().languages,
            label=_("The name in each language"),
            required=False,
            initial=self.instance.names,
        )
        self.fields["other_names"].initial = "\n".join(self.instance.aliases)

    def clean(self) -> dict[str, Any]:
        """A person needs a reason for being in a register of public actors."""
        data = super().clean() or {}
        if data.get("kind") == Actor.Kind.PERSON and not data.get("public_because"):
            self.add_error(
                "public_because", _("Say why this person is a public actor. Private persons are not kept here.")
            )
        return data

    def details(self) -> dict[str, Any]:
        """Return the cleaned values as the action takes them."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        data["names"] = self.cleaned_data["names"]
        data["aliases"] = [line.strip() for line in self.cleaned_data["other_names"].splitlines() if line.strip()]
        data["country"] = data["country"].upper()
        return data


class OfficeForm(forms.ModelForm[Office]):
    """An office and its term."""

    class Meta:
        model = Office
        fields = ("since", "until", "side", "source")
        labels = {
            "since": _("Since"),
            "until": _("Until (empty: still held)"),
            "side": _("Government or opposition"),
            "source": _("Source"),
        }
        help_texts = {
            "side": _("On whose side the office stood in those years. The public balance of our choice counts by it.")
        }
        widgets = {
            "since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    field_order = ("titles", "since", "until", "side", "source")

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["titles"] = TextsField(label=_("Office"))
        self.fields["body"] = ActorField(label=_("Party or institution"), required=False, user=user)
        self.order_fields(self.field_order)


class StatementForm(forms.ModelForm[Statement]):
    """Exact words, who said them, when and where."""

    class Meta:
        model = Statement
        fields = ("words", "language", "said_on", "place", "context", "topic")
        widgets = {
            "words": forms.Textarea(attrs={"class": "spoken", "rows": 3}),
            "said_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "context": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"language": _("Language"), "topic": _("Topic")}

    field_order = ("speaker", "words", "language", "said_on", "place", "context", "topic")

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [each for each in LANGUAGE_CHOICES if each[0] in the_desk().languages]
        self.fields["topic"].queryset = Topic.objects.visible_to(user).filter(retired=False)
        self.fields["speaker"] = ActorField(
            label=_("Who said it"), required=False, unknown_ok=True, user=user, initial=self.instance.speaker_id
        )
        self.order_fields(self.field_order)

    def details(self) -> dict[str, Any]:
        """Return the cleaned values as the action takes them."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        speaker = self.cleaned_data["speaker"]
        known = isinstance(speaker, Actor)
        return {**data, "speaker": speaker if known else None, "speaker_words": "" if known else speaker or ""}


class AppearanceForm(forms.ModelForm[Appearance]):
    """Where a statement stands."""

    minutes = forms.RegexField(
        r"^(\d+:)?\d{1,2}:\d{2}$",
        label=_("Time in the recording"),
        required=False,
        help_text=_("Such as 12:30 or 1:02:30."),
    )

    class Meta:
        model = Appearance
        fields = ("url", "title", "published_on", "mode", "archived")
        widgets = {"published_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {
            "url": _("Link"),
            "title": _("Title"),
            "published_on": _("Published on"),
            "mode": _("How the words are carried"),
            "archived": _("Archived copy"),
        }

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outlet"] = ActorField(label=_("Outlet"), required=False, unknown_ok=True, user=user)

    def details(self) -> dict[str, Any]:
        """Return the cleaned values as the action takes them."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        outlet, time = self.cleaned_data["outlet"], self.cleaned_data["minutes"]
        known = isinstance(outlet, Actor)
        parts = [int(each) for each in reversed(time.split(":"))] if time else []
        seconds = sum(part * 60**at for at, part in enumerate(parts)) if parts else None
        return {
            **data,
            "outlet": outlet if known else None,
            "outlet_words": "" if known else outlet or "",
            "time_code": seconds,
        }


class TurnForm(forms.Form):
    """How consistent two statements are, and why."""

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scales = Scale.objects.visible_to(user).in_use(Family.CONSISTENCY)
        ratings = Rating.objects.on().filter(scale__in=scales).select_related("scale").order_by("scale", "order")
        self.fields["rating"] = forms.ModelChoiceField(
            ratings, label=_("How consistent is it"), widget=forms.RadioSelect, empty_label=None
        )
        self.fields["reasons"] = TextsField(label=_("Why, in one or two sentences for readers"))
        self.has_scale = bool(ratings)

"""Forms of followed feeds and of alerts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.following.models import Alert, Feed
from merilo_desk.people.fields import ActorField
from merilo_desk.people.models import Actor


class HowForm(forms.Form):
    """How a feed is followed."""

    every = forms.TypedChoiceField(label=_("How often it is asked"), choices=Feed.Every.choices, coerce=int, initial=60)
    whole = forms.BooleanField(
        label=_("Read the linked pages too"),
        required=False,
        help_text=_(
            "Many feeds hold only a headline and a sentence. With this, the page of each new item is opened once."
        ),
    )


class FeedForm(HowForm):
    """A feed, and whose it is."""

    url = forms.URLField(
        label=_("Address of the feed"),
        max_length=1000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_(
            "RSS, Atom or JSON Feed. If you only have the address of the site, give that: we look for its feed."
        ),
    )

    field_order = ("actor", "url", "every", "whole")

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["actor"] = ActorField(
            label=_("Whose feed it is"),
            user=user,
            help_text=_("An outlet, a party or an institution of the register."),
        )
        self.order_fields(self.field_order)


class KeepForm(forms.Form):
    """What stands on the public page of a repetition."""

    published_on = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    archived = forms.URLField(
        label=_("Archived copy"), required=False, max_length=1000, assume_scheme="https", widget=forms.TextInput
    )

    field_order = ("speaker", "published_on", "archived")

    def __init__(self, alert: Alert, *args: Any, user: Any = None, **kwargs: Any) -> None:
        first = {
            "speaker": alert.speaker or alert.speaker_words,
            "published_on": alert.published_on,
            "archived": alert.archived,
        }
        super().__init__(*args, initial=first, **kwargs)
        self.fields["speaker"] = ActorField(
            label=_("Who repeated it"),
            required=False,
            unknown_ok=True,
            user=user,
            help_text=_(
                "Whoever of the register stands here is counted on their page. Leave it empty where it is not sure."
            ),
        )
        self.order_fields(self.field_order)

    def details(self) -> dict[str, Any]:
        """Return the cleaned values as the action takes them."""
        speaker = self.cleaned_data["speaker"]
        known = isinstance(speaker, Actor)
        return {
            "speaker": speaker if known else None,
            "speaker_words": "" if known else speaker or "",
            "on": self.cleaned_data["published_on"],
            "archived": self.cleaned_data["archived"],
        }

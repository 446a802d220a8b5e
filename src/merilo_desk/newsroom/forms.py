"""Forms of the desk itself, and fields that other rooms use too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from merilo_desk.languages import LANGUAGES
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Desk, Topic, User, the_desk
from merilo_desk.newsroom.policy import Role


class ByLanguage(forms.MultiWidget):
    """One line for each language of the desk."""

    template_name = "newsroom/by_language.html"

    def __init__(self, codes: list[str]) -> None:
        self.codes = codes
        super().__init__({code: forms.TextInput(attrs={"lang": code}) for code in codes})

    def decompress(self, value: Any) -> list[str]:
        """Return the texts in the order of the languages."""
        return [(value or {}).get(code, "") for code in self.codes]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Name each line by its language."""
        context = super().get_context(name, value, attrs)
        names = {language.code: language.name for language in LANGUAGES}
        for part, code in zip(context["widget"]["subwidgets"], self.codes, strict=True):
            part["label"] = names[code]
        return context


class TextsField(forms.MultiValueField):
    """A text in each language of the desk: cleaned to {code: text}, empty ones left out."""

    def __init__(self, *, codes: list[str] | None = None, **kwargs: Any) -> None:
        self.codes = codes or list(the_desk().languages)
        fields = [forms.CharField(required=False, max_length=500) for _ in self.codes]
        super().__init__(fields, require_all_fields=False, widget=ByLanguage(self.codes), **kwargs)

    def compress(self, values: list[str]) -> dict[str, str]:
        """Return what was written."""
        return {code: text for code, text in zip(self.codes, values or [], strict=False) if text}


class MeForm(forms.ModelForm[User]):
    """What a member sets for themselves."""

    class Meta:
        model = User
        fields = ("name", "language")


class DeskForm(forms.ModelForm[Desk]):
    """The desk's settings."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of the site"), choices=LANGUAGE_CHOICES, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Desk
        fields = (
            "name",
            "languages",
            "default_language",
            "email",
            "country",
            "votes_needed",
            "reply_hours",
            "correction_days",
            "second_step",
        )
        labels = {
            "name": pgettext_lazy("desk", "Name"),
            "default_language": _("Main language"),
            "email": _("Public e-mail address"),
            "country": _("Country (two letters)"),
            "votes_needed": _("Editors whose votes must agree"),
            "reply_hours": _("Hours we give for a reply"),
            "correction_days": _("Working days for a correction"),
            "second_step": _("Everybody signs in with a second step"),
        }
        help_texts = {
            "country": _("Its public holidays are left out of every count of working days."),
            "second_step": _(
                "Besides the password, a code from a device of their own. Who has none yet is asked to add one."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["names"] = TextsField(
            label=_("The name in each language"), required=False, initial=self.instance.names
        )
        self.fields["taglines"] = TextsField(
            label=_("What the desk is, in one line"), required=False, initial=self.instance.taglines
        )

    def clean(self) -> dict[str, Any]:
        """The main language is one of the site's, and stands first."""
        data = super().clean() or {}
        main, languages = data.get("default_language"), data.get("languages") or []
        if main and main not in languages:
            self.add_error("default_language", _("The main language has to be one of the site's languages."))
        elif main:
            data["languages"] = [main, *(code for code in languages if code != main)]
        data["country"] = str(data.get("country", "")).upper()
        return data


class MemberForm(forms.Form):
    """A new member."""

    username = forms.CharField(label=_("User name"), max_length=150)
    name = forms.CharField(label=_("Name, as readers see it"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_CHOICES)
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)

    def clean_username(self) -> str:
        """A user name is one that can be signed in with and is free, or the form says so."""
        wanted = str(self.cleaned_data["username"])
        get_user_model()._meta.get_field("username").run_validators(wanted)
        if get_user_model()._default_manager.filter(username__iexact=wanted).exists():
            raise forms.ValidationError(_("Somebody has this user name already."))
        return wanted


class RolesForm(forms.Form):
    """The roles of a member."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class TopicForm(forms.ModelForm[Topic]):
    """A topic."""

    class Meta:
        model = Topic
        fields = ("slug", "welfare", "retired")
        labels = {
            "slug": _("Short name for addresses (a-z)"),
            "welfare": _("It touches people's well-being"),
            "retired": _("No longer used for new cases"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["names"] = TextsField(label=_("Name in each language"), initial=self.instance.names)

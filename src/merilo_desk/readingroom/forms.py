"""What a member fills in here: a text to read, a speaker, a story."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from merilo_desk import engine
from merilo_desk.newsroom.models import LANGUAGE_CHOICES
from merilo_desk.people.fields import ActorField
from merilo_desk.people.models import Actor
from merilo_desk.readingroom.models import Story, Utterance

# One text may have so many letters; the engine reads no longer ones.
MOST_LETTERS = 10_000_000


class ReadForm(forms.Form):
    """A text to read: pasted, uploaded or linked. Beside words or a file, the link says where they stand."""

    text = forms.CharField(
        label=_("Paste the text"),
        required=False,
        strip=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea({"rows": 8, "class": "spoken"}),
    )
    file = forms.FileField(
        label=_("or upload a file"),
        required=False,
        help_text=_("Text, HTML, PDF, DOCX, ODT, VTT, SRT or a picture of a page."),
    )
    link = forms.URLField(
        label=_("or give a link"),
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput({"placeholder": "https://", "autocomplete": "off"}),
        help_text=_("The page is fetched once, now. With a text or a file, the link only says where it stands."),
    )
    title = forms.CharField(
        label=_("What it is called"),
        required=False,
        max_length=300,
        help_text=_("A debate, a speech or a session has no headline of its own: so that you find it in the list."),
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("as the text shows")), *LANGUAGE_CHOICES]
    )
    published = forms.DateField(
        label=_("Published on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only if you know better than the text."),
    )

    # How many words of the pasted text were broken at the ends of lines, and made whole.
    joined = 0

    def clean_text(self) -> str:
        """Return the words as they were typed: line ends that browsers add, and breaks of printed lines, taken back."""
        words = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        words, self.joined = engine.unbroken(words)
        return words if words.strip() else ""

    def clean_file(self) -> Any:
        """Return the file, unless it is larger than a file here may be."""
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(
                _("This file is larger than %(limit)d MB. Save only its text, or split it, and upload that."),
                params={"limit": settings.UPLOAD_LIMIT // (1024 * 1024)},
            )
        return file

    def clean(self) -> dict[str, Any]:
        """Want one text, not two and not none."""
        given = super().clean() or {}
        if self.errors:
            return given
        if given.get("text") and given.get("file"):
            raise ValidationError(
                _("There is a pasted text and a file. Take one of them out, and read them one by one.")
            )
        if not (given.get("text") or given.get("file") or given.get("link")):
            raise ValidationError(_("There is nothing to read yet. Paste a text, choose a file or give a link."))
        return given


class AgainForm(forms.Form):
    """What a member knows better than a reading did."""

    title = ReadForm.base_fields["title"]
    language = ReadForm.base_fields["language"]
    published = ReadForm.base_fields["published"]


class UtteranceForm(forms.ModelForm[Utterance]):
    """Who said something, how, and through whom."""

    speaker = ActorField(label=_("Speaker in the register"), required=False)
    chain = forms.CharField(
        label=_("Through whom"),
        required=False,
        max_length=600,
        help_text=_("From the one nearest the speaker to the one nearest this text, with → or a comma between them."),
    )

    class Meta:
        model = Utterance
        fields = ("speaker_words", "speaker", "chain", "mode", "stance", "hedged")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].user = user  # type: ignore[attr-defined]
        self.initial["chain"] = " → ".join(self.instance.chain)

    def clean_chain(self) -> list[str]:
        """Return the names one by one."""
        words = str(self.cleaned_data["chain"]).replace("→", ",")
        return [name[:200] for name in (each.strip() for each in words.split(",")) if name]


class PublicActorForm(forms.Form):
    """Somebody for the register: only with the reason why they are public."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Actor.Kind.choices)
    public_because = forms.CharField(
        label=_("Why a public actor"),
        max_length=300,
        help_text=_(
            "The office, role or body that makes their words public. Private persons stay out of the register."
        ),
    )


class StoryForm(forms.ModelForm[Story]):
    """The name of a story."""

    class Meta:
        model = Story
        fields = ("title",)
        labels = {"title": _("What the story is called")}

"""What a member fills in at a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.actions.open import CLAIM_LIMIT, CONTEXT_LIMIT
from merilo_desk.intake.models import Cluster, Submission
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, User
from merilo_desk.readingroom.models import StoredArticle


class OpenForm(forms.Form):
    """A claim that is to become a case; other rooms send the hidden fields, and a span brings its own words."""

    claim = forms.CharField(
        label=_("The claim in its exact words"),
        widget=forms.Textarea(attrs={"class": "spoken", "rows": 4}),
        required=False,
        help_text=_("As it was said or written, in its own language. Leave out what is not claimed."),
    )
    language = forms.ChoiceField(label=_("Language of the claim"), choices=LANGUAGE_CHOICES, required=False)
    context = forms.CharField(
        label=_("Context"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("What was said around it, to whom and where. Only the newsroom sees this."),
    )
    cluster = forms.ModelChoiceField(Cluster.objects.visible_to(None), required=False, widget=forms.HiddenInput)
    submission = forms.ModelChoiceField(Submission.objects.visible_to(None), required=False, widget=forms.HiddenInput)
    article = forms.ModelChoiceField(StoredArticle.objects.visible_to(None), required=False, widget=forms.HiddenInput)
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    again = forms.BooleanField(required=False, widget=forms.HiddenInput)
    limits = (CLAIM_LIMIT, CONTEXT_LIMIT)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("cluster", Cluster), ("submission", Submission), ("article", StoredArticle)):
            self.fields[name].queryset = model.objects.visible_to(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take from the request or the article what was not typed."""
        given = super().clean() or {}
        sent, article = given.get("submission"), given.get("article")
        if sent:
            given["cluster"] = given.get("cluster") or sent.cluster
            given["claim"] = given.get("claim") or sent.quotation
            given["language"] = given.get("language") or sent.language
        if article and not given.get("language"):
            given["language"] = article.language
        return given

"""Forms of the verdict: a round, a vote, the time of publication."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.hands import electors_for
from merilo_desk.casework.models import Case
from merilo_desk.casework.preflight import Facts
from merilo_desk.casework.verdict_models import VotingRound
from merilo_desk.languages import language
from merilo_desk.newsroom.models import User
from merilo_desk.scales.models import Family, Scale


class RoundForm(forms.Form):
    """Which scale is voted on, and by whom."""

    scale = forms.ModelChoiceField(label=_("Scale"), queryset=Scale.objects.none(), empty_label=None)
    electors = forms.ModelMultipleChoiceField(
        label=_("Who votes"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever wrote the draft or owns the case proposes, and does not vote."),
    )

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A promise is rated in the promises' own room.
        scales = Scale.objects.visible_to(user).in_use().exclude(family=Family.PROMISE)
        self.fields["scale"].queryset = scales
        self.fields["scale"].initial = _usual(case, scales)
        able = electors_for(case)
        self.fields["electors"].queryset = able
        self.fields["electors"].initial = [each.pk for each in able]
        self.languages = Facts(case).languages
        self.worded = any(each.own_words for scale in self.fields["scale"].queryset for each in scale.current())
        if self.worded:
            for code in self.languages:
                self.fields[f"sentence_{code}"] = forms.CharField(
                    label=language(code).name,
                    required=False,
                    max_length=300,
                    initial=case.sentences.get(code, ""),
                    widget=forms.TextInput(attrs={"lang": language(code).tag}),
                )

    def sentence_fields(self) -> list[forms.BoundField]:
        """Return the fields of the sentence, one a language."""
        return [self[name] for name in self.fields if name.startswith("sentence_")]

    def sentences(self) -> dict[str, str]:
        """Return the sentence in the languages it was written in."""
        return {code: self.cleaned_data.get(f"sentence_{code}", "") for code in self.languages}


def _usual(case: Case, scales: Iterable[Scale]) -> Scale | None:
    """Return the scale that is most likely meant: the last round's, else one for truth that rates in words."""
    last = case.rounds.select_related("scale").first()
    if last is not None and last.scale is not None:
        return last.scale
    worded = [each for each in scales if not any(value.own_words for value in each.current())]
    return next((each for each in worded if each.family == Family.TRUTH), worded[0] if worded else None)


class VoteForm(forms.Form):
    """One vote: a value of the scale, or "not yet", and why."""

    rating = forms.ChoiceField(
        label=_("Your verdict"), error_messages={"required": _("Choose a verdict, or “not yet”.")}
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The others read it when all have voted, not before."),
    )

    def __init__(self, *args: Any, opened: VotingRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = opened.scale.current() if opened.scale else []
        self.fields["rating"].choices = [(str(each.pk), str(each)) for each in self.values] + [("not-yet", "")]


class ScheduleForm(forms.Form):
    """When the clock publishes."""

    at = forms.DateTimeField(
        label=_("Publish at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": _("Choose a day and an hour.")},
    )

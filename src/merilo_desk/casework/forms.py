"""What a member fills in at a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from merilo_desk.casework.actions.evidence import FIELDS
from merilo_desk.casework.actions.open import CLAIM_LIMIT, CONTEXT_LIMIT
from merilo_desk.casework.actions.task import TASK_LIMIT
from merilo_desk.casework.models import Case, Evidence
from merilo_desk.casework.sources import called_by
from merilo_desk.intake.models import Cluster, Submission
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic, User
from merilo_desk.newsroom.policy import POLICY, Act
from merilo_desk.people.fields import ActorField
from merilo_desk.people.models import Appearance
from merilo_desk.readingroom.models import StoredArticle

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LinkField(forms.URLField):
    """A link: one without "https://" gets it, one that leads nowhere is told."""

    default_error_messages = {
        "invalid": _(
            "This link leads nowhere. Copy the whole address from the browser, such as https://example.org/page."
        )
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)

    def to_python(self, value: Any) -> Any:
        """Refuse what a browser would not open as a page."""
        found = super().to_python(value.strip() if isinstance(value, str) else value)
        if found and not found.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


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


class PlanForm(forms.Form):
    """Who has a case, by when, how soon it is wanted, and what it is about."""

    owner = forms.ModelChoiceField(
        User.objects.visible_to(None), label=_("Who has it"), required=False, empty_label=_("nobody yet")
    )
    due = forms.DateField(label=_("Due"), required=False, widget=DAY)
    priority = forms.TypedChoiceField(label=_("Priority"), choices=Case.Priority.choices, coerce=int)
    topic = forms.ModelChoiceField(Topic.objects.visible_to(None), label=_("Topic"), required=False, empty_label="–")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="plan_%s", **kwargs)
        self.fields["owner"].queryset = workers(user)  # type: ignore[attr-defined]
        self.fields["topic"].queryset = Topic.objects.visible_to(user).filter(retired=False)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, case: Case, user: User) -> PlanForm:
        """Return the form filled with how a case stands."""
        now = {"owner": case.owner_id, "due": case.due, "priority": case.priority, "topic": case.topic_id}
        return cls(user=user, initial=now)


class AboutForm(forms.Form):
    """What a case is about: whose words, when and where, in which context, and why the desk checks them."""

    speaker = ActorField(
        label=_("Who said it"),
        required=False,
        unknown_ok=True,
        help_text=_("A name of the register, or as the source gives it where the register has nobody."),
    )
    said_on = forms.DateField(label=_("Said on"), required=False, widget=DAY)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    context = forms.CharField(label=_("Context"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    why_chosen = forms.CharField(
        label=_("Why we check this"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The public reads it: how many asked, whom it touches, how far it spread."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="about_%s", **kwargs)
        self.fields["speaker"].user = user  # type: ignore[attr-defined]

    @classmethod
    def of(cls, case: Case, user: User) -> AboutForm:
        """Return the form filled with what is known."""
        said = case.statement
        known = {"context": case.context, "why_chosen": case.why_chosen}
        if said:
            known |= {"speaker": said.speaker or said.speaker_words, "said_on": said.said_on, "place": said.place}
        return cls(user=user, initial=known)


class AppearanceForm(forms.ModelForm[Appearance]):
    """One more place where the words stand."""

    class Meta:
        model = Appearance
        fields = ("url", "title", "outlet_words", "published_on", "mode", "archived")
        labels = {"url": _("Link"), "outlet_words": _("Outlet"), "title": _("Title"), "published_on": _("Published on")}
        field_classes = {"url": LinkField, "archived": LinkField}
        widgets = {"published_on": DAY}


class EvidenceForm(forms.ModelForm[Evidence]):
    """One source for or against the claim. Its link is enough to begin with; the pre-flight asks for the rest."""

    began_from = forms.IntegerField(required=False, widget=forms.HiddenInput)
    FIRST = ("url", "stance")
    # What a source is taken for until somebody says otherwise: what claims least.
    UNSAID = {"stance": Evidence.Stance.CONTEXT, "source": Evidence.Source.SECONDARY}

    class Meta:
        model = Evidence
        fields = FIELDS
        field_classes = {"url": LinkField, "archived": LinkField}
        widgets = {
            "stance": forms.RadioSelect,
            "source": forms.RadioSelect,
            "published_on": DAY,
            "quotation": forms.Textarea(attrs={"rows": 3, "class": "spoken"}),
            "shows": forms.Textarea(attrs={"rows": 2}),
            "interests": forms.Textarea(attrs={"rows": 2}),
            "why_secondary": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {"archived_sha256": _("SHA-256 of the copy")}
        help_texts = {
            "title": _(
                "What a reader would look for: the name of the document, the data set, the article, the expert."
            ),
            "url": _("The link is enough for now. What stands nowhere on the web is called by its title below."),
            "quotation": _("The words or figures that matter, exactly as they stand there."),
            "pinned": _("So that a reader finds it: p. 14, table 3, 12:40."),
            "archived": _("A copy that stays when the page is changed: web.archive.org, archive.today or your own."),
            "archived_sha256": _("Shows that the copy was not changed since. Leave it empty if you have none."),
            "shows": _("In one sentence: what follows from it for the claim."),
            "interests": _("Who pays them, whom they belong to, what they gain. Readers see it."),
            "why_secondary": _("Only for a secondary source: why the document or data itself could not be had."),
            "public_text": _("For instance: an official who knows the file. The name stays in the newsroom."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="source_%s", **kwargs)
        for name in ("stance", "source"):
            field = self.fields[name]
            field.choices = [each for each in field.choices if each[0]]  # type: ignore[attr-defined]
        for name in ("stance", "source", "title"):
            self.fields[name].required = False
        self.fields["stance"].label = _("What it says of the claim")

    def first(self) -> list[forms.BoundField]:
        """Return the fields that are asked for at once."""
        return [self[name] for name in self.FIRST]

    def rest(self) -> list[forms.BoundField]:
        """Return the fields that stay folded until they are wanted."""
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    @property
    def wants_rest(self) -> bool:
        """Say whether something is wrong or missing in what is folded: without a link, the title that stands for it."""
        lacks_both = self.is_bound and bool(self["url"].errors) and not self["url"].value()
        return lacks_both or any(field.errors for field in self.rest())

    def clean(self) -> dict[str, Any]:
        """Call a source by its link until it has a title, and take it for what claims least."""
        given = super().clean() or {}
        for name, value in self.UNSAID.items():
            given[name] = given.get(name) or value
        if not given.get("title") and "title" not in self.errors:
            if not given.get("url") and "url" not in self.errors:
                self.add_error("url", _("Give the link, or the title of what stands nowhere on the web."))
            given["title"] = called_by(given.get("url") or "")
        return given

    def clean_archived_sha256(self) -> str:
        """Take a hash however it was copied."""
        return "".join(self.cleaned_data["archived_sha256"].split()).lower()

    def given(self) -> dict[str, Any]:
        """Return the fields as the action wants them."""
        return {field: self.cleaned_data[field] for field in FIELDS}


class AskForm(forms.Form):
    """Whom we ask for a reply, how, what, in which language and until when."""

    whom = ActorField(label=_("Whom we ask"), unknown_ok=True)
    channel = forms.CharField(
        label=_("How"), max_length=100, help_text=_("For instance: e-mail to the press office, telephone, letter.")
    )
    language = forms.ChoiceField(label=_("Their language"), choices=LANGUAGE_CHOICES)
    question = forms.CharField(label=_("What we ask"), widget=forms.Textarea(attrs={"rows": 4}))
    due = forms.DateTimeField(
        label=_("Answer until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("The desk's own hours, put off where they would end on a free day. The link works until then."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="ask_%s", **kwargs)
        self.fields["whom"].user = user  # type: ignore[attr-defined]


class DueForm(forms.Form):
    """Until when somebody has time to answer."""

    due = forms.DateTimeField(
        label=_("Answer until"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )


class AnswerForm(forms.Form):
    """An answer to our questions, as whoever was asked gives it."""

    answer = forms.CharField(label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 10}), required=False)
    name = forms.CharField(
        label=_("Who answers"),
        max_length=200,
        required=False,
        help_text=_("Your name and office, as it may be printed."),
    )
    may_publish = forms.BooleanField(label=_("You may publish this answer, whole or in part."), required=False)


class LoggedAnswerForm(forms.Form):
    """An answer that came by another way than the link."""

    answer = forms.CharField(label=_("The answer in their words"), widget=forms.Textarea(attrs={"rows": 4}))
    through = forms.CharField(label=_("How it came"), max_length=100)
    may_publish = forms.BooleanField(label=_("We may publish it"), required=False)


class TaskForm(forms.Form):
    """Something to do."""

    text = forms.CharField(label=_("What is to be done"), max_length=TASK_LIMIT)
    assignee = forms.ModelChoiceField(
        User.objects.visible_to(None), label=_("Who"), required=False, empty_label=_("anybody")
    )
    due = forms.DateField(label=_("Due"), required=False, widget=DAY)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="task_%s", **kwargs)
        self.fields["assignee"].queryset = workers(user)  # type: ignore[attr-defined]


class NoteForm(forms.Form):
    """A remark about a case, or about a part of its draft."""

    text = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    anchor = forms.CharField(label=_("About these words"), max_length=300, required=False)
    public = forms.BooleanField(label=_("The public reads it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="note_%s", **kwargs)


def workers(user: User) -> Any:
    """Return the members who may work on cases, for whoever may see them."""
    roles = [role.value for role in POLICY[Act.WORK_ON_CASE]]
    return User.objects.visible_to(user).filter(is_active=True, memberships__role__in=roles).distinct().order_by("name")

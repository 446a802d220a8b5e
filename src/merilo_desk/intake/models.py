"""What the public sends. Nothing here says who sent it, unless they chose to write it down themselves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from merilo_desk.intake.door_models import Bucket, HeldFile, SpentChallenge
from merilo_desk.intake.keeping import DayField, private_storage, this_day
from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.people.models import Statement

__all__ = ["Bucket", "HeldFile", "SpentChallenge", "private_storage"]


class ClusterQuerySet(VisibleQuerySet):
    """Clusters, for readers of the inbox."""

    see = Act.SEE_INBOX


class Cluster(models.Model):
    """Submissions that ask the same; how many is the demand. The statement they are about is a thing of its own."""

    title = models.CharField(max_length=300)
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="clusters")
    # How many ask it, spam left out; `standing.settle` counts.
    demand = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=this_day, editable=False)

    objects = ClusterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


FILTERED = (
    "demand", "kind", "state", "topic", "language", "assignee", "severity", "matched", "worth_order", "due_order",
)  # fmt: skip


class SubmissionQuerySet(VisibleQuerySet):
    """Submissions, for readers of the inbox."""

    see = Act.SEE_INBOX


class Submission(models.Model):
    """One request by one sender: not the statement that it is about, and not the check that may follow."""

    class Kind(models.TextChoices):
        """What the sender wants."""

        STATEMENT = "statement", _("Suggest a statement to check")
        PROMISE = "promise", _("Suggest a promise to track")
        CORRECTION = "correction", _("Ask for a correction")
        CLARIFICATION = "clarification", _("Ask for a clarification")
        COMMENT = "comment", _("Comment or remark")

    class State(models.TextChoices):
        """Where a submission stands."""

        NEW = "new", _("New")
        OPEN = "open", _("Open")
        ASKED = "asked", _("Waiting for the sender")
        ANSWERED = "answered", _("Answered")
        DISMISSED = "dismissed", _("Not taken up")
        SPAM = "spam", _("Spam")
        WITHDRAWN = "withdrawn", _("Withdrawn by the sender")

    class Shelf(models.TextChoices):
        """Which list of the inbox shows it: of those who ask the same, one stands for all. `standing` decides."""

        OPEN = "open", _("Open")
        CLOSED = "closed", _("Done")
        SPAM = "spam", _("Spam")
        BEHIND = "behind", _("Behind another that asks the same")

    class Severity(models.IntegerChoices):
        """How much harm it would do if the claim is wrong and goes unchecked."""

        LOW = 1, _("Low")
        MEDIUM = 2, _("Medium")
        HIGH = 3, _("High")
        URGENT = 4, _("Urgent")

    kind = models.CharField(max_length=14, choices=Kind.choices)
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    quotation = models.TextField(_("exact words"), blank=True)
    who = models.CharField(_("who said it"), max_length=300, blank=True)
    when = models.CharField(_("when"), max_length=200, blank=True)
    where = models.CharField(_("where"), max_length=300, blank=True)
    link = models.TextField(_("link"), blank=True)
    matters = models.TextField(_("why it matters"), blank=True)
    doubtful = models.TextField(_("why it seems doubtful"), blank=True)
    message = models.TextField(_("message"), blank=True)
    # A page of ours that the request is about (its address on this site), for corrections and clarifications.
    about_page = models.CharField(max_length=500, blank=True)
    contact = models.CharField(_("how to reach you, if you want"), max_length=300, blank=True)
    # Only a digest of the receipt is kept: whoever reads the database cannot come back as the sender.
    receipt = models.CharField(max_length=64, unique=True)
    # Two sendings of one filled-in form carry one key, and make one submission.
    form_key = models.CharField(max_length=64, unique=True)
    # The day, not the hour: a time to the second can be laid beside somebody else's log.
    received_on = models.DateField()

    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    cluster = models.ForeignKey(Cluster, models.SET_NULL, null=True, blank=True, related_name="submissions")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="+")
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, null=True, blank=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    worth = models.FloatField(null=True, blank=True)
    worth_reasons = models.JSONField(default=list, blank=True)
    # Earlier checks of the same claim, as `merilo match` gives them.
    matches = models.JSONField(default=list, blank=True)
    answer = models.TextField(_("answer to the sender"), blank=True)
    dismissed_because = models.TextField(blank=True)
    changed_at = DayField(default=this_day, editable=False)
    # Where the sender can read the fact check that came of it: {language: address}.
    pages = models.JSONField(default=dict, blank=True)
    # Counts up with every change at the desk: whoever acts names the one they saw.
    version = models.PositiveIntegerField(default=1)
    shelf = models.CharField(max_length=6, choices=Shelf.choices, default=Shelf.OPEN)
    demand = models.PositiveIntegerField(default=1)
    matched = models.BooleanField(default=False)
    # Whether the engine has looked at it; until then check-worthiness, matches and likeness are not known.
    looked = models.BooleanField(default=False)
    # Lists are sorted by these: like their namesakes, but never empty, so that a page can begin after any row.
    worth_order = models.GeneratedField(
        expression=Coalesce("worth", 0.0), output_field=models.FloatField(), db_persist=True
    )
    due_order = models.GeneratedField(
        expression=Coalesce("due", models.Value(date(9999, 12, 31))), output_field=models.DateField(), db_persist=True
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        # A list of the inbox is one of these, walked in its order; what it is filtered by stands in the index too, so
        # that no filter, however rare what it lets through, reads the wide rows of the table.
        indexes = [
            models.Index(fields=["shelf", "-id", *FILTERED], name="inbox_newest"),
            models.Index(fields=["shelf", "-demand", "-id", *FILTERED[1:]], name="inbox_demand"),
            models.Index(fields=["shelf", "-worth_order", "-id", *FILTERED[:-2], "due_order"], name="inbox_worth"),
            models.Index(fields=["shelf", "due_order", "-id", *FILTERED[:-1]], name="inbox_due"),
            # What asks for a change of something that is out: corrections take it up.
            models.Index(fields=["kind", "shelf", "received_on", "id"], name="inbox_by_kind"),
            # The list of one member, and of what was checked already: few of many.
            models.Index(fields=["assignee", "shelf", "-id"], name="inbox_by_holder"),
            models.Index(fields=["shelf", "-id"], name="inbox_matched", condition=models.Q(matched=True)),
            # What the engine has not looked at yet: a few rows, however many there are in all.
            models.Index(fields=["id"], name="inbox_not_looked", condition=models.Q(looked=False)),
        ]

    def __str__(self) -> str:
        return (self.quotation or self.message or self.link)[:100]

    @property
    def text(self) -> str:
        """The words that a claim would be found in."""
        return self.quotation or self.message

    @property
    def asks_for(self) -> str | Promise:
        """What is asked, in a word: the form says it to senders in a sentence."""
        return KINDS[self.kind]

    @property
    def is_wiped(self) -> bool:
        """Whether the sender took it back: nothing of theirs is left but that it was."""
        return self.state == self.State.WITHDRAWN


KINDS: Mapping[str, str | Promise] = MappingProxyType(
    {
        Submission.Kind.STATEMENT.value: _("statement"),
        Submission.Kind.PROMISE.value: _("promise"),
        Submission.Kind.CORRECTION.value: _("correction"),
        Submission.Kind.CLARIFICATION.value: _("clarification"),
        Submission.Kind.COMMENT.value: _("comment"),
    }
)


class AttachmentQuerySet(VisibleQuerySet):
    """Files of the public, for readers of the inbox."""

    see = Act.SEE_INBOX


class LikenessQuerySet(VisibleQuerySet):
    """What may ask the same, for readers of the inbox."""

    see = Act.SEE_INBOX


class Likeness(models.Model):
    """What the engine found to ask the same: sure enough to be joined at once, or for a member to say."""

    class Judged(models.TextChoices):
        """What became of it."""

        SUGGESTED = "suggested", _("Perhaps the same")
        SAME = "same", _("The same")
        OTHER = "other", _("Not the same")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Submission, models.CASCADE, related_name="likenesses_to")
    score = models.FloatField()
    # "link", "words" or "meaning", and what differs, as the engine names it.
    by = models.CharField(max_length=8)
    differences = models.JSONField(default=list, blank=True)
    judged = models.CharField(max_length=9, choices=Judged.choices, default=Judged.SUGGESTED)

    objects = LikenessQuerySet.as_manager()

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["submission", "other"], name="one_likeness_a_pair")]

    def __str__(self) -> str:
        return f"{self.submission_id} ~ {self.other_id}: {self.score:.2f}"


class Meaning(models.Model):
    """What a submission means, as a vector of the encoder that is named; vectors of two encoders are never compared."""

    submission = models.OneToOneField(Submission, models.CASCADE, primary_key=True, related_name="meaning")
    encoder = models.CharField(max_length=120)
    vector = models.BinaryField()


class SearchKey(models.Model):
    """One word of a submission, in one script and without its ending: what the inbox is searched by."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="search_keys", db_index=False)
    key = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "key"], name="one_key_a_submission")]
        indexes = [models.Index(fields=["key", "submission"], name="inbox_found_by_key")]


class LinkKey(models.Model):
    """The address of what a submission is about, without what tells where its reader came from."""

    submission = models.OneToOneField(Submission, models.CASCADE, primary_key=True, related_name="link_key")
    key = models.CharField(max_length=300, db_index=True)


class InboxNote(models.Model):
    """A remark about a submission for the newsroom alone: the sender never sees it."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Outcome(models.Model):
    """How a request ended, for the statistics that the desk publishes; it outlives the request itself."""

    submission = models.OneToOneField(Submission, models.SET_NULL, null=True, related_name="outcome")
    kind = models.CharField(max_length=14, choices=Submission.Kind.choices)
    language = models.CharField(max_length=10, choices=LANGUAGE_CHOICES)
    state = models.CharField(max_length=10, choices=Submission.State.choices)
    # The code of the reason it was not taken up.
    reason = models.CharField(max_length=12, blank=True)
    received_on = models.DateField()
    closed_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["closed_on"])]

    def __str__(self) -> str:
        return f"{self.closed_on} {self.state}"


class Deed(models.Model):
    """One act of a member on some submissions, with what stood before, so that it can be taken back."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    act = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=1)
    before = models.JSONField(default=dict)
    undone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["by", "undone", "-id"])]

    def __str__(self) -> str:
        return f"{self.act} ({self.count})"


class Attachment(models.Model):
    """A file that came with a submission, kept as it came under a name of ours."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="attachments")
    file = models.FileField(storage=private_storage, upload_to="submissions")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    objects = AttachmentQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """A line of the talk between the desk and a sender, which the sender reads with their receipt."""

    class Kind(models.TextChoices):
        """What a line is."""

        NOTE = "note", _("Message")
        QUESTION = "question", _("Question of the desk")
        ANSWER = "answer", _("Answer of the desk")

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.NOTE)
    from_sender = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    on = models.DateField(default=timezone.localdate)
    # Whether the other side has seen it.
    read = models.BooleanField(default=False)
    # Two sendings of one filled-in form carry one key, and make one line.
    form_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class SavedList(models.Model):
    """A filter of the inbox that a member keeps under a name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_lists")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

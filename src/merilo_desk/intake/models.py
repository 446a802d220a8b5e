"""What the public sends. Nothing here says who sent it, unless they chose to write it down themselves."""

from __future__ import annotations

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from merilo_desk.newsroom.models import LANGUAGE_CHOICES, Topic
from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.visible import VisibleQuerySet
from merilo_desk.people.models import Statement


def private_storage():  # type: ignore[no-untyped-def]
    """Return where the public's files are kept: no address leads there."""
    return storages["private"]


class ClusterQuerySet(VisibleQuerySet):
    """Clusters, for readers of the inbox."""

    see = Act.SEE_INBOX


class Cluster(models.Model):
    """Submissions that ask the same; how many is the demand. The statement they are about is a thing of its own."""

    title = models.CharField(max_length=300)
    statement = models.ForeignKey(Statement, models.SET_NULL, null=True, blank=True, related_name="clusters")
    demand = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ClusterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


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
    changed_at = models.DateTimeField(auto_now=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "-id"]),
            models.Index(fields=["state", "kind", "-id"]),
            models.Index(fields=["assignee", "state"]),
            models.Index(fields=["-worth"]),
        ]

    def __str__(self) -> str:
        return (self.quotation or self.message or self.link)[:100]

    @property
    def text(self) -> str:
        """The words that a claim would be found in."""
        return self.quotation or self.message


class Attachment(models.Model):
    """A file that came with a submission, kept as it came under a name of ours."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="attachments")
    file = models.FileField(storage=private_storage, upload_to="submissions")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """A line of the talk between the desk and a sender, which the sender reads with their receipt."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField()
    on = models.DateField(auto_now_add=True)
    read = models.BooleanField(default=False)

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

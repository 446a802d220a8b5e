"""The words a submission is found by, and the question that finds it: in either script, and with any ending."""

from __future__ import annotations

from django.db import models

from merilo_desk.engine import keys_asked, keys_kept, link_key
from merilo_desk.intake.models import LinkKey, SearchKey, Submission
from merilo_desk.languages import language
from merilo_desk.newsroom.tongues import tongues

# A word that stands in more submissions than this is looked for row by row, from the newest, not collected first.
COMMON = 2_000
# So much of a text is found by its words; what comes after is read, not searched.
LONGEST = 20_000
MOST_WORDS = 8


def text_of(submission: Submission) -> str:
    """Return what of a submission is searched."""
    parts = (
        submission.quotation,
        submission.message,
        submission.who,
        submission.where,
        submission.when,
        submission.doubtful,
        submission.matters,
    )
    return "\n".join(part for part in parts if part)[:LONGEST]


def keep_keys(submission: Submission) -> None:
    """Keep the words and the address that a submission is found by; may be called again at any time."""
    wanted = keys_kept(text_of(submission), language(submission.language).profile.split("-")[0])
    have = set(SearchKey.objects.filter(submission=submission).values_list("key", flat=True))
    SearchKey.objects.filter(submission=submission, key__in=have - wanted).delete()
    SearchKey.objects.bulk_create(
        [SearchKey(submission=submission, key=key) for key in sorted(wanted - have)], ignore_conflicts=True
    )
    if key := link_key(submission.link)[:300]:
        LinkKey.objects.update_or_create(submission=submission, defaults={"key": key})
    else:
        LinkKey.objects.filter(submission=submission).delete()


def found(rows: models.QuerySet[Submission], question: str) -> models.QuerySet[Submission]:
    """Return the submissions that hold every word of a question, or that carry the address it is."""
    if key := link_key(question) if "/" in question else "":
        return rows.filter(link_key__key=key[:300])
    for keys, beginning in keys_asked(question[:500], tongues())[:MOST_WORDS]:
        one = models.Q(key__in=keys)
        if beginning:
            one |= models.Q(key__gte=beginning, key__lt=beginning + "\U0010ffff")
        kept = SearchKey.objects.filter(one)
        if kept.values("pk")[:COMMON].count() < COMMON:
            rows = rows.filter(pk__in=kept.values("submission"))
        else:
            rows = rows.filter(models.Exists(kept.filter(submission=models.OuterRef("pk"))))
    return rows

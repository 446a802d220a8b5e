"""Who asks the same: joined by itself where it is sure, suggested where somebody should look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from merilo_desk.engine import Alike, alike, keys_asked
from merilo_desk.intake.meanings import near
from merilo_desk.intake.models import Likeness, LinkKey, SearchKey, Submission
from merilo_desk.intake.standing import GONE, OPEN, cluster_of, settle
from merilo_desk.languages import language
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.policy import Act

# Suggestions that one submission may bring; more would not be read.
MOST = 4
# Other claims stand in the same article: one link joins nothing unless the words are alike too.
SAME_LINK = 20
# Words that nearly every request has tell nothing of what it asks.
TELLING_WORDS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Another submission that may ask the same: how alike, by what it was found, and what differs."""

    other: Submission
    score: float
    by: str
    sure: bool
    differences: tuple[Any, ...]


def found_for(submission: Submission) -> list[Found]:
    """Return which others may ask the same, the surest first; keeps what the submission means on the way."""
    meanings = near(submission)
    linked = _linked(submission)
    others = Submission.objects.filter(pk__in={*meanings, *linked, *([] if meanings else _by_words(submission))})
    told = []
    for other in others.filter(kind=submission.kind).exclude(pk=submission.pk).exclude(state__in=GONE):
        one = alike(_told(submission), _told(other), meanings.get(other.pk))
        if found := _found(submission, other, one, other.pk in linked, bool(meanings)):
            told.append(found)
    return sorted(told, key=lambda each: (-each.sure, -each.score, each.other.pk))


def _found(here: Submission, other: Submission, one: Alike | None, linked: bool, by_meaning: bool) -> Found | None:
    if linked and not (here.quotation.strip() and other.quotation.strip()):
        # Nothing is quoted, so the whole page is meant; who quotes means a part of it.
        return Found(other, 1.0 if not here.quotation and not other.quotation else 0.8, "link", not here.text, ())
    if one is not None:
        by = "link" if linked else "meaning" if by_meaning else "words"
        sure = one.sure or (linked and not one.differences and one.score >= 0.8)
        return Found(other, one.score, by, sure, one.differences)
    return Found(other, 0.6, "link", False, ()) if linked else None


def _told(submission: Submission) -> tuple[str, str]:
    return submission.text, language(submission.language).profile.split("-")[0]


def _linked(submission: Submission) -> set[int]:
    key = LinkKey.objects.filter(submission=submission).values_list("key", flat=True).first()
    same = LinkKey.objects.filter(key=key).exclude(submission=submission) if key else LinkKey.objects.none()
    return set(same.order_by("-pk").values_list("pk", flat=True)[:SAME_LINK])


def _by_words(submission: Submission) -> list[int]:
    """Return those that share most words: what is left where there is no encoder."""
    asked = keys_asked(submission.text[:1_000], [language(submission.language).profile.split("-")[0]])[:TELLING_WORDS]
    keys = {key for some, _ in asked for key in some}
    shared = SearchKey.objects.filter(key__in=keys).exclude(submission=submission).values("submission")
    counted = shared.annotate(count=models.Count("pk")).order_by("-count", "-submission")
    return [row["submission"] for row in counted[:SAME_LINK]]


@transaction.atomic
def join(submission: Submission, found: list[Found]) -> Submission:
    """Put a new submission to those who surely ask the same, or by itself; keep what may be the same as suggestions.

    What is done with already is never joined unasked: its answer was for somebody else, and a member says whether it
    fits this sender too.
    """
    sure = next((each for each in found if each.sure and each.other.state in OPEN), None)
    if sure and submission.cluster_id is None and submission.state in OPEN:
        submission.cluster = cluster_of(sure.other)
        Submission.objects.filter(pk=submission.pk).update(cluster=submission.cluster)
        settle([submission.cluster.pk])
        record(
            Act.TRIAGE, submission, None, kind="joined", cluster=submission.cluster.pk, score=sure.score, found=sure.by
        )
    cluster = cluster_of(submission)
    met = {cluster.pk}
    for each in found:
        # One suggestion for all who ask the same, and none for whoever stands in the cluster already.
        if (each.other.cluster_id or -each.other.pk) in met and each is not sure:
            continue
        met.add(each.other.cluster_id or -each.other.pk)
        if Likeness.objects.filter(submission=each.other, other=submission).exists():
            # The other was looked at once more after this one, and asked about it.
            continue
        Likeness.objects.get_or_create(
            submission=submission,
            other=each.other,
            defaults={
                "score": each.score,
                "by": each.by,
                "differences": [{"kind": one.kind, "here": one.here, "there": one.there} for one in each.differences],
                "judged": Likeness.Judged.SAME if each is sure else Likeness.Judged.SUGGESTED,
            },
        )
        if len(met) > MOST:
            break
    return submission

"""The second pair of eyes: send to review, approve the version that was seen, or send back with comments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.move import move
from merilo_desk.casework.actions.standing import standing
from merilo_desk.casework.errors import Unusable, WrongState
from merilo_desk.casework.hands import own_work
from merilo_desk.casework.models import Case, Note
from merilo_desk.casework.notices import concerned, tell
from merilo_desk.casework.seen import PARTS, digest_of, reviewed
from merilo_desk.casework.states import State
from merilo_desk.casework.verdict_errors import NotWhatWasSeen, OwnWork
from merilo_desk.casework.verdict_models import Review
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require

COMMENT_LIMIT = 10_000
BACK_FROM = frozenset({State.IN_REVIEW, State.APPROVED, State.SCHEDULED})


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that is pinned to a part of a draft, and to words of it where some are quoted."""

    language: str
    part: str
    text: str
    words: str = ""

    @property
    def anchor(self) -> str:
        """Where the comment is pinned, as a note keeps it: by the part's code, said to each in their language."""
        return f"{self.part}: {self.words}"[:300] if self.words else self.part


@transaction.atomic
def send_to_review(case: Case, by: User) -> Case:
    """Send a drafted case with its verdict to the second pair of eyes.

    Raises:
        PermissionDenied: the member may not.
        WrongState: the case is not drafted, or is in review already.
        Unusable: the draft in the claim's language lacks a part, or the verdict was not voted on.
    """
    require(by, Act.SEND_TO_REVIEW)
    if State(standing(case).state) not in {State.DRAFTED, State.BACK}:
        raise WrongState(case, State.IN_REVIEW)
    draft = case.drafts.filter(language=case.language).first()
    lacking = [str(PARTS[part]) for part in ("title", "reason", "body") if not getattr(draft, part, "").strip()]
    if lacking:
        raise Unusable("draft", _("The draft lacks: %(parts)s. Write it first.") % {"parts": ", ".join(lacking)})
    if case.rating_id is None:
        raise Unusable("verdict", _("There is no verdict yet. Let the editors vote, and record what carried."))
    move(case, State.IN_REVIEW, by, version=case.version)
    tell(concerned(case), case, "in-review", by)
    return case


@transaction.atomic
def approve(case: Case, by: User, *, version: int, comment: str = "") -> Review:
    """Approve a case as it was seen.

    Args:
        case: the case.
        by: who approves: nobody who had a hand in it.
        version: the version that was on the page.
        comment: what the reviewer wants to say with it.

    Raises:
        PermissionDenied: the member may not review, or (`OwnWork`) had a hand in the case.
        WrongState: the case is not in review.
        NotWhatWasSeen: the case has changed since.
    """
    require(by, Act.REVIEW)
    if State(standing(case).state) != State.IN_REVIEW:
        raise WrongState(case, State.APPROVED)
    if why := own_work(case, by):
        raise OwnWork(why)
    _refuse_other_version(case, version)
    review = _reviewed(case, by, Review.Decision.APPROVED, comment)
    move(case, State.APPROVED, by, version=case.version)
    tell(concerned(case), case, "approved", by)
    return review


@transaction.atomic
def send_back(case: Case, by: User, *, version: int, comment: str, remarks: Sequence[Remark] = ()) -> Review:
    """Send a case back with comments; one that was approved or scheduled loses its approval.

    Raises:
        PermissionDenied: the member may not review.
        WrongState: the case is not in review, approved or scheduled.
        NotWhatWasSeen: the case has changed since.
        Unusable: there is no comment at all, or a remark is pinned to nothing.
    """
    require(by, Act.REVIEW)
    if State(standing(case).state) not in BACK_FROM:
        raise WrongState(case, State.BACK)
    _refuse_other_version(case, version)
    said = [each for each in remarks if each.text.strip()]
    if not comment.strip() and not said:
        raise Unusable("comment", _("Say what should change, so that the writer knows what to do."))
    if strange := [each.part for each in said if each.part not in PARTS]:
        raise Unusable("comment", _("The draft has no part “%(part)s”.") % {"part": strange[0]})
    review = _reviewed(case, by, Review.Decision.BACK, comment)
    for each in said:
        Note.objects.create(case=case, by=by, text=each.text.strip(), anchor=each.anchor, language=each.language)
    if case.publish_at is not None:
        case.publish_at = None
        case.save(update_fields=["publish_at", "changed_at"])
    move(case, State.BACK, by, version=case.version, comments=len(said) + bool(comment.strip()))
    tell(concerned(case), case, "back", by)
    return review


def standing_approval(case: Case) -> Review | None:
    """Return the approval of what stands now; None where there is none, or the case has changed since.

    What the reviewer had before them is compared word for word, whatever the counter of versions says.
    """
    last = case.reviews.select_related("reviewer").first()
    if last is None or last.decision != Review.Decision.APPROVED or last.undone_at is not None:
        return None
    if last.version != case.version or digest_of(last.seen) != digest_of(reviewed(case)):
        return None
    return last


def _reviewed(case: Case, by: User, decision: str, comment: str) -> Review:
    if len(comment) > COMMENT_LIMIT:
        raise Unusable(
            "comment",
            _("This has %(length)d characters, and %(limit)d is the most there can be. Shorten it, then it is saved.")
            % {"length": len(comment), "limit": COMMENT_LIMIT},
        )
    review = Review.objects.create(
        case=case, reviewer=by, decision=decision, comment=comment.strip(), version=case.version, seen=reviewed(case)
    )
    what = "review-approved" if decision == Review.Decision.APPROVED else "review-back"
    record(Act.REVIEW, case, by, what=what, review=review.pk, version=case.version)
    return review


def _refuse_other_version(case: Case, version: int) -> None:
    case.version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    if case.version != version:
        raise NotWhatWasSeen

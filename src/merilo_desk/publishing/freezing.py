"""What a page shows beside its texts, frozen as it was approved: later edits of the case do not change what is out."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from merilo_desk.casework.models import Case, DraftVersion, Evidence, ReplyRequest, Review
from merilo_desk.newsroom.models import User
from merilo_desk.people.models import Actor, Statement
from merilo_desk.scales.models import Rating


def facts_of(case: Case) -> dict[str, Any]:
    """Return everything of a case that readers see, as JSON; nothing else of it ever leaves the newsroom."""
    statement = case.statement
    return {
        "claim": case.claim,
        "language": case.language,
        "context": case.context,
        "why_chosen": case.why_chosen,
        "speaker": speaker_facts(statement),
        "statement": statement_facts(statement),
        "rating": rating_facts(case.rating),
        "sentences": case.sentences,
        "evidence": [evidence_facts(each) for each in case.evidence.all()],
        "replies": [reply_facts(each) for each in case.reply_requests.select_related("asked")],
        "people": people_facts(case),
        "votes": _votes(case),
        "notes": [
            {"text": note.text, "on": _day(note.at), "language": note.language or case.language}
            for note in case.notes.filter(public=True)
        ],
        "exemptions": [{"point": each.point, "reason": each.reason} for each in case.exemptions.order_by("pk")],
    }


def rating_facts(rating: Rating | None) -> dict[str, Any] | None:
    """Return a verdict with its words in every language and its place on its scale."""
    if rating is None:
        return None
    numbers = sorted(each for each in rating.scale.ratings.values_list("value", flat=True) if each is not None)
    return {
        "slug": rating.slug,
        "labels": rating.labels,
        "abouts": {} if rating.own_words else rating.abouts,
        "bucket": rating.bucket,
        "value": rating.value,
        "worst": numbers[0] if len(set(numbers)) > 1 else None,
        "best": numbers[-1] if len(set(numbers)) > 1 else None,
        "family": rating.scale.family,
        "scale": rating.scale.names,
        "media": rating.schema,
        "own_words": rating.own_words,
    }


def speaker_facts(statement: Statement | None) -> dict[str, Any] | None:
    """Return who said it: a public actor of the register, or the words that the source names them by."""
    if statement is None:
        return None
    if statement.speaker is None:
        return {"name": statement.speaker_words} if statement.speaker_words else None
    actor = statement.speaker
    return {
        "name": actor.name,
        "names": actor.names,
        "slug": actor.slug,
        "kind": actor.kind,
        "wikidata": actor.wikidata,
        "office": office_on(actor, statement.said_on),
    }


def office_on(actor: Actor, day: date | None) -> dict[str, str]:
    """Return the titles of the office that somebody held on a day, the latest begun; {} for none."""
    at = day or timezone.localdate()
    for office in actor.offices.all():
        if (office.since is None or office.since <= at) and (office.until is None or office.until >= at):
            return dict(office.titles)
    return {}


def statement_facts(statement: Statement | None) -> dict[str, Any] | None:
    """Return what was said, when, where, and every place where it stands."""
    if statement is None:
        return None
    return {
        "id": statement.pk,
        "words": statement.words,
        "language": statement.language,
        "said_on": _day(statement.said_on),
        "said_until": _day(statement.said_until),
        "place": statement.place,
        "appearances": [
            {
                "url": each.url,
                "title": each.title,
                "outlet": each.outlet.name if each.outlet else each.outlet_words,
                "names": each.outlet.names if each.outlet else {},
                "on": _day(each.published_on),
                "mode": each.mode,
                "time_code": each.time_code,
                "archived": each.archived,
            }
            # Who repeated the claim after the check is told apart, and as it stands, not as it stood.
            for each in statement.appearances.filter(after_check=False).select_related("outlet")
        ],
    }


def evidence_facts(each: Evidence) -> dict[str, Any]:
    """Return one source as readers see it. Of a protected one they see its kind and the words chosen for them."""
    if each.protected:
        return {
            "number": each.number,
            "stance": each.stance,
            "source": each.source,
            "protected": True,
            "title": each.public_text,
        }
    return {
        "number": each.number,
        "stance": each.stance,
        "source": each.source,
        "protected": False,
        "title": each.title,
        "publisher": each.publisher,
        "url": each.url,
        "archived": each.archived,
        "sha256": each.archived_sha256,
        "on": _day(each.published_on),
        "quotation": each.quotation,
        "pinned": each.pinned,
        "shows": each.shows,
        "interests": each.interests,
        "why_secondary": each.why_secondary,
    }


def reply_facts(each: ReplyRequest) -> dict[str, Any]:
    """Return whom we asked, when, and the answer where it may be published; or why nobody was asked."""
    if each.not_asked_because:
        return {"not_asked_because": each.not_asked_because}
    published = bool(each.answer) and each.may_publish
    # Of an answer that a member wrote down, whoever was asked is named already, and in the reader's own script.
    by = "" if each.answered_through else each.answered_by_words
    return {
        "asked": each.asked.name if each.asked else each.asked_words,
        "names": each.asked.names if each.asked else {},
        "asked_on": _day(each.asked_at),
        "answered_on": _day(each.answered_at),
        "answer": each.answer if published else "",
        "kept_back": bool(each.answer) and not each.may_publish,
        "by": by if published else "",
        "language": each.language,
    }


def people_facts(case: Case) -> dict[str, list[str]]:
    """Return the names of those who wrote and of those who approved, as they chose to be called.

    A correction by other hands takes nobody's name away, so earlier states of the drafts are asked too.
    """
    writers = [case.owner, *(draft.saved_by for draft in case.drafts.select_related("saved_by").order_by("pk"))]
    states = DraftVersion.objects.filter(draft__case=case, aside=False)
    writers += User.objects.filter(pk__in=states.values("by")).order_by("pk")
    reviews = case.reviews.filter(decision=Review.Decision.APPROVED).select_related("reviewer")
    approvers = [review.reviewer for review in reviews]
    return {"wrote": _names(writers), "approved": _names(approvers)}


def _names(users: list[User | None]) -> list[str]:
    return list(dict.fromkeys(user.name for user in users if user is not None and user.name))


def _votes(case: Case) -> dict[str, int]:
    last = case.decided_in
    if last is None or last.outcome_id is None:
        return {}
    given = list(last.votes.values_list("rating_id", flat=True))
    return {"given": len(given), "for": given.count(last.outcome_id)}


def _day(value: date | datetime | None) -> str:
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return value.isoformat() if value else ""

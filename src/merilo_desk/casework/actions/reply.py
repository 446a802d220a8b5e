"""The right of reply: ask, take the answer, log what came by other ways, or say why nobody was asked."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from merilo_desk.casework.actions.standing import standing, touched
from merilo_desk.casework.errors import LinkEnded, NoLongerAsked, Unusable
from merilo_desk.casework.models import Case, ReplyRequest
from merilo_desk.casework.notices import concerned, tell
from merilo_desk.casework.states import OPEN, State
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User, the_desk
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.newsroom.workdays import hours_on
from merilo_desk.people.models import Actor

QUESTION_LIMIT = 5000
ANSWER_LIMIT = 20_000


def due_by_default(now: datetime | None = None) -> datetime:
    """Return until when an answer is asked for: the desk's hours from now, never on a free day of its country."""
    desk = the_desk()
    return hours_on(now or timezone.now(), desk.reply_hours, desk.country)


def secret_of(asked: ReplyRequest) -> str:
    """Return the secret of a request's link: made anew each time from the desk's key, and kept nowhere.

    Where the desk's key was changed meanwhile, it is the one that the link was sent with.
    """
    before = (key for key in settings.SECRET_KEY_FALLBACKS if digest_of(_made(asked, key), key) == asked.secret)
    return _made(asked, next(before, settings.SECRET_KEY))


def _made(asked: ReplyRequest, key: str) -> str:
    told = f"{asked.pk}:{asked.link_round}"
    return urlsafe_b64encode(salted_hmac("merilo.reply.secret", told, key, algorithm="sha256").digest()[:24]).decode()


def digest_of(secret: str, key: str | None = None) -> str:
    """Return what is kept of a secret: a digest that needs the desk's key."""
    return salted_hmac("merilo.reply.digest", secret, key, algorithm="sha256").hexdigest()


@transaction.atomic
def ask(
    case: Case,
    by: User,
    *,
    whom: Actor | str,
    channel: str,
    question: str,
    language: str,
    due: datetime | None = None,
) -> ReplyRequest:
    """Note that somebody is asked for a reply, and make the link through which they may answer.

    Raises:
        PermissionDenied: the member may not ask.
        NoLongerAsked: the case is out already, or withdrawn.
        Unusable: nobody is named, nothing is asked, or the time is over before it began.
    """
    require(by, Act.ASK_REPLY)
    _open(case)
    if not whom:
        raise Unusable("whom", _("Say whom you ask."))
    question = question.strip()
    if not question or len(question) > QUESTION_LIMIT:
        raise Unusable("question", _("Write what you ask, in at most 5,000 characters."))
    now = timezone.now()
    due = due or due_by_default(now)
    if due <= now:
        raise Unusable("due", _("This moment has passed. Give them time to answer."))
    asked = ReplyRequest.objects.create(
        case=case,
        by=by,
        asked=whom if isinstance(whom, Actor) else None,
        asked_words="" if isinstance(whom, Actor) else whom[:200],
        channel=channel.strip()[:100],
        question=question,
        language=language,
        asked_at=now,
        due=due,
        expires=due,
    )
    asked.secret = digest_of(secret_of(asked))
    asked.save(update_fields=["secret"])
    record(Act.ASK_REPLY, case, by, what="asked", whom=asked.whom, how=asked.channel, due=due.isoformat())
    return asked


@transaction.atomic
def not_asked(case: Case, by: User, *, because: str) -> ReplyRequest:
    """Note why nobody is asked for a reply."""
    require(by, Act.ASK_REPLY)
    _open(case)
    if not because.strip():
        raise Unusable("because", _("Say why nobody is asked: the public reads it."))
    noted = ReplyRequest.objects.create(case=case, by=by, not_asked_because=because.strip()[:2000])
    record(Act.ASK_REPLY, case, by, what="not-asked", because=noted.not_asked_because[:200])
    return noted


@transaction.atomic
def log_answer(asked: ReplyRequest, by: User, *, text: str, through: str, may_publish: bool) -> ReplyRequest:
    """Write down an answer that came by telephone, letter or in person.

    Raises:
        PermissionDenied: the member may not ask for replies.
        Unusable: there is no answer in it, or too long a one.
    """
    require(by, Act.ASK_REPLY)
    _answered(asked, text, may_publish, name=str(asked), through=through.strip()[:100] or _("otherwise"))
    record(Act.ASK_REPLY, asked.case, by, what="answer-logged", whom=asked.whom, how=asked.answered_through)
    return asked


@transaction.atomic
def renew_link(asked: ReplyRequest, by: User, *, due: datetime) -> ReplyRequest:
    """Give more time, with a new link; the old one ends."""
    require(by, Act.ASK_REPLY)
    if due <= timezone.now():
        raise Unusable("due", _("This moment has passed. Give them time to answer."))
    asked.link_round += 1
    asked.due = asked.expires = due
    asked.reminded_at = None
    asked.secret = digest_of(secret_of(asked))
    asked.save(update_fields=["link_round", "due", "expires", "secret", "reminded_at"])
    record(Act.ASK_REPLY, asked.case, by, what="link-renewed", whom=asked.whom, due=due.isoformat())
    return asked


def asked_by(secret: str) -> ReplyRequest | None:
    """Return the request that a link belongs to."""
    known = [digest_of(secret, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return ReplyRequest.objects.select_related("case", "asked", "by").filter(secret__in=known).first()


@transaction.atomic
def answer(asked: ReplyRequest, *, text: str, may_publish: bool, name: str = "") -> ReplyRequest:
    """Take an answer through the link; one that was given before is kept beside it.

    Raises:
        LinkEnded: the time is over, or the desk no longer works on the claim.
        Unusable: there is no answer in it, or too long a one.
    """
    asked = (
        ReplyRequest.objects.select_for_update(of=("self",))
        .select_related("case__owner", "case__opened_by", "by")
        .get(pk=asked.pk)
    )
    if not asked.open_until or asked.case.state == State.WITHDRAWN:
        raise LinkEnded(_("The time for answering through this link is over."))
    again = bool(asked.answered_at)
    if again and (asked.answer, asked.may_publish, asked.answered_by_words) == (
        text.strip(),
        may_publish,
        name.strip()[:200],
    ):
        return asked  # sent twice
    _answered(asked, text, may_publish, name=name, through="")
    record(Act.ANSWER_REPLY, asked.case, None, what="answer-amended" if again else "answer", whom=asked.whom)
    who = {user for user in (concerned(asked.case), asked.by) if user and user.is_active}
    for user in who:
        tell(user, asked.case, "answer-amended" if again else "answer", who=asked.whom)
    return asked


def remind_of_overdue() -> None:
    """Tell whoever has a case that an answer has not come in time; called by the clock."""
    late = ReplyRequest.objects.filter(
        due__lt=timezone.now(), answered_at=None, reminded_at=None, asked_at__isnull=False, case__state__in=OPEN
    )
    for asked in late.select_related("case__owner", "case__opened_by", "asked"):
        with transaction.atomic():
            asked.reminded_at = timezone.now()
            asked.save(update_fields=["reminded_at"])
            tell(concerned(asked.case), asked.case, "reply-overdue", who=asked.whom)


def _open(case: Case) -> None:
    if State(standing(case).state) not in OPEN:
        raise NoLongerAsked(case)


def _answered(asked: ReplyRequest, text: str, may_publish: bool, **who: Any) -> None:
    text = text.strip()
    if not text:
        raise Unusable("answer", _("Write your answer first."))
    if len(text) > ANSWER_LIMIT:
        raise Unusable(
            "answer",
            _("This has %(length)d characters, and %(limit)d is the most there can be. Please shorten it.")
            % {"length": len(text), "limit": ANSWER_LIMIT},
        )
    if asked.answered_at:
        earlier = {
            "at": asked.answered_at.isoformat(),
            "text": asked.answer,
            "may_publish": asked.may_publish,
            "by": asked.answered_by_words,
        }
        asked.earlier_answers = [*asked.earlier_answers, earlier]
    asked.answer, asked.may_publish, asked.answered_at = text, may_publish, timezone.now()
    asked.answered_by_words, asked.answered_through = who["name"].strip()[:200], who["through"]
    asked.save()
    touched(asked.case)

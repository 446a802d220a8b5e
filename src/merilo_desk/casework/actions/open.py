"""Open a case from a claim: from the inbox, from a span of an article, or from words typed in."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from merilo_desk import engine
from merilo_desk.casework.errors import AlreadyOpen, Unusable
from merilo_desk.casework.models import Case
from merilo_desk.casework.states import State
from merilo_desk.intake.models import Cluster
from merilo_desk.languages import BY_CODE
from merilo_desk.languages import language as language_of
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import Topic, User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.models import Appearance, Statement
from merilo_desk.readingroom.models import StoredArticle

# A claim is a sentence or two; a whole article is read in the reading room.
CLAIM_LIMIT = 3000
CONTEXT_LIMIT = 20_000
# Characters of context to either side of a span, taken to the edge of a paragraph where one is nearer.
AROUND = 400


@transaction.atomic
def open_case(
    *,
    claim: str,
    language: str,
    by: User,
    statement: Statement | None = None,
    cluster: Cluster | None = None,
    article: StoredArticle | None = None,
    start: int | None = None,
    end: int | None = None,
    context: str = "",
    topic: Topic | None = None,
    again: bool = False,
) -> Case:
    """Open a case.

    A span of an article wins over `claim`: the exact words, and where none is given the context, are cut from its text.

    Args:
        claim: the claim in its exact words.
        language: the claim's language, by the desk's code.
        by: who opens the case.
        statement: whose words they are, where it is known; else looked up among the article's utterances.
        cluster: the requests that ask for it.
        article: the article that the span points into.
        start: where the words begin in the article's text.
        end: where they end.
        context: what stands around the words.
        topic: what it is about.
        again: the member was told that these words have a case, and wants another (never for one span).

    Raises:
        PermissionDenied: the member may not open cases.
        AlreadyOpen: the same words have a case that was not withdrawn.
        Unusable: there are no words, too many of them, or the span lies outside the text.
    """
    require(by, Act.OPEN_CASE)
    spanned = article is not None and start is not None and end is not None
    if spanned:
        claim, context = _cut(article, start, end, context)
    claim = claim.strip()
    _refuse_unusable(claim, context, language)
    digest = digest_of(claim)
    _refuse_twice(digest, language, (article, start, end) if spanned else None, again)
    if statement is None and cluster is not None:
        statement = cluster.statement
    if statement is None and spanned:
        statement = _statement_at(article, start, end, claim, language, by)
    case = Case.objects.create(
        claim=claim,
        language=language,
        digest=digest,
        context=context.strip(),
        statement=statement,
        cluster=cluster,
        article=article,
        start=start if spanned else None,
        end=end if spanned else None,
        topic=topic,
        opened_by=by,
        keys=keys_of(claim, language, statement),
    )
    record(Act.OPEN_CASE, case, by, what="opened", article=article.pk if article else None)
    return case


def digest_of(claim: str) -> str:
    """Return what two claims of the same words share, whatever their spacing and capitals."""
    return sha256(" ".join(claim.casefold().split()).encode()).hexdigest()


def keys_of(claim: str, language: str, statement: Statement | None) -> str:
    """Return the search keys of a case: of the claim and of whoever said it, with a space at either end."""
    names = ""
    if statement is not None:
        speaker = statement.speaker
        names = " ".join([statement.speaker_words, *([speaker.name, *speaker.aliases] if speaker else [])])
    return f" {engine.search_keys(f'{claim} {names}', language_of(language).profile.split('-')[0])} "


def _cut(article: StoredArticle | None, start: int | None, end: int | None, context: str) -> tuple[str, str]:
    text = article.text if article else ""
    if start is None or end is None or not 0 <= start < end <= len(text):
        raise Unusable("claim", _("The place that was marked lies outside the article's text. Mark the words again."))
    if context:
        return text[start:end], context
    left = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    after = text.find("\n", end)
    right = min(len(text) if after < 0 else after, end + AROUND)
    return text[start:end], text[left:right]


def _refuse_unusable(claim: str, context: str, language: str) -> None:
    if not claim:
        raise Unusable("claim", _("Write down the claim in its exact words."))
    if len(claim) > CLAIM_LIMIT:
        raise Unusable(
            "claim",
            _(
                "This has %(length)d characters; a claim has at most %(limit)d. "
                "Keep the words that can be checked, and put the rest into the context."
            )
            % {"length": len(claim), "limit": CLAIM_LIMIT},
        )
    if len(context) > CONTEXT_LIMIT:
        raise Unusable(
            "context",
            _(
                "This has %(length)d characters; the context has at most %(limit)d. "
                "Bring long texts to the reading room, and open the case there."
            )
            % {"length": len(context), "limit": CONTEXT_LIMIT},
        )
    if language not in BY_CODE:
        raise Unusable("language", _("Choose the language that the claim is in."))


def _refuse_twice(digest: str, language: str, span: tuple[object, int | None, int | None] | None, again: bool) -> None:
    alive = Case.objects.exclude(state=State.WITHDRAWN).order_by("pk")
    if span:
        known = alive.filter(article=span[0], start=span[1], end=span[2]).first()
    else:
        known = None if again else alive.filter(digest=digest, language=language).first()
    if known:
        raise AlreadyOpen(known)


def _statement_at(
    article: StoredArticle | None, start: int | None, end: int | None, claim: str, language: str, by: User
) -> Statement | None:
    """Return whose words a span is, going by what the reading of the article found; None where it found nobody."""
    if article is None:
        return None
    said = article.utterances.select_related("statement", "speaker").filter(start__lt=end, end__gt=start).first()
    if said is None or not (said.speaker or said.speaker_words):
        return None
    if said.statement and said.statement.words == claim:
        return said.statement
    statement = Statement.objects.create(
        speaker=said.speaker, speaker_words=said.speaker_words[:200], words=claim, language=language, made_by=by
    )
    Appearance.objects.create(
        statement=statement,
        outlet=article.outlet,
        url=article.url,
        title=article.title[:300],
        published_on=article.published,
        mode=Appearance.Mode.DIRECT if said.mode == "direct" else Appearance.Mode.REPORTED,
    )
    return statement

"""Keep words of a text as a statement of whoever said them."""

from __future__ import annotations

from django.db import transaction

from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.people.actions import add_appearance, add_statement
from merilo_desk.people.models import Actor, Appearance, Statement
from merilo_desk.readingroom.errors import OutsideTheText
from merilo_desk.readingroom.models import StoredArticle, Utterance

MODES = {"direct": Appearance.Mode.DIRECT, "mixed": Appearance.Mode.DIRECT}


@transaction.atomic
def keep_statement(
    article: StoredArticle, *, start: int, end: int, by: User, speaker: Actor | None = None, speaker_words: str = ""
) -> Statement:
    """Keep a stretch of a text as a statement; the same stretch twice is one statement.

    The speaker is, where none is told, who the text says said it. The article is where the statement appeared.

    Raises:
        OutsideTheText: the stretch is none.
    """
    require(by, Act.EDIT_PEOPLE)
    if not (0 <= start < end <= len(article.text)) or not article.text[start:end].strip():
        raise OutsideTheText
    kept = article.utterances.filter(start=start, end=end, statement__isnull=False).select_related("statement").first()
    if kept and kept.statement:
        return kept.statement
    around = _around(article, start, end)
    speaker = speaker or (around.speaker if around else None)
    words = speaker_words or (around.speaker_words if around else "")
    statement = add_statement(
        words=article.text[start:end].strip(),
        language=article.language or by.language,
        by=by,
        speaker=speaker,
        speaker_words=words[:200],
        context=_context(article.text, start, end),
    )
    add_appearance(
        statement,
        by=by,
        outlet=article.outlet,
        outlet_words=article.site,
        url=article.url,
        title=article.title[:300],
        published_on=article.published,
        mode=_mode(around),
    )
    row = article.utterances.filter(start=start, end=end).first() or Utterance(article=article, start=start, end=end)
    row.statement, row.speaker, row.by = statement, row.speaker or speaker, by
    row.speaker_words = row.speaker_words or words[:200]
    if around and not row.pk:
        row.mode, row.stance, row.hedged = around.mode, around.stance, around.hedged
        row.chain, row.entity, row.basis = around.chain, around.entity, around.basis
    row.save()
    record(Act.READ, article, by, did="statement kept", statement=statement.pk)
    return statement


def _around(article: StoredArticle, start: int, end: int) -> Utterance | None:
    """Return the utterance that shares the most letters with a stretch; None where none shares any."""
    near = article.utterances.filter(start__lt=end, end__gt=start).select_related("speaker")
    return max(near, key=lambda each: (min(each.end, end) - max(each.start, start), -each.pk), default=None)


def _mode(around: Utterance | None) -> str:
    if around is None:
        return Appearance.Mode.DIRECT
    if around.chain:
        return Appearance.Mode.REPEATED
    return MODES.get(around.mode, Appearance.Mode.REPORTED)


def _context(text: str, start: int, end: int) -> str:
    """Return the paragraph that a stretch stands in, if that is more than the stretch."""
    left = max(text.rfind("\n", 0, start) + 1, start - 600)
    after = text.find("\n", end)
    right = min(len(text) if after < 0 else after, end + 600)
    around = text[left:right].strip()
    return around if around != text[start:end].strip() else ""

"""Bring a text in, stop its reading, read it again."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from merilo_desk.jobs import later
from merilo_desk.ledger.record import record
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.policy import Act, require
from merilo_desk.readingroom.errors import NothingToRead, ReadAlready
from merilo_desk.readingroom.models import StoredArticle
from merilo_desk.readingroom.reading_jobs import read_article
from merilo_desk.readingroom.texts import digest, same_text, shown_language

State, Way = StoredArticle.State, StoredArticle.Way


@transaction.atomic
def bring(
    *,
    by: User,
    text: str = "",
    file: UploadedFile | None = None,
    url: str = "",
    language: str = "",
    published: date | None = None,
    title: str = "",
) -> StoredArticle:
    """Bring a text in and have it read; an address is fetched only where neither words nor a file come with it.

    Raises:
        PermissionDenied: the member may not read.
        ReadAlready: the very same words are here.
    """
    require(by, Act.READ)
    way = Way.PASTE if text else Way.FILE if file else Way.LINK
    known = same_text(digest(text)) if text else None
    if known:
        raise ReadAlready(known)
    article = StoredArticle(
        way=way,
        text=text,
        sha256=digest(text) if text else "",
        url=url,
        told_title=title,
        told_language=language,
        told_published=published,
        language=language,
        published=published,
        brought_by=by,
    )
    if file:
        article.file_name = (file.name or "")[-200:]
        article.file.save(f"{digest(article.file_name)[:12]}.bin", file, save=False)
    article.save()
    record(Act.READ, article, by, did="brought", way=way)
    later(read_article, article.pk, article.turn)
    return article


@transaction.atomic
def stop(article: StoredArticle, *, by: User) -> StoredArticle:
    """Stop a reading; one that was read before keeps its report."""
    require(by, Act.READ)
    article = StoredArticle.objects.select_for_update().get(pk=article.pk)
    if article.busy:
        article.state = State.READ if article.report else State.STOPPED
        article.turn += 1
        article.stage = ""
        article.save(update_fields=["state", "turn", "stage"])
        record(Act.READ, article, by, did="stopped")
    return article


@transaction.atomic
def read_again(
    article: StoredArticle, *, by: User, language: str | None = None, published: date | None = None, title: str = ""
) -> StoredArticle:
    """Read a text again, with the engine and the libraries of today; the old report stands until the new one does.

    `language` ("" for: as the text shows), `published` and `title` say what the member knows better; None, and a title
    of no words, leave it as it was.

    Raises:
        NothingToRead: it is being read already.
    """
    require(by, Act.READ)
    article = StoredArticle.objects.select_for_update().get(pk=article.pk)
    if article.busy or article.same_as_id:
        raise NothingToRead
    article.state = State.WAITING
    article.turn += 1
    article.stage = article.trouble = ""
    article.seen_at, article.tries = None, 0
    if language == "" and article.told_language:
        # What was told before is taken back: the text itself is asked.
        language = shown_language(article.text)
    article.told_language = article.told_language if language is None else language
    article.told_published = published or article.told_published
    if title.strip():
        article.told_title = article.title = title.strip()
    told = ["told_title", "title", "told_language", "told_published"]
    article.save(update_fields=["state", "turn", "stage", "trouble", "seen_at", "tries", *told])
    record(Act.READ, article, by, did="read again")
    later(read_article, article.pk, article.turn)
    return article

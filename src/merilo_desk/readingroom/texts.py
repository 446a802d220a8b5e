"""Texts as they are kept: what tells one from another, and what they become in the engine's hands."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from merilo_desk import engine
from merilo_desk.languages import code_of, language
from merilo_desk.readingroom.models import StoredArticle


def digest(text: str) -> str:
    """Return what tells one text from another."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def same_text(sha: str, *, before: int = 0) -> StoredArticle | None:
    """Return the oldest reading that has the same text, where `before` is given only one that came in earlier."""
    found = StoredArticle.objects.filter(sha256=sha, same_as=None)
    if before:
        found = found.filter(pk__lt=before)
    return found.defer("report").order_by("pk").first()


def storable(text: str) -> str:
    """Return a text with every letter that no database keeps made the sign for a letter nobody knows."""
    return "".join("\ufffd" if letter == "\x00" or "\ud800" <= letter <= "\udfff" else letter for letter in text)


def opened(article: StoredArticle) -> engine.Article:
    """Return the text as the engine reads it: its report's, the words pasted, the file, or the page fetched now.

    Raises:
        MeriloError: it cannot be read; the message says why and what to do.
    """
    spoken = language(article.told_language).profile.split("-")[0] if article.told_language else None
    told = {"language": spoken, "published": article.told_published}
    if article.report:
        known = engine.article_again(article.report)
        return replace(known, language=spoken or known.language, published=article.told_published or known.published)
    if article.way == StoredArticle.Way.PASTE:
        return engine.article_of(article.text, source=article.url, **told)
    if article.way == StoredArticle.Way.FILE:
        with article.file.open("rb") as file:
            return engine.article_from_bytes(file.read(), article.file_name, source=article.url or None, **told)
    return engine.read(article.url, **told)


def shown_language(text: str) -> str:
    """Return the desk's code of the language that a text shows, "" where it shows none."""
    code = code_of(*engine.language_and_script(text))
    return "" if code == "other" else code

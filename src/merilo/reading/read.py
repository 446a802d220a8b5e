"""The doors of the room: a file, a page, standard input or given words in; an `Article` out."""

from __future__ import annotations

from datetime import date

from merilo.model import Article
from merilo.reading.manuscript import article
from merilo.reading.plain import headed


def article_of(
    text: str, *, title: str = "", language: str | None = None, published: date | None = None, source: str = ""
) -> Article:
    """Return given words as an article whose text is exactly these words.

    Where no title or date is given, a first line that is clearly a headline gives the title, and a dateline the date.
    Any text does, the empty one too.
    """
    return article(headed(text, title=title), language=language, published=published, source=source)

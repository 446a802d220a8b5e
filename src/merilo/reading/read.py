"""The doors of the room: a file, a page, standard input or given words in; an `Article` out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from merilo.errors import EmptySource, IsFolder, NoPermission, NotFound, TooLarge, UnreadableSource
from merilo.model import Article
from merilo.reading.encoding import decode
from merilo.reading.manuscript import Manuscript, article
from merilo.reading.plain import completed, headed
from merilo.reading.sniff import Kind, kind_of

if TYPE_CHECKING:
    from merilo.reading.fetch import Limits

MOST = 50 * 1000 * 1000
MOST_TEXT = 10 * 1000 * 1000
STDIN = "-"


def article_of(
    text: str, *, title: str = "", language: str | None = None, published: date | None = None, source: str = ""
) -> Article:
    """Return given words as an article whose text is exactly these words.

    Where no title or date is given, a first line that is clearly a headline gives the title, and a dateline the date.
    Any text does, the empty one too.
    """
    return article(headed(text, title=title), language=language, published=published, source=source)


def read(
    source: str | Path,
    *,
    language: str | None = None,
    published: date | None = None,
    limits: Limits | None = None,
) -> Article:
    """Read a file, a web address, or standard input ("-").

    Only an address that is given here is ever fetched; `limits` says how much and how long.

    Raises:
        UnreadableSource: one of its kinds says what is wrong and what to do.
    """
    if isinstance(source, str) and _is_address(source):
        return _fetched(source, language, published, limits)
    if source == STDIN:
        return article_from_bytes(
            sys.stdin.buffer.read(MOST + 1), "standard input", language=language, published=published
        )
    path = Path(source)
    return article_from_bytes(_opened(path), path.name, language=language, published=published, source=str(source))


def article_from_bytes(
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    published: date | None = None,
    source: str | None = None,
    charset: str | None = None,
    address: str = "",
) -> Article:
    """Read bytes of any kind.

    `name` is what messages call them, and its ending a hint; `source` is what the article says, `name` if not given.

    Raises:
        UnreadableSource: one of its kinds says what is wrong and what to do.
    """
    if not data:
        raise EmptySource(name)
    if len(data) > MOST:
        megabytes = MOST // 1_000_000
        raise TooLarge(name, because=f"it is larger than {megabytes} MB", why="larger", megabytes=megabytes)
    found = _manuscript(kind_of(data, name), data, name, language, charset, address)
    if len(found.text) > MOST_TEXT:
        millions = MOST_TEXT // 1_000_000
        raise TooLarge(
            name, because=f"its text is longer than {millions} million letters", why="longer", millions=millions
        )
    return article(found, language=language, published=published, source=name if source is None else source)


def _manuscript(
    kind: Kind, data: bytes, name: str, language: str | None, charset: str | None, address: str
) -> Manuscript:
    """Hand the bytes to their reader. Each brings a library of its own, which is loaded only when it is needed."""
    if kind == "html":
        from merilo.reading import html

        return html.manuscript(data, name, address=address, charset=charset)
    if kind == "pdf":
        from merilo.reading import pdf

        return completed(pdf.manuscript(data, name, language=language))
    if kind in {"docx", "odt"}:
        from merilo.reading import packed

        return completed((packed.docx_manuscript if kind == "docx" else packed.odt_manuscript)(data, name))
    if kind == "picture":
        from merilo.reading import ocr

        return completed(ocr.manuscript(data, name, language=language))
    decoded = decode(data, name, said=charset)
    if kind == "captions":
        from merilo.reading import captions

        return captions.manuscript(decoded.text, name, notices=decoded.notices)
    return headed(decoded.text, notices=decoded.notices)


def _opened(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST + 1)
    except FileNotFoundError as error:
        raise NotFound(str(path)) from error
    except IsADirectoryError as error:
        raise IsFolder(str(path)) from error
    except PermissionError as error:
        raise NoPermission(str(path)) from error
    except (OSError, ValueError) as error:  # a name too long, a NUL in it, a broken disk
        raise UnreadableSource(
            str(path),
            because="the computer could not open it",
            do="Check its name and the disk it is on.",
            why="cannot-open",
        ) from error


def _is_address(source: str) -> bool:
    head, colon, rest = source.strip().partition(":")
    return bool(colon) and rest.startswith("//") and head.isalnum()


def _fetched(url: str, language: str | None, published: date | None, limits: Limits | None) -> Article:
    from merilo.reading.fetch import fetch  # the only way to the network, opened only for an address that was given

    page = fetch(url, limits)
    return article_from_bytes(
        page.data,
        url,
        language=language,
        published=published,
        source=page.url,
        charset=page.charset,
        address=page.url,
    )

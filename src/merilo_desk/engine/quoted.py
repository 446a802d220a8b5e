"""Whether a page that a check quotes still says so: only words that stood there once can be missed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import lxml.html
import regex

from merilo.errors import MeriloError, NetworkFailure, NotFound, UnreadableSource
from merilo.reading.encoding import decode
from merilo.reading.fetch import Fetched, Limits, fetch
from merilo.reading.html import HIDDEN, parse
from merilo.reading.read import article_from_bytes
from merilo.text.words import words

# Of fewer words nobody can say whether they are the ones that were quoted.
FEWEST = 4
SIZE, SECONDS = 10 * 1024 * 1024, 20.0
# Where somebody who quotes has left words out or put their own in: …, ..., [...], [said the minister], (...).
LEFT_OUT = regex.compile(r"\[[^\]\n]{0,200}\]|\(\s*(?:…|\.{3,})\s*\)|…|\.{3,}")


@dataclass(frozen=True, slots=True)
class Looked:
    """What a link answers: its trouble as `link_trouble` has it, and whether the words stand there (None: unknown)."""

    trouble: str
    says: bool | None = None


def looked_at(url: str, quotation: str, *, allow_private: bool = False) -> Looked:
    """Open a link, and look whether a quotation stands in what it leads to.

    Unknown is a page that turns machines away, is no text, or is read in vain; and a quotation of too few words.
    """
    try:
        came = fetch(url, Limits(size=SIZE, seconds=SECONDS, allow_private=allow_private))
    except NotFound:
        return Looked("gone")
    except NetworkFailure:
        return Looked("silent")
    except UnreadableSource:
        return Looked("")
    parts = [part for part in map(_plain, LEFT_OUT.split(quotation)) if part]
    if sum(len(part.split()) for part in parts) < FEWEST:
        return Looked("")
    texts = [f" {_plain(text)} " for text in _texts(came)]
    if not any(text.strip() for text in texts):
        return Looked("")
    return Looked("", any(all(f" {part} " in text for part in parts) for text in texts))


def _plain(text: str) -> str:
    """Return a text's words alone, in small letters: no marks, no breaks, no difference of quotation marks."""
    return " ".join(word.lower for word in words(text.replace("\u00ad", "")) if word.text[0].isalnum())


def _texts(came: Fetched) -> Iterator[str]:
    """Yield what a page says: its article, and of a web page everything that can be read on it."""
    with suppress(MeriloError):
        yield article_from_bytes(came.data, came.url, charset=came.charset, address=came.url).text
    if "html" in came.kind:
        tree = parse(decode(came.data, came.url, said=came.charset).text.replace("\x00", ""))
        if tree is not None:
            yield _visible(tree)


def _visible(tree: lxml.html.HtmlElement) -> str:
    hidden = {piece for each in tree.iter(*HIDDEN) for piece in each.iter()}
    found = (
        (each.text if each not in hidden else "", each.tail if each.getparent() not in hidden else "")
        for each in tree.iter()
    )
    return " ".join(text for both in found for text in both if text)

"""What a damaged text says: the words as they were meant, with the way back to the text as it stands.

Marks that nobody sees are left out, words broken at the ends of lines made whole, letters of another script that look
alike exchanged (and those that stand for figures), letters given the marks that somebody's telephone had not. Only the
reading sees this; every offset it finds is brought back to `Article.text`, which stays as it is.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

import regex

from merilo.model import Article, Entity, Phrase, Reading, Span
from merilo.reading import wear
from merilo.reading.bare import meant
from merilo.reading.unbroken import BROKEN, broken_words, flows
from merilo.reading.wear import CYRILLIC, LATIN, LETTERS, MISREAD, UNSEEN

V = TypeVar("V")
Edit = tuple[int, int, str]  # put the words in the place of text[start:end]
Mending = Callable[[str, Article], Iterator[Edit]]

ALIKE = dict(zip("аеорсухѕіјкАВЕНІЈКМОРСЅТУХ", "aeopcyxsijkABEHIJKMOPCSTYX", strict=True))
AS_CYRILLIC = {latin: cyrillic for cyrillic, latin in ALIKE.items()}
# Ukrainian within a word, with what stands beside the apostrophe on a keyboard.
APOSTROPHE = regex.compile(r"(?<=\p{Cyrillic})[`´*ʹ′](?=[яюєїЯЮЄЇ])")
FIGURES = {"l": "1", "I": "1", "O": "0", "o": "0"}
FOLDS = regex.compile(r"[\n\u00ad]")


@dataclass(frozen=True, slots=True)
class Legible:
    """An article as it is read, and where each of its characters stands in the article as it is."""

    article: Article
    original: Article
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def back(self, reading: Reading) -> Reading:
        """Return a reading of `article` as one of `original`: the same findings, at the places of its own text."""
        if not self.starts:
            return replace(reading, article=self.original)
        said = {each: self._words(each) for each in (mention.span for mention in reading.mentions)}
        forms: dict[str, dict[str, str]] = {}
        for mention in reading.mentions:
            forms.setdefault(mention.entity, {})[mention.span.of(self.article.text)] = said[mention.span]
        kept = {each.name: self._moved(getattr(reading, each.name)) for each in fields(reading) if each.name in PLACED}
        kept["entities"] = tuple(self._named(each, forms.get(each.id, {})) for each in kept["entities"])
        kept["findings"] = tuple(
            replace(moved, message=self._quoting(moved.message, each.spans))
            for moved, each in zip(kept["findings"], reading.findings, strict=True)
        )
        kept["claims"] = tuple(
            replace(moved, reasons=tuple(self._quoting(reason, (each.span,)) for reason in moved.reasons))
            for moved, each in zip(kept["claims"], reading.claims, strict=True)
        )
        return replace(reading, article=self.original, **kept)

    def place(self, span: Span) -> Span:
        """Return where a stretch of `article` stands in `original`."""
        return Span(self.starts[span.start], self.ends[span.end - 1]) if self.starts else span

    def _moved(self, value: V) -> V:
        if isinstance(value, Span):
            return self.place(value)  # type: ignore[return-value]
        if isinstance(value, tuple):
            return tuple(self._moved(each) for each in value)  # type: ignore[return-value]
        if is_dataclass(value) and not isinstance(value, type):
            parts = {each.name: getattr(value, each.name) for each in fields(value)}
            return replace(value, **{name: self._moved(part) for name, part in parts.items() if part is not None})
        return value

    def _words(self, span: Span) -> str:
        """Return the words of a stretch as they stand; as they were meant where a line end or hidden mark cuts them."""
        written = self.place(span).of(self.original.text)
        return span.of(self.article.text) if FOLDS.search(written) else written

    @staticmethod
    def _named(entity: Entity, forms: dict[str, str]) -> Entity:
        return replace(entity, variants=tuple(dict.fromkeys(forms.get(each, each) for each in entity.variants)))

    def _quoting(self, phrase: Phrase, spans: tuple[Span, ...]) -> Phrase:
        """Return a phrase that quotes the stretches as they stand in the text."""
        return Phrase(phrase.key, {name: self._quoted(fact, spans) for name, fact in phrase.facts.items()})

    def _quoted(self, fact: str | int | float, spans: tuple[Span, ...]) -> str | int | float:
        if isinstance(fact, str) and fact:
            for span in spans:
                at = span.of(self.article.text).find(fact)
                if at >= 0:
                    return self._words(Span(span.start + at, span.start + at + len(fact)))
        return fact


# The parts of a reading whose offsets count in the article's text.
PLACED = frozenset(
    {"sentences", "quotes", "quantities", "claims", "attributions", "times", "mentions", "entities", "timeline"}
    | {"findings"}
)


class Draft:
    """A text that is being mended: where each of its characters begins and ends in the text as it stands.

    The places of a sound text, which may be long, are never counted out.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: array[int] = array("I")
        self.ends: array[int] = array("I")

    def edit(self, edits: Iterable[Edit]) -> None:
        """Carry out edits that follow each other and do not overlap."""
        made: list[str] = []
        starts, ends = array("I"), array("I")
        at = 0
        for first, last, words in edits:
            if not self.starts:
                self.starts, self.ends = array("I", range(len(self.text))), array("I", range(1, len(self.text) + 1))
            made += [self.text[at:first], words]
            starts += self.starts[at:first] + array("I", [self.starts[first]] * len(words))
            ends += self.ends[at:first] + array("I", [self.ends[last - 1]] * len(words))
            at = last
        if at:
            self.text = "".join([*made, self.text[at:]])
            self.starts, self.ends = starts + self.starts[at:], ends + self.ends[at:]


def legible(article: Article) -> Legible:
    """Return an article as it is to be read; a sound one is its own.

    Words that were given the marks of their letters are told of in a notice; the state of a text that needs the other
    mendings is told of when it is taken in.
    """
    text = article.text
    draft = Draft(text)
    for mending in MENDINGS:
        draft.edit(mending(draft.text, article))
    lacking = list(meant(draft.text, article.language)) if article.script == "Latn" else []
    if lacking:
        span, word = lacking[0]
        facts: dict[str, str | int] = {"count": len(lacking), "written": span.of(draft.text), "meant": word}
        article = replace(article, notices=(*article.notices, Phrase("reading.no-marks", facts)))
        draft.edit(_marked(draft.text, lacking))
    if draft.text == text:
        return Legible(article, article)
    marks = tuple(replace(each, start=bisect_left(draft.starts, each.start)) for each in article.landmarks)
    places = [(bisect_left(draft.starts, each.start), bisect_left(draft.starts, each.end)) for each in article.captions]
    captions = tuple(Span(start, end) for start, end in places if start < end)
    read = replace(article, text=draft.text, title=_title(article), landmarks=marks, captions=captions)
    return Legible(read, article, draft.starts, draft.ends)


def _title(article: Article) -> str:
    """Return the title as it is meant."""
    title = Draft(article.title)
    for mending in MENDINGS:
        title.edit(mending(title.text, article))
    if article.script == "Latn":
        title.edit(_marked(title.text, meant(title.text, article.language)))
    return title.text


def _unseen(text: str, article: Article) -> Iterator[Edit]:
    for found in UNSEEN.finditer(text):
        yield found.start(), found.end(), ""


def _whole(text: str, article: Article) -> Iterator[Edit]:
    if not broken_words(text):
        return
    hyphened = {found.casefold() for found in regex.findall(r"\p{L}+-\p{Ll}+", text)}
    for found in BROKEN.finditer(text):
        kept = f"{found['head']}-{found['tail']}".casefold() in hyphened
        yield found.end("head") + kept, found.start("tail"), ""


def _flowing(text: str, article: Article) -> Iterator[Edit]:
    if not broken_words(article.text):
        return
    lines, at = text.split("\n"), 0
    for line, after, on in zip(lines, lines[1:], flows([each.strip() for each in lines])[1:], strict=False):
        end = at + len(line)
        if on:
            yield at + len(line.rstrip()), end + 1 + len(after) - len(after.lstrip()), " "
        at = end + 1


def _alike(text: str, article: Article) -> Iterator[Edit]:
    for found in LETTERS.finditer(text):
        word = found.group()
        latin, cyrillic = len(LATIN.findall(word)), len(CYRILLIC.findall(word))
        if not latin or not cyrillic:
            continue
        to_latin = article.script == "Latn" if latin == cyrillic else latin > cyrillic
        table, stray = (ALIKE, CYRILLIC) if to_latin else (AS_CYRILLIC, LATIN)
        if all(each in table for each in stray.findall(word)):
            for at, letter in enumerate(word, found.start()):
                if stray.match(letter):
                    yield at, at + 1, table[letter]


def _figures(text: str, article: Article) -> Iterator[Edit]:
    misread = list(MISREAD.finditer(text))
    for found in misread if len(misread) >= wear.ENOUGH else ():
        for at, letter in enumerate(found.group(), found.start()):
            if letter in FIGURES:
                yield at, at + 1, FIGURES[letter]


def _apostrophes(text: str, article: Article) -> Iterator[Edit]:
    if article.language == "uk":
        for found in APOSTROPHE.finditer(text):
            yield found.start(), found.end(), "'"


def _marked(text: str, lacking: Iterable[tuple[Span, str]]) -> Iterator[Edit]:
    for span, word in lacking:
        at = span.start
        for letter in word:
            long = letter in "đĐ" and text[at : at + 2].lower() == "dj"
            if text[at] != letter:
                yield at, at + 1 + long, letter
            at += 1 + long


MENDINGS: tuple[Mending, ...] = (_unseen, _whole, _flowing, _alike, _apostrophes, _figures)

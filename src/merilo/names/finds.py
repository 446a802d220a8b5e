"""Names in an article: the rules of the lists, and where there is an encoder the trained tagger, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from merilo.model import Article, MentionType, Reading, Span
from merilo.names.inflect import lemmas
from merilo.names.judge import evidence, guesses
from merilo.resources import profile as profile_of
from merilo.text.words import Word, words

# Latin letters and the Cyrillic ones that look the same.
LOOK_ALIKE = dict(zip("aceijopsxyABCEHIJKMOPSTXY", "асеіјорѕхуАВСЕНІЈКМОРЅТХУ", strict=True))
# Below this a find may change its kind.
UNSURE = 0.75
# Below this it is no find at all, unless the word comes again.
DOUBTED = 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """A name found: its place, its kind, how sure, what the lists have; its words are `rows[row][first:last]`."""

    span: Span
    type: MentionType
    sure: float
    code: str
    name: str
    row: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Page:
    """An article cut into sentences and words, once for the whole room."""

    article: Article
    profile: str
    rows: tuple[tuple[Word, ...], ...]


def page(reading: Reading) -> Page:
    """Cut an article into words by its sentences; where it has none it is one sentence."""
    article = reading.article
    spans: Sequence[Span] = reading.sentences
    if not spans and article.text:
        spans = (Span(0, len(article.text)),)
    profile = profile_of(article.language, article.script)
    rows = (words(article.text, span) for span in spans)
    if article.script == "Cyrl":
        rows = (tuple(map(in_one_script, row)) for row in rows)
    if profile == "en":
        rows = (tuple(part for word in row for part in without_possessive(word)) for row in rows)
    return Page(article, profile, tuple(rows))


def in_one_script(word: Word) -> Word:
    """Return a Cyrillic word without the Latin letters that look like its own and slipped in (Мaкедонија)."""
    if word.text.isascii() or not any(letter in LOOK_ALIKE for letter in word.text):
        return word
    if not any("\u0400" <= letter <= "\u04ff" for letter in word.text):
        return word
    text = "".join(LOOK_ALIKE.get(letter, letter) for letter in word.text)
    return Word(word.start, word.end, text, text.lower())


def without_possessive(word: Word) -> tuple[Word, ...]:
    """Cut the 's of an English word off, as a word of its own."""
    if len(word.text) < 4 or word.text[-2] not in "'’" or word.lower[-1] != "s":
        return (word,)
    cut = word.end - 2
    return (
        Word(word.start, cut, word.text[:-2], word.lower[:-2]),
        Word(cut, word.end, word.text[-2:], word.lower[-2:]),
    )


def by_rules(leaf: Page) -> tuple[Found, ...]:
    """Return the names that the rules see, in order of the text."""
    seen = evidence(leaf.rows, leaf.profile)
    found = []
    for number, row in enumerate(leaf.rows):
        for guess in guesses(row, leaf.profile, seen):
            span = Span(row[guess.first].start, row[guess.last - 1].end)
            found.append(Found(span, guess.type, guess.sure, guess.code, guess.name, number, guess.first, guess.last))
    return agreed(found, leaf)


def agreed(found: Sequence[Found], leaf: Page) -> tuple[Found, ...]:
    """Let unsure finds of one word take the kind that the same word has where the text is clearer about it.

    A word of which nothing tells but its capital, and that comes only once, is dropped.
    """
    told = {name for each in found for name in _words(each, leaf, doubted=False)}
    times = Counter(name for each in found for name in _words(each, leaf, doubted=True))
    weights: dict[str, dict[MentionType, float]] = {}
    for each in found:
        if each.last - each.first == 1:
            for name in _names(each, leaf):
                kinds = weights.setdefault(name, {})
                kinds[each.type] = kinds.get(each.type, 0.0) + each.sure**2
    settled = []
    for each in found:
        if each.last - each.first == 1 and each.sure < UNSURE:
            total: dict[MentionType, float] = {}
            for name in _names(each, leaf):
                for sort, weight in weights[name].items():
                    total[sort] = total.get(sort, 0.0) + weight
            kind = max(total, key=lambda sort: (total[sort], sort == each.type))
            each = each if kind == each.type else replace(each, type=kind)
        doubted = _words(each, leaf, doubted=True)
        if not doubted or doubted & told or max(times[name] for name in doubted) > 1:
            settled.append(each)
    return tuple(settled)


def _words(found: Found, leaf: Page, *, doubted: bool) -> frozenset[str]:
    """Return the names that the words of a find may be forms of, if it is (or is not) doubted."""
    if (found.sure < DOUBTED) is not doubted:
        return frozenset()
    row = leaf.rows[found.row][found.first : found.last]
    return frozenset(name for word in row for name in lemmas(word.lower, leaf.profile))


def _names(found: Found, leaf: Page) -> frozenset[str]:
    return lemmas(leaf.rows[found.row][found.first].lower, leaf.profile)

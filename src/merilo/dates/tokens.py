"""From text to rows of tokens: the words of time, and the figures that may be dates, beside one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.dates.grammar import Node
from merilo.dates.vocabulary import Vocabulary, plain
from merilo.text.words import Word, words

DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})")
PAIR = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
COMMA = re.compile(r"([0-9]{1,3}),([0-9]{1,2})")
ROMAN = re.compile(r"(X{0,3})(IX|IV|V?I{0,3})")
FIGURE = re.compile(r"[0-9]{1,4}")
DASHES = frozenset("-–—‑−")
MARKS = {",": "comma", ":": "colon", "/": "slash", "(": "lpar", ")": "rpar", "'": "apo", ".": "dot", "@": "at"}
# A stretch without one of these holds no date.
SYMBOLS = (
    "MONTH MONTH_SHORT MONTH_ADJECTIVE WEEKDAY WEEKDAY_SHORT WEEKDAYS UNIT UNITS UNIT_SHORT DEICTIC PART SEASON "
    "HOLIDAY YEARNUM NUMDATE NUMPAIR VAGUE OFTEN DECADE LEN LENGTH CLOCKWORD AMPM UNITADJ colon half ERA YEAR_START "
    "HALFUNIT PART_OF hour hourglued slash yearago yearend plural plsuffix "
    "hourunit suffix LATELY quarterhour"
)
STRONG = frozenset(SYMBOLS.split())
CAPITAL = frozenset({"AMPM", "TZ", "ERA", "AD", "quarterletter", "TRAP"})  # what is an abbreviation in capitals
GLUED = frozenset({"suffix", "plsuffix", "yearsuffix", "plural", "hourglued"})  # no space before these
REACH = 9  # tokens to either side of a strong one that may belong to it


@dataclass(frozen=True, slots=True)
class Row:
    """A run of neighbouring tokens with what each may be; `at` is where the run begins among all tokens."""

    at: int
    terminals: tuple[tuple[Node, ...], ...]


def pieces(text: str) -> tuple[Word, ...]:
    """Return the words of a text with compound ones taken apart at their hyphens, and 's off."""
    made: list[Word] = []
    for word in words(text):
        if "-" in word.lower or "'s" in word.lower or "’s" in word.lower or "‑" in word.lower:
            made.extend(_apart(word))
        elif "." in word.lower and word.text[0].isalpha():
            made.extend(_letters(word))
        else:
            made.append(word)
    return tuple(made)


def _apart(word: Word) -> Iterator[Word]:
    for found in re.finditer(r"[-‑]|['’]s$|(?:(?!['’]s$)[^-‑])+", word.text):
        start = word.start + found.start()
        yield Word(start, word.start + found.end(), found.group(), found.group().lower())


def _letters(word: Word) -> Iterator[Word]:
    """Take "a.m." and "т.г." apart into letters and stops."""
    for at, letter in enumerate(word.text):
        yield Word(word.start + at, word.start + at + 1, letter, letter.lower())


def rows(all_words: Sequence[Word], keys: Sequence[str], vocabulary: Vocabulary) -> Iterator[Row]:
    """Yield the runs of tokens in which a date may stand."""
    whole, stems = vocabulary.whole, vocabulary.stems
    found: list[tuple[Node, ...]] = []
    reach = 0  # the end of an entry of several words that runs on
    begin = 0
    for at in range(len(all_words)):
        key = keys[at]
        nodes: tuple[Node, ...] = ()
        if key in whole or not key[0].isalpha() or key[:3] in stems or all_words[at].text.isupper():
            nodes = tuple(_terminals(all_words, keys, at, vocabulary))
        if nodes and nodes[0].symbol == "TRAP":
            yield from _cut(begin, found)
            found, begin, reach = [], at + 1, nodes[0].last
            continue
        if at < reach and found == [] and begin == at:
            begin = at + 1  # still inside a trap
            continue
        if not nodes and at >= reach:
            if found:
                yield from _cut(begin, found)
            found, begin = [], at + 1
            continue
        if not found:
            begin = at
        reach = max([reach, *(node.last for node in nodes)])
        found.append(nodes)
    if found:
        yield from _cut(begin, found)


def _cut(begin: int, found: list[tuple[Node, ...]]) -> Iterator[Row]:
    """Keep of a run what lies near something that can make a date; two far apart become two rows."""
    strong = [at for at, nodes in enumerate(found) if any(node.symbol in STRONG for node in nodes)]
    if not strong:
        return
    first, last = max(0, strong[0] - REACH), strong[0] + REACH
    for at in strong[1:]:
        if at - REACH > last:
            yield _row(begin, found, first, min(last, len(found)))
            first = at - REACH
        last = at + REACH
    yield _row(begin, found, first, min(last + 1, len(found)))


def _row(begin: int, found: list[tuple[Node, ...]], first: int, last: int) -> Row:
    base = begin + first
    return Row(
        base,
        tuple(
            tuple(
                Node(node.symbol, node.first - base, node.last - base, node.value)
                for node in nodes
                if node.last - base <= last - first
            )
            for nodes in found[first:last]
        ),
    )


def _terminals(all_words: Sequence[Word], keys: Sequence[str], at: int, vocabulary: Vocabulary) -> Iterator[Node]:
    word = all_words[at]
    first = word.text[0]
    if first.isdigit():
        for symbol, value in _figures(word.text):
            if symbol != "DAYPAIR" or "month_first" not in vocabulary.habits:
                yield Node(symbol, at, at + 1, value)
        return
    if word.text.isupper() and len(word.text) > 1 and not _shouted(all_words, at):
        for last, symbol, value in vocabulary.at(keys, at):
            if symbol in CAPITAL:
                yield Node(symbol, at, last, value)
        if roman := _roman(word.text):
            yield Node("ROMAN", at, at + 1, roman)
        return
    entries = list(vocabulary.at(keys, at))
    if len(entries) > 1:
        entries.sort(key=_longest_first)
        for last, symbol, value in entries:
            if symbol == "TRAP":
                yield Node(symbol, at, last, value)
                return
    # "Последњих година" are years, "прошле године" is one: some endings are of more than one thing.
    plural = bool(at) and keys[at - 1].endswith(tuple(vocabulary.tense.get("plural_ending", ())))
    for last, symbol, value in entries:
        if plural and symbol == "UNIT" and ("UNITS", value) in [entry[1:] for entry in entries]:
            continue
        if symbol in GLUED and not (at and all_words[at - 1].end == word.start):
            continue
        yield Node(symbol, at, last, value)
    if first in DASHES:
        joined = 0 < at < len(all_words) - 1 and all_words[at - 1].end == word.start == all_words[at + 1].start - 1
        yield Node("dash", at, at + 1, word.text)
        if joined:
            yield Node("join", at, at + 1, word.text)
        return
    mark = MARKS.get(plain(word.text))
    if mark is not None:
        close = at > 0 and all_words[at - 1].end == word.start
        if mark in ("dot", "colon") and not close:
            return
        if mark == "colon" and not (at + 1 < len(all_words) and all_words[at + 1].start == word.end):
            return
        if mark == "dot" and not (all_words[at - 1].text.isdigit() or len(keys[at - 1]) <= 6):
            if any(symbol == "WEEKDAY" for _, symbol, _ in vocabulary.at(keys, at - 1)):
                yield Node("stop", at, at + 1, mark)
            return
        yield Node(mark, at, at + 1, mark)
        if mark == "dot" and "dot_rank" in vocabulary.habits:
            yield Node("rankdot", at, at + 1, mark)
        if mark == "slash" and "month_first" in vocabulary.habits:
            yield Node("mslash", at, at + 1, mark)
    elif word.text.isupper() and len(word.text) <= 5:
        roman = _roman(word.text)
        if roman:
            yield Node("ROMAN", at, at + 1, roman)


def _longest_first(entry: tuple[int, str, object]) -> int:
    return -entry[0]


def _shouted(all_words: Sequence[Word], at: int) -> bool:
    """Say whether a word in capitals stands among others: a headline, and no abbreviation such as SAD (the USA)."""
    beside = [all_words[near].text for near in (at - 1, at + 1) if 0 <= near < len(all_words)]
    words_beside = [text for text in beside if text[0].isalpha()]
    return not words_beside or all(text.isupper() for text in words_beside)


def _figures(text: str) -> Iterator[tuple[str, object]]:
    if FIGURE.fullmatch(text):
        value = int(text)
        if len(text) <= 2:
            yield "DIG", value
            if len(text) == 2:
                yield "DD", value
        elif len(text) == 4 and 1000 <= value <= 2199:
            yield "YEARNUM", value
        yield "FIG", float(value)
    elif found := DOTTED.fullmatch(text):
        yield "NUMDATE", tuple(map(int, found.groups()))
        yield "SHORTDATE" if len(found[3]) == 2 else "LONGDATE", None
    elif found := COMMA.fullmatch(text):
        if len(found[2]) == 2:
            yield "COMMAPAIR", (int(found[1]), int(found[2]), 2)
        yield "FIG", float(text.replace(",", "."))
    elif found := PAIR.fullmatch(text):
        parts = (int(found[1]), int(found[2]), len(found[2]))
        yield "NUMPAIR", parts
        if parts[2] == 2:
            yield "DAYPAIR", parts
        yield "FIG", float(text)
    else:
        plain_text = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", "")
        try:
            yield "FIG", float(plain_text)
        except ValueError:
            return


def _roman(text: str) -> int:
    found = ROMAN.fullmatch(text)
    if found is None or not text:
        return 0
    ones = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
    return 10 * len(found[1]) + ones[found[2]]

"""A reading made ready for comparing: what each sentence tells, of whom, where and when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from operator import attrgetter
from typing import TypeVar, cast

from merilo.findings.pairs import Pairwise
from merilo.findings.sense import Sense
from merilo.findings.wording import Wording, marks, wording
from merilo.model import Entity, Mention, Quantity, Reading, Span, TimeRef
from merilo.resources import profile
from merilo.text.lexicon import Hit
from merilo.text.words import Word, words

SOME_LETTERS = 3  # a shorter word is not telling enough to compare two sentences by


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence: its words, the stems of those that tell something, and the finds that stand in it.

    `stems` leave out names of people, numbers and stop words. `marks` are the kinds of words in it that explain a
    difference away. `events` are what it says happened, with the places of the words. `quoted` is True where it
    stands in quotation marks as a whole.
    """

    index: int
    span: Span
    words: tuple[Word, ...]
    stems: frozenset[str]
    people: frozenset[str]
    places: frozenset[str]
    marks: frozenset[str]
    events: tuple[Hit[str], ...]
    times: tuple[TimeRef, ...]
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    quoted: bool = False

    def around(self, span: Span, before: int, after: int) -> tuple[Word, ...]:
        """Return the words that stand up to `before` words ahead of a span and up to `after` words behind it."""
        ahead, behind = self.place(span.start), self.place(span.end)
        while ahead and self.words[ahead - 1].end > span.start:
            ahead -= 1
        return (*self.words[max(0, ahead - before) : ahead], *self.words[behind : behind + after])

    def place(self, offset: int) -> int:
        """Return the place in `words` of the first word that begins at an offset or behind it."""
        return bisect_left(self.words, offset, key=attrgetter("start"))

    def between(self, first: int, last: int) -> tuple[Word, ...]:
        """Return the words that begin between two offsets, the second left out."""
        return self.words[self.place(first) : self.place(last)]

    def clause(self, span: Span) -> tuple[Word, ...]:
        """Return the words between the commas, colons, dashes or brackets that enclose a span."""
        first, last = self.place(span.start), self.place(span.end)
        while first and (self.words[first - 1].end > span.start or not self._breaks(first - 1)):
            first -= 1
        while last < len(self.words) and not self._breaks(last):
            last += 1
        return self.words[first:last]

    def _breaks(self, at: int) -> bool:
        """Say whether a word ends a clause; a hyphen between spaces is a dash."""
        word = self.words[at]
        if word.text != "-" or not 0 < at < len(self.words) - 1:
            return word.text in BREAKS
        return self.words[at - 1].end < word.start and word.end < self.words[at + 1].start


BREAKS = frozenset(",;:–—()[]")


@dataclass(frozen=True, slots=True)
class Story:
    """The whole text as its tellings, with the entities by id. Rules take this; they never read the text anew.

    `common` are stems that so many sentences share that they tell no two of them apart. `sense` is what the encoder
    makes of the words, and `pairwise` reads two sentences at once; None where there is no encoder. `kept` is what
    `once` has been told of it.
    """

    reading: Reading
    profile: str
    wording: Wording
    tellings: tuple[Telling, ...]
    common: frozenset[str] = frozenset()
    entities: dict[str, Entity] = field(default_factory=dict)
    sense: Sense | None = None
    pairwise: Pairwise | None = None
    kept: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The words of the article."""
        return self.reading.article.text

    def telling_at(self, offset: int) -> Telling:
        """Return the sentence that ends behind an offset, the first of them."""
        return self.tellings[bisect_right(self.tellings, offset, key=attrgetter("span.end"))]

    def holding(self, span: Span) -> Telling | None:
        """Return the sentence that holds a whole span; None where it runs over the end of one."""
        at = bisect_right(self.tellings, span.start, key=attrgetter("span.end"))
        return self.tellings[at] if at < len(self.tellings) and self.tellings[at].span.holds(span) else None

    def said(self, span: Span) -> str:
        """Return the words of a span as a message may quote them: on one line, and not endless."""
        words_of = " ".join(span.of(self.text).split())
        return words_of if len(words_of) <= 120 else words_of[:117].rstrip() + "…"

    def stems_of(self, row: Sequence[Word]) -> frozenset[str]:
        """Return the telling stems of a row of words."""
        return stems(row, self.wording)

    def likeness(self, left: Telling, ours: Sequence[Word], right: Telling, theirs: Sequence[Word]) -> float | None:
        """Say how like two rows of words are without their numbers and dates, -1 to 1; None without an encoder."""
        if self.sense is None:
            return None
        return self.sense.likeness((left.index, ours, _figures(left)), (right.index, theirs, _figures(right)))


Told = TypeVar("Told")


def once(finder: Callable[[Story], Told]) -> Callable[[Story], Told]:
    """Ask for what several rules want of a story no more than once; it is kept as long as the story is."""

    @wraps(finder)
    def kept(story: Story) -> Told:
        if finder not in story.kept:
            story.kept[finder] = finder(story)
        return cast("Told", story.kept[finder])

    return kept


def _figures(telling: Telling) -> tuple[Span, ...]:
    return (*(each.span for each in telling.quantities), *(each.span for each in telling.times))


def story_of(reading: Reading, sense: Sense | None = None, pairwise: Pairwise | None = None) -> Story:
    """Prepare a reading for its rules."""
    article = reading.article
    which = profile(article.language, article.script)
    known = wording(which)
    by_id = {entity.id: entity for entity in reading.entities}
    starts = [span.start for span in reading.sentences]
    times = _by_sentence(reading.times, starts)
    quantities = _by_sentence(reading.quantities, starts)
    mentions = _by_sentence(reading.mentions, starts)
    quoted = _wholly_quoted(reading, starts)
    tellings = []
    for index, span in enumerate(reading.sentences):
        row = words(article.text, span)
        if article.script == "Cyrl":
            row = tuple(one_script(word) for word in row)
        named = mentions[index]
        bare = [word for word in row if not _inside(word, named)] if named else row
        tellings.append(
            Telling(
                index=index,
                span=span,
                words=row,
                stems=stems(bare, known),
                people=frozenset(m.entity for m in named if m.type in ("PER", "ORG")),
                places=frozenset(m.entity for m in named if m.type == "LOC"),
                marks=marks(known, bare),
                events=tuple(known.events.find(row)),
                times=tuple(times[index]),
                quantities=tuple(quantities[index]),
                mentions=tuple(named),
                quoted=index in quoted,
            )
        )
    return Story(reading, which, known, tuple(tellings), _common(tellings), by_id, sense, pairwise)


# Latin letters that pass for Cyrillic ones: texts that went through a converter are full of them.
LOOK_ALIKES = str.maketrans("aeopcyxj", "аеорсухј")


def one_script(word: Word) -> Word:
    """Return a word that mixes Latin letters into Cyrillic ones with small letters of one script, for looking it up."""
    lower = word.lower
    if lower.isascii() or not any(letter.isascii() and letter.isalpha() for letter in lower):
        return word
    return Word(word.start, word.end, word.text, lower.translate(LOOK_ALIKES))


def stems(row: Sequence[Word], known: Wording) -> frozenset[str]:
    """Return the stems of the words that tell something: no stop words, no numbers, nothing of one or two letters."""
    return frozenset(
        known.stem(word.lower)
        for word in row
        if len(word.lower) >= SOME_LETTERS and word.is_word and word.lower not in known.stop
    )


def _common(tellings: Sequence[Telling]) -> frozenset[str]:
    counts = Counter(stem for telling in tellings for stem in telling.stems)
    bound = max(5, len(tellings) // 3)
    return frozenset(stem for stem, count in counts.items() if count >= bound)


Placed = TypeVar("Placed", TimeRef, Quantity, Mention)


def _by_sentence(found: Sequence[Placed], starts: Sequence[int]) -> dict[int, list[Placed]]:
    rows: dict[int, list[Placed]] = defaultdict(list)
    for each in found:
        rows[bisect_right(starts, each.span.start) - 1].append(each)
    return rows


def _inside(word: Word, named: Sequence[Mention]) -> bool:
    return any(m.type == "PER" and m.span.start <= word.start < m.span.end for m in named)


def _wholly_quoted(reading: Reading, starts: Sequence[int]) -> frozenset[int]:
    found = set()
    for quote in reading.quotes:
        first = max(0, bisect_right(starts, quote.span.start) - 1)
        for index in range(first, len(reading.sentences)):
            sentence = reading.sentences[index]
            if sentence.start >= quote.span.end:
                break
            inside = min(sentence.end, quote.span.end) - max(sentence.start, quote.span.start)
            if inside >= 0.8 * (sentence.end - sentence.start):
                found.add(index)
    return frozenset(found)

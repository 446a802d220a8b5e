"""Quotations that come back elsewhere in the text: on a poster, in somebody else's mouth, in reported speech."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

from merilo.findings.story import Story, Telling, once
from merilo.findings.told.headline import in_headline
from merilo.findings.told.roles import akin
from merilo.findings.told.sayings import Saying, dialogue, sayings, speaker_of
from merilo.findings.told.where import quotations, reported
from merilo.model import Span
from merilo.text.words import Word, words

RUN = 2  # words in a row that an echo shares with the quotation, at least once
SAME = 4  # words that it shares in all,
TELLING = 2  # of which so many tell something,
LIKE = 0.6  # and so much of the stretch that it covers in both
LONGEST_CHANGE = 3  # words that stand in the place of others
# Sentences that a quotation is held against: those that share most of its words two by two. Of two words that more
# sentences share than COMMON, those nearest to it. A text that has more says the same again and again.
MOST = 40
COMMON = 200


@dataclass(frozen=True, slots=True)
class Echo:
    """A quotation, and a later or earlier place that has much of its words in the same order.

    `there` is the stretch of the other place. `changed` are the words that stand there for others, with those;
    `covered` is how much of the quotation comes back, or of the shorter one where there are two, and `run` how many
    words in a row. `announced` is True where one of the two sentences speaks of words, a sentence, a joke; `own` where
    somebody says that the words are their own. `teller` is whom the other place gives them to, where that is one
    person; `quoted` is True where they stand in quotation marks there.
    """

    saying: Saying
    telling: Telling
    there: Span
    changed: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    covered: float
    run: int
    announced: bool
    own: bool
    teller: str | None
    quoted: bool


@once
def echoes(story: Story) -> tuple[Echo, ...]:
    """Return every place outside a quotation that repeats most of its words in their order."""
    return tuple(_echoes(story))


def _echoes(story: Story) -> Iterator[Echo]:
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = [_spoken(story, telling.words) for telling in story.tellings]
    for index, row in enumerate(rows):
        for pair in {(left[0], right[0]) for left, right in itertools.pairwise(row)}:
            where[pair].append(index)
    for saying in sayings(story):
        own = _spoken(story, saying.words)
        here = bisect_left(story.tellings, saying.span.end, key=lambda telling: telling.span.start)
        for index in _likest(own, where, here):
            telling = story.tellings[index]
            if telling.span.overlaps(saying.span) or in_headline(story, telling.span):
                continue
            if (echo := _echo(story, saying, own, telling, rows[index])) is not None:
                yield echo


def _likest(own: Sequence[tuple[str, Word]], where: Mapping[tuple[str, str], list[int]], here: int) -> list[int]:
    """The sentences that share two words in a row with a quotation, in the order of the text; of many the likest."""
    shared: Counter[int] = Counter()
    for left, right in itertools.pairwise(own):
        found = where.get((left[0], right[0]), [])
        first = max(0, bisect_left(found, here) - COMMON // 2) if len(found) > COMMON else 0
        shared.update(found[first : first + COMMON])
    if len(shared) <= MOST:
        return sorted(shared)
    return sorted(sorted(shared, key=lambda index: (-shared[index], abs(index - here)))[:MOST])


def _spoken(story: Story, row: Sequence[Word]) -> list[tuple[str, Word]]:
    """The words of a row, each with its stem; numbers as they are."""
    return [(story.wording.stem(word.lower), word) for word in row if word.text[0].isalnum()]


def _echo(
    story: Story, saying: Saying, ours: list[tuple[str, Word]], telling: Telling, theirs: list[tuple[str, Word]]
) -> Echo | None:
    """What comes back of a quotation in one sentence, where it is enough."""
    one, other = [stem for stem, _ in ours], [stem for stem, _ in theirs]
    matched = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    blocks = _close([block for block in matched if block.size])
    same = sum(block.size for block in blocks)
    if same < SAME or max(block.size for block in blocks) < RUN:
        return None
    first, last = blocks[0], blocks[-1]
    mine = range(first.a, last.a + last.size)
    its = range(first.b, last.b + last.size)
    telling_words = {one[at] for block in blocks for at in range(block.a, block.a + block.size)}
    telling_words &= story.stems_of([word for _, word in ours])
    if same / max(len(mine), len(its)) < LIKE or len(telling_words) < TELLING:
        return None
    changed = []
    for left, right in itertools.pairwise(blocks):
        mine_only = [word.lower for _, word in ours[left.a + left.size : right.a]]
        its_only = [word.lower for _, word in theirs[left.b + left.size : right.b]]
        if mine_only and its_only:
            changed.append((tuple(mine_only), tuple(its_only)))
    there = Span(theirs[its[0]][1].start, theirs[its[-1]][1].end)
    here = story.telling_at(saying.span.start)
    own = any(_own(story, each, span) for each, span in ((telling, there), (here, saying.span)))
    spoken = [quote.words for quote in quotations(story).touching(there)]
    spoken += dialogue(story).touching(there)
    whole = [sum(word.text[0].isalnum() for word in words(story.text, span)) for span in spoken]
    return Echo(
        saying=saying,
        telling=telling,
        there=there,
        changed=tuple(changed),
        covered=same / min([len(one), *(length for length in whole if length >= SAME)]),
        run=max(block.size for block in blocks),
        announced=own or any(_announced(story, each, span) for each, span in ((telling, there), (here, saying.span))),
        own=own,
        teller=_teller(story, telling, there),
        quoted=bool(spoken),
    )


def _announced(story: Story, telling: Telling, said: Span) -> bool:
    """The sentence speaks of words, a sentence, a joke outside of what is said, or the one before does."""
    told, known = story.wording.signs["words_told"], _speaking(story)["words_told"]
    if telling.index and telling.index - 1 in known:
        return True
    return telling.index in known and any(told.find(_outside(telling, said)))


def _own(story: Story, telling: Telling, said: Span) -> bool:
    """Somebody says that the words are their own: in the sentence, but not in what is said itself."""
    own = story.wording.signs["own_words"]
    return telling.index in _speaking(story)["own_words"] and any(own.find(_outside(telling, said)))


def _outside(telling: Telling, said: Span) -> list[Word]:
    return [word for word in telling.words if word.end <= said.start or word.start >= said.end]


@once
def _speaking(story: Story) -> Mapping[str, frozenset[int]]:
    """The sentences with words of each kind, which few have: for those the question ends here."""
    signs = ("words_told", "own_words")
    return {
        sign: frozenset(each.index for each in story.tellings if any(story.wording.signs[sign].find(each.words)))
        for sign in signs
    }


def _teller(story: Story, telling: Telling, there: Span) -> str | None:
    """To whom a sentence gives the words in it: who is said to speak, or the one person named beside them."""
    said = reported(story).touching(there)
    speakers = {speaker_of(story, each) for each in said} - {None}
    titled = {by for each in said if each.source is not None and (by := _by_title(story, each.source))}
    if len(speakers | titled) == 1:
        return (speakers | titled).pop()
    named = {m.entity for m in telling.mentions if m.type == "PER" and not m.span.overlaps(there)}
    if _own(story, telling, there) and telling.index and not named and not speakers:
        named = {m.entity for m in story.tellings[telling.index - 1].mentions if m.type == "PER"}
    return named.pop() if len(named) == 1 and not speakers else None


def _by_title(story: Story, source: Span) -> str | None:
    """The one person of the text who has the title that a source begins with: "recalled the lawyer"."""
    called = words(story.text, source)[0]
    stem = story.wording.stem(called.lower)
    titled = {who for title, people in _titled(story).items() if akin(stem, title) for who in people}
    return titled.pop() if len(titled) == 1 and not called.is_capital else None


@once
def _titled(story: Story) -> Mapping[str, frozenset[str]]:
    """The people of the text by the stems of their titles."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in story.entities.values():
        for role in each.roles if each.type == "PER" else ():
            found[story.wording.stem(role.title.lower())].add(each.id)
    return {title: frozenset(people) for title, people in found.items()}


def _close(blocks: Sequence[Match]) -> list[Match]:
    """The longest chain of blocks with short gaps between: what lies further off is of another sentence."""
    chains: list[list[Match]] = []
    for block in blocks:
        previous = chains[-1][-1] if chains else None
        gaps = (block.a - previous.a - previous.size, block.b - previous.b - previous.size) if previous else (99, 99)
        if max(gaps) <= LONGEST_CHANGE:
            chains[-1].append(block)
        else:
            chains.append([block])
    return max(chains, key=lambda chain: sum(block.size for block in chain), default=[])

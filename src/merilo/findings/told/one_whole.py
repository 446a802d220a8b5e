"""Shares that the words say are of one whole, in one sentence or several: one answer each, one estate, "the rest"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from merilo.findings.story import BREAKS, Story, Telling
from merilo.findings.told.matter import apart
from merilo.findings.wording import marks
from merilo.model import Quantity
from merilo.text.words import Word

GAP = 2  # from one sentence with shares to the next, at most
LONG = 4  # sentences that a list of shares may take
FULL = 101.0  # a list of rounded shares may make so much
LOOSE = 2.0  # and so much more for each that stands in words
MOST = {
    "rest": 145.0,
    "answers": 170.0,
    "dealt": 140.0,
    "same": 140.0,
    "makes": 130.0,
    "votes": 130.0,
    "against": 160.0,
}
ROUNDED = 103.0  # what shares that are said to be rounded make at most
ASIDE = 3  # words between a share and the same one in figures: "half of it, 55 per cent,"
BESIDE = 3  # words from "the rest" or "of the same" to its share
TAIL = 7  # words behind a share that tell of it
NEAR = 2  # sentences from a list in which it is said how many answers there were
MANY = 3
LITTLE = 3  # letters of a word that tells of nothing


@dataclass(frozen=True, slots=True)
class Part:
    """A share in its sentence."""

    telling: Telling
    share: Quantity

    def is_in_words(self, story: Story) -> bool:
        """Say whether it stands in words, as a third does: then it is about so much."""
        return self.share.bound == "about" and not story.text[self.share.span.start].isdecimal()


def of_one_whole(story: Story) -> Iterator[tuple[Part, ...]]:
    """Yield shares of one whole that make more than it."""
    yield from _against(story)
    yield from _of_which(story)
    yield from _and_not(story)
    for row in _rows(story):
        for last in range(len(row), 1, -1):
            said = _says(story, row[:last])
            if said and _too_much(story, row[:last], MOST[said]):
                yield row[:last]
                break


def _rows(story: Story) -> Iterator[tuple[Part, ...]]:
    """The shares of neighbouring sentences in order, up to each sentence at which a list may begin."""
    for telling in story.tellings:
        row: list[Part] = []
        last = telling.index
        for each in story.tellings[telling.index : telling.index + LONG]:
            own = _parts(story, each)
            if (not own and each is telling) or each.index - last > GAP or each.marks & {"wrong", "if", "part"}:
                break
            if own:
                row.extend(own)
                last = each.index
        if len(row) > 1:
            yield tuple(row)


def _parts(story: Story, telling: Telling) -> list[Part]:
    """The shares of a sentence, each once, with the bare numbers behind one: "48 per cent, Graz 19"."""
    found: list[Part] = []
    for quantity in telling.quantities:
        if quantity.high is not None or quantity.bound == "at-most" or not 0 < quantity.value <= 100:
            continue
        part = Part(telling, quantity)
        if quantity.unit == "%":
            if found and _said_twice(story, found[-1], part):
                found.pop()
            found.append(part)
        elif found and quantity.unit is None and quantity.noun is None and _ends_there(telling, quantity):
            found.append(part)
    return found


def _ends_there(telling: Telling, quantity: Quantity) -> bool:
    after = telling.around(quantity.span, 0, 1)
    return not after or after[0].text in ",;.!?"


def _said_twice(story: Story, left: Part, right: Part) -> bool:
    """ "More than half of it, 55 per cent, ..." """
    if left.is_in_words(story) == right.is_in_words(story):
        return False
    between = _between(left, right)
    return len(between) <= ASIDE and abs(left.share.value - right.share.value) <= 10


def _between(left: Part, right: Part) -> Sequence[Word]:
    return left.telling.between(left.share.span.end, right.share.span.start)


def _too_much(story: Story, row: Sequence[Part], most: float) -> bool:
    """They make more than a whole, no few of them make it, and nothing says that they may."""
    values = [part.share.value for part in row]
    loose = sum(part.is_in_words(story) for part in row)
    made = sum(values)
    if not FULL + LOOSE * loose < made <= most:
        return False
    for first in range(len(values)):
        for last in range(first + 2, len(values) + 1):
            if last - first < len(values) and abs(sum(values[first:last]) - 100) <= 1.5:
                return False
    signs = story.wording.signs
    around = story.tellings[max(0, row[0].telling.index - NEAR) : row[-1].telling.index + NEAR + 1]
    if any(any(signs["more_answers"].find(each.words)) for each in around):
        return False
    if made <= ROUNDED and any(any(signs["summed_rounded"].find(each.words)) for each in around):
        return False
    return not (_changing(story, row) or _of_times(row) or _own_wholes(story, row))


def _changing(story: Story, row: Sequence[Part]) -> bool:
    signs = story.wording.signs
    return any(any(signs[sign].find(part.telling.clause(part.share.span))) for part in row for sign in ("up", "down"))


def _of_times(row: Sequence[Part]) -> bool:
    """Two of the shares have a day or a year of their own."""
    dated = 0
    for part in row:
        clause = part.telling.clause(part.share.span)
        dated += any(clause and clause[0].start <= t.span.start < clause[-1].end for t in part.telling.times)
    return dated > 1


def _own_wholes(story: Story, row: Sequence[Part]) -> bool:
    """Each is of a whole of its own: of men, of women."""
    wholes = set()
    for part in row:
        for word in part.telling.around(part.share.span, 0, 2):
            if _is_people(story, word):
                wholes.add(story.wording.stem(word.lower)[:5])
    return len(wholes) > 1


def _is_people(story: Story, word: Word) -> bool:
    return word.lower in story.wording.given.people or story.wording.signs["whole"].at((word,), 0) is not None


def _says(story: Story, row: Sequence[Part]) -> str | None:
    """What says that the shares are of one whole, and that the last ends the list."""
    signs = story.wording.signs
    last, first = row[-1], row[0]
    ahead = last.telling.around(last.share.span, BESIDE + TAIL, 0)
    behind = last.telling.around(last.share.span, 0, BESIDE)
    rest = [hit for hit in signs["remaining"].find(ahead) if hit.last >= len(ahead) - BESIDE or not hit.first]
    if len(row) >= MANY and (rest or any(hit.first == 0 for hit in signs["remaining"].find(behind))):
        return "rest"
    opens = any(not hit.first and len(ahead) <= BESIDE + 1 for hit in rest)  # "The rest of the county, 75 per cent,"
    if last.telling.index - first.telling.index < GAP and (opens or any(hit.last == len(ahead) for hit in rest)):
        return "rest"  # "65 per cent had been ... The remaining 45 per cent had ..."
    if any(signs["same_whole"].find(behind)):
        return "same"
    near = story.tellings[max(0, first.telling.index - 1) : last.telling.index + 2]
    if any(any(signs["one_answer"].find(each.words)) for each in near):
        return "answers"
    opening = story.tellings[max(0, first.telling.index - 1) : first.telling.index + 1]
    if any(any(signs["dealt_out"].find(each.words)) for each in opening):
        return "dealt"
    if len(row) >= MANY and all(any(signs["makes_up"].find(_around(part))) for part in row):
        return "makes"
    return "votes" if _are_votes(story, row) else None


def _around(part: Part) -> tuple[Word, ...]:
    return part.telling.around(part.share.span, TAIL, TAIL)


def _are_votes(story: Story, row: Sequence[Part]) -> bool:
    """Two people of one election, each with their share of the votes."""
    if len(row) != 2 or row[0].telling is row[1].telling or apart(row[0].telling, row[1].telling):
        return False
    if not any(story.wording.signs["polled"].find(row[0].telling.around(row[0].share.span, 0, 2))):
        return False
    people = [{m.entity for m in part.telling.mentions if m.type == "PER"} for part in row]
    return bool(people[0] and people[1] and not people[0] & people[1] and not row[1].telling.times)


def _against(story: Story) -> Iterator[tuple[Part, ...]]:
    """ "62 per cent favoured it, and 48 opposed it": two answers to one question, in one sentence or two."""
    for telling in story.tellings:
        row = _parts(story, telling)
        if telling.marks & {"wrong", "if"}:
            continue
        for left, right in pairwise(row):
            between = _between(left, right)
            cut = _cut(story, between)
            ours = [*_clause_ahead(left), *between[:cut]]
            if _two_answers(story, ours, [*between[cut:], *_clause_behind(right)]):
                yield from _if_too_much(story, (left, right))
        following = story.tellings[telling.index + 1] if telling.index + 1 < len(story.tellings) else None
        theirs = _parts(story, following) if following is not None and row else []
        if following is None or len(row) != 1 or len(theirs) != 1 or following.marks & {"wrong", "if"}:
            continue
        said = [*_clause_ahead(theirs[0]), *_clause_behind(theirs[0])]
        if _two_answers(story, [*_clause_ahead(row[0]), *_clause_behind(row[0])], said) and not apart(
            telling, following
        ):
            yield from _if_too_much(story, (row[0], theirs[0]))


def _of_which(story: Story) -> Iterator[tuple[Part, ...]]:
    """ "160,000 cars, of which 90 per cent are sold abroad and 25 at home": one row behind "of which"."""
    signs = story.wording.signs
    for telling in story.tellings:
        row = _parts(story, telling)
        for at, part in enumerate(row[:-1]):
            led = any(signs["of_whom"].find(telling.around(part.share.span, BESIDE, 0)))
            opened = any(hit.first == 0 for hit in signs["of_whom"].find(telling.around(part.share.span, 0, BESIDE)))
            run = [part]
            for other in row[at + 1 :] if led or opened else ():
                between = _between(run[-1], other)
                joint = any(w.text in ",;" for w in between) or any(signs["and"].find(between))
                if not joint or any(signs["of_whom"].find(between[BESIDE:])) or any(w.text in ".:" for w in between):
                    break
                run.append(other)
            if len(run) > 1 and not telling.marks & {"wrong", "if"} and _too_much(story, run, MOST["dealt"]):
                yield tuple(run)
                break


def _and_not(story: Story) -> Iterator[tuple[Part, ...]]:
    """ "45 per cent of the wells are dry, and 70 per cent are not": what is not, and what is, are all of it.

    A sentence ahead that gives one more share of the same adds to them; and so do two ways in which all came about.
    """
    for telling in story.tellings:
        row = _parts(story, telling)
        if len(row) != 2 or telling.marks & {"wrong", "if", "part"}:
            continue
        left, right = row
        cut = _cut(story, _between(left, right))
        ours = [*_clause_ahead(left), *_between(left, right)[:cut]]
        theirs = [*_between(left, right)[cut:], *_clause_behind(right)]
        nots = ["not" in marks(story.wording, each) for each in (ours, theirs)]
        means = all(story.wording.signs["by_means"].find(each) for each in (ours, theirs)) and _in_each(story, row)
        if nots == [False, True] and not _names_in(telling, theirs):
            before = story.tellings[telling.index - 1] if telling.index else None
            more = _parts(story, before) if before is not None else []
            if left.share.value + right.share.value > FULL:
                dated = any(time.span.start > left.share.span.end for time in telling.times)
                if not dated and "change" not in telling.marks and _too_much(story, row, MOST["makes"]):
                    yield left, right
            elif len(more) == 1 and before is not None and before.stems & telling.stems - story.common:
                yield from _three(story, (more[0], left, right))
        elif means:
            yield from _if_too_much(story, (left, right))


def _in_each(story: Story, row: Sequence[Part]) -> bool:
    """Each of the two ways stands beside its share."""
    return all(any(story.wording.signs["by_means"].find(part.telling.around(part.share.span, TAIL, 2))) for part in row)


def _names_in(telling: Telling, row: Sequence[Word]) -> bool:
    starts = {word.start for word in row}
    return any(m.span.start in starts and m.type != "MISC" for m in telling.mentions)


def _three(story: Story, row: tuple[Part, Part, Part]) -> Iterator[tuple[Part, ...]]:
    if _too_much(story, row, MOST["makes"]) and not apart(row[0].telling, row[1].telling):
        yield row


def _if_too_much(story: Story, row: tuple[Part, Part]) -> Iterator[tuple[Part, ...]]:
    left, right = row
    since = left.share.span.end
    # "Against 55 per cent four years ago", or in another town, sets it against another poll.
    elsewhere = [time.span for time in right.telling.times]
    elsewhere += [mention.span for mention in right.telling.mentions if mention.type == "LOC"]
    if any(span.start >= since for span in elsewhere) or "change" in right.telling.marks:
        return
    if _too_much(story, row, MOST["against"]):
        yield row


def _cut(story: Story, between: Sequence[Word]) -> int:
    """Where the words of the second share begin among those between two: behind the last comma or "and"."""
    ands = [hit.last for hit in story.wording.signs["and"].find(between)]
    return max([*ands, *(at + 1 for at, word in enumerate(between) if word.text in BREAKS)], default=len(between))


def _clause_ahead(part: Part) -> list[Word]:
    clause = [w for w in part.telling.words if w.end <= part.share.span.start]
    if clause and clause[-1].text in "–—":
        clause.pop()
    first = max((at + 1 for at, word in enumerate(clause) if word.text in BREAKS), default=0)
    return clause[first:]


def _clause_behind(part: Part) -> list[Word]:
    behind = [w for w in part.telling.words if w.start >= part.share.span.end][:TAIL]
    last = next((at for at, word in enumerate(behind) if word.text in BREAKS), len(behind))
    return behind[:last]


def _two_answers(story: Story, ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """One of two rows of words says no to what the other says, and the second tells of nothing new."""
    left, right = (_says_no(story, row) for row in (ours, theirs))
    return left != right and not _matter(story, theirs) - _matter(story, ours)


def _says_no(story: Story, row: Sequence[Word]) -> bool:
    if any(story.wording.signs["contrary"].find(row)):
        return True
    quoted = [hit.first for hit in story.wording.signs["nay_word"].find(row)]
    return any(at and row[at - 1].text in "„“\"«'‘”" for at in quoted)


def _matter(story: Story, row: Sequence[Word]) -> frozenset[str]:
    """The stems of what a row of words is about, without people and words of answering."""
    signs = story.wording.signs
    taken = {
        at for sign in ("contrary", "agreeing") for hit in signs[sign].find(row) for at in range(hit.first, hit.last)
    }
    kept = [
        word
        for at, word in enumerate(row)
        if at not in taken and len(word.lower) > LITTLE and not _is_people(story, word)
    ]
    return story.stems_of(kept)

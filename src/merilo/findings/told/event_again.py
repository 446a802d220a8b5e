"""An event that is named again by its noun, with its day or its town beside it: "Saturday's match in Leeds"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise, takewhile

from merilo.findings.story import Story, Telling, once
from merilo.findings.told.happenings import explicit
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.matter import dated, meets
from merilo.findings.told.named_again import are_two
from merilo.findings.told.roles import akin
from merilo.findings.wording import marks
from merilo.model import Mention, Span, TimeRef
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

REACH = 10  # words on either side of a day or a town among which the name of its event stands
BESIDE = 3  # words around it that say which one
MOST = 40  # places and days of a text that are held against each other
MANY = 2  # towns or days of one kind of event; more of them are a series
WEEK = 7  # days
ROOT = 4  # letters that a noun and its verb share, at the least
MONTH = 31  # days
PHRASE = 2  # words between an event and its town
EXCUSES = frozenset({"other", "again", "moved", "wrong", "if"})


@dataclass(frozen=True, slots=True)
class Spot:
    """A town or a day in its sentence, and the names of events on either side of it; `ahead` are those before it."""

    telling: Telling
    span: Span
    nouns: tuple[Word, ...]
    ahead: tuple[Word, ...]


def in_another_town(story: Story) -> Iterator[tuple[Mention, Mention]]:
    """Yield two towns, far apart, each the only one of its sentence, in which the text has one event.

    The noun for it stands in both sentences, the later time ahead of its town.
    """
    found = list(_towns(story))[:MOST]
    several = _series(story, ((spot, place.entity) for spot, place in found))
    for (left, here), (right, there) in combinations(found, 2):
        if left.telling is right.telling or not are_two(story, here, there):
            continue
        if here.entity in right.telling.places or there.entity in left.telling.places:
            continue
        ours, theirs = (_weekdays(story, each.telling) for each in (left, right))
        if ours and theirs and not ours & theirs:
            continue
        noun = _noun_of_both(story, left, right, several)
        if noun is None or not (ours & theirs or right.ahead):
            continue
        alike = ours & theirs or _in_one_month(left, right) or _in_common(story, left, right, noun)
        if alike or all(_right_ahead(each) for each in (left, right)):
            yield here, there


def pictured_elsewhere(story: Story) -> Iterator[tuple[Mention, Mention]]:
    """Yield a town of a caption that the text has nowhere, and the one in which it has the same event of that day."""
    known = [place for _, place in _towns(story)]
    for telling in story.tellings:
        if not in_captions(story, telling.span):
            continue
        places = [m for m in _behind_in(story, telling) if m.type == "LOC"]
        if not places or not all(are_two(story, places[-1], each) for each in known):
            continue
        below, days = _spot(story, telling, places[-1].span), _weekdays(story, telling)
        for above, place in _towns(story):
            noun = _noun_of_both(story, below, above, frozenset())
            one_day = bool(days & _weekdays(story, above.telling))
            if (noun and one_day) or (one_day and telling.people & above.telling.people):
                yield places[-1], place
                break


def on_another_day(story: Story) -> Iterator[tuple[TimeRef, TimeRef]]:
    """Yield two days, near each other, beside one noun for an event which the text names more than once."""
    found = list(_days(story))[:MOST]
    several = _series(story, ((spot, time.value[:10]) for spot, time, _ in found))
    for (left, here, one), (right, there, other) in combinations(found, 2):
        if left.telling is right.telling or one == other or one in _all_days(right.telling):
            continue
        both = [explicit(story, time) for time in (here, there)]
        if both[0] != both[1] or (not all(both) and abs((one - other).days) >= WEEK):
            continue
        noun = _noun_of_both(story, left, right, several)
        if noun is not None and other not in _all_days(left.telling) and _in_common(story, left, right, noun):
            yield here, there


def _towns(story: Story) -> Iterator[tuple[Spot, Mention]]:
    """The towns of sentences that have one; of "Rushden, Northamptonshire" the first."""
    for telling in _body(story):
        places = list(_behind_in(story, telling))
        if places and all(len(telling.between(a.span.end, b.span.start)) < 2 for a, b in pairwise(places)):
            town = next((each for each in places if each.type == "LOC"), None)
            if town is not None:
                yield _spot(story, telling, town.span), town


def _days(story: Story) -> Iterator[tuple[Spot, TimeRef, date]]:
    for telling in _body(story):
        for time in telling.times:
            if time.earliest is None or time.earliest != time.latest or time.type not in ("DATE", "TIME"):
                continue
            spot = _spot(story, telling, time.span)
            if explicit(story, time) or time.weekday is not None:
                yield spot, time, time.earliest


def _spot(story: Story, telling: Telling, span: Span) -> Spot:
    names = story.wording.signs["event_nouns"]
    ahead, both = telling.around(span, REACH, 0), telling.around(span, REACH, REACH)
    return Spot(telling, span, *(tuple(row[hit.last - 1] for hit in names.find(row)) for row in (both, ahead)))


def _series(story: Story, told: Iterator[tuple[Spot, str]]) -> frozenset[str]:
    """The nouns that stand beside more towns or days than two: matches, hearings."""
    where: dict[str, set[str]] = defaultdict(set)
    for spot, at in told:
        for noun in spot.ahead:
            where[story.wording.stem(noun.lower)].add(at)
    return frozenset(stem for stem, different in where.items() if len(different) > MANY)


def _body(story: Story) -> list[Telling]:
    return [t for t in story.tellings if not in_headline(story, t.span) and not in_captions(story, t.span)]


def _all_days(telling: Telling) -> set[date | None]:
    return {time.earliest for time in dated(telling.times)}


def _behind_in(story: Story, telling: Telling) -> Iterator[Mention]:
    """The names behind "in" or "at", whatever the finder took them for, and a place behind one of them."""
    for mention in telling.mentions:
        ahead = telling.around(mention.span, 1, 0)
        behind_in = any(any(story.wording.signs[sign].find(ahead)) for sign in ("in", "where"))
        if behind_in or (mention.type == "LOC" and ahead and ahead[0].text in (",", "(")):
            yield mention


def _noun_of_both(story: Story, left: Spot, right: Spot, several: frozenset[str]) -> Word | None:
    """The noun for an event of the one that the other has too, or the verb of which stands there.

    Nothing beside the two says that it is another one, that it came again, or that it was moved.
    """
    stem = story.wording.stem
    if "wrong" in left.telling.marks | right.telling.marks:
        return None
    for one, other in ((right, left), (left, right)):
        near = other.telling.around(other.span, REACH, REACH)
        theirs = [*other.nouns, *(word for word in near if word.is_word and not word.is_capital)]
        for noun in one.nouns:
            for word in theirs:
                if word.lower in story.wording.stop or stem(noun.lower) in several:
                    continue
                alike = akin(stem(noun.lower), stem(word.lower)) or _of_one_root(noun.lower, word.lower)
                if alike and not _excused(story, (one, noun), (other, word)):
                    return noun
    return None


def _of_one_root(noun: str, other: str) -> bool:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(noun, other, strict=False)))
    return same > ROOT and same >= min(len(noun), len(other)) - 2


def _weekdays(story: Story, telling: Telling) -> frozenset[int]:
    """The days of the week that a sentence names, by a date, a noun or an adjective: "Saturday's", „саботниот“."""
    found = {t.earliest.weekday() for t in dated(telling.times) if t.earliest and t.earliest == t.latest}
    return frozenset(found | {day for day, lexicon in _adjectives(story) if any(lexicon.find(telling.words))})


@once
def _adjectives(story: Story) -> list[tuple[int, Lexicon[int]]]:
    rows = story.wording.given.day_adjectives
    return [(day, Lexicon(dict.fromkeys(row, day))) for day, row in enumerate(rows)]


def _excused(story: Story, *told: tuple[Spot, Word]) -> bool:
    """A word beside an event or its place says that it is another one, or that it was moved; "last year" does not."""
    for spot, noun in told:
        times = [time.span for time in spot.telling.times]
        for span in (spot.span, noun.span):
            row = spot.telling.around(span, BESIDE, BESIDE)
            if EXCUSES & marks(story.wording, [w for w in row if not any(t.holds(w.span) for t in times)]):
                return True
    return False


def _right_ahead(spot: Spot) -> bool:
    """The name of the event and its town are one phrase: "the parade in Rushden"."""
    return bool(spot.ahead) and len(spot.telling.between(spot.ahead[-1].end, spot.span.start)) <= PHRASE


def _in_one_month(left: Spot, right: Spot) -> bool:
    """Both sentences tell of one month, or of a day in it."""
    rows = [[t for t in dated(each.telling.times) if _width(t) < MONTH] for each in (left, right)]
    return any(meets(one, other) for one in rows[0] for other in rows[1])


def _width(time: TimeRef) -> int:
    return (time.latest - time.earliest).days if time.latest and time.earliest else MONTH


def _in_common(story: Story, left: Spot, right: Spot, noun: Word) -> int:
    """How many words and names, but for dates, the event and the places themselves, both sentences have."""
    rows: list[frozenset[str]] = []
    for each in (left, right):
        out: Sequence[Span] = [left.span, right.span, noun.span, *(time.span for time in each.telling.times)]
        rows.append(story.stems_of([w for w in each.telling.words if not any(s.overlaps(w.span) for s in out)]))
    own = story.wording.stem(noun.lower)
    stems = {stem for stem in rows[0] & rows[1] - story.common if not akin(stem, own)}
    named = [(each.telling.people | each.telling.places) for each in (left, right)]
    return len(stems) + len(named[0] & named[1])

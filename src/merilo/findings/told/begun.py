"""Two dates of which the text says that something began on the one and ended on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import Length, over_new_year, placed, width
from merilo.findings.told.where import told_by
from merilo.findings.wording import marks
from merilo.model import Span, TimeRef
from merilo.text.lexicon import Hit
from merilo.text.words import Word, words

MOST = 40  # dates behind one of a beginning or an end that are held against it
FEW = 3  # stems that a sentence has of its own besides its verb and its date
REACH = 6  # words between "began" and its date
OVER_A_COMMA = 3  # words that a comma between the two counts for
BESIDE = 3  # words between "lasted" and how long
AROUND = 8  # words around a date that tell what it is that began
EDGES = {"begun": "begun", "took_over": "begun", "ended": "ended", "left_office": "ended"}
SEASON = re.compile(r"\d{4}-(SP|SU|FA)")
MONTH = re.compile(r"\d{4}-\d{2}")
SILENT = frozenset({"wrong", "moved", "other"})


@dataclass(frozen=True, slots=True)
class Edge:
    """A date, and whether the text says that something began on it or ended; how many words part it from saying so."""

    telling: Telling
    time: TimeRef
    which: str


def begun_and_ended(story: Story) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the date on which something began and the one on which it ended, as one sentence or two tell them."""
    alone: list[Edge] = []
    for telling in story.tellings:
        times = _pinned(story, telling)
        verbs = list(_edge_words(story, telling))
        said = _in_turn(telling, times, verbs) or [
            Edge(telling, time, which) for time in times if (which := _which(story, telling, time, verbs))
        ]
        begun = [edge for edge in said if edge.which == "begun"]
        ended = [edge for edge in said if edge.which == "ended"]
        if len(begun) == 1 and len(ended) == 1:
            start, end = begun[0].time, ended[0].time
            if (
                _fit(story, start, end)
                and not _excused(story, telling, start, end)
                and _one_thing(story, telling, start, end)
            ):
                yield telling, start, end
        elif len(times) == 1 and len(said) == 1 and not telling.marks & SILENT:
            alone.append(said[0])
    yield from _over_two_sentences(story, alone)


def _over_two_sentences(story: Story, alone: Sequence[Edge]) -> Iterator[tuple[Telling, TimeRef, TimeRef]]:
    """Yield the same where one sentence tells of the beginning alone, and another one of the end of the same thing."""
    for at, one in enumerate(alone):
        for other in alone[at + 1 : at + 1 + MOST]:
            if {one.which, other.which} != {"begun", "ended"} or max(width(one.time), width(other.time)) > 1:
                continue
            if one.telling.places and other.telling.places and not one.telling.places & other.telling.places:
                continue
            start, end = (one, other) if one.which == "begun" else (other, one)
            if not _fit(story, start.time, end.time):
                continue
            next_to = other.telling.index - one.telling.index == 1
            shared = _matter(story, one) & _matter(story, other)
            fresh = _matter(story, other, whole=True) - one.telling.stems
            # "They ended in March" names nothing new; else both name what it is that began and ended.
            if (next_to and one.which == "begun" and (shared or len(fresh) <= FEW)) or len(shared) > 1:
                yield other.telling, start.time, end.time
                break


def _matter(story: Story, edge: Edge, *, whole: bool = False) -> frozenset[str]:
    return matter_of(story, edge.telling, edge.time.span, whole=whole)


def matter_of(story: Story, telling: Telling, date: Span, *, whole: bool = False) -> frozenset[str]:
    """Return the stems of what stands about a date: not its own, nor of "began" and "ended", nor of who says so."""
    row = telling.words if whole else telling.around(date, AROUND, AROUND)
    out = [date]
    for which in EDGES:
        hits = story.wording.signs[which].find(telling.words)
        out += [telling.words[at].span for hit in hits for at in range(hit.first, hit.last)]
    out += [span for span in told_by(story).touching(telling.span) if telling.span.holds(span)]
    dated = {story.wording.stem(word.lower) for time in telling.times for word in words(story.text, time.span)}
    return story.stems_of([w for w in row if not any(span.overlaps(w.span) for span in out)]) - dated


def _pinned(story: Story, telling: Telling) -> list[TimeRef]:
    """The dates of a sentence that are written out; "in June of the same year" is one."""
    return [time for time in telling.times if placed(time) and (_in_a_season(time) or _is_pinned(story, time))]


def _in_a_season(time: TimeRef) -> bool:
    """“In the autumn of 1957”; a winter has two years."""
    return time.type == "DATE" and SEASON.fullmatch(time.value) is not None


def _is_pinned(story: Story, time: TimeRef) -> bool:
    if width(time) > 2:
        return False
    if explicit(story, time):
        return True
    if time.type != "DATE" or time.earliest is None or (time.mod is not None and width(time)):
        return False
    row = words(story.text, time.span)
    counted = any(any(story.wording.signs[f"length_{unit}"].find(row)) for unit in "DWM")
    if width(time) == 1:
        return not counted and MONTH.fullmatch(time.value) is not None
    return width(time) == 0 and any(word.text == str(time.earliest.day) for word in row) and not counted


def _fit(story: Story, start: TimeRef, end: TimeRef) -> bool:
    """Two dates may be of one thing: a day against a year is mostly of two, and a winter without years is none."""
    alike = abs(width(start) - width(end)) <= 1 or (_in_a_season(start) and _in_a_season(end))
    return alike and not over_new_year(story, start, end)


def _excused(story: Story, telling: Telling, start: TimeRef, end: TimeRef) -> bool:
    """Something was moved or wrong, or another thing is named about the two dates."""
    first, last = sorted((start.span, end.span))
    between = [w for w in telling.between(first.end, last.start) if w.end <= last.start]
    near = (*telling.around(first, REACH, 0), *between)
    return bool(telling.marks & {"wrong", "moved"}) or "other" in marks(story.wording, near)


def _in_turn(telling: Telling, times: Sequence[TimeRef], verbs: Sequence[tuple[str, Hit[str]]]) -> list[Edge]:
    """ "Set off ... in October 2024 and came home ... in June of that year": one verb and one date after the other."""
    if len(times) != 2 or len(verbs) != 2 or len({which for which, _ in verbs}) != 2:
        return []
    told = sorted(verbs, key=lambda each: each[1].first)
    places = [(telling.words[hit.first].start, time.span.start) for (_, hit), time in zip(told, times, strict=True)]
    if not places[0][0] < places[0][1] < places[1][0] < places[1][1]:
        return []
    return [Edge(telling, time, which) for (which, _), time in zip(told, times, strict=True)]


def _which(story: Story, telling: Telling, time: TimeRef, verbs: Sequence[tuple[str, Hit[str]]]) -> str | None:
    """What is said to have been on that date: the nearer of "began" and "ended", if one is near."""
    near: tuple[int, str] | None = None
    for which, hit in verbs:
        first, last = telling.words[hit.first].start, telling.words[hit.last - 1].end
        if first <= time.span.start < last or time.span.start <= first < time.span.end:
            # "The end in March": a grammar of dates may take the first word for a part of the date.
            low = high = time.span.start
        else:
            low, high = (last, time.span.start) if last <= time.span.start else (time.span.end, first)
        between = [w for w in telling.between(low, high) if w.end <= high]
        if len(between) > REACH or any(other is not time and low <= other.span.start < high for other in telling.times):
            continue
        away = sum(OVER_A_COMMA if not w.is_word and w.text in ",;:" else 1 for w in between)
        if away <= REACH and (near is None or away < near[0]):
            near = (away, which)
    if near is None and _until(story, telling, time):
        return "ended"
    return near[1] if near else None


def _edge_words(story: Story, telling: Telling) -> Iterator[tuple[str, Hit[str]]]:
    """What tells of a beginning or an end, of an office too."""
    for sign, which in EDGES.items():
        for hit in story.wording.signs[sign].find(telling.words):
            yield which, hit


def _until(story: Story, telling: Telling, time: TimeRef) -> bool:
    """“It can be seen until 1 July”; what has to be done by then (tickets, applications) is of another thing."""
    signs = story.wording.signs
    ahead = telling.around(time.span, 2, 0)
    if any(signs["ahead_of_time"].find(telling.words)) or any(signs["before"].find(ahead[:-1])):
        return False
    return any(hit.last == len(ahead) for hit in signs["to_the_day"].find(ahead))


def _one_thing(story: Story, telling: Telling, begun: TimeRef, ended: TimeRef) -> bool:
    """Say whether it may be one thing that began and ended.

    "The war ended in March, and rebuilding began in June" tells of two; "the works, completed in March, were begun in
    June" of one: nothing new is named between the two dates.
    """
    if begun.span.start < ended.span.start:
        return not _names_another(story, _between(telling, begun, ended))
    signs = story.wording.signs["begun"]
    between = _between(telling, ended, begun)
    named = {at for hit in signs.find(between) for at in range(hit.first, hit.last)}
    new = [w for at, w in enumerate(between) if w.is_word and at not in named and w.lower not in story.wording.stop]
    return not new


def _names_another(story: Story, between: Sequence[Word]) -> bool:
    """The words between the two dates tell of an older or a newer thing of the kind."""
    signs = story.wording.signs
    return any(signs["older"].find(between)) or any(signs["newer"].find(between))


def _between(telling: Telling, left: TimeRef, right: TimeRef) -> Sequence[Word]:
    return [w for w in telling.between(left.span.end, right.span.start) if w.end <= right.span.start]


def lasted(story: Story, telling: Telling, length: Length) -> bool:
    """Say whether "lasted" or the like stands right before a length of time."""
    ahead = telling.around(length.span, BESIDE, 0)
    return any(story.wording.signs["lasted"].find(ahead))

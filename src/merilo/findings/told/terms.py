"""Terms of office as the text itself gives them: from when to when somebody was mayor, and of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.findings.story import Story, Telling
from merilo.findings.told.focus import in_focus
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import placed, ranges
from merilo.findings.wording import marks
from merilo.model import Span, TimeRef
from merilo.text.lexicon import Hit
from merilo.text.words import Word, words

BEFORE = 12  # words before a term in which the office stands
CLOSE = 4  # words from "as" or from "since" to the office
TAKEN = 9  # words from "became" to its date
NAMED = 5  # words from "became" to the office
DAYS_OF_A_YEAR = 366
SAME = 5  # letters in which two forms of one office agree: mayor, mayoress
SILENT = frozenset({"wrong", "if"})
NOT_THE_HOLDER = frozenset({"past_office", "one_of"})


@dataclass(frozen=True, slots=True)
class Term:
    """How long the text says that somebody held an office; `begins` or `ends` is None where it does not say.

    `offices` are the beginnings of the words for it, none where the text says only "took over the port".
    """

    telling: Telling
    person: str
    begins: TimeRef | None
    ends: TimeRef | None
    offices: frozenset[str] = frozenset()

    @property
    def span(self) -> Span:
        """Where the text gives it."""
        times = [time for time in (self.begins, self.ends) if time is not None]
        return Span(times[0].span.start, times[-1].span.end)

    def leaves_out(self, time: TimeRef) -> bool:
        """Say whether a time lies before or after it as a whole."""
        if time.earliest is None or time.latest is None:
            return False
        early = self.begins is not None and self.begins.earliest is not None and time.latest < self.begins.earliest
        return early or self.is_over_by(time)

    def is_over_by(self, time: TimeRef) -> bool:
        """Say whether it ended before a time."""
        if self.ends is None or self.ends.latest is None or time.earliest is None:
            return False
        return time.earliest > self.ends.latest

    def may_be(self, offices: frozenset[str]) -> bool:
        """Say whether it may be the term of one of these offices."""
        return not self.offices or not offices or self.is_of(offices)

    def is_of(self, offices: frozenset[str]) -> bool:
        """Say whether it is the term of one of these offices, in any form of the word."""
        return any(one.startswith(other) or other.startswith(one) for one in self.offices for other in offices)


def terms(story: Story) -> Iterator[Term]:
    """Yield every term that the text gives a person it names."""
    signs = story.wording.signs
    told: set[Span] = set()
    for telling, start, end in ranges(story):
        person = _nearest(story, telling, start.span)
        ahead = telling.around(start.span, BEFORE, 0)
        if person and (any(_posts(story, ahead)) or any(signs["held_office"].find(ahead))):
            told |= {start.span, end.span}
            yield Term(telling, person, start, end, offices_in(story, ahead))
    for telling in story.tellings:
        if telling.marks & SILENT:
            continue
        for time in telling.times:
            if time.span not in told and written(story, time):
                for term in _by_one_end(story, telling, time):
                    told.add(time.span)
                    yield term
    yield from _of_roles(story, told)


def _of_roles(story: Story, told: set[Span]) -> Iterator[Term]:
    """The terms that stand with the offices of people, as far as they are not told yet: "director until last May"."""
    for entity in story.entities.values():
        for role in entity.roles:
            given = [] if role.term is None else [role.term.begins, role.term.ends]
            times = [time for time in given if time is not None]
            offices = offices_in(story, words(role.title)) if times else frozenset()
            if not offices or not all(written(story, time) and time.span not in told for time in times):
                continue
            telling = story.telling_at(times[0].span.start)
            if not telling.marks & SILENT:
                yield Term(telling, entity.id, given[0], given[1], offices)


def written(story: Story, time: TimeRef) -> bool:
    """Say whether a time is written out with its day, month or year: "in the autumn of 2019" is."""
    if not placed(time) or time.earliest is None or time.latest is None:
        return False
    dated = explicit(story, time) or str(time.earliest.year) in time.span.of(story.text)
    return dated and (time.latest - time.earliest).days < DAYS_OF_A_YEAR


def _by_one_end(story: Story, telling: Telling, time: TimeRef) -> Iterator[Term]:
    signs = story.wording.signs
    person = _nearest(story, telling, time.span)
    ahead, behind = telling.around(time.span, BEFORE, 0), telling.around(time.span, 0, CLOSE)
    if person is None:
        return
    if any(signs["left_office"].find((*ahead, *behind))):
        yield Term(telling, person, None, time, offices_in(story, ahead))
    elif _since(story, ahead) and "past_office" not in marks(story.wording, ahead):
        yield Term(telling, person, time, None, offices_in(story, ahead) or _of_titles(story, person))
    elif _taken(story, telling, time):
        yield Term(telling, person, time, None, offices_in(story, telling.words))


def _of_titles(story: Story, person: str) -> frozenset[str]:
    """The offices that the text gives somebody anywhere: "the secretary Holm, who has held this post since 2016"."""
    known = story.entities.get(person)
    titles = [words(role.title) for role in known.roles] if known else []
    return frozenset(office for row in titles for office in offices_in(story, row))


def _since(story: Story, ahead: Sequence[Word]) -> bool:
    """The words before a date say "mayor since", or "has led the hospital since"."""
    signs = story.wording.signs
    hits = [hit for hit in signs["since"].find(ahead) if hit.last >= len(ahead) - 1]
    if not hits:
        return False
    before = ahead[max(0, hits[0].first - CLOSE) : hits[0].first]
    return any(_posts(story, before)) or any(signs["held_office"].find(ahead[: hits[0].first]))


def _taken(story: Story, telling: Telling, time: TimeRef) -> bool:
    """Somebody took over, or became the holder of an office, on that date: no other date stands in the sentence."""
    signs = story.wording.signs
    if len([each for each in telling.times if placed(each)]) != 1:
        return False
    near = telling.around(time.span, TAKEN, TAKEN)
    if any(signs["took_over"].find(near)):
        return not marks(story.wording, near) & NOT_THE_HOLDER
    for hit in signs["became"].find(telling.words):
        behind = telling.words[hit.last : hit.last + NAMED]
        office = next(signs["offices"].find(behind), None)
        if office is not None and not marks(story.wording, behind[: office.first]) & NOT_THE_HOLDER:
            return any(word.start == telling.words[hit.first].start for word in near)
    return False


def offices_in(story: Story, row: Sequence[Word]) -> frozenset[str]:
    """Return the beginnings of the words for offices among some words."""
    return frozenset(row[at].lower[:SAME] for hit in _posts(story, row) for at in range(hit.first, hit.last))


def post_at(story: Story, row: Sequence[Word]) -> Hit[str] | None:
    """Return the first office or seat ("senator", which many hold at once) among some words."""
    return next(_posts(story, row), None)


def _posts(story: Story, row: Sequence[Word]) -> Iterator[Hit[str]]:
    for sign in ("offices", "seats"):
        yield from story.wording.signs[sign].find(row)


def _nearest(story: Story, telling: Telling, span: Span) -> str | None:
    """The person named last before a place of the sentence; of none, the only one of it, or of those before."""
    people = [mention for mention in telling.mentions if mention.type == "PER"]
    ahead = [mention for mention in people if mention.span.end <= span.start]
    if ahead:
        return ahead[-1].entity
    if not people:
        return in_focus(story, telling)
    return people[0].entity if len({mention.entity for mention in people}) == 1 else None

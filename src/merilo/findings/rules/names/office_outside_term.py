"""An office held before or after its own term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.focus import in_focus
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import placed, ranges, width
from merilo.findings.wording import marks
from merilo.model import Span, TimeRef
from merilo.text.words import Word

BEFORE = 12  # words before a term in which the office stands
CLOSE = 4  # words from "as" or from "since" to the office
SILENT = frozenset({"wrong"})


@dataclass(frozen=True, slots=True)
class Term:
    """How long the text says that somebody held an office; `begins` or `ends` is None where it does not say."""

    telling: Telling
    person: str
    begins: TimeRef | None
    ends: TimeRef | None

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
        late = self.ends is not None and self.ends.latest is not None and time.earliest > self.ends.latest
        return early or late


@rule("office-outside-term", severity="warning")
def office_outside_term(story: Story) -> Iterator[Slip]:
    """Somebody does something in an office at a time before or after the term that the text itself gives.

    The term is told by both its ends, by its beginning ("mayor since 2019") or by its end ("resigned in May"). Silent
    where the text gives several terms of which one fits, where somebody came back, and about former, acting and future
    holders.
    """
    terms = list(_terms(story))
    back = _came_back(story, terms)
    for telling in story.tellings:
        if telling.marks & SILENT or not _speaks_of_an_office(story, telling):
            continue
        for person in _who(story, telling):
            own = [term for term in terms if term.person == person and term.telling.index != telling.index]
            times = [time for time in telling.times if explicit(story, time) and width(time) < ANY_WIDTH]
            if len(times) == 1 and own and person not in back and all(term.leaves_out(times[0]) for term in own):
                name = story.entities[person].name if person in story.entities else ""
                facts = {"office": name, "term": story.said(own[0].span), "date": story.said(times[0].span)}
                yield Slip((own[0].span, times[0].span), facts, confidence=0.75)


ANY_WIDTH = 3


def _came_back(story: Story, terms: Sequence[Term]) -> frozenset[str]:
    """Those of whom the text says that they held an office again, were elected anew, or had a second term."""
    again = story.wording.signs["office_again"]
    told = {telling.index for telling in story.tellings if any(again.find(telling.words))}
    of_them = {m.entity for at in told for m in story.tellings[at].mentions if m.type == "PER"}
    return frozenset(of_them | {term.person for term in terms if term.telling.index in told})


def _terms(story: Story) -> Iterator[Term]:
    """Yield every term that the text gives a person it names."""
    signs = story.wording.signs
    told: set[Span] = set()
    for telling, start, end in ranges(story):
        person = _nearest(story, telling, start.span)
        ahead = telling.around(start.span, BEFORE, 0)
        if person and (any(signs["offices"].find(ahead)) or any(signs["held_office"].find(ahead))):
            told |= {start.span, end.span}
            yield Term(telling, person, start, end)
    for telling in story.tellings:
        if telling.marks & SILENT:
            continue
        for time in telling.times:
            if time.span in told or not placed(time) or not explicit(story, time) or width(time) >= ANY_WIDTH:
                continue
            person = _nearest(story, telling, time.span)
            ahead = telling.around(time.span, BEFORE, 0)
            if person is None:
                continue
            if any(signs["left_office"].find((*ahead, *telling.around(time.span, 0, CLOSE)))):
                yield Term(telling, person, None, time)
            elif _since(story, ahead) and not telling.marks & {"past_office"}:
                yield Term(telling, person, time, None)


def _since(story: Story, ahead: Sequence[Word]) -> bool:
    """The words before a date say "mayor since"."""
    signs = story.wording.signs
    hits = [hit for hit in signs["since"].find(ahead) if hit.last >= len(ahead) - 1]
    if not hits:
        return False
    before = ahead[max(0, hits[0].first - CLOSE) : hits[0].first]
    return any(signs["offices"].find(before))


def _nearest(story: Story, telling: Telling, span: Span) -> str | None:
    """The person named last before a place of the sentence; of none, the only one of it, or of those before."""
    people = [mention for mention in telling.mentions if mention.type == "PER"]
    ahead = [mention for mention in people if mention.span.end <= span.start]
    if ahead:
        return ahead[-1].entity
    if not people:
        return in_focus(story, telling)
    return people[0].entity if len({mention.entity for mention in people}) == 1 else None


def _speaks_of_an_office(story: Story, telling: Telling) -> bool:
    """It tells what somebody did "as mayor", "in that office", or calls him "the then minister"."""
    signs = story.wording.signs
    row = telling.words
    if any(signs["in_office"].find(row)):
        return True
    for sign in ("as_holder", "then_holder"):
        for hit in signs[sign].find(row):
            behind = row[hit.last : hit.last + CLOSE - 1]
            office = next(signs["offices"].find(behind), None)
            if office is not None and "past_office" not in marks(story.wording, behind[: office.first]):
                return True
    return False


def _who(story: Story, telling: Telling) -> frozenset[str]:
    """The people of a sentence; where it names none, whom the sentences before speak of."""
    people = frozenset(mention.entity for mention in telling.mentions if mention.type == "PER")
    focus = in_focus(story, telling) if not people else None
    return people if focus is None else frozenset({focus})

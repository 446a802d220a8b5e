"""An office held outside its term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from merilo.findings.rule import Slip, rule
from merilo.findings.story import BREAKS, Story, Telling, once
from merilo.findings.told.focus import in_focus
from merilo.findings.told.people import ahead_of, near_marks, people_of
from merilo.findings.told.stretches import lengths
from merilo.findings.told.terms import CLOSE, NOT_THE_HOLDER, Term, offices_in, post_at, terms, written
from merilo.findings.wording import marks
from merilo.model import Mention, TimeRef
from merilo.text.words import Word, words

TITLE = 3  # words before a name in which the title stands
BEHIND = 4  # words behind a length in which "in that post" stands
BACK = 2  # sentences before a signature in which the date of what was signed stands
CUE = 2  # words ahead of it in which "in" or "after" stands
ROOM = 100  # days by which a length in office may be told too long
MOST_TERMS = 40  # of one person
SEVERAL = 2
CLAUSE = 9  # words behind "when"
SILENT = frozenset({"wrong"})

Told = dict[str, list[Term]]  # by person


@rule("office-outside-term", severity="warning")
def office_outside_term(story: Story) -> Iterator[Slip]:
    """Somebody does something in an office at a time before or after the term that the text itself gives.

    The term is told by both its ends, by its beginning ("mayor since 2019", "took over in 2019") or by its end
    ("resigned in May"), and held against what was done "as mayor" or "when Holm was mayor"; or somebody is said to
    have been in office for longer than the term that the text gives. Silent where the text gives several terms of
    which one fits, where somebody came back, about another office, and about former, acting and future holders.
    """
    given = list(terms(story))
    back = _came_back(story, given)
    told: Told = defaultdict(list)
    for term in given:
        if term.person not in back and len(told[term.person]) < MOST_TERMS:
            told[term.person].append(term)
    begun_at = frozenset(term.telling.index for terms_of in told.values() for term in terms_of)
    for telling in story.tellings if told else ():
        if telling.marks & SILENT:
            continue
        times = [time for time in telling.times if written(story, time)]
        if len(times) == 1:
            yield from _in_an_office(story, telling, times[0], told)
        yield from _signed_then(story, telling, told, begun_at)
        yield from _too_long(story, telling, told)


def _in_an_office(story: Story, telling: Telling, time: TimeRef, told: Told) -> Iterator[Slip]:
    """ "In 2018, as mayor, he ...", and "Mayor Amsel cut the ribbon in 2019" where she was it until 2017."""
    spoken = _office_spoken_of(story, telling)
    for person in _who(story, telling, told):
        own = [term for term in told.get(person, ()) if term.telling.index != telling.index]
        if spoken is not None:
            offices, of = spoken
            own = [term for term in own if term.may_be(offices)]
            if own and all(term.leaves_out(time) and not _of_another(story, term, of) for term in own):
                yield _slip(story, own[0], time)
        else:
            titles = _titles(story, telling, person)
            own = [term for term in own if term.is_of(titles)]
            if own and all(term.is_over_by(time) and term.begins is not None for term in own):
                yield _slip(story, own[0], time)


def _signed_then(story: Story, telling: Telling, told: Told, at: frozenset[int]) -> Iterator[Slip]:
    """ "It was sold in 1997. The signature is that of the then mayor", who left office in 1995."""
    signs = story.wording.signs
    if not any(signs["signed"].find(telling.words)):
        return
    time = _last_written(story, telling, at)
    hit = next((hit for hit in signs["then_holder"].find(telling.words)), None)
    if time is None or hit is None:
        return
    offices = offices_in(story, telling.words[hit.last : hit.last + CLOSE])
    for person in _who(story, telling, told) if offices else ():
        own = [term for term in told.get(person, ()) if term.may_be(offices)]
        if own and all(term.leaves_out(time) for term in own):
            yield _slip(story, own[0], time)


def _last_written(story: Story, telling: Telling, terms_at: frozenset[int]) -> TimeRef | None:
    """The one date of the sentences right before, where the sentence itself has none but that of a term."""
    if telling.times and telling.index not in terms_at:
        return None
    for before in reversed(story.tellings[max(0, telling.index - BACK) : telling.index]):
        if before.times:
            one = len(before.times) == 1 and before.index not in terms_at and written(story, before.times[0])
            return before.times[0] if one else None
    return None


def _slip(story: Story, term: Term, time: TimeRef) -> Slip:
    name = story.entities[term.person].name if term.person in story.entities else ""
    facts = {"office": name, "term": story.said(term.span), "date": story.said(time.span)}
    return Slip((term.span, time.span), facts, confidence=0.75)


def _too_long(story: Story, telling: Telling, told: Told) -> Iterator[Slip]:
    """ "In five years in that post", and it is three since she took over."""
    signs = story.wording.signs
    for length in lengths(story, telling):
        behind, ahead = telling.around(length.span, 0, BEHIND), telling.around(length.span, CUE, 0)
        if not (any(signs["in_office"].find(behind)) or any(signs["in_post"].find(behind))):
            continue
        if not any(signs["throughout"].find(ahead)):
            continue
        for person in _who(story, telling, told):
            own = [term for term in told.get(person, ()) if term.begins is not None]
            lasted = [_days(term, story.reading.article.published) for term in own]
            if own and all(days is not None and length.days > days + length.slack + ROOM for days in lasted):
                name = story.entities[person].name if person in story.entities else ""
                facts = {"office": name, "term": story.said(own[0].span), "date": story.said(length.span)}
                yield Slip((own[0].span, length.span), facts, confidence=0.7)


def _days(term: Term, published: date | None) -> int | None:
    """How long the term may have been at the most, to its end or to the day of publication."""
    end = term.ends.latest if term.ends is not None else published
    return (end - term.begins.earliest).days if end and term.begins and term.begins.earliest else None


def _came_back(story: Story, told: Sequence[Term]) -> frozenset[str]:
    """Those of whom the text says that they held an office again, were elected anew, or had a second term."""
    again = story.wording.signs["office_again"]
    where = {telling.index for telling in story.tellings if any(again.find(telling.words))}
    of_them = {m.entity for at in where for m in story.tellings[at].mentions if m.type == "PER"}
    return frozenset(of_them | {term.person for term in told if term.telling.index in where})


def _office_spoken_of(story: Story, telling: Telling) -> tuple[frozenset[str], Sequence[Word]] | None:
    """What somebody did "as mayor", "in that office", or as "the then minister"; with the words behind the office."""
    signs = story.wording.signs
    row = telling.words
    if any(signs["in_office"].find(row)):
        return frozenset(), ()
    for sign in ("as_holder", "then_holder"):
        for hit in signs[sign].find(row):
            behind = row[hit.last : hit.last + CLOSE - 1]
            office = post_at(story, behind)
            if office is not None and not marks(story.wording, behind[: office.first]) & NOT_THE_HOLDER:
                return offices_in(story, behind), row[hit.last + office.last : hit.last + office.last + 2]
    return _held_when(story, row)


def _held_when(story: Story, row: Sequence[Word]) -> tuple[frozenset[str], Sequence[Word]] | None:
    """ "When Holm was mayor", "when Holm led the council": what somebody held at the time, by a clause of its own."""
    signs = story.wording.signs
    for hit in signs["when_holder"].find(row):
        clause = row[hit.last : hit.last + CLAUSE]
        clause = clause[: next((at for at, word in enumerate(clause) if word.text in BREAKS), len(clause))]
        if any(any(signs[sign].find(clause)) for sign in ("became", "took_over", "left_office")):
            continue
        if marks(story.wording, clause) & {"not", *NOT_THE_HOLDER}:
            continue
        office = post_at(story, clause)
        if office is not None and any(signs["was_holder"].find(clause)):
            return offices_in(story, clause), clause[office.last : office.last + 2]
        if any(signs["held_office"].find(clause)):
            return frozenset(), ()
    return None


def _of_another(story: Story, term: Term, of: Sequence[Word]) -> bool:
    """It was the office of something that the text speaks of elsewhere, and not where it gives the term."""
    stems = story.stems_of([word for word in of if word.is_word])
    where = {index for stem in stems for index in _first_two(story).get(stem, ())}
    return len(where) > 1 and not stems & story.stems_of(term.telling.words)


@once
def _first_two(story: Story) -> Mapping[str, list[int]]:
    """The stems of the text, each with the first two sentences that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for telling in story.tellings:
        for stem in telling.stems:
            if len(found[stem]) < SEVERAL:
                found[stem].append(telling.index)
    return found


def _titles(story: Story, telling: Telling, person: str) -> frozenset[str]:
    """The office that stands right before the name of somebody, as a title."""
    for mention in telling.mentions:
        if mention.type == "PER" and mention.entity != person and _title_in_name(story, mention, person):
            return offices_in(story, words(story.text, mention.span)[:1])
    for named in people_of(story, telling):
        if named.mention.entity == person and not near_marks(story, named) & NOT_THE_HOLDER:
            return offices_in(story, ahead_of(named)[-TITLE:])
    return frozenset()


def _who(story: Story, telling: Telling, told: Told) -> frozenset[str]:
    """The people of a sentence; of none, whom the sentences before speak of, or the only one with a term."""
    people = frozenset(
        next((person for person in told if _title_in_name(story, mention, person)), mention.entity)
        for mention in telling.mentions
        if mention.type == "PER"
    )
    if people:
        return people
    focus, holders = in_focus(story, telling), set(told)
    spoken = _office_spoken_of(story, telling)
    if focus not in holders and spoken is not None and spoken[0]:
        # "In 2010, as senator, she ...": the only one of whom the text says that.
        holders = {person for person, terms_of in told.items() if any(term.is_of(spoken[0]) for term in terms_of)}
        return frozenset(holders if len(holders) == 1 else ())
    return frozenset({focus} if focus is not None else holders if len(holders) == 1 else ())


def _title_in_name(story: Story, mention: Mention, person: str) -> bool:
    """ "Mayor Vovk" at the head of a sentence, taken for a name of two words: it is whoever else has that surname."""
    row = words(story.text, mention.span)
    known = story.entities.get(person)
    if len(row) != 2 or known is None or not offices_in(story, row[:1]):
        return False
    surname = known.name.split()[-1].lower()
    namesakes = [each for each in story.entities.values() if each.name.lower().split()[1:] == [surname]]
    return row[1].lower == surname and {each.name for each in namesakes} <= {known.name, mention.span.of(story.text)}

"""The way some words took to this text: who said them, in which document, who has it, who passed or translated it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from merilo.attribution.cues import Tongue, WordSet
from merilo.errors import MissingWords
from merilo.model import Attribution, Mention, Span
from merilo.resources import load
from merilo.text.words import Word, words
from merilo.voices.cast import Cast

HANDS = 12  # attributions one inside another through which words are followed; no report nests as deep
BETWEEN = 6  # words between a document and its author, a medium and its verb
HEARERS = 4  # words that name the one who was told
MARKS = '„“”«»"'
CLAUSE = frozenset(",;:()–—")
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """One who passed words on: an entity, or words of the text that name none; both None is this text itself."""

    entity: str | None = None
    span: Span | None = None

    @property
    def key(self) -> str | Span | None:
        """What two parties share that are the same."""
        return self.entity or self.span


@dataclass(frozen=True, slots=True)
class ChainWords:
    """The word list `chains` of a profile, as written."""

    papers: Words = ()
    of: Words = ()
    possessives: Words = ()
    holders: Words = ()
    hearers: Words = ()
    writing: Words = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The word list `chains`, ready to be looked up in."""

    papers: WordSet
    of: WordSet
    possessives: WordSet
    holders: WordSet
    hearers: WordSet
    writing: WordSet


@cache
def passage(profile: str) -> Passage:
    """Return the words of a profile that tell which way words took; English ones where it has no list."""
    try:
        written = load(profile, "chains", ChainWords)
    except MissingWords:
        written = load("en", "chains", ChainWords)
    return Passage(*(WordSet.of(getattr(written, name)) for name in ChainWords.__slots__))


def ways(cast: Cast, told: Sequence[Attribution]) -> list[list[Party]]:
    """Return of each attribution who passed its words on, the first speaker first, this text left out."""
    own: list[list[Party]] = []
    for at, each in enumerate(told):
        before = None if each.basis is None else spoken_before(told, at)
        above = None if each.parent is None else told[each.parent]
        own.append(_own(cast, each, above) if before is None else own[before])
    return [_way(told, own, at) for at in range(len(told))]


def spoken_before(told: Sequence[Attribution], at: int) -> int | None:
    """Return the attribution that free indirect speech goes on with: the last before it of the same source."""
    here = told[at]
    for before in range(at - 1, max(-1, at - HANDS), -1):
        each = told[before]
        if each.source == here.source and each.carriers == here.carriers:
            return before
    return None


def _way(told: Sequence[Attribution], own: Sequence[list[Party]], at: int) -> list[Party]:
    passed: list[Party] = []
    here: int | None = at
    for _hand in range(HANDS):
        if here is None:
            break
        passed += own[here]
        here = told[here].parent
    kept: list[Party] = []
    for party in passed:
        if all(party.key != other.key and not _same_place(party, other) for other in kept):
            kept.append(party)
    return kept


def author(cast: Cast, told: Attribution) -> str | None:
    """Return the entity whose document speaks where nobody else does ("it says in a letter of Kostov's")."""
    first = next(iter(_own(cast, told, None)), None)
    return None if first is None else first.entity


def _same_place(left: Party, right: Party) -> bool:
    return left.span is not None and right.span is not None and left.span.overlaps(right.span)


def _own(cast: Cast, told: Attribution, above: Attribution | None) -> list[Party]:
    """Return who passed words on inside the sentence of their own attribution, and inside what was said `above` it."""
    known = passage(cast.profile)
    parties = [Party(told.speaker, told.source)] if told.speaker is not None or told.source is not None else []
    parties += [Party(entity_at(cast, span), span) for span in told.carriers]
    outside = [word for word in _sentence(cast, told) if not _within(told.content, word)]
    if above is not None and above.cue is not None:
        outside = [word for word in outside if _within(above.content, word)]
    parties = _passed_on(cast, told, parties, known)
    parties = list(_authored(cast, told, parties, known))
    parties = list(_held(cast, parties, outside, known))
    parties += _translated(cast, parties, outside)
    hearer = _hearer(cast, told, known)
    if hearer is not None and (told.parent is not None or _is_body(cast, hearer)):
        parties.append(hearer)
    return parties


def entity_at(cast: Cast, span: Span) -> str | None:
    """Return the entity named in a span, a body before a person; a place carries no words."""
    names = [each for each in cast.within(span) if each.type != "LOC"]
    bodies = [each for each in names if each.type in ("ORG", "MISC")]
    return (bodies or list(names))[0].entity if names else None


def _sentence(cast: Cast, told: Attribution) -> Sequence[Word]:
    """Return the words of the sentences that an attribution touches with its source, cue and carriers."""
    spans = [span for span in (told.source, told.cue, *told.carriers) if span is not None]
    around = [each for span in spans for each in cast.sentences_of(span)]
    return cast.row(Span(min(each.start for each in around), max(each.end for each in around))) if around else ()


def _within(spans: Sequence[Span], word: Word) -> bool:
    return any(span.start <= word.start < span.end for span in spans)


def _paper(cast: Cast, span: Span | None, known: Passage) -> Word | None:
    """Return the word of a span that names a document, or None."""
    row = words(cast.text, span) if span is not None else ()
    return next((word for word in row if word.lower in cast.words.documents or word.lower in known.papers), None)


# ── whose words a medium passes on ───────────────────────────────────────────────────────────────────────────


def _passed_on(cast: Cast, told: Attribution, parties: list[Party], known: Passage) -> list[Party]:
    """Put first whose words the source only passes on: „Танјуг преноси изјаву министра Петровића да ...“."""
    ahead = told.content[0].start
    if told.cue is None or told.cue.end >= ahead or not parties:
        return parties
    between = words(cast.text, Span(told.cue.end, ahead))
    at = next((n for n, word in enumerate(between) if word.lower in known.writing and not word.is_capital), None)
    if at is None:
        return parties
    named = [each for each in cast.within(Span(between[at].end, ahead)) if each.type in ("PER", "ORG", "MISC")]
    people = [each for each in named if each.type == "PER"] or named
    if not people or any(party.entity == people[0].entity for party in parties):
        return parties
    return [Party(people[0].entity, people[0].span), *parties]


# ── whose document it is ─────────────────────────────────────────────────────────────────────────────────────


def _authored(cast: Cast, told: Attribution, parties: list[Party], known: Passage) -> Iterator[Party]:
    """Yield the parties, before a document that comes first the one whose it is."""
    for at, party in enumerate(parties):
        paper = _paper(cast, party.span, known)
        if paper is None or party.span is None:
            yield party
            continue
        named = cast.within(party.span)
        inside = next((each for each in named if each.span.start >= paper.end), None)
        if inside is not None and inside.type != "LOC" and not (at and parties[at - 1].entity == inside.entity):
            yield Party(inside.entity, inside.span)
            yield Party(None, Span(party.span.start, paper.end))
        elif party.entity is not None and not named:  # who its author is was seen before
            yield Party(party.entity)
            yield Party(None, party.span)
        elif at == 0 and party.entity is None and (writer := _writer(cast, told, party.span, known)) is not None:
            yield writer
            yield party
        else:
            yield party


def _writer(cast: Cast, told: Attribution, paper: Span, known: Passage) -> Party | None:
    """Return whose a document is: named right after it, or meant by "his" before it."""
    if any(word.lower in known.possessives for word in words(cast.text, paper)):
        spans = [span for span in (*told.content, told.source, told.cue, paper) if span is not None]
        first = min(span.start for span in spans)
        near = [each for each in cast.before(paper.start) if each.type == "PER" and each.span.start >= first]
        return Party(near[-1].entity, near[-1].span) if near else None
    end = next((each.end for each in cast.sentences if each.start <= paper.start < each.end), len(cast.text))
    for number, word in enumerate(words(cast.text, Span(paper.end, end)) if paper.end < end else ()):
        named = next(iter(cast.within(Span(word.start, word.end))), None)
        if named is not None and named.type != "LOC":
            return Party(named.entity, named.span)
        lower = word.lower
        joins = lower in known.of or (lower in cast.words.articles and number > 0)
        if number >= BETWEEN or not word.is_word or (cast.words.bare and number == 0 and not joins):
            return None
        if not joins and (lower in cast.words.prepositions or _breaks(cast.words, lower)):
            return None
    return None


def _breaks(tongue: Tongue, lower: str) -> bool:
    return (
        lower in tongue.complementisers
        or lower in tongue.relatives
        or lower in tongue.conjunctions
        or lower in tongue.auxiliaries
    )


# ── who has it, who translated it, who was told ──────────────────────────────────────────────────────────────


def _held(cast: Cast, parties: list[Party], outside: Sequence[Word], known: Passage) -> Iterator[Party]:
    """Yield the parties, after each document the medium that saw or published it."""
    for party in parties:
        yield party
        paper = _paper(cast, party.span, known)
        if paper is None or party.span is None:
            continue
        after = [word for word in outside if word.start >= paper.end]
        verb = next((n for n, word in enumerate(after) if word.lower in known.holders), None)
        if verb is None:
            continue
        holder = _beside(cast, after, verb, taken=[each.entity for each in parties])
        if holder is not None:
            yield holder


def _beside(cast: Cast, row: Sequence[Word], at: int, taken: Sequence[str | None]) -> Party | None:
    """Return the body named nearest after a word of a row, else nearest before it."""
    near = [*row[at + 1 : at + 1 + BETWEEN], *row[max(0, at - BETWEEN) : at][::-1]]
    for word in near:
        for each in cast.within(Span(word.start, word.end)):
            if each.type in ("ORG", "MISC") and each.entity not in taken:
                return Party(each.entity, each.span)
    return _marked(row[at + 1 : at + 1 + BETWEEN])


def _marked(row: Sequence[Word]) -> Party | None:
    """Return the first name in quotation marks, of which the text does not say what it is: „... објави „Лупа““."""
    first = next((n for n, word in enumerate(row) if word.text in MARKS), None)
    last = next((n for n, word in enumerate(row) if first is not None and n > first and word.text in MARKS), None)
    if first is None or last is None or last - first < 2 or not row[first + 1].is_capital:
        return None
    return Party(None, Span(row[first + 1].start, row[last - 1].end))


def _translated(cast: Cast, parties: list[Party], outside: Sequence[Word]) -> list[Party]:
    """Return the medium in whose translation the words stand here, as a list of one or none."""
    at = next((n for n in range(len(outside)) if cast.words.translated.at(outside, n) is not None), None)
    if at is None:
        return []
    first = next((n + 1 for n in range(at, -1, -1) if outside[n].text in CLAUSE), 0)
    last = next((n for n in range(at, len(outside)) if outside[n].text in CLAUSE), len(outside))
    taken = {party.entity for party in parties}
    named: list[Mention] = []
    for word in (*outside[at:last], *outside[first:at][::-1]):
        named += [each for each in cast.within(Span(word.start, word.end)) if each.type in ("ORG", "MISC")]
    free = [each for each in named if each.entity not in taken]
    return [Party(free[0].entity, free[0].span)] if free else []


def _is_body(cast: Cast, party: Party) -> bool:
    """Say whether a hearer is a body or an outlet, which tells others: „рассказал «Интерфаксу», что ...“."""
    entity = cast.entities.get(party.entity or "")
    return entity.type in ("ORG", "MISC") if entity is not None else _quoted(cast, party.span)


def _quoted(cast: Cast, span: Span | None) -> bool:
    return span is not None and cast.text[max(0, span.start - 1) : span.start] in (*MARKS,)


def _hearer(cast: Cast, told: Attribution, known: Passage) -> Party | None:
    """Return whom the speaker told it, where the words go on through him ("a witness told her officers that ...")."""
    if told.cue is None or told.cue.end >= told.content[0].start or told.carriers:
        return None
    row = [word for word in words(cast.text, Span(told.cue.end, told.content[0].start)) if word.is_word]
    while row and (row[0].lower in cast.words.prepositions or row[0].lower in cast.words.adverbs):
        row = row[1:]
    if not 0 < len(row) <= HEARERS:
        return None
    span = Span(row[0].start, row[-1].end)
    if told.source is not None and told.source.overlaps(span):
        return None
    named = next((each for each in cast.within(span) if each.type != "LOC"), None)
    if named is not None:
        return Party(named.entity, named.span)
    known_one = any(word.lower in known.hearers for word in row) or (row[0].is_capital and _quoted(cast, span))
    return Party(None, span) if known_one else None

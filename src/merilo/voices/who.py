"""Who a source is: the name in it, the title, the pronoun, or the one who spoke last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

from merilo.attribution.cues import Tongue, tongue
from merilo.errors import MissingWords
from merilo.model import Attribution, Entity, Mention, Reading, Span
from merilo.names.lists import bodies
from merilo.names.outlets import firm_words
from merilo.names.titles import title_words
from merilo.resources import profile
from merilo.text.words import Word, words

ENDING = 4  # letters that a form may end in, article and all
STEM = 5  # letters by which two forms of a title are known to be one word
CLOSING = ",)”“»\"'"  # marks that may stand between a name and its relative pronoun
QUOTING = '„“«"'
POSSESSIVE = ("'s", "’s")
NAMELESS = {"f": "?f", "": "?"}  # who spoke and has no name, by the gender that the words for him tell
REACH = 900  # characters back within which a pronoun, a title or no word at all still means the same person


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a text, ready to be asked who is meant: its mentions in order, its entities by id."""

    text: str
    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    entities: Mapping[str, Entity]
    words: Tongue
    profile: str
    sentences: tuple[Span, ...] = ()
    apart: frozenset[str] = frozenset()  # whom no pronoun may mean: who speaks, and whom he speaks to
    rows: dict[Span, tuple[Word, ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, reading: Reading) -> Cast:
        """Gather the cast of a reading whose mentions and entities are known."""
        mentions = tuple(sorted(reading.mentions, key=lambda each: each.span))
        try:
            known = tongue(profile(reading.article.language, reading.article.script))
        except MissingWords:
            known = tongue("en")
        return cls(
            reading.article.text,
            mentions,
            tuple(each.span.start for each in mentions),
            {each.id: each for each in reading.entities},
            known,
            profile(reading.article.language, reading.article.script),
            reading.sentences,
        )

    def within(self, span: Span) -> tuple[Mention, ...]:
        """Return the mentions that overlap a span, in order."""
        at = bisect_left(self.starts, span.start)
        while at > 0 and self.mentions[at - 1].span.end > span.start:
            at -= 1
        found = []
        while at < len(self.mentions) and self.mentions[at].span.start < span.end:
            if self.mentions[at].span.overlaps(span):
                found.append(self.mentions[at])
            at += 1
        return tuple(found)

    def sentences_of(self, span: Span) -> tuple[Span, ...]:
        """Return the sentences that overlap a span, in order."""
        first = bisect_right(self.sentences, span.start, key=attrgetter("end"))
        last = bisect_left(self.sentences, span.end, key=attrgetter("start"))
        return self.sentences[first:last]

    def row(self, span: Span) -> tuple[Word, ...]:
        """Return the words of a sentence, which is taken apart once for all that is told in it."""
        if span not in self.rows:
            self.rows[span] = words(self.text, span)
        return self.rows[span]

    def gender_of_title(self, heads: Sequence[str]) -> str | None:
        """Return "f" where a title is of the form that only women bear („министерката“); None else.

        A masculine form says nothing: many women are called „министер“.
        """
        known = title_words(self.profile)
        hits = [hit for at in range(len(heads)) if (hit := known.at([Word(0, 0, each, each) for each in heads], at))]
        return "f" if hits and hits[0].entry.gender == "f" else None

    def before(self, at: int) -> Sequence[Mention]:
        """Return the mentions that begin within reach before an offset, nearest first."""
        last, first = bisect_left(self.starts, at), bisect_left(self.starts, max(0, at - REACH))
        return self.mentions[first:last][::-1]


def speaker(cast: Cast, told: Attribution, said: Sequence[tuple[int, str]]) -> str | None:
    """Return the entity that speaks, or None where that is open; `said` are earlier speakers with their offsets."""
    if told.source is None:
        return _unnamed(cast, told, said)
    names = cast.within(told.source)
    if names:
        return named(cast, told.source, names)
    row = [word for word in words(cast.text, told.source) if word.is_word]
    if not row:
        return None
    if len(row) == 1 and row[0].lower in cast.words.relatives:
        return antecedent(cast, told.source.start)
    if len(row) == 1 and row[0].lower in cast.words.pronouns:
        return _pronoun(cast, told, row[0].lower, said)
    if cast.text[told.source.start] in QUOTING:
        return None  # „Зеленила“ is a name, and no part of its director's title
    return _titled(cast, told.source.start, [word.lower for word in row], said)


def nameless(cast: Cast, source: Span) -> str:
    """Return the mark of a source that is a person without a name ("one official"), "" where it is none."""
    row = [word for word in words(cast.text, source) if word.is_word]
    heads = [word.lower for word in row]
    if cast.within(source) or any(each in _body_words(cast.profile) for each in heads):
        return ""
    asked = any(cast.words.nameless.at(row, at) is not None for at in range(len(row)))
    if not asked and not any(each in cast.words.persons for each in heads):
        return ""
    return NAMELESS[cast.gender_of_title(heads) or ""]


def named(cast: Cast, source: Span, names: Sequence[Mention]) -> str | None:
    """Return whom the names in a source make its speaker.

    "Ana Petrova, adviser to Vera Kostova" is Petrova, and so is "the doctor Ana Petrova, sister of Vera Kostova"; "the
    adviser to Vera Kostova" is nobody known, and „savjetnik Vere Kostove, Ivan Ilić“ is Ilić.
    """
    people = [each for each in names if each.type == "PER"]
    if people:
        free = [each for each in people if not _governed(cast, source, each)]
        if not free:
            return None
        head = [each for each in free if each.span.end <= _apposition(cast, source, free[0])]
        return (head[-1] if head and free[0].span.start != source.start else free[0]).entity
    first = names[0]
    lead = cast.text[source.start : first.span.start]
    bare = not any(_means_something(cast, word) for word in words(lead))
    return first.entity if bare and first.type in ("ORG", "LOC", "MISC") else None


def _apposition(cast: Cast, source: Span, first: Mention) -> int:
    """Return where a comma begins to tell more of who was named, in words that are no name; else the source's end."""
    comma = cast.text.find(",", first.span.end, source.end)
    more = cast.text[comma + 1 : source.end].lstrip()
    return comma if comma >= 0 and more[:1].islower() else source.end


def _means_something(cast: Cast, word: Word) -> bool:
    return (
        word.is_word
        and word.lower not in cast.words.articles
        and word.lower not in cast.words.media
        and word.lower not in firm_words(cast.profile)
        and word.lower not in _body_words(cast.profile)
    )


def _governed(cast: Cast, source: Span, each: Mention) -> bool:
    """Say whether a name only tells whose adviser or lawyer the speaker is."""
    if cast.text[each.span.end : each.span.end + 2] in POSSESSIVE or each.span.of(cast.text)[-2:] in POSSESSIVE:
        return True
    if each.span.start <= source.start:
        return False
    lead = words(cast.text, Span(source.start, each.span.start))
    return bool(lead) and lead[-1].lower in cast.words.prepositions


def antecedent(cast: Cast, at: int) -> str | None:
    """Return the entity whose name a relative pronoun at an offset follows ("Petrov, who ...", „Петров, кој ...“)."""
    names = cast.before(at)
    if not names or names[0].type not in ("PER", "ORG"):
        return None
    between = cast.text[names[0].span.end : at]
    return names[0].entity if all(mark.isspace() or mark in CLOSING for mark in between) else None


def _pronoun(cast: Cast, told: Attribution, lower: str, said: Sequence[tuple[int, str]]) -> str | None:
    kind = cast.words.gender.get(lower)
    if kind not in ("he", "she"):
        return None
    # A name inside what he said is somebody he speaks of: a quotation before "he said" is passed over.
    at = min(span.start for span in (*told.content, told.source) if span is not None)
    return recent(cast, at, "f" if kind == "she" else "m", said)


def recent(cast: Cast, at: int, gender: str | None, said: Sequence[tuple[int, str]]) -> str | None:
    """Return the person last spoken of who may be of that gender.

    The last speaker of the paragraph comes first, then the name nearest before in it, then those of paragraphs above.
    """
    above = max(cast.text.rfind("\n", max(0, at - REACH), at) + 1, at - REACH)
    if said and said[-1][0] >= above and said[-1][1] in NAMELESS.values():
        between = any(each.type == "PER" and each.span.start > said[-1][0] for each in cast.before(at))
        if not between and (gender is None or (gender == "f") == (said[-1][1] == NAMELESS["f"])):
            return None  # the one who has just spoken has no name
    if said and said[-1][0] >= above and _body_goes_on(cast, said[-1][1], above, at):
        return said[-1][1]
    if gender is None and said and at - said[-1][0] <= REACH:
        return said[-1][1] if _may_be(cast, said[-1][1], None) else None
    return (
        _last(cast, said, above, gender)
        or _nearest(cast, at, above, gender)
        or _last(cast, said, at - REACH, gender)
        or _nearest(cast, at, at - REACH, gender)
    )


def _body_goes_on(cast: Cast, who: str, since: int, at: int) -> bool:
    """Say whether a body has just spoken where nobody is named: „Organizata ... Ajo pohoi“; English says "it"."""
    body = who in cast.entities and cast.entities[who].type == "ORG" and not cast.words.bare
    return body and not any(each.type == "PER" and each.span.start >= since for each in cast.before(at))


def _last(cast: Cast, said: Sequence[tuple[int, str]], since: int, gender: str | None) -> str | None:
    """Return the last speaker since an offset who may be of a gender."""
    for where, who in reversed(said):
        if where < since:
            return None
        if _may_be(cast, who, gender):
            return who
    return None


def _nearest(cast: Cast, at: int, since: int, gender: str | None) -> str | None:
    """Return the person named nearest before, since an offset; one known to be of the gender before one who may be."""
    near = [each.entity for each in cast.before(at) if each.type == "PER" and each.span.start >= since]
    near = [who for who in near if _may_be(cast, who, gender)]
    if gender is None:
        return next(iter(near), None)
    sure = [who for who in near if cast.entities[who].gender == gender]
    full = set(near) if all(len(cast.entities[who].name.split()) > 1 for who in near) else set()
    return sure[0] if sure else (full.pop() if len(full) == 1 else None)


def _may_be(cast: Cast, who: str, gender: str | None) -> bool:
    entity = cast.entities.get(who)
    if entity is None or entity.type != "PER" or who in cast.apart:
        return False
    return gender is None or entity.gender in (None, gender)


def _titled(cast: Cast, at: int, row: Sequence[str], said: Sequence[tuple[int, str]]) -> str | None:
    """Return the one person of the text whose role the source names ("the minister")."""
    heads = [each for each in row if each not in cast.words.articles and len(each) >= STEM - 1]
    bodies_known = _body_words(cast.profile)
    if not heads or len(row) > STEM or any(_is_case(each, body) for each in heads for body in bodies_known):
        return None  # "the ministry" is not the minister
    fitting = {
        who: [role for role in entity.roles if _fits(heads, [word.lower for word in words(role.title)])]
        for who, entity in cast.entities.items()
    }
    still = [who for who, roles in fitting.items() if any(not role.term or role.held != "former" for role in roles)]
    bearers = still or [who for who, roles in fitting.items() if roles]  # "the mayor" is not who was it until 2019
    gender = cast.gender_of_title(heads)
    bearers = [who for who in bearers if gender is None or cast.entities[who].gender in (None, gender)]
    if len(bearers) == 1:
        return bearers[0]
    near = [each for where, each in reversed(said) if each in bearers and at - where <= REACH]
    near += [each.entity for each in cast.before(at) if each.entity in bearers]
    return near[0] if near else None


def _fits(heads: Sequence[str], title: Sequence[str]) -> bool:
    """Say whether every word of a short title stands in a role, whatever its ending."""
    return all(any(_is_form(head, word) for word in title) for head in heads)


def _is_case(one: str, other: str) -> bool:
    """Say whether two words differ in their last letter at most: „општине“ and „општина“."""
    return one == other or (len(one) == len(other) > STEM and one[:-1] == other[:-1])


def _is_form(one: str, other: str) -> bool:
    """Say whether two words are forms of one: „министерот“ and „министер“, but not „обвинетиот“ and „обвинител“."""
    least = max(STEM, min(len(one), len(other)) - ENDING)
    return one[:least] == other[:least]


@cache
def _body_words(profile: str) -> frozenset[str]:
    """Return the words that open or close the name of a body: "ministry", „министерството“."""
    found = bodies(profile)
    return frozenset(each.lower() for each in (*found.heads, *found.heads_after))


def _unnamed(cast: Cast, told: Attribution, said: Sequence[tuple[int, str]]) -> str | None:
    """Return who speaks where no source stands: the last speaker, where the verb or the quotation goes on with him."""
    if told.cue is None:
        return None
    row = words(cast.text, told.cue)
    hits = [hit for at in range(len(row)) if (hit := cast.words.cues.at(row, at)) is not None]
    if any(cast.words.asked.at(row, at) is not None for at in range(len(row))):
        return None  # „Упитана да ли ...“: she is asked, and nobody says by whom
    kinds = {hit.entry for hit in hits}
    if not hits and any(cast.words.evidentials.at(row, at) is not None for at in range(len(row))):
        return None  # „наводно“: nobody says who
    if kinds & {"impersonal", "their_words"}:
        return None
    if kinds & {"his_words", "her_words"}:
        return recent(cast, told.cue.start, "f" if "her_words" in kinds else "m", said)
    if any(row[hit.last - 1].lower.endswith(cast.words.plural or ("\0",)) for hit in hits):
        return None  # several said it: „Додали су“
    if cast.words.bare:
        return None  # English does not drop its pronouns
    gender = None
    for word in row:
        if word.lower.endswith(cast.words.feminine or ("\0",)):
            gender = "f"
        elif word.lower.endswith(cast.words.masculine or ("\0",)):
            gender = "m"
    return recent(cast, told.cue.start, gender, said)

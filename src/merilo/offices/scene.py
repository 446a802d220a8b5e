"""The offices and the people of a sentence: what somebody is said to be, and whom the sentence speaks of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from merilo.attribution.cues import Tongue
from merilo.model import Mention, Role, Span
from merilo.names.lists import bodies
from merilo.names.roles import field_end
from merilo.names.titles import tenure_at, title_at
from merilo.offices.office_words import TermWords
from merilo.offices.stretches import Stretch
from merilo.text.lexicon import Lexicon
from merilo.text.numerals import read_number, table
from merilo.text.words import Word, words

GAP = 5  # words that tell what an office is of, between it and its dates
COPULA = 3  # words between "was" and the office


@dataclass(frozen=True, slots=True)
class Office:
    """An office named in a sentence: its place, and whose it is where that is told beside it."""

    first: int
    last: int
    role: Role
    entity: str | None = None
    bearer: int = -1  # where a name begins that the office stands before
    past: bool = False

    def up_to(self, scene: Scene, stretch: Stretch) -> Office:
        """Return the office with all that stands between it and its dates: „kryetare e komunës që nga viti 2019“."""
        last = stretch.first - stretch.bracketed
        between = range(self.last, last)
        tells = not any(
            scene.words.fills.at(scene.row, at) or read_number(scene.row, at, table(scene.profile)) for at in between
        )
        if self.bearer >= 0 or self.role.span.end >= scene.row[last - 1].end or not tells:
            return self
        span = Span(self.role.span.start, scene.row[last - 1].end)
        return replace(self, role=replace(self.role, title=span.of(scene.text), span=span))


@dataclass(slots=True)
class Scene:
    """A sentence with what stands in it, and who was spoken of before."""

    text: str
    row: Sequence[Word]
    people: Sequence[Mention]
    before: Sequence[Mention]
    words: TermWords
    tongue: Tongue
    profile: str
    roles: dict[str, list[Role]] = field(default_factory=dict)
    busy: frozenset[int] = frozenset()  # the places of words that tell of time

    def at(self, mention: Mention) -> int:
        """Return where a name begins among the words."""
        return bisect_right([word.start for word in self.row], mention.span.start) - 1

    def is_office(self, role: Role) -> bool:
        """Say whether a role is an office that somebody takes and leaves, and no trade: a mayor, and not a lawyer."""
        row = words(role.title)
        return any(self.words.offices.at(row, at) is not None for at in range(len(row)))


# ── offices of a sentence ────────────────────────────────────────────────────────────────────────────────────


def offices_of(scene: Scene) -> Iterator[Office]:
    """Yield the offices of a sentence: predicates first, then those that stand beside a name."""
    whole = Span(scene.row[0].start, scene.row[-1].end)
    beside = [
        (who, role)
        for who in dict.fromkeys(each.entity for each in scene.people)
        for role in scene.roles[who]
        if whole.holds(role.span) and not role.term
    ]
    said = list(predicates(scene))
    yield from said
    for who, role in beside:
        first, last = _within(scene.row, role.span)
        if not any(each.first <= first < each.last for each in said):
            names = [scene.at(each) for each in scene.people if each.entity == who]
            bearer = next((at for at in names if last <= at <= last + GAP), -1)
            yield Office(first, last, role, who, bearer)


def _within(row: Sequence[Word], span: Span) -> tuple[int, int]:
    inside = [at for at, word in enumerate(row) if span.overlaps(word.span)]
    return inside[0], inside[-1] + 1


def predicates(scene: Scene) -> Iterator[Office]:
    """Yield the offices that somebody is said to have or to have had: "was mayor", «занимал пост министра»."""
    row, at = scene.row, 0
    while at < len(row):
        hit = title_at(row, at, scene.profile)
        if hit is None or hit.entry.standing != "office":
            at += 1
            continue
        verb, past = copula(scene, hit.first)
        last = of_what(scene, hit.last)
        if verb:
            yield replace(office_at(scene, hit.first, last), past=past)
        at = max(last, at + 1)


def copula(scene: Scene, first: int) -> tuple[bool, bool]:
    """Say whether "is" or "was" stands right before an office, an article or an adjective between; and which."""
    row = scene.row
    for lexicon, past in ((scene.words.held, True), (scene.words.holds, False)):
        for at in range(first - 1, max(-1, first - 1 - COPULA), -1):
            hit = lexicon.at(row, at)
            between = () if hit is None else row[hit.last : first]
            if hit is not None and hit.last <= first and all(w.is_word and not w.is_capital for w in between):
                around = row[max(0, at - 1) : first]
                return not any(word.lower in scene.tongue.negations for word in around), past
    return False, False


def of_what(scene: Scene, last: int) -> int:
    """Return where the words end that tell what an office is of, the lists of fields being short: "of labour"."""
    row = scene.row
    end = field_end(row, last, scene.profile)
    if end == last and last + 1 < len(row) and row[last].lower in bodies(scene.profile).joiners:
        tells = row[last + 1].is_word and not opens_clause(scene, last + 1) and not scene.busy & {last, last + 1}
        return last + 2 if tells else last
    return end


# ── who it was ───────────────────────────────────────────────────────────────────────────────────────────────


def subject(scene: Scene, first: int, last: int) -> str | None:
    """Return the person named last before a place; of none, the only one before `last`, or spoken of before."""
    ahead = [each for each in scene.people if each.span.end <= scene.row[first].start]
    if ahead:
        return ahead[-1].entity if len({each.entity for each in ahead}) == 1 or _goes_on(scene, ahead[-1]) else None
    behind = {each.entity for each in scene.people if scene.at(each) < last}
    if len(behind) == 1:
        return behind.pop()
    spoken = {each.entity for each in scene.before}
    return spoken.pop() if not scene.people and len(spoken) == 1 and _has_no_subject(scene, first) else None


def _has_no_subject(scene: Scene, first: int) -> bool:
    """Say whether nothing but "he" and small words stands before a place: of "her predecessor resigned" not."""
    speech = scene.tongue
    small = (speech.auxiliaries, speech.conjunctions, speech.adverbs, speech.times, speech.clitics, speech.prepositions)
    for at in range(first):
        lower = scene.row[at].lower
        known = speech.gender.get(lower) in ("he", "she") or any(lower in each for each in small)
        told = any_at(scene.row, at, (scene.words.held, scene.words.holds, scene.words.fills)) or at in scene.busy
        if scene.row[at].is_word and not (known or told):
            return False
    return True


def _goes_on(scene: Scene, last: Mention) -> bool:
    """Say whether a name of several goes on to its verb; in "Petrova, sister of Ivan Holm, was mayor" it does not."""
    at = next((at for at, word in enumerate(scene.row) if word.start >= last.span.end), len(scene.row))
    if at + 1 >= len(scene.row) or scene.row[at].text != ",":
        return True
    lower = scene.row[at + 1].lower
    return lower in scene.tongue.relatives or title_at(scene.row, at + 1, scene.profile) is not None


def opens_clause(scene: Scene, at: int) -> bool:
    """Say whether a word begins another clause, so that what follows tells nothing of the office before it."""
    lower, speech = scene.row[at].lower, scene.tongue
    sets = (speech.complementisers, speech.relatives, speech.conjunctions, speech.negations, speech.pronouns)
    if any(lower in each for each in sets) or speech.cues.at(scene.row, at) is not None:
        return True
    return any_at(scene.row, at, (scene.words.held, scene.words.holds))


def any_at(row: Sequence[Word], at: int, lexicons: Sequence[Lexicon[bool]]) -> bool:
    """Say whether an entry of one of several lists begins at a place."""
    return any(each.at(row, at) is not None for each in lexicons)


def office_at(scene: Scene, first: int, last: int) -> Office:
    """Return the office that the words from `first` to `last` name."""
    span = Span(scene.row[first].start, scene.row[last - 1].end)
    return Office(first, last, Role(span.of(scene.text), span, tenure_at(scene.row, first, scene.profile)))

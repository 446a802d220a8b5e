"""Ages and years of birth as a text gives them, and whose they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from merilo.findings.story import Story, Telling, once
from merilo.findings.told.focus import in_focus
from merilo.findings.told.people import in_first_form
from merilo.findings.wording import marks
from merilo.model import Span, TimeRef
from merilo.text.numerals import read_number, table
from merilo.text.words import Word

OLDEST = 120
YOUNGEST_IN_WORDS = 10  # "seven years" is mostly a length of time
SHORTEST_NUMBER = 3  # letters: "dva"
LIFE, FIGURES = 5, 4  # words of (1950–2010), and the figures of a year
DASHES = frozenset("-–‑")
AROUND_AN_AGE = frozenset({("(", ")"), (",", ",")})
GIVEN = frozenset({"ru", "uk"})
AHEAD = 5  # words of “at the age of” and the like, before a number
OPENING = 3  # words
BESIDE = 12  # letters between a name and an age
CLOSING = frozenset(",.;:)!?")
JOINTS = ("", "о", "o", "и", "i", "а", "e", "е")  # between a number and "-year-old" in one word


@dataclass(frozen=True, slots=True)
class Fact:
    """An age or a year of birth, and whose it is."""

    telling: Telling
    person: str
    span: Span
    value: int


@once
def births(story: Story) -> tuple[Fact, ...]:
    """Return the years of birth of the people of a story."""
    return tuple(_births(story))


@once
def _born_in(story: Story) -> Mapping[int, list[Fact]]:
    """The same by the sentence that tells of them."""
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in births(story):
        found[fact.telling.index].append(fact)
    return found


def _births(story: Story) -> Iterator[Fact]:
    birthday = tuple(story.wording.given.signs["birthday"])
    for telling in story.tellings:
        yield from _lived(story, telling)
        for hit in telling.events:
            if hit.entry != "born":
                continue
            at = telling.words[hit.first].start
            # "A grandson born this year" is told of somebody else than the one whom the text is about.
            written = [t for t in telling.times if any(letter.isdecimal() for letter in t.span.of(story.text))]
            years = [t for t in written if t.earliest and t.latest and t.earliest.year == t.latest.year]
            near = sorted(years, key=lambda time: abs(time.span.start - at))
            if any(word.lower.startswith(birthday) for word in telling.words[hit.first : hit.last]):
                continue
            ahead = telling.words[max(0, hit.first - OPENING) : hit.first]
            if "kin" in marks(story.wording, ahead):
                continue  # "five hours after her second son was born"
            person = _born(story, telling, hit.first) or _whose(telling, Span(at, telling.words[hit.last - 1].end))
            if near and person and near[0].earliest and abs(near[0].span.start - at) < 60:
                yield Fact(telling, person, near[0].span, near[0].earliest.year)


def _lived(story: Story, telling: Telling) -> Iterator[Fact]:
    """The year in which somebody was born and the one of death, in brackets behind the name: (1950–2010)."""
    row = telling.words
    for mention in telling.mentions if len(telling.words) > LIFE else ():
        at = next((at for at, word in enumerate(row) if word.start >= mention.span.end), len(row))
        if mention.type != "PER" or at + LIFE > len(row):
            continue
        opened, born, dash, died, closed = (word.text for word in row[at : at + LIFE])
        if (opened, closed) != ("(", ")") or dash not in DASHES or not (born + died).isdecimal():
            continue
        if len(born) == len(died) == FIGURES and 0 < int(died) - int(born) <= OLDEST:
            yield Fact(telling, mention.entity, row[at + 1].span, int(born))


@once
def told_ages(story: Story) -> tuple[tuple[Telling, Span, int], ...]:
    """Return whatever is said of the age of anybody, in figures and in words."""
    return tuple(
        (telling, span, value)
        for telling in story.tellings
        for span, value in (*_in_figures_and_words(story, telling), *_in_one_word(story, telling))
    )


def ages_in(story: Story, telling: Telling) -> list[tuple[Span, int]]:
    """Return the same of one sentence."""
    return _by_sentence(story).get(telling.index, [])


@once
def _by_sentence(story: Story) -> Mapping[int, list[tuple[Span, int]]]:
    found: dict[int, list[tuple[Span, int]]] = defaultdict(list)
    for telling, span, value in told_ages(story):
        found[telling.index].append((span, value))
    return found


def ages(story: Story) -> Iterator[Fact]:
    """Yield the ages of the people of a story, in figures and in words."""
    for telling, span, value in told_ages(story):
        person = quoted_by(story, span) or _whose(telling, span) or _just_born(story, telling, span)
        if person is not None and _of_their_kin(story, telling, person, span):
            continue
        if person is None and not telling.people:
            person = in_focus(story, telling)
        if person is not None:
            yield Fact(telling, person, span, value)


def quoted_by(story: Story, span: Span) -> str | None:
    """Return who is quoted, where the age is what the speaker is called by: "said the 31-year-old"."""
    for source, speaker in _called_so(story):
        if source.holds(span):
            named = any(m.type == "PER" and source.overlaps(m.span) for m in story.telling_at(span.start).mentions)
            return None if named else speaker
    return None


@once
def _called_so(story: Story) -> tuple[tuple[Span, str], ...]:
    """The speakers of quotations whom the words name by what they are, with who they are."""
    people = {each.id for each in story.reading.entities if each.type == "PER"}
    found: list[tuple[Span, str]] = []
    last: tuple[int, str] | None = None
    for each in sorted(story.reading.attributions, key=lambda each: each.content[0]):
        at = story.telling_at(each.content[0].start).index
        if each.source is not None and each.speaker in people and each.speaker is not None:
            found.append((each.source, each.speaker))
        elif each.source is not None and each.speaker is None and last is not None and at - last[0] <= OPENING:
            found.append((each.source, last[1]))  # one quotation of his after another
        last = (at, each.speaker) if each.speaker in people and each.speaker is not None else last
    return tuple(found)


def _of_their_kin(story: Story, telling: Telling, person: str, span: Span) -> bool:
    """The age is of a son or a sister of the one who is named: "the son of Mrs Davis was 13", "Davis's son was 13"."""
    ahead = [m for m in telling.mentions if m.type == "PER" and m.entity == person and m.span.end <= span.start]
    if not ahead:
        return False
    named = ahead[-1].span
    if not any(word.is_word for word in telling.between(named.end, span.start)):
        return False  # "the son of Mrs Davis, 45,"
    if "kin" in marks(story.wording, telling.between(named.end, span.start)[: OPENING + 1]):
        return True
    before = telling.around(named, OPENING + 1, 0)  # "the son of Mrs. "
    # "The widow Ana Petrova was 57": she is called so herself, where the name stands in its first form.
    called = "kin" in marks(story.wording, before[-1:]) and in_first_form(story, ahead[-1])
    return "kin" in marks(story.wording, before) and not called


def _born(story: Story, telling: Telling, first: int) -> str | None:
    """Who was born, where the word follows the name ("Kiril, who was born") or begins the sentence („Rođen je")."""
    at = telling.words[first].start
    before = [m for m in telling.mentions if m.type == "PER" and m.span.end <= at]
    if not before:
        return in_focus(story, telling) if first <= OPENING else None
    between = [w for w in telling.words if before[-1].span.end <= w.start < at]
    return before[-1].entity if len(between) <= OPENING and between and between[0].text in ",(" else None


def _just_born(story: Story, telling: Telling, span: Span) -> str | None:
    """Whose birth the same sentence has told right before: "Kiril, who was born in 1996, is 27"."""
    for fact in _born_in(story).get(telling.index, ()):
        if fact.span.end <= span.start:
            between = telling.between(fact.span.end, span.start)
            if len(between) <= OPENING + 1 and not any(
                m.type == "PER" and fact.span.end <= m.span.start < span.start for m in telling.mentions
            ):
                return fact.person
    return None


def _in_figures_and_words(story: Story, telling: Telling) -> Iterator[tuple[Span, int]]:
    signs, numerals, row = story.wording.signs, table(story.profile), telling.words
    beside = frozenset(story.wording.given.signs["verb_with"])
    for at, word in enumerate(row):
        number = read_number(row, at, numerals)
        if number is None or number.value != int(number.value) or not 0 < number.value <= OLDEST or number.about:
            continue
        figures = word.text.isdecimal() and len(word.text) <= 3
        if not figures and (number.value < YOUNGEST_IN_WORDS or not number.spelled):
            continue
        if at and number.spelled and read_number(row, at - 1, numerals) is not None:
            continue  # the second word of a longer number
        last = number.last
        behind = last + (last < len(row) and row[last].text in DASHES)
        old = signs["years_old"].at(row, behind) if behind < len(row) else None
        if old is None and last < behind < len(row):
            old = signs["years_old_dashed"].at(row, behind)  # without the dash it means "a year"
        unit = signs["year_unit"].at(row, last) if last < len(row) else None
        ahead = row[max(0, at - AHEAD) : at]
        while ahead and ahead[-1].lower in beside:
            ahead = ahead[:-1]  # „imao je 78 godina"
        aged = any(hit.last == len(ahead) for hit in signs["aged"].find(ahead))
        now = at > 1 and signs["aged_now"].at(row, at - 1) is not None and _opens(telling, row, at - 1)
        closed = unit is not None or last >= len(row) or row[last].text in CLOSING
        timed = last < len(row) and any(time.span.start == row[last].start for time in telling.times)
        given = unit is not None and closed and _is_given(story, telling, at, last + 1)
        given = given or _at_an_age(story, telling, at, last, unit is not None)
        if old or (aged and (closed or timed)) or (now and closed) or given:
            end = row[(old or unit).last - 1].end if old or unit else row[last - 1].end  # type: ignore[union-attr]
            yield Span(word.start, end), int(number.value)
        elif figures and (_beside_the_name(telling, at) or _alone(story, telling, word)):
            yield word.span, int(number.value)


def _in_one_word(story: Story, telling: Telling) -> Iterator[tuple[Span, int]]:
    """ "Tridesetosmogodišnji", «сорокадвухлетний»: a number and "-year-old" in one word."""
    endings = tuple(story.wording.given.signs["aged_endings"])
    for at, word in enumerate(telling.words):
        if not word.lower.endswith(endings):
            continue
        ending = next(each for each in endings if word.lower.endswith(each))
        if len(word.lower) < len(ending) + SHORTEST_NUMBER:
            continue
        written, numerals = word.lower[: -len(ending)], table(story.profile)
        value = _compound(written, story.profile)
        if value is not None:
            yield word.span, value
        elif at > 1 and telling.words[at - 1].lower in numerals.joiners:
            # „Триесет и седумгодишната“
            tens, units = numerals.values.get(telling.words[at - 2].lower), numerals.values.get(written)
            if tens and units and tens % 10 == 0 and units < YOUNGEST_IN_WORDS:
                yield Span(telling.words[at - 2].start, word.end), int(tens + units)


@cache
def _compound(written: str, profile: str) -> int | None:
    """The number that the first part of such a word stands for: "tridesetosmo" is 38."""
    forms = {form: int(value) for form, value in table(profile).values.items() if 0 < value < 100}
    found: list[tuple[int, int]] = []
    for form, value in forms.items():
        if value < YOUNGEST_IN_WORDS or not written.startswith(form):
            continue
        rest = written[len(form) :]
        if rest in JOINTS:
            found.append((len(form), value))
        elif value % 10 == 0:
            units = {each for unit, each in forms.items() if each < 10 and unit[:2] == rest[:2] and len(unit) > 1}
            if len(units) == 1:
                found.append((len(form), value + units.pop()))
    return max(found)[1] if found else None


def _at_an_age(story: Story, telling: Telling, at: int, last: int, counted: bool) -> bool:
    """“At 44, Novak”, „sa svojih 58 godina Delić“, “was 82 when she died”."""
    signs, row = story.wording.signs, telling.words
    ahead = row[max(0, at - 3) : at]
    opening = any(hit.last == len(ahead) for hit in signs["aged_at"].find(ahead))
    if counted or last >= len(row):
        return opening and counted
    if signs["aged_when"].at(row, last) is not None:
        return at > 0 and row[at - 1].lower in ("was", "is")
    start = next((m.span.start for m in telling.mentions if m.type == "PER" and m.span.start >= row[last].end), None)
    behind = row[min(last + 1, len(row) - 1)]
    told = start == behind.start or behind.lower in (*story.wording.given.he, *story.wording.given.she)
    return opening and at == 1 and row[last].text == "," and told


def _is_given(story: Story, telling: Telling, at: int, last: int) -> bool:
    """«Артёму 34 года»: years that stand right behind a name, in a language in which they are given to people."""
    if story.reading.article.language not in GIVEN or (last < len(telling.words) and telling.words[last].is_word):
        return False
    row = telling.words
    back = at - 1
    while back >= 0 and not row[back].is_word and at - back < OPENING + 1:
        back -= 1
    named = any(m.type == "PER" and m.span.end == row[back].end for m in telling.mentions)
    return named or _just_born(story, telling, row[at].span) is not None


def _opens(telling: Telling, row: tuple[Word, ...], at: int) -> bool:
    """ "Now" begins what is said of somebody: behind a comma, a bracket or the name itself."""
    return row[at - 1].text in ",(" or any(m.type == "PER" and m.span.end == row[at - 1].end for m in telling.mentions)


def _beside_the_name(telling: Telling, at: int) -> bool:
    """The number stands in brackets or between commas right behind the name of a person: Ana Petrova (52)."""
    row = telling.words
    if at == 0 or at + 1 >= len(row) or (row[at - 1].text, row[at + 1].text) not in AROUND_AN_AGE:
        return False
    return any(m.type == "PER" and 0 <= row[at - 1].start - m.span.end <= 1 for m in telling.mentions)


def _alone(story: Story, telling: Telling, word: Word) -> bool:
    """A number of years is all that stands between two commas, in a sentence that tells of a birth."""
    clause = telling.clause(word.span)
    bare = [each for each in clause if each.is_word or each.text[0].isdecimal()]
    if len(bare) != 2 or bare[0] != word or not any(hit.entry == "born" for hit in telling.events):
        return False
    return story.wording.signs["length_Y"].at(bare, 1) is not None


def _whose(telling: Telling, span: Span) -> str | None:
    """The one person of the sentence; of several, the one right before or behind the place, or nobody."""
    people = [m for m in telling.mentions if m.type == "PER"]
    if len({m.entity for m in people}) == 1:
        return people[0].entity
    near = [m for m in people if 0 <= span.start - m.span.end <= BESIDE or 0 <= m.span.start - span.end <= BESIDE]
    return near[0].entity if len({m.entity for m in near}) == 1 else None


def times_beside(age: Fact) -> list[TimeRef]:
    """Return the times of the clause of an age: it may be the age of then."""
    clause = age.telling.clause(age.span)
    if not clause or any(hit.entry == "born" for hit in age.telling.events):
        return []
    return [
        t
        for t in age.telling.times
        if t.earliest is not None
        and t.type != "DURATION"
        and t.span.start >= clause[0].start
        and t.span.end <= clause[-1].end
        and not t.span.overlaps(age.span)
    ]

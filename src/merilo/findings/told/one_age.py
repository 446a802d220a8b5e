"""One age told twice: of one name, or of one whom the text calls by the age alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from merilo.findings.story import Story
from merilo.findings.told.ages import DASHES, Fact, ages, quoted_by, times_beside
from merilo.findings.told.counts import Count
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.one_thing import twice
from merilo.findings.told.sized import sized
from merilo.model import Span, TimeRef

COMMA = 2  # letters
NEAR = 3  # letters between a name and an age
EXPLAINED = frozenset({"wrong", "if"})
LATELY = 365  # days; who turned 35 in May is 35
OFF = 1  # year: a birthday may lie between


def two_ages(story: Story) -> Iterator[tuple[Span, Span]]:
    """Yield two ages of one person that cannot both hold."""
    whose = {fact.span: fact for fact in ages(story)}
    yield from _by_name(story, whose.values())
    for left, right in twice(story, sized(story)["ages"], "ages"):
        pair = (left.quantity.span, right.quantity.span)
        if any(in_captions(story, span) or in_headline(story, span) for span in pair):
            continue
        named = [_named(whose.get(span)) for span in pair]
        if None not in named or abs(left.quantity.value - right.quantity.value) <= OFF:
            continue
        if not _of_two(story, left, right, whose):
            yield pair


def _by_name(story: Story, told: Iterable[Fact]) -> Iterator[tuple[Span, Span]]:
    """Two ages that stand beside one name."""
    first: dict[str, Fact] = {}
    for age in sorted(told, key=lambda fact: fact.span):
        if (
            (_named(age) is None and not _goes_on(story, age))
            or _then(story, age)
            or in_captions(story, age.span)
            or in_headline(story, age.span)
        ):
            continue
        before = first.setdefault(age.person, age)
        explained = (before.telling.marks | age.telling.marks) & EXPLAINED
        if abs(before.value - age.value) > OFF and before.telling is not age.telling and not explained:
            yield before.span, age.span


def in_caption_and_text(story: Story) -> Iterator[tuple[Span, Span]]:
    """Yield the age below a picture and the one that the text gives, of one name: "Wade Sims (24)", and he was 20."""
    told = [age for age in ages(story) if _named(age) is not None and not _then(story, age)]
    body: dict[str, list[Fact]] = {}
    for age in told:
        if not in_captions(story, age.span) and not in_headline(story, age.span):
            body.setdefault(age.person, []).append(age)
    for age in told:
        if in_captions(story, age.span) and not age.telling.marks & EXPLAINED:
            given = body.get(age.person, [])
            if given and all(abs(each.value - age.value) > OFF for each in given):
                yield age.span, given[0].span


def _of_two(story: Story, left: Count, right: Count, whose: dict[Span, Fact]) -> bool:
    """One is of a man and one of a woman, or one is of then."""
    if any(_then(story, whose.get(each.quantity.span)) for each in (left, right)):
        return True
    hers = [_hers(story, each.quantity.span) for each in (left, right)]
    return None not in hers and hers[0] != hers[1]


def _named(age: Fact | None) -> str | None:
    """Whose age it is by a name in its own clause."""
    if age is None:
        return None
    row = age.telling.clause(age.span)
    beside = [m for m in age.telling.mentions if m.type == "PER" and m.entity == age.person]
    near = any(abs(m.span.end - age.span.start) <= NEAR or abs(age.span.end - m.span.start) <= NEAR for m in beside)
    # "Toplev, who turned 35 in May": the clause goes on behind the comma of the name.
    return age.person if near or any(row[0].start - COMMA <= m.span.end <= row[-1].end for m in beside) else None


def _goes_on(story: Story, age: Fact) -> bool:
    """The sentence names nobody, and the one before names the one whose age it is, and no one else.

    Or it is the age that a quoted speaker is called by.
    """
    if quoted_by(story, age.span) == age.person:
        return True
    if age.telling.people or not age.telling.index or _of_then(story, age.telling.times):
        return False
    written = age.span.of(story.text)
    if any(dash in written for dash in DASHES) or written.isalpha() or "kin" in age.telling.marks:
        return False  # "the 24-year-old diver" is somebody else as often; "his brother is 52"
    before = story.tellings[age.telling.index - 1]
    return {m.entity for m in before.mentions if m.type == "PER"} == {age.person}


def _then(story: Story, age: Fact | None) -> bool:
    """It is the age of then: a time stands beside it that is not of the last months."""
    return age is not None and _of_then(story, times_beside(age))


def _of_then(story: Story, times: Sequence[TimeRef]) -> bool:
    published = story.reading.article.published
    placed = [time.earliest for time in times if time.earliest is not None and time.type != "DURATION"]
    return any(published is None or not 0 <= (published - day).days <= LATELY for day in placed)


def _hers(story: Story, span: Span) -> bool | None:
    """Whether "-year-old" is said of a woman, by its ending; None where the word does not tell."""
    last = span.of(story.text).lower().replace("-", " ").split()[-1]
    signs = story.wording.given.signs
    if last.endswith(tuple(signs["aged_her"])):
        return True
    return False if last.endswith(tuple(signs["aged_him"])) else None

"""Words in a headline behind the name of who said them: "Mayor Ana Petrova: We shall not close the bridge"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from merilo.attribution.cues import Tongue
from merilo.attribution.tagged import mode_of
from merilo.model import Attribution, Reading, Span
from merilo.text.paragraphs import paragraphs
from merilo.text.words import words

HEADED = regex.compile(r"(?P<who>[^:?!\n]{3,70}):\s+(?P<what>[\p{Lu}\d„“”\"«‘'].*)")
# "«We shall not go»: Mayor Petrova on the bridge", and a second part that a comma opens: "Strike goes on, Petrova: No".
QUOTED = regex.compile(r"[«„“\"](?P<what>[^«»“”\"\n]+)[»“”\"],?\s*[:–—-]\s*(?P<who>[^:–—\n]{3,70}?)(?:\s+[–—-]\s.*)?")
SECOND = regex.compile(r".*[,;]\s(?P<who>\p{Lu}[^:,;?!\n]{2,50}):\s+(?P<what>[\p{Lu}\d„“”\"«‘'].*)")
FEWEST = 3  # words of what is said
LONGEST = 8  # words of an office with what is told of it
PARTING = (":", "–", "—")
BEFORE = 5  # words beside the name: an office, a party


def headed(reading: Reading, told: Iterable[Attribution], tongue: Tongue) -> Iterator[Attribution]:
    """Yield the attributions, with what the headline puts behind somebody's name or office and a colon as his.

    A place, a topic or a rubric before a colon does not speak; a quotation behind it is somebody's all the same.
    """
    found = _headline(reading, tongue)
    for each in told:
        if found is not None and each.content[0].overlaps(found.content[0]):
            if each.cue is not None and each.parent is None and each.source is None:
                found = None
            elif each.cue is None and each.source is None:
                continue  # the quotation of the headline by itself
            elif found.source is None or (each.source is not None and each.source.overlaps(found.source)):
                found = None
            elif each.source is not None and found.content[0].holds(each.source):
                continue  # „Возач камиона: Кочнице су отказале, јављао сам фирми“ is the driver's, and not the firm's
        yield each
    if found is not None:
        yield found


def _headline(reading: Reading, tongue: Tongue) -> Attribution | None:
    text = reading.article.text
    first = next(iter(paragraphs(text)), None)
    if first is None or any(mark.speaker for mark in reading.article.landmarks):
        return None
    forms = (HEADED, QUOTED, SECOND)
    parts = next((m for form in forms if (m := _one(form, reading, first, tongue))), None)
    if parts is None or len(parts["what"].split()) < FEWEST:
        return _quoted(reading, first)
    who, what = _named(reading, Span(*parts.span("who")), tongue), Span(*parts.span("what"))
    made = Attribution((what,), source=who)
    return replace(made, mode=mode_of(reading, made.content))


def _quoted(reading: Reading, headline: Span) -> Attribution | None:
    """Return the one quotation of a headline that a colon or a dash parts from its topic, as nobody's yet."""
    text = reading.article.text
    inside = [each for each in reading.quotes if each.depth == 0 and headline.holds(each.span)]
    if len(inside) != 1 or len(inside[0].words.of(text).split()) < FEWEST or inside[0].words.of(text)[-1] in ".…,":
        return None
    before, after = text[headline.start : inside[0].span.start], text[inside[0].span.end : headline.end]
    parted = (before.rstrip().endswith(PARTING) and not after.strip()) or (
        after.lstrip().startswith(PARTING) and not before.strip()
    )
    asks = inside[0].words.of(text).endswith("?")
    return Attribution((inside[0].span,), mode="direct", stance="asks" if asks else "asserts") if parted else None


def _one(form: regex.Pattern[str], reading: Reading, headline: Span, tongue: Tongue) -> regex.Match[str] | None:
    """Return how a headline fits a form, where the words for who speaks name one person and little else."""
    text = reading.article.text
    parts = form.fullmatch(text, headline.start, headline.end)
    if parts is None:
        return None
    who = Span(*parts.span("who"))
    people = [each.span for each in reading.mentions if each.type == "PER" and who.holds(each.span)]
    if not people:
        known = _surname(reading, who) or (form is HEADED and _office(text, who, parts["what"], tongue))
        return parts if known else None
    before = words(text, Span(who.start, people[0].start)) if people[0].start > who.start else ()
    if before and before[-1].lower in tongue.prepositions:
        return None  # "Row over Ellen Smith: ..." is about her
    long = len(people) != 1 or len(who.of(text).split()) > BEFORE + len(people[0].of(text).split())
    return None if long else parts


def _named(reading: Reading, who: Span, tongue: Tongue) -> Span:
    """Return who speaks without what a headline tells of him: "Captain Arben Kuqali leaves Vjosa"."""
    text = reading.article.text
    people = [each.span for each in reading.mentions if each.type == "PER" and who.holds(each.span)]
    row = words(text, who)
    if people and text[people[0].end : who.end].lstrip()[:1].isalpha():
        return Span(who.start, people[0].end)
    at = next((at for at in range(1, len(row)) if row[at].lower in tongue.prepositions), len(row))
    return who if people or tongue.bare else Span(who.start, row[at - 1].end)


def _surname(reading: Reading, who: Span) -> bool:
    """Say whether a headline has only the surname of a person whom the text names in full."""
    name = who.of(reading.article.text).casefold()
    full = (each.name.casefold().split() for each in reading.entities if each.type == "PER")
    return any(len(parts) > 1 and parts[-1] == name for parts in full)


def _office(text: str, who: Span, what: str, tongue: Tongue) -> bool:
    """Say whether an office stands before a colon: „Возач: Кочнице су отказале“; a body may be a topic.

    Where more is told of it the words must be in the first person („Возач на суђењу у Брестовцу: Јављао сам фирми“).
    """
    row = words(text, who)
    if tongue.bare or len(row) > LONGEST or not all(word.is_word for word in row) or row[0].lower not in tongue.offices:
        return False
    if not any(word.lower in tongue.prepositions for word in row):
        return True
    endings = tongue.first_person_endings
    return any(word.lower in tongue.mine or word.lower in endings for word in words(what))

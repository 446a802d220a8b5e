"""Words in a headline behind the name of who said them: "Mayor Ana Petrova: We shall not close the bridge"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import regex

from merilo.attribution.tagged import mode_of
from merilo.model import Attribution, Reading, Span
from merilo.text.paragraphs import paragraphs

HEADED = regex.compile(r"(?P<who>[^:?!\n]{3,70}):\s+(?P<what>[\p{Lu}\d„“”\"«‘'].*)")
# "«We shall not go»: Mayor Petrova on the bridge", and a second part that a comma opens: "Strike goes on, Petrova: No".
QUOTED = regex.compile(r"[«„“\"](?P<what>[^«»“”\"\n]+)[»“”\"],?\s*[:–—-]\s*(?P<who>[^:–—\n]{3,70}?)(?:\s+[–—-]\s.*)?")
SECOND = regex.compile(r".*[,;]\s(?P<who>\p{Lu}[^:,;?!\n]{2,50}):\s+(?P<what>[\p{Lu}\d„“”\"«‘'].*)")
FEWEST = 3  # words of what is said
BEFORE = 5  # words beside the name: an office, a party


def headed(reading: Reading, told: Iterable[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions, with what the headline puts behind somebody's name and a colon as his.

    Only a person whom the reading knows by name speaks so; a place, a topic or a rubric before a colon does not.
    """
    found = _headline(reading)
    for each in told:
        if found is not None and each.content[0].overlaps(found.content[0]):
            if each.cue is not None and each.parent is None and each.source is None:
                found = None
            elif each.cue is None and each.source is None:
                continue  # the quotation of the headline by itself
            elif each.source is not None and found.source is not None and each.source.overlaps(found.source):
                found = None
        yield each
    if found is not None:
        yield found


def _headline(reading: Reading) -> Attribution | None:
    text = reading.article.text
    if any(mark.speaker for mark in reading.article.landmarks):
        return None
    first = next(iter(paragraphs(text)), None)
    forms = (HEADED, QUOTED, SECOND)
    parts = None if first is None else next((m for form in forms if (m := _one(form, reading, first))), None)
    if parts is None or len(parts["what"].split()) < FEWEST:
        return None
    who, what = Span(*parts.span("who")), Span(*parts.span("what"))
    made = Attribution((what,), source=who)
    return replace(made, mode=mode_of(reading, made.content))


def _one(form: regex.Pattern[str], reading: Reading, headline: Span) -> regex.Match[str] | None:
    """Return how a headline fits a form, where the words for who speaks name one person and little else."""
    text = reading.article.text
    parts = form.fullmatch(text, headline.start, headline.end)
    if parts is None:
        return None
    who = Span(*parts.span("who"))
    people = [each.span for each in reading.mentions if each.type == "PER" and who.holds(each.span)]
    long = len(people) != 1 or len(who.of(text).split()) > BEFORE + len(people[0].of(text).split())
    return None if long else parts

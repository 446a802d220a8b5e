"""Free indirect speech, where grammar or a particle marks it: „Щял да подаде оставка. Никой не го бил питал.“

A sentence without a cue is read as the words of whoever spoke in the sentence before it in the paragraph, if something
in it says that it is somebody's. What nobody who knows the language would bet on stays nobody's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from merilo.attribution.cues import Tongue
from merilo.attribution.free_words import Free, free_words
from merilo.attribution.lines import Line, lines
from merilo.attribution.moods import Sign, joined, mood, particle, renarrates, tense
from merilo.errors import MissingWords
from merilo.model import Attribution, Reading
from merilo.text.paragraphs import paragraphs
from merilo.text.placed import Placed
from merilo.text.words import words

FEWEST = 3  # words of a sentence that is somebody's
OPEN = ("impersonal", "their_words", "citing")  # kinds of cues that name nobody who could go on speaking
SPEAKS = ("says", "denies", "doubts", "asks", "relays")
SAYS = ("says", "denies", "relays")  # kinds behind which a tense shifted back is theirs


def freely(reading: Reading, told: Sequence[Attribution], tongue: Tongue, profile: str) -> list[Attribution]:
    """Return the attributions with the sentences that go on, by their grammar, with what was just said."""
    try:
        free = free_words(profile)
    except MissingWords:
        return list(told)
    taken = Placed((part, each) for each in told for part in (*each.content, each.cue) if part is not None)
    starts = [each.start for each in paragraphs(reading.article.text)]
    made: list[Attribution] = []
    gone: list[Attribution] = []
    before: Line | None = None
    last: Attribution | None = None  # free indirect speech in the sentence before
    for line in lines(reading, tongue):
        if line.inner:
            break
        same = before is not None and bisect_right(starts, before.span.start) == bisect_right(starts, line.span.start)
        here = taken.touching(line.span)
        spoke = None
        if before is not None and same and not line.quotes and all(_is_hearsay(each, line) for each in here):
            spoke = last or _spoke(before, taken.touching(before.span), tongue)
        sign = None if spoke is None else _sign(line, spoke, free, tongue, reading.article.text)
        last = None if spoke is None or sign is None else _words(line, spoke, sign, tongue)
        if last is not None:
            made.append(last)
            gone += here
        before = line
    return [each for each in told if each not in gone] + made


def _spoke(line: Line, told: Sequence[Attribution], tongue: Tongue) -> Attribution | None:
    """Return the attribution of a sentence that its one speaker may go on from; None where several speak in it."""
    here = [each for each in told if each.cue is not None and line.span.holds(each.cue)]
    outer = [each for each in here if not any(_holds(other, each) for other in here if other is not each)]
    inner = [each for each in here if each not in outer]
    if not outer or any(each.source != outer[0].source for each in outer) or _tells_more(line, outer):
        return None
    last = max(outer, key=lambda each: each.content[-1].end)
    passed_on = "relays" in _kinds(last, line)  # the agency that tells what the judge said tells on
    if not passed_on and not all(_is_same(each, tongue, line) for each in inner):
        return None
    return last if last.source is not None or _drops_its_speaker(last, line, tongue) else None


def _tells_more(line: Line, told: Sequence[Attribution]) -> bool:
    """Say whether somebody else may speak in a sentence, whose words were not read: "..., but Doyle denied it"."""
    places = [part for each in told for part in (*each.content, each.cue) if part is not None]
    heads = [line.row[cue.head] for cue in line.cues if cue.kind in SPEAKS]
    return any(not any(part.start <= head.start < part.end for part in places) for head in heads)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return inner.cue is not None and any(span.holds(inner.cue) for span in outer.content)


def _is_same(inner: Attribution, tongue: Tongue, line: Line) -> bool:
    """Say whether what is told inside somebody's words is his own again: "she said she thought"."""
    if inner.source is None:
        return True
    source = [word for word in line.row if inner.source.start <= word.start < inner.source.end]
    return len(source) == 1 and source[0].lower in tongue.pronouns


def _drops_its_speaker(each: Attribution, line: Line, tongue: Tongue) -> bool:
    """Say whether a cue without a source is somebody's who was named before („Рекла је да ...“)."""
    kinds = _kinds(each, line)
    return not tongue.bare and bool(kinds) and not kinds & {*OPEN}


def _kinds(each: Attribution, line: Line) -> set[str]:
    """Return the kinds of the cue words that an attribution's cue is made of."""
    own = each.cue
    return set() if own is None else {cue.kind for cue in line.cues if own.start <= line.row[cue.head].start < own.end}


def _sign(line: Line, spoke: Attribution, free: Free, tongue: Tongue, text: str) -> Sign | None:
    found = particle(line, free, tongue)
    cue = () if spoke.cue is None else words(text, spoke.cue)
    if found is None and not any(free.endings and word.lower.endswith(free.endings) for word in cue):
        # „тя заявила“: that she said so is somebody's words already
        said = [word for span in spoke.content for word in words(text, span)]
        found = mood(line, free, tongue, renarrating=spoke.basis == "mood" or renarrates(said, free))
    if found is None and (spoke.basis == "joined" or _opens_with_that(spoke, text, tongue)):
        found = joined(line, free, tongue)
    if found is None and free.tenses.whole and _is_shifted(spoke, text, free, tongue):
        found = tense(line, free)
    return found


def _opens_with_that(spoke: Attribution, text: str, tongue: Tongue) -> bool:
    return any(words(text, span)[0].lower in tongue.complementisers for span in spoke.content)


def _is_shifted(spoke: Attribution, text: str, free: Free, tongue: Tongue) -> bool:
    """Say whether somebody is told to have said something in a tense shifted back ("said the council had lied")."""
    if spoke.basis == "tense":
        return True
    if spoke.cue is None or spoke.source is None or spoke.mode == "direct" or spoke.stance not in ("asserts", "denies"):
        return False
    cue, source = words(text, spoke.cue), words(text, spoke.source)
    says = any((hit := tongue.cues.at(cue, at)) is not None and hit.entry in SAYS for at in range(len(cue)))
    head = source[0]  # "proposed federal legislation that would ..." says nothing
    somebody = head.is_capital or any(head.lower in each for each in (tongue.pronouns, tongue.persons, tongue.articles))
    said = [word.lower for span in spoke.content for word in words(text, span)]
    would = any(word.lower in free.tenses for word in cue)  # "she would have to tell him"
    shifted = any(each in free.shifted for each in said) or any(word.lower in free.plans for word in cue)
    return says and somebody and not would and shifted


def _is_hearsay(each: Attribution, line: Line) -> bool:
    """Say whether a sentence was found to be hearsay of nobody named („Тобоже, паре су стигле“)."""
    return each.source is None and each.hedged and each.cue is not None and line.span.holds(each.cue)


def _words(line: Line, spoke: Attribution, sign: Sign, tongue: Tongue) -> Attribution | None:
    """Return a sentence as the words of whoever spoke in the one before; None where too little stands in it."""
    row = line.row
    first, last = sign.particle or (len(row), len(row))
    parts = (line.stretch(0, first), line.stretch(last, len(row)) if last < len(row) else None)
    content = tuple(each for each in parts if each is not None)
    if sum(each.is_word for each in row) < FEWEST or not content:
        return None
    return Attribution(
        content,
        spoke.source,
        line.stretch(first, last) if sign.particle else None,
        stance="asks" if row[-1].text == "?" else "asserts",
        hedged=sign.distant or next(tongue.hedges.find(row), None) is not None,
        carriers=spoke.carriers,
        basis=sign.basis,
    )

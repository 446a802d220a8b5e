"""What points back: "Amadi disputes that", „Тоа го потврди судот“, «Об этом сообщил губернатор»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from merilo.attribution.apposition import apposition
from merilo.attribution.carriers import carriers
from merilo.attribution.clauses import clause_start
from merilo.attribution.cues import Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import Cue, Line, Range, lines
from merilo.attribution.phrases import after_cue, before_cue
from merilo.attribution.sources import noun_phrase
from merilo.attribution.stance import stance_of
from merilo.model import Attribution, Reading, Span
from merilo.text.lexicon import Hit

KINDS = ("says", "relays", "shows", "denies", "doubts", "impersonal")
NEAR = 3  # words between a pointer and its cue: „је то одлучно демантовао“
APART = 3  # line breaks and spaces between a sentence and the one that points back at it


def pointing(reading: Reading, told: Sequence[Attribution], tongue: Tongue) -> list[Attribution]:
    """Return the attributions with those of sentences that only point back at the one before.

    What is denied or doubted is what was said there, where somebody said something; what is reported, confirmed or
    shown is the sentence itself. A "citing" in such a sentence leads to the same words, through whoever cites.
    """
    made = list(told)
    for line in lines(reading, tongue):
        if line.inner:
            continue
        for cue in line.cues:
            if cue.kind == "judges" and _false(line, cue, tongue):
                cue = replace(cue, kind="denies")  # „Зуев је то назвао клеветом“
            if cue.kind not in KINDS or _taken(line, cue, made, tongue):
                continue
            clause = _clause(line, cue, tongue)
            hit = _pointer(line, cue, clause, tongue)
            before = None if hit is None else _before(reading, line.span)
            if hit is None or before is None:
                continue
            source = _source(line, cue, clause, hit, tongue)
            made = [each for each in made if not _of_pointer(line, each, cue)]
            content = _clause_before(line, cue, made) or _meant(
                before, made, denied=cue.kind in ("denies", "doubts") or cue.negated
            )
            made += _attributions(reading.article.text, line, _without(cue, hit), source, content, tongue)
            break
    return made


def _false(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether what is judged is called a lie, in a clause of a few words."""
    end = _clause(line, cue, tongue)[1]
    return not tongue.bare and any(tongue.falsehoods.at(line.row, at) is not None for at in range(cue.last, end))


def _taken(line: Line, cue: Cue, told: Sequence[Attribution], tongue: Tongue) -> bool:
    """Say whether a cue reports something already, stands in what another reports, or speaks of the writer himself."""
    span = Span(line.row[cue.head].start, line.row[cue.tail - 1].end)
    own, verb = tongue.first_person_endings, line.row[cue.first : cue.tail]
    if own and any(len(word.text) > 2 and word.lower.endswith(own) for word in verb):
        return True
    here = [each for each in told if each.cue is not None and line.span.holds(each.cue)]
    citing = {line.row[other.head].start for other in line.cues if other.kind == "citing"}
    return any(
        each.cue is not None
        and (each.cue.overlaps(span) or (each.cue.start not in citing and any(_.holds(span) for _ in each.content)))
        for each in here
    )


def _clause(line: Line, cue: Cue, tongue: Tongue) -> Range:
    """Return the clause of a cue, up to the next comma or stop."""
    start, close = clause_start(line, cue, tongue), cue.last
    while close < len(line.row) and not (line.row[close].lower in (",", ":") or line.stops(close)):
        close += 1
    return start, close


def _pointer(line: Line, cue: Cue, clause: Range, tongue: Tongue) -> Hit[str] | None:
    """Return what points back in a clause without words of its own, or None; "this decision" does not."""
    row, (start, close) = line.row, clause
    alone = {close - 1} if tongue.bare else set()  # "Amadi disputes that."
    refused = not cue.negated and any(row[at].lower in tongue.negations for at in range(start, cue.first))
    if row[start].lower in tongue.relatives or refused:
        return None  # «которому об этом рассказал помощник», «відмовився це коментувати»
    if not tongue.bare:  # „го демантираше тоа со соопштение во кое се наведува дека“
        tells = (at for at in range(cue.last, close) if row[at].lower in tongue.relatives)
        close = next((at for at in tells if row[at].lower not in tongue.complementisers), close)
    if any(row[at].lower in tongue.complementisers or at in line.quotes for at in {*range(cue.last, close)} - alone):
        return None
    if close < len(row) and row[close].lower == ":":
        return None
    if close + 1 < len(row) and row[close].lower == "," and _goes_on(row[close + 1].lower, tongue):
        return None
    for at in range(start, close):
        hit = tongue.points.at(row, at)
        if hit is None or hit.last > close or (at > start and row[at - 1].lower in tongue.prepositions):
            continue
        parted = at > start and row[at - 1].lower in tongue.auxiliaries and 0 < cue.first - hit.last < NEAR
        if hit.last >= close or parted or _may_follow(line, hit.last, cue, tongue):
            return hit
    return None


def _goes_on(lower: str, tongue: Tongue) -> bool:
    return (lower in tongue.complementisers and lower not in tongue.relatives) or lower in tongue.weak


def _may_follow(line: Line, at: int, cue: Cue, tongue: Tongue) -> bool:
    """Say whether a word may stand behind a pointer that is no part of its phrase."""
    word = line.row[at]
    lower = word.lower
    if not word.is_word or word.is_capital or cue.first <= at < cue.last:
        return True
    if tongue.bare:
        return False
    return (
        lower in tongue.auxiliaries
        or lower in tongue.adverbs
        or lower in tongue.times
        or lower in tongue.clitics
        or lower in tongue.negations
        or lower in tongue.prepositions
        or lower in tongue.persons
        or line.cue_at(at) is not None
        or tongue.falsehoods.at(line.row, at) is not None
    )


def _before(reading: Reading, here: Span) -> Span | None:
    """Return the sentence before, without its last mark, or None where nothing stands close before."""
    before = None
    for sentence in reading.sentences:
        if sentence.start >= here.start:
            break
        before = sentence
    if before is None:
        return None
    text = reading.article.text
    between = text[before.end : here.start]
    if before.end > here.start or len(between) > APART or not between.isspace():
        return None
    end = before.end
    while end > before.start and text[end - 1] in " .!\n":
        end -= 1
    return Span(before.start, end) if end > before.start and text[end - 1] != "?" else None


def _source(line: Line, cue: Cue, clause: Range, hit: Hit[str], tongue: Tongue) -> Range | None:
    """Return who says so, where the clause names somebody: before the pointer, between it and the cue, or behind."""
    if cue.kind == "impersonal":
        return None
    start, close = clause
    first = min(hit.first, cue.first)
    found = [before_cue(line, start, first, tongue) if first > start else None]
    if hit.last <= cue.first:
        found.append(before_cue(line, hit.last, cue.first, tongue) if cue.first > hit.last else None)
    behind = max(cue.last, hit.last if hit.first <= cue.last else cue.last)
    while behind < close and (
        line.row[behind].lower in tongue.conjunctions or line.row[behind].lower in tongue.adverbs
    ):
        behind += 1  # „То је потврдио и синдикат“
    found.append(after_cue(line, behind, close, tongue))
    found.append(apposition(line, cue, start, tongue))  # „Drejtori i kompanisë, Arben Shkreli, e hedh poshtë këtë“
    return next((each for each in found if each is not None and _is_somebody(line, each, tongue)), None)


def _is_somebody(line: Line, source: Range, tongue: Tongue) -> bool:
    if source[0] and line.row[source[0] - 1].lower in tongue.bodies and not tongue.bare:
        return True  # «В генштабе это отрицают»
    return any(
        word.is_capital
        or word.lower in tongue.persons
        or word.lower in tongue.pronouns
        or word.lower in tongue.media
        or word.lower in tongue.documents
        for word in line.row[slice(*source)]
    )


def _of_pointer(line: Line, each: Attribution, cue: Cue) -> bool:
    """Say whether an attribution took the pointing clause itself for somebody's words."""
    verb = Span(line.row[cue.head].start, line.row[cue.tail - 1].end)
    return any(span.holds(verb) and line.span.holds(span) for span in each.content)


def _clause_before(line: Line, cue: Cue, told: Sequence[Attribution]) -> tuple[Span, ...]:
    """Return what was told in the clause before a pointer's own: „... да ће штрајковати, али Илић то не потврђује“."""
    verb = line.row[cue.head].start
    there = [each for each in told if each.cue is not None and line.span.holds(each.cue) and each.cue.end < verb]
    ended = [each for each in there if each.content[-1].end < verb and each.content[0].start > line.span.start]
    return max(ended, key=lambda each: each.content[-1].end).content if ended and line.inner is False else ()


def _meant(before: Span, told: Sequence[Attribution], *, denied: bool) -> tuple[Span, ...]:
    """Return what is meant by a pointer: the sentence before; what that one pointed back at; what was said there."""
    there = [each for each in told if each.cue is not None and before.holds(each.cue)]
    beyond = next((each.content for each in there if each.content[-1].end <= before.start), None)
    if beyond is not None:
        return beyond
    return max(there, key=lambda each: each.content[-1].start).content if denied and there else (before,)


def _without(cue: Cue, hit: Hit[str]) -> Cue:
    """Return a cue without the pointer that stands at its head («этом сообщил»)."""
    return replace(cue, first=hit.last) if cue.first < hit.last <= cue.head else cue


def _attributions(
    text: str, line: Line, cue: Cue, source: Range | None, content: tuple[Span, ...], tongue: Tongue
) -> Iterator[Attribution]:
    draft = Draft(cue, source, ())
    through = carriers(line, draft, [], tongue)
    teller = None if source is None else noun_phrase(text, line.stretch(*source), tongue)
    if teller is None and not through:
        return
    stance = stance_of(cue.kind, cue.negated)
    yield Attribution(content, teller, line.stretch(cue.first, cue.last), stance=stance, carriers=through)
    for other in line.cues:
        if other.kind == "citing" and teller is not None:
            cited = after_cue(line, other.last, len(line.row), tongue)
            span = None if cited is None else line.stretch(*cited)
            if span is not None:
                yield Attribution(content, span, line.stretch(other.first, other.last), carriers=(teller,))

"""What the trained tagger found, read as attributions and weighed against what the rules found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from merilo.attribution.cues import NO_CUE, REFUSES, Tongue
from merilo.attribution.link import Linked, Ruler, link
from merilo.attribution.marks import CUE, Marks
from merilo.attribution.stance import stance_of
from merilo.model import Attribution, Mode, Quote, Reading, Span
from merilo.text.words import words

SURE = 0.4  # how likely a cue that no rule knows must be
# How likely the tagger must think a rule's cue for the rule to be believed, by the kind of cue. Set on 60 articles of
# PolNeAR's training part that the tagger had not seen.
LEAST = {
    "says": 0.25,
    "relays": 0.35,
    "denies": 0.25,
    "asks": 0.25,
    "doubts": 0.3,
    "according": 0.0,
    "initial": 0.0,
    "citing": 0.0,
    REFUSES: 0.0,
    "impersonal": 0.0,
    "holds": 0.65,
    "shows": 0.45,
    "judges": 0.65,
}
ALIKE = 0.5  # how much of its content a rule and the tagger must share for the tagger to mend its limits
SIDE = 4  # letters of a pronoun, and of what may stand between it and its cue
JOIN = 8  # characters of "and" between two verbs of one subject
MARKS = 6  # characters outside quotation marks that a direct quotation may have: commas, spaces between its parts


def joined(reading: Reading, told: Sequence[Attribution], marks: Marks, tongue: Tongue) -> list[Attribution]:
    """Return the attributions of rules and tagger together.

    Where both know a cue, the two are merged. A rule alone is believed where the tagger does not think its cue too
    unlikely for its kind; a tag alone where the tagger is sure.
    """
    text = reading.article.text
    rest = list(told)
    made: list[Attribution] = []
    for linked in link(marks.marked(), _ruler(reading)):
        twin = next((each for each in rest if each.cue is not None and each.cue.overlaps(linked.cue)), None)
        if twin is not None:
            rest.remove(twin)
            made.append(_merged(reading, twin, linked, tongue))
        elif marks.likely(CUE, linked.cue) >= SURE and not _left_open(text, linked, told, tongue):
            single = _beside(_alone(reading, linked, tongue), told, made)
            made.extend([single] if single is not None else [])
    taken = [span for each in made for span in each.content]
    for each in rest:
        known = each.cue is not None and marks.likely(CUE, each.cue) >= LEAST.get(kind_of(text, each.cue, tongue), 1.0)
        alone = each.cue is None and not any(span.overlaps(other) for span in each.content for other in taken)
        if known or alone:
            made.append(each)
    return made


def _beside(alone: Attribution, told: Sequence[Attribution], made: Sequence[Attribution]) -> Attribution | None:
    """Return what the tagger adds without the quotations that a rule gives to somebody; None where nothing is left.

    A pronoun that the tagger finds far behind the cue is in what is demanded ("urged him to wait until it reports"):
    whoever spoke last in the sentence goes on.
    """
    taken = [span for each in told if each.mode == "direct" and each.cue is not None for span in each.content]
    content = tuple(span for span in alone.content if not any(span.overlaps(other) for other in taken))
    if not content:
        return None
    source, cue, last = alone.source, alone.cue, made[-1] if made else None
    astray = (
        source is not None and cue is not None and source.start > cue.end + SIDE and source.end - source.start <= SIDE
    )
    if astray and last is not None and last.source is not None and last.cue is not None and cue is not None:
        near = 0 <= cue.start - last.content[-1].end <= JOIN
        source = last.source if near else source
    return replace(alone, source=source, content=content)


def added(reading: Reading, told: Sequence[Attribution], marks: Marks, tongue: Tongue) -> list[Attribution]:
    """Return what only the tagger found: no cue and no content that is told already, nobody whose turn it is."""
    text = reading.article.text
    cues = [each.cue for each in told if each.cue is not None]
    turns = [each.source for each in told if each.source is not None and each.cue is None]
    made = []
    for linked in link(marks.marked(), _ruler(reading)):
        known = any(cue.overlaps(linked.cue) for cue in cues)
        known = known or any(_alike(each.content, linked.content) >= ALIKE for each in told)
        if known or marks.likely(CUE, linked.cue) < SURE or _left_open(text, linked, told, tongue):
            continue
        source = linked.source
        if not _in_one_piece(reading, linked):
            continue
        if source is None or not any(span.overlaps(source) for span in (*linked.content, *turns)):
            made.append(_alone(reading, linked, tongue))
    return made


def _in_one_piece(reading: Reading, linked: Linked) -> bool:
    """Say whether what the tagger links stands in one paragraph, and who speaks in the sentence of the verb."""
    parts = [span for span in (linked.cue, linked.source, *linked.content) if span is not None]
    if "\n" in reading.article.text[min(span.start for span in parts) : max(span.end for span in parts)]:
        return False
    at = bisect_right(reading.sentences, linked.cue.start, key=lambda span: span.start) - 1
    own = reading.sentences[at] if at >= 0 and reading.sentences[at].holds(linked.cue) else None
    return own is None or linked.source is None or own.holds(linked.source)


def _ruler(reading: Reading) -> Ruler:
    row = words(reading.article.text)
    return Ruler([word.start for word in row if word.text[0].isalnum()], [span.start for span in reading.sentences])


def _left_open(text: str, linked: Linked, told: Sequence[Attribution], tongue: Tongue) -> bool:
    """Say whether a question is told already as what somebody would not answer."""
    if kind_of(text, linked.cue, tongue) != "asks":
        return False
    return any(each.stance == "unconfirmed" and _alike(each.content, linked.content) >= ALIKE for each in told)


def _merged(reading: Reading, rule: Attribution, linked: Linked, tongue: Tongue) -> Attribution:
    """Return what rule and tagger say of one cue: the rule's words, with limits the tagger mends.

    Of a source and a cue both are taken where they touch: the tagger knows where a long title begins, the rule which
    small words belong to a verb. Where they name two sources the tagger is right more often.
    """
    taught = rule.cue is not None and any(
        word.lower in tongue.learning for word in words(reading.article.text, rule.cue)
    )
    if taught and rule.carriers:
        return rule  # the tagger takes who learned it for who said it
    if rule.cue is not None and kind_of(reading.article.text, rule.cue, tongue) == "citing":
        return rule  # the tagger takes who cites for who is cited
    same = _alike(rule.content, linked.content)
    content = tuple(linked.content) if rule.mode != "direct" and same >= ALIKE else rule.content
    cue = linked.cue if rule.cue is None else _hull(rule.cue, linked.cue)
    source = rule.source if _is_asked(reading.article.text, rule, tongue) else linked.source or rule.source
    if rule.source is not None and linked.source is not None and rule.source.overlaps(linked.source):
        source = _hull(rule.source, linked.source)
    return replace(rule, source=source, cue=cue, content=content, mode=mode_of(reading, content))


def _is_asked(text: str, told: Attribution, tongue: Tongue) -> bool:
    """Say whether a sentence begins with "Asked whether", so that whom it names next answers and does not ask."""
    row = [] if told.cue is None else words(text, told.cue)
    return told.stance == "asks" and bool(row) and row[0].is_capital and tongue.asked.at(row, 0) is not None


def _hull(left: Span, right: Span) -> Span:
    return Span(min(left.start, right.start), max(left.end, right.end))


def _alike(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Return the characters that two contents share, as a part of both together."""
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left for b in right)
    both = sum(span.end - span.start for span in (*left, *right)) - shared
    return shared / both if both else 0.0


def _alone(reading: Reading, linked: Linked, tongue: Tongue) -> Attribution:
    text = reading.article.text
    kind = REFUSES if _would_not(text, linked, tongue) else kind_of(text, linked.cue, tongue)
    answers = not tongue.bare and any(word.lower in tongue.questions for word in words(text, linked.cue))
    kind = "asks" if answers else kind  # «отвечая на вопрос, почему трубу не заменили»
    negated = any(word.lower in tongue.negations for word in words(text, linked.cue))
    content = tuple(linked.content)
    return Attribution(
        content=content,
        source=None if answers else linked.source,
        cue=linked.cue,
        mode=mode_of(reading, content),
        stance=stance_of(kind, negated),
    )


def _would_not(text: str, linked: Linked, tongue: Tongue) -> bool:
    """Say whether cue and content together tell that somebody would not speak: "declined | to comment"."""
    end = max(linked.cue.end, linked.content[0].end)
    row = words(text, Span(linked.cue.start, end))
    inside = (at for at, word in enumerate(row) if word.start < linked.cue.end)
    return any(tongue.refuses.at(row, at) is not None for at in inside)


def kind_of(text: str, cue: Span, tongue: Tongue) -> str:
    """Return the kind of cue that the word lists know in a span; "" where they know none."""
    row = words(text, cue)
    if any(tongue.as_source.at(row, at) is not None for at in range(len(row))):
        return "citing"
    if any(tongue.refuses.at(row, at) is not None for at in range(len(row))):
        return REFUSES
    hits = [hit for at in range(len(row)) if (hit := tongue.cues.at(row, at)) is not None and hit.entry != NO_CUE]
    return hits[-1].entry if hits else ""


def mode_of(reading: Reading, content: Sequence[Span]) -> Mode:
    """Return whether the content stands in quotation marks, in part, or not at all."""
    quotes = [quote for quote in reading.quotes if quote.depth == 0]
    inside = sum(_shared(span, quote) for span in content for quote in quotes)
    if not inside:
        return "indirect"
    whole = sum(span.end - span.start for span in content)
    return "direct" if whole - inside <= MARKS else "mixed"


def _shared(span: Span, quote: Quote) -> int:
    return max(0, min(span.end, quote.span.end) - max(span.start, quote.span.start))

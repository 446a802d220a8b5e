"""What the trained tagger found, read as attributions and weighed against what the rules found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from merilo.attribution.cues import NO_CUE, Tongue
from merilo.attribution.link import Linked, Marked, Ruler, link
from merilo.attribution.stance import stance_of
from merilo.encoder.heads import Tag
from merilo.model import Attribution, Mode, Quote, Reading, Span
from merilo.text.words import words

SURE = 0.5  # how sure the tagger is of a cue that no rule knows, before it is believed
# Kinds of cue whose rules are believed without the tagger; "believes" and "called" only where it agrees.
CERTAIN = frozenset({"says", "relays", "denies", "asks", "according", "initial", "impersonal"})
MARKS = 6  # characters outside quotation marks that a direct quotation may have: commas, spaces between its parts


def joined(
    reading: Reading, told: Sequence[Attribution], tags: Sequence[Sequence[Tag]], tongue: Tongue
) -> list[Attribution]:
    """Return the attributions of rules and tagger together.

    Where both know a cue, the rule's source stands if it has one and the tagger's content stands; a rule alone is
    believed where its cue is a verb of saying, a tag alone where the tagger is sure.
    """
    text = reading.article.text
    marked, sure = gathered(tags)
    row = words(text)
    ruler = Ruler([word.start for word in row if word.text[0].isalnum()], [span.start for span in reading.sentences])
    rest = list(told)
    made: list[Attribution] = []
    for linked in link(marked, ruler):
        twin = next((each for each in rest if each.cue is not None and each.cue.overlaps(linked.cue)), None)
        if twin is not None:
            rest.remove(twin)
            made.append(_merged(reading, twin, linked))
        elif sure[linked.cue] >= SURE:
            made.append(_alone(reading, linked, tongue))
    taken = [span for each in made for span in each.content]
    for each in rest:
        known = each.cue is not None and kind_of(text, each.cue, tongue) in CERTAIN
        alone = each.cue is None and not any(span.overlaps(other) for span in each.content for other in taken)
        if known or alone:
            made.append(each)
    return made


def gathered(tags: Sequence[Sequence[Tag]]) -> tuple[Marked, dict[Span, float]]:
    """Return the tags by role, and how sure the tagger is of each cue."""
    flat = sorted(tag for sentence in tags for tag in sentence if tag.start < tag.end)
    contents = [tag for tag in flat if tag.label in ("CONTENT", "MORE")]
    cues = [tag for tag in flat if tag.label == "CUE"]
    return (
        Marked(
            tuple(Span(tag.start, tag.end) for tag in flat if tag.label == "SOURCE"),
            tuple(Span(tag.start, tag.end) for tag in cues),
            tuple(Span(tag.start, tag.end) for tag in contents),
            frozenset(at for at, tag in enumerate(contents) if tag.label == "MORE"),
        ),
        {Span(tag.start, tag.end): tag.probability for tag in cues},
    )


def _merged(reading: Reading, rule: Attribution, linked: Linked) -> Attribution:
    content = tuple(linked.content) if rule.mode != "direct" else rule.content
    return replace(rule, source=rule.source or linked.source, content=content, mode=mode_of(reading, content))


def _alone(reading: Reading, linked: Linked, tongue: Tongue) -> Attribution:
    text = reading.article.text
    kind = kind_of(text, linked.cue, tongue)
    negated = any(word.lower in tongue.negations for word in words(text, linked.cue))
    content = tuple(linked.content)
    return Attribution(
        content=content,
        source=linked.source,
        cue=linked.cue,
        mode=mode_of(reading, content),
        stance=stance_of(kind, negated),
    )


def kind_of(text: str, cue: Span, tongue: Tongue) -> str:
    """Return the kind of cue that the word lists know in a span; "" where they know none."""
    row = words(text, cue)
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

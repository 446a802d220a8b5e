"""Who said what: the attributions of a text, found by its cue words, its quotation marks and its speakers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from merilo.attribution.asked import asked
from merilo.attribution.borrowed import as_source, cited
from merilo.attribution.carriers import carriers, without_outlet
from merilo.attribution.cues import REFUSES, Tongue, tongue
from merilo.attribution.draft import Draft
from merilo.attribution.exchange import exchange, exchanged
from merilo.attribution.free import freely
from merilo.attribution.gapped import gapped
from merilo.attribution.going_on import Thread, loose
from merilo.attribution.headline import headed
from merilo.attribution.learned import learned
from merilo.attribution.lines import DASHES, QUOTED, Line, lines
from merilo.attribution.marks import Marks
from merilo.attribution.pointing import pointing
from merilo.attribution.refused import cut_at, refused
from merilo.attribution.reported import promise, report
from merilo.attribution.sources import sound
from merilo.attribution.stance import demanded, hedged, stance
from merilo.attribution.tagged import added, joined
from merilo.attribution.turns import turns
from merilo.attribution.which import which
from merilo.attribution.withheld import withheld
from merilo.encoder.encoded import Encoded
from merilo.encoder.heads import Tagger
from merilo.errors import MissingWords
from merilo.model import Attribution, Mode, Reading, Span
from merilo.resources import profile

MENDED = ("en", "other")  # languages in which the tagger mends what the rules found, or has none beside it
MARKS = 3  # characters of quotation marks before the first word
BYLINE = 4  # words of a name
FEWEST = 3  # words of a sentence that is hearsay


def attribute(reading: Reading, encoded: Encoded | None = None) -> tuple[Attribution, ...]:
    """Return who said what, in the order of the text: quotations, reported speech, and the turns of a transcript.

    Without an encoder the rules read alone; with one, the trained tagger's marks are joined with what they find in
    English and in languages without rules, and what only it finds is added in the others.

    Needs `sentences` and `quotes` of the reading. `parent` of an attribution is the index of the one inside whose
    content it stands. `speaker` and `chain` stay empty until `voices.resolve`.
    """
    article = reading.article
    if not article.text.strip():
        return ()
    voice = profile(article.language, article.script)
    try:
        words = tongue(voice)
    except MissingWords:
        words = tongue("en")
    told = author_words(article.text, nested(list(_told(reading, words))))
    marks = _marks(encoded)
    if marks is not None and article.language in MENDED:
        told = joined(reading, told, marks, words)
    spoken = [*turns(reading, words), *exchanged(exchange(reading, words))]
    told = pointing(reading, [*sound(reading, told, words)], words)
    if marks is not None and article.language not in MENDED:  # the rules are surer here of what they find
        told += sound(reading, added(reading, [*spoken, *told], marks, words), words)
    told = [*headed(reading, told, words)]
    first = _first_of_cues(told)
    told = [each if _goes_on(each, first) else demanded(article.text, each, words) for each in told]
    return nested([*spoken, *freely(reading, told, words, voice)])


def _first_of_cues(told: Sequence[Attribution]) -> dict[Span | None, int]:
    """Return where the first content of each cue begins; two attributions may share a verb."""
    return {each.cue: each.content[0].start for each in sorted(told, key=lambda each: -each.content[0].start)}


def _goes_on(each: Attribution, first: Mapping[Span | None, int]) -> bool:
    """Say whether a quotation only goes on, by the same verb, behind what was told: it is not demanded as well."""
    return each.cue is not None and each.mode == "direct" and each.content[0].start > first[each.cue]


def _marks(encoded: Encoded | None) -> Marks | None:
    """Return what the trained tagger marks, or None where there is no encoder or no trained tagger."""
    if encoded is None:
        return None
    try:
        return Marks([each for each in Tagger.load("attribution").branch.read(encoded) if len(each.words)])
    except FileNotFoundError:
        return None


def _told(reading: Reading, words: Tongue) -> Iterator[Attribution]:
    thread = Thread(reading, words)
    promised: Draft | None = None  # a cue at a line's end, with a colon: what it reports is the next line
    before: Line | None = None
    for line in lines(reading, words):
        drafts: list[Draft] = []
        for number in range(len(line.cues)):
            draft = report(line, number, drafts, words)
            if draft is not None:
                drafts.append(draft)
        drafts = refused(line, learned(line, [*cited(drafts), *as_source(line, words)], words), words)
        open_too = [each for each in withheld(line, words) if not _told_already(each, drafts)]
        drafts = which(line, gapped(line, drafts, words), words)
        drafts = asked(line, [*(cut_at(line, each, open_too, words) for each in drafts), *open_too], words)
        drafts = [replace(draft, source=without_outlet(line, draft, words)) for draft in drafts]
        made = _distinct([each for draft in drafts if (each := _attribution(line, draft, words, drafts)) is not None])
        quoted = () if made else loose(line)
        if not made and not quoted and (hearsay := _hearsay(line, words)) is not None:
            made = [hearsay]
        if quoted and before is not None and promised is not None:
            said = _attribution(before, promised, words, [], quoted)
            yield from thread.on_to(said)
        else:
            yield from thread.on(line, made, quoted)
        promised, before = promise(line, words), line
    yield from thread.on_to(None)


def _told_already(one: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether another draft tells of the same refusal."""
    first, last = one.content[0]
    cues = [each.cue for each in drafts if each.cue is not None]
    same = one.cue is not None and any(cue.first < one.cue.last and one.cue.first < cue.last for cue in cues)
    open_too = [each.content for each in drafts if each.cue is not None and each.cue.kind == REFUSES]
    return same or any(begin < last and first < end for content in open_too for begin, end in content)


def _hearsay(line: Line, tongue: Tongue) -> Attribution | None:
    """Return what a sentence passes on from nobody named: „Наводно, фабриката е продадена“, «Завод якобы продан»."""
    if line.inner or line.cues:
        return None
    hit = next(tongue.evidentials.find(line.row), None)
    if hit is None:
        return None
    parts = ((0, hit.first), (hit.last, len(line.row)))
    words_in = sum(line.row[at].is_word for first, last in parts for at in range(first, last))
    content = tuple(span for first, last in parts if (span := line.stretch(first, last)) is not None)
    cue = line.stretch(hit.first, hit.last)
    return Attribution(content, cue=cue, hedged=True) if words_in >= FEWEST else None


def _attribution(
    line: Line, draft: Draft, words: Tongue, others: Sequence[Draft], next_line: tuple[Span, ...] = ()
) -> Attribution | None:
    content = tuple(span for first, last in draft.content if (span := line.stretch(first, last)) is not None)
    content += next_line
    if not content or _is_byline(line, draft):
        return None
    source = None if draft.source is None else line.stretch(*draft.source)
    cue = None if draft.cue is None else line.stretch(draft.cue.first, draft.cue.last)
    return Attribution(
        content=tuple(sorted(content)),
        source=source,
        cue=cue,
        mode=_mode(line, draft),
        stance=stance(draft),
        hedged=hedged(line, draft, words),
        carriers=carriers(line, draft, others, words),
    )


def _is_byline(line: Line, draft: Draft) -> bool:
    """Say whether a line only tells who wrote it: „Пише: Ана Петровић“."""
    if draft.cue is None or draft.cue.first or draft.source is not None or not draft.content:
        return False
    first, last = draft.content[0]
    row = line.row
    named = last - first <= BYLINE and all(word.is_capital for word in row[first:last])
    return named and draft.cue.last < first and row[first - 1].lower == ":"


def _mode(line: Line, draft: Draft) -> Mode:
    if not draft.content:
        return "direct"
    inside = [at for first, last in draft.content for at in range(first, last)]
    quoted = [at for at in inside if line.row[at].lower == QUOTED]
    if not quoted:
        return "indirect"
    return "direct" if len(quoted) == sum(line.row[at].text[0].isalnum() or at in quoted for at in inside) else "mixed"


def _distinct(found: list[Attribution]) -> list[Attribution]:
    """Drop an attribution whose content and source another of the line already has."""
    kept: list[Attribution] = []
    for each in found:
        if not any(each.content == other.content and each.source == other.source for other in kept):
            kept.append(each)
    return kept


def author_words(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Join a quotation to the clause that stands inside its own marks: «Мы готовы, — сказал он. — Ждём»."""
    made = list(found)
    gone: set[int] = set()
    for at, inner in enumerate(found):
        outer = found[inner.parent] if inner.parent is not None else None
        if outer is None or outer.cue is not None or outer.mode != "direct" or inner.cue is None:
            continue
        clause = sorted(span for span in (inner.cue, inner.source) if span is not None)
        head, quote = inner.content[0], next(span for span in outer.content if span.holds(inner.cue))
        between = text[head.end : clause[0].start]
        if head.start - quote.start > MARKS or not any(dash in between for dash in DASHES):
            continue
        rest = clause[-1].end
        while rest < quote.end and not text[rest].isalnum():
            rest += 1
        content = [Span(quote.start, head.end)] + ([Span(rest, quote.end)] if rest < quote.end else [])
        content += [span for span in outer.content if span != quote]
        made[inner.parent or 0] = replace(inner, content=tuple(sorted(content)), mode="direct", parent=outer.parent)
        gone.add(at)
    return [each for at, each in enumerate(made) if at not in gone]


def nested(found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Put attributions in the order of the text, each with the index of the one it stands inside of."""
    first = _first_of_cues(found)
    again = [each.cue is not None and each.content[0].start > first[each.cue] for each in found]
    starts = [each.content[0].start if more else _start(each) for each, more in zip(found, again, strict=True)]
    keys = [(start, -each.content[-1].end, each.content[0].start) for each, start in zip(found, starts, strict=True)]
    ordered = [each for _, each in sorted(zip(keys, found, strict=True), key=lambda pair: pair[0])]
    made: list[Attribution] = []
    around: list[int] = []  # attributions whose content may still hold the next one
    for each in ordered:
        start = _start(each)
        around = [at for at in around if ordered[at].content[-1].end > start]
        own = each.cue or each.content[0]
        holding = [at for at in around if any(span.holds(own) and span != own for span in ordered[at].content)]
        parent = min(holding, key=lambda at: _length(ordered[at]), default=None)
        made.append(replace(each, parent=parent))
        around.append(len(made) - 1)
    return tuple(made)


def _start(each: Attribution) -> int:
    source = each.source if each.basis is None else None  # of free indirect speech it stands sentences before
    return min(span.start for span in (*each.content, source, each.cue) if span is not None)


def _length(each: Attribution) -> int:
    return sum(span.end - span.start for span in each.content)

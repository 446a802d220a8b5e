"""The timeline: what the text places in time, in the order it happened."""

from __future__ import annotations

from merilo.model import Event, Reading, Span, TimeRef

LONGEST = 366 * 4  # days: a decade or a century places no event


def timeline(reading: Reading) -> tuple[Event, ...]:
    """Return the sentences that tell of something on a date, earliest first.

    Every placed date or time gives an event: its sentence, its first and last possible day, the entities mentioned in
    the sentence. Impossible dates, stretches, sets and vague words give none; two dates with the same days in one
    sentence give one.
    """
    made: dict[tuple[Span, object, object], Event] = {}
    for at, ref in enumerate(reading.times):
        if ref.type not in ("DATE", "TIME") or ref.impossible or ref.earliest is None or ref.latest is None:
            continue
        if (ref.latest - ref.earliest).days > LONGEST:
            continue
        sentence = _sentence(reading, ref)
        event = Event(sentence, ref.earliest, ref.latest, _who(reading, sentence), at)
        made.setdefault((sentence, ref.earliest, ref.latest), event)
    return tuple(sorted(made.values(), key=_order))


def _sentence(reading: Reading, ref: TimeRef) -> Span:
    low, high = 0, len(reading.sentences)
    while low < high:
        middle = (low + high) // 2
        if reading.sentences[middle].end <= ref.span.start:
            low = middle + 1
        else:
            high = middle
    if low < len(reading.sentences) and reading.sentences[low].overlaps(ref.span):
        return reading.sentences[low]
    return ref.span


def _who(reading: Reading, sentence: Span) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for mention in reading.mentions:
        if mention.span.start >= sentence.end:
            break
        if mention.span.overlaps(sentence):
            seen.setdefault(mention.entity)
    return tuple(seen)


def _order(event: Event) -> tuple[str, str, int]:
    return str(event.earliest), str(event.latest), event.span.start

"""Sentences as rows of words in which a whole quotation is one item, and the cues that stand in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from merilo.attribution.cues import NO_CUE, OF_PRONOUN, Tongue
from merilo.model import Quote, Reading, Span
from merilo.text.lexicon import Hit
from merilo.text.words import Word, words

QUOTED = "“”"  # what the item of a quotation reads as; no word of a text is written so
SPEECH_WORDS = 4  # a quotation with fewer words, and no sentence mark of its own, is a name or a borrowed word
ENDS = ".,!?…"
MARKS, OPENING, CLOSING = '„“”«»"', "„«", "”»"
STOPS = frozenset(".!?…;")
DASHES = frozenset("–—-―")
DEEPEST = 3
NONE = ("\0",)  # an ending that no word has
BRACKET = 6  # items of a bracket that stands inside a name: "(72)", "(D-N.C.)"
Range = tuple[int, int]  # of a line's row, half-open
PREPOSITIONAL = ("according", "initial", "citing", *OF_PRONOUN)
LONGEST_LINE = 300  # items that are read as one sentence
AGE = 4  # items from the comma before an age to the one behind it
LONGEST_TITLE = 4  # letters of an abbreviation before a name: "z. Adams", „проф. Петров“


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found: `row[first:last]` with its auxiliaries, `row[head:tail]` the entry itself."""

    first: int
    head: int
    tail: int
    last: int
    kind: str
    negated: bool = False
    converb: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or several that one quotation holds together.

    `quotes` gives the speech at an item of the row, `owners` the number of the cue that an item belongs to.
    """

    span: Span
    row: tuple[Word, ...]
    quotes: Mapping[int, Quote]
    cues: tuple[Cue, ...]
    owners: Mapping[int, int]
    inner: bool = False

    def cue_at(self, at: int) -> Cue | None:
        """Return the cue that an item belongs to, or None."""
        number = self.owners.get(at)
        return None if number is None else self.cues[number]

    def stops(self, at: int) -> bool:
        """Say whether the mark at `at` ends a sentence; a full stop after an initial or a short title does not."""
        lower = self.row[at].lower
        if lower not in STOPS:
            return False
        if lower != "." or at == 0 or at + 1 >= len(self.row):
            return True
        return not (len(self.row[at - 1].lower) <= LONGEST_TITLE and self.row[at + 1].is_word)

    def is_dash(self, at: int) -> bool:
        """Say whether a mark is a dash between clauses and not a hyphen inside a word."""
        row = self.row
        return row[at].lower in DASHES and (at == 0 or row[at].start > row[at - 1].end)

    def bracket(self, close: int) -> int | None:
        """Return where the short bracket opens that closes at `close`, or None."""
        return next((at for at in range(close, max(-1, close - BRACKET), -1) if self.row[at].lower == "("), None)

    def stretch(self, first: int, last: int) -> Span | None:
        """Return the span of `row[first:last]`, without marks at its ends that belong to the sentence."""
        while last > first and self.row[last - 1].lower in {".", ",", ";", ":", "(", *DASHES}:
            last -= 1
        while first < last and self.row[first].lower in {",", ";", ":", ")", ".", *DASHES}:
            first += 1
        return Span(self.row[first].start, self.row[last - 1].end) if first < last else None


def lines(reading: Reading, tongue: Tongue) -> Iterator[Line]:
    """Yield the lines of a text, then those inside its quotations, each in order."""
    row = words(reading.article.text)
    stretches: Sequence[Span] = reading.sentences
    for depth in range(DEEPEST):
        quotes = [quote for quote in reading.quotes if quote.depth == depth]
        yield from _lines(row, stretches, quotes, tongue, inner=depth > 0)
        stretches = list(_inside(stretches, [quote for quote in quotes if is_speech(row, quote)]))
        if not stretches:
            return


def is_speech(row: Sequence[Word], quote: Quote) -> bool:
    """Say whether a quotation is long enough, or ends as a sentence does, to be somebody's words."""
    first = bisect_left(row, quote.words.start, key=lambda word: word.start)
    last = bisect_left(row, quote.words.end, key=lambda word: word.start)
    inside = row[first:last]
    return sum(word.is_word for word in inside) >= SPEECH_WORDS or (bool(inside) and inside[-1].text in ENDS)


def _lines(
    row: Sequence[Word], stretches: Sequence[Span], quotes: Sequence[Quote], tongue: Tongue, *, inner: bool
) -> Iterator[Line]:
    at = word_at = 0
    while at < len(stretches):
        start, end = stretches[at].start, stretches[at].end
        first_quote = bisect_left(quotes, start, key=lambda quote: quote.span.end - 1)
        reach = first_quote
        at += 1
        while True:  # a quotation that runs on holds the next sentence to this one
            while reach < len(quotes) and quotes[reach].span.start < end:
                end = max(end, quotes[reach].span.end)
                reach += 1
            if at < len(stretches) and stretches[at].start < end:
                end = max(end, stretches[at].end)
                at += 1
                continue
            break
        word_at = bisect_left(row, start, lo=word_at, key=lambda word: word.start)
        yield from _line(row, word_at, Span(start, end), quotes[first_quote:reach], tongue, inner)


def _line(
    row: Sequence[Word], at: int, span: Span, quotes: Sequence[Quote], tongue: Tongue, inner: bool
) -> Iterator[Line]:
    items: list[Word] = []
    speech: dict[int, Quote] = {}
    waiting = iter(quotes)
    quote = next(waiting, None)
    while at < len(row) and row[at].start < span.end:
        while quote is not None and quote.span.end <= row[at].start:
            quote = next(waiting, None)
        if quote is None or row[at].start < quote.span.start:
            past = max(_past_aside(row, at, items, span, tongue), _past_age(row, at, items, tongue))
            if past > at:
                at = past
                continue
            items.append(row[at])
            at += 1
            continue
        after = bisect_left(row, quote.span.end, lo=at, key=lambda word: word.start)
        inside = row[at:after]
        if is_speech(row, quote) or (not items and _is_told(row, after, tongue)):
            speech[len(items)] = quote
            items.append(Word(quote.span.start, quote.span.end, inside[0].text, QUOTED))
        else:
            items.extend(inside)
        at = after
    # No sentence of a person's is so long; cutting keeps the cost of a wall of words linear.
    for cut in range(0, len(items), LONGEST_LINE):
        part = tuple(items[cut : cut + LONGEST_LINE])
        here = span if len(items) <= LONGEST_LINE else Span(part[0].start, part[-1].end)
        spoken = {number - cut: each for number, each in speech.items() if cut <= number < cut + LONGEST_LINE}
        cues = tuple(_cues(part, tongue))
        owners = {place: number for number, cue in enumerate(cues) for place in range(cue.first, cue.last)}
        yield Line(here, part, spoken, cues, owners, inner)


def _is_told(row: Sequence[Word], after: int, tongue: Tongue) -> bool:
    """Say whether a comma and a verb of saying stand right behind a quotation, however short: „Не“, рече тој."""
    if after >= len(row) or row[after].text != ",":
        return False
    verb = after + 2 if after + 1 < len(row) and row[after + 1].text in DASHES else after + 1
    return verb < len(row) and tongue.cues.at(row, verb) is not None


def _past_aside(row: Sequence[Word], at: int, items: list[Word], span: Span, tongue: Tongue) -> int:
    """Return where a sentence goes on after "on the other hand" with its commas, or `at` where none begins there."""
    comma = bool(items) and row[at].lower == ","
    hit = tongue.asides.at(row, at + comma) if at + comma < len(row) else None
    if hit is None or hit.last >= len(row) or row[hit.last].start >= span.end:
        return at
    closed = row[hit.last].lower == ","
    if comma:
        return hit.last + 1 if closed else at
    return hit.last + closed if not items or row[hit.last].is_word else at


def _past_age(row: Sequence[Word], at: int, items: list[Word], tongue: Tongue) -> int:
    """Return where a sentence goes on after an age behind a name ("Tom Ellery, 44, said"), or `at` where none stands.

    The comma behind it goes too where the verb follows at once.
    """
    if row[at].lower != "," or not items or not items[-1].is_capital or at + AGE >= len(row):
        return at
    close = next((k for k in range(at + 2, at + AGE) if row[k].lower == ","), None)
    if close is None or not row[at + 1].text.isdigit() or len(row[at + 1].text) > 2:
        return at
    if any(row[k].lower not in tongue.occasions and row[k].lower not in tongue.years for k in range(at + 2, close)):
        return at
    verb = row[close + 1].lower in tongue.auxiliaries or row[close + 1].lower in tongue.adverbs
    return close + (verb or tongue.cues.at(row, close + 1) is not None)


def _inside(stretches: Sequence[Span], quotes: Sequence[Quote]) -> Iterator[Span]:
    """Yield what of each sentence stands inside a quotation."""
    at = 0
    for quote in quotes:
        while at < len(stretches) and stretches[at].end <= quote.words.start:
            at += 1
        here = at
        while here < len(stretches) and stretches[here].start < quote.words.end:
            start, end = max(stretches[here].start, quote.words.start), min(stretches[here].end, quote.words.end)
            if start < end:
                yield Span(start, end)
            here += 1


def _cues(row: Sequence[Word], tongue: Tongue) -> Iterator[Cue]:
    """Find the cues of a row, each with the auxiliaries, adverbs and negations that stand by it."""
    found: list[Cue] = []
    nameless = {at for hit in tongue.nameless.find(row) for at in range(hit.first, hit.last)}
    for hit in tongue.cues.find(row):
        if hit.first in nameless:
            continue  # "who asked not to be named" says nothing
        if hit.entry == NO_CUE or _is_noun(row, hit.first, tongue):
            continue
        if hit.entry == "initial" and not (hit.first == 0 or row[hit.first - 1].lower in (",", "„", "“", *DASHES)):
            continue  # „prema“ also means "towards"; only at a clause's head does it name a source
        short = hit.entry in OF_PRONOUN and hit.last - hit.first == 2 and not tongue.linkers.whole
        if short and not (hit.first == 0 or row[hit.first - 1].lower in (",", ":", ";", *DASHES)):
            continue  # „шетао је по њему“; „по њему, утакмица је изгубљена“
        if _borrowed(row, hit):
            continue
        if hit.entry == "says" and row[hit.first].lower.endswith(tongue.passive_endings or NONE):
            hit = replace(hit, entry="impersonal")  # „било му је обећано да“
        if (
            hit.entry == "impersonal"
            and hit.last < len(row)
            and tongue.gender.get(row[hit.last].lower) in ("he", "she")
        ):
            hit = replace(hit, entry="says")  # „u tha ai gazetarëve“
        cue = _with_auxiliaries(row, hit, found[-1].last if found else 0, tongue)
        if found and found[-1].last == cue.first and cue.kind not in PREPOSITIONAL:
            before = found.pop()
            both = before.negated and row[cue.first].lower in tongue.negations  # „as e konfirmoi as e mohoi“
            if both or before.kind == "holds" or row[before.head].lower in tongue.negations:  # "declined to say"
                cue = replace(
                    cue, first=before.first, negated=cue.negated or row[before.head].lower in tongue.negations
                )
            # else the first of two verbs side by side is a noun: "the report shows"
        found.append(cue)
    yield from _with_inserted(row, found, tongue)


def _with_inserted(row: Sequence[Word], found: Sequence[Cue], tongue: Tongue) -> list[Cue]:
    """Return the cues of a row, with verbs that are nouns too and tell only where they interrupt: „Дуго је, прича,“."""
    made = list(found)
    taken = {at for cue in found for at in range(cue.first, cue.last)}
    for at in range(1, len(row) - 1):
        if row[at].lower not in tongue.inserted or at in taken or row[at - 1].lower not in (",", QUOTED):
            continue
        after = row[at + 1]
        if after.lower in (",", ".") or after.is_capital or after.lower in tongue.persons:
            made.append(Cue(at, at, at + 1, at + 1, "says"))
    return sorted(made, key=lambda cue: cue.first)


def _borrowed(row: Sequence[Word], hit: Hit[str]) -> bool:
    """Say whether a verb stands among a few words in quotation marks, and no name: „не признаје резултат“."""
    around = (
        [*range(hit.first - 1, max(-1, hit.first - BRACKET), -1)],
        range(hit.last, min(len(row), hit.last + BRACKET)),
    )
    before, after = (next((at for at in part if row[at].text in MARKS), None) for part in around)
    if (
        before is None
        or after is None
        or QUOTED in (row[before].lower, row[after].lower)
        or after - before <= 2
        or row[before].text in CLOSING
    ):
        return False
    return row[after].text not in OPENING and not row[before + 1].is_capital


def _with_auxiliaries(row: Sequence[Word], hit: Hit[str], free: int, tongue: Tongue) -> Cue:
    first, last = hit.first, hit.last
    if hit.entry not in (*PREPOSITIONAL, "impersonal"):
        while first > free and (
            _accompanies(row, first - 1, free, tongue)
            or (first == hit.first and row[first - 1].lower in tongue.proclitics)  # „nuk e konfirmoi“
        ):
            first -= 1
        while first < hit.first and (
            row[first].lower in tongue.conjunctions
            or row[first].lower in tongue.commands
            or (first == 0 and row[first].lower in tongue.times)
        ):
            first += 1
        if first == hit.first and first > free and row[first - 1].lower in tongue.proclitics:
            first -= 1  # „Çela e hodhi poshtë“, where „e“ is "and" as well
        joined = row[last - 1].lower in tongue.complementisers and last - hit.first > 1
        while not joined and last < len(row) and row[last].lower in tongue.clitics:
            last += 1
    if last - hit.first > 1 and row[last - 1].lower in tongue.complementisers:
        last -= 1  # „стоји да“ is one entry, for the verb alone says nothing
    around = [word.lower for word in row[first : hit.first]]
    return Cue(
        first,
        hit.first,
        hit.last,
        last,
        hit.entry,
        negated=any(word in tongue.negations for word in around) or row[hit.first].lower in tongue.negations,
        converb=first == hit.first and row[hit.first].lower.endswith(tongue.converb_endings),
    )


def _accompanies(row: Sequence[Word], at: int, free: int, tongue: Tongue) -> bool:
    lower = row[at].lower
    if lower in tongue.auxiliaries or lower in tongue.adverbs or lower in tongue.negations:
        return True
    if tongue.adverb_endings and lower.endswith(tongue.adverb_endings):
        paired = (
            at > 1 and row[at - 1].lower in tongue.conjunctions and row[at - 2].lower.endswith(tongue.adverb_endings)
        )
        return not (row[at].is_capital or lower in tongue.no_adverbs or paired)  # "aggressively attacked"
    joins = lower in tongue.commands or (lower in tongue.complementisers and lower not in tongue.relatives)
    before = row[at - 1].lower if at > free else ""  # „није желео да каже“, „одби да каже“
    return joins and (before in tongue.auxiliaries or before in tongue.negations)


def _is_noun(row: Sequence[Word], at: int, tongue: Tongue) -> bool:
    """Say whether a preposition, an article or a possessive before the word makes it a noun."""
    if at == 0:
        return False
    before = row[at - 1].lower
    if before in tongue.auxiliaries or before in tongue.pronouns or before in tongue.complementisers:
        return False
    return before in tongue.prepositions or before in tongue.articles or before.endswith(("'s", "’s"))

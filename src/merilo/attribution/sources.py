"""What cannot be a source or a content is cut away: joining words, verbs' small words, the sentence after."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from merilo.attribution.cues import Tongue
from merilo.model import Attribution, Reading, Span
from merilo.text.words import Word, words

BESIDE = 1  # words between a cue and a second one that goes with it
NESTED = 12  # quotations that may stand inside one
HEAD = 4  # words of a noun with its article before "that"
TAIL = 24  # characters at a content's end in which "but" stands
MARKS = '„“”«»"'
SHORT = 2  # words of "who" with its article
FEW = 3  # words of a content in which one at least must mean something


def sound(reading: Reading, told: Iterable[Attribution], tongue: Tongue) -> Iterator[Attribution]:
    """Yield the attributions with sources that can be somebody and contents that end with their sentence.

    A source is a noun phrase or a pronoun: what joins clauses is cut from it, and one of small words only is dropped.
    Words outside quotation marks belong to their cue's sentence. An attribution with nothing left to say is dropped.
    """
    text = reading.article.text
    starts = [span.start for span in reading.sentences]
    before: Attribution | None = None
    for each in sorted(told, key=lambda each: (each.cue or each.content[0]).start):
        content = tuple(_contents(reading, starts, each, tongue))
        if not content:
            continue
        made = replace(each, content=content, source=noun_phrase(text, each.source, tongue))
        if before is None or not _again(text, before, made):
            yield made
            before = made


def _again(text: str, before: Attribution, told: Attribution) -> bool:
    """Say whether an attribution only says the one before again, by a word that goes with its cue ("in writing")."""
    if before.cue is None or told.cue is None or before.source != told.source or before.content != told.content:
        return False
    return before.cue.end <= told.cue.start and len(text[before.cue.end : told.cue.start].split()) <= BESIDE


def _contents(reading: Reading, starts: Sequence[int], told: Attribution, tongue: Tongue) -> Iterator[Span]:
    """Yield what of an attribution's content can be what its source said."""
    text, cue = reading.article.text, told.cue
    if cue is None:
        yield from told.content
        return
    relative = told.source is not None and told.source.of(text).lower() in tongue.relatives
    sentence = _sentence(reading, starts, cue)
    for span in told.content:
        if relative and span.end <= cue.start:
            continue  # what "who" said comes after it
        if cue.start <= span.start < cue.end < span.end:
            span = Span(cue.end + len(text[cue.end : span.end]) - len(text[cue.end : span.end].lstrip()), span.end)
        part = _within(reading, span, sentence)
        part = _unjoined(text, part, tongue) if span.end >= told.content[-1].end else part
        if part is not None and not (told.mode == "indirect" and empty(words(text, part), tongue)):
            yield part


def _unjoined(text: str, part: Span | None, tongue: Tongue) -> Span | None:
    """Return a content without the "but" that leads from it to another's clause."""
    if part is None:
        return None
    row = words(text, Span(max(part.start, part.end - TAIL), part.end))
    if len(row) < 2 or row[-2].lower != "," or row[-1].lower not in tongue.breakers:
        return part
    return Span(part.start, row[-2].start) if row[-2].start > part.start else None


def _sentence(reading: Reading, starts: Sequence[int], cue: Span) -> Span | None:
    at = bisect_right(starts, cue.start) - 1
    return reading.sentences[at] if at >= 0 else None


def _within(reading: Reading, span: Span, sentence: Span | None) -> Span | None:
    """Return what of a content belongs to its cue's sentence; quotations may cross into others."""
    if sentence is None or sentence.holds(span) or _quoted(reading, span):
        return span
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    while end > start and reading.article.text[end - 1] in " .;\n":
        end -= 1
    return Span(start, end) if start < end else None


def _quoted(reading: Reading, span: Span) -> bool:
    """Say whether a span touches a quotation; they stand in the order of the text, inner ones after their outer one."""
    at = bisect_right(reading.quotes, span.end - 1, key=lambda quote: quote.span.start)
    return any(quote.span.overlaps(span) for quote in reading.quotes[max(0, at - NESTED) : at])


def empty(row: Sequence[Word], tongue: Tongue) -> bool:
    """Say whether a stretch holds only words that point elsewhere: "that", "twice", "I"."""
    if any(word.lower in tongue.negations for word in row) and any(word.lower in tongue.auxiliaries for word in row):
        return False  # "she was not", „да није“: an answer
    if tongue.bare and len(row) > 1 and row[0].lower in tongue.gender and row[-1].lower in tongue.auxiliaries:
        return False  # "it had"
    if len(row) == 1 and (row[0].lower in tongue.commands or row[0].lower in tongue.clitics):
        return True
    return len(row) <= FEW and all(
        not word.text[0].isdigit() and (not word.is_word or _small(word, tongue)) for word in row
    )


def _small(word: Word, tongue: Tongue) -> bool:
    lower = word.lower
    return (
        lower in tongue.articles
        or lower in tongue.complementisers
        or lower in tongue.pronouns
        or lower in tongue.relatives
        or lower in tongue.adverbs
        or lower in tongue.auxiliaries
        or lower in tongue.prepositions
        or lower in tongue.times
    )


def noun_phrase(text: str, source: Span | None, tongue: Tongue) -> Span | None:
    """Return what of a source can be somebody, or None."""
    if source is None:
        return None
    row: Sequence[Word] = words(text, source)
    joined = [at for at, word in enumerate(row) if at and _joins(word, tongue) and not _told_more(row, at, tongue)]
    if tongue.bare:
        joined = [at for at in joined if not _restricts(row, at, tongue)]
    first, last = (joined[-1] + 1 if joined and joined[-1] + 1 < len(row) else 0), len(row)
    if first and _only_tells_more(row, joined, tongue):
        first, last = 0, joined[0]  # „kunata që punon në ujësjellës“
    for at in range(first + 1, last - 1):
        if row[at].lower == "," and (hit := tongue.asides.at(row, at + 1)) is not None and hit.last == last:
            last = at  # "The council, for its part,"
            break
    if last - first == SHORT and row[first].lower in tongue.linkers and row[first + 1].lower in tongue.relatives:
        first += 1  # „të cilët pretendojnë“
    second = _second_subject(row, first, last, tongue)
    first = first if second is None else second
    while last - first > 1 and (_trails(row[last - 1], tongue) or _hangs(row[last - 1], tongue)):
        last -= 1
    while last - first > 1 and (_leads_in(row[first], tongue) or _hears(row[first], tongue)):
        first += 1
    row = _alone(row[first:last], tongue)
    if not row or _nobody(row, tongue):
        return None
    return Span(row[0].start, row[-1].end)


def _second_subject(row: Sequence[Word], first: int, last: int, tongue: Tongue) -> int | None:
    """Return where the one who speaks begins behind what he speaks of: "a figure the ministry disputes"."""
    if not tongue.bare or last - first < HEAD or row[first].lower not in ("a", "an"):
        return None
    at = first + 2
    return at if row[at].lower == "the" and row[at - 1].is_word and not row[at - 1].is_capital else None


def _restricts(row: Sequence[Word], at: int, tongue: Tongue) -> bool:
    """Say whether a "that" tells which one is meant: "The company that runs the ferry"."""
    head = row[:at]
    return (
        1 < at <= HEAD
        and head[0].lower in tongue.articles
        and all(word.is_word and word.lower not in tongue.auxiliaries for word in head)
    )


def _told_more(row: Sequence[Word], at: int, tongue: Tongue) -> bool:
    """Say whether a joining word stands in a clause between commas that tells more of a source.

    „Извор близак влади, који је желео да остане анониман“; „Një burim, që kërkoi të mbetej anonim“.
    """
    if tongue.bare:
        return False
    comma = next((k for k in range(at - 1, 0, -1) if row[k].text == ","), None)
    if comma is None:  # „radnika koji je želio da ostane anoniman“
        return any(row[k].lower in tongue.relatives and not _joins(row[k], tongue) for k in range(1, at))
    opening = row[comma + 1].lower
    relative = opening in tongue.relatives or (comma + 2 <= at and row[comma + 2].lower in tongue.relatives)
    return relative or tongue.nameless.at(row, comma + 1) is not None


def _only_tells_more(row: Sequence[Word], joined: Sequence[int], tongue: Tongue) -> bool:
    """Say whether a word that may be "who" as well as "that" parts a source from what it does, and not from another."""
    head, rest = row[: joined[0]], row[joined[0] + 1 :]
    if tongue.bare or row[joined[-1]].lower not in tongue.relatives:
        return False
    if any(word.lower in tongue.auxiliaries for word in head):
        return False
    named = (word for word in rest if word.lower not in tongue.relatives)
    return not any(word.is_capital or word.lower in tongue.persons or word.lower in tongue.pronouns for word in named)


def _hears(word: Word, tongue: Tongue) -> bool:
    """Say whether a word names the hearers („Репортерима Петар Костић рекао је“), or is a comma."""
    return word.lower == "," or (not tongue.bare and word.lower in tongue.recipients)


def _alone(row: Sequence[Word], tongue: Tongue) -> Sequence[Word]:
    """Return a pronoun without the small words around it: "later he", „Тя продължава да“."""
    for at, word in enumerate(row):
        if tongue.gender.get(word.lower) in ("he", "she"):
            rest = [each for place, each in enumerate(row) if place != at]
            named = any(each.is_capital and each is not row[0] for each in rest)
            joined = any(each.lower in tongue.conjunctions or each.lower in tongue.persons for each in rest)
            return row if named or joined else row[at : at + 1]
    return row


def _joins(word: Word, tongue: Tongue) -> bool:
    return word.lower in tongue.complementisers


def _leads_in(word: Word, tongue: Tongue) -> bool:
    """Say whether a word only opens the clause of a source: "that", „где кустос Спајић“."""
    asks = word.lower in tongue.interrogatives and word.lower not in tongue.relatives and not word.is_capital
    return word.lower in tongue.complementisers or (asks and not tongue.bare)


def _trails(word: Word, tongue: Tongue) -> bool:
    """Say whether a word at a source's end begins something else: "an official who", „Функционер кој“, „... то“."""
    small = word.lower in tongue.relatives or word.lower in tongue.auxiliaries or word.lower in (",", "(")
    if not word.is_capital and not tongue.bare:  # „Тој, сепак“, „Здружението, пак“
        small = small or word.lower in tongue.breakers or word.lower in tongue.adverbs
        small = small or word.lower in tongue.conjunctions
    return small or (len(word.text) == 1 and word.is_word and not word.is_capital)  # „Një burim ... i tha“


def _hangs(word: Word, tongue: Tongue) -> bool:
    """Say whether a preposition is left at a source's end of a clause that was cut: „Двојица штампара са“."""
    return not tongue.bare and not word.is_capital and len(word.text) > 1 and word.lower in tongue.prepositions


def _nobody(row: Sequence[Word], tongue: Tongue) -> bool:
    """Say whether a source names nobody: small words, "no damage", "6 million of it"."""
    if len(row) > SHORT and row[0].text in MARKS and row[-1].text in MARKS:
        return False  # „Данас“ is a paper
    if all(not word.is_word or (_small(word, tongue) and not _stands_for(word, tongue)) for word in row):
        return not any(word.text[0].isdigit() for word in row) or len(row) > 1
    if len(row) == 1 and _hears(row[0], tongue):
        return True
    if any(word.lower in tongue.persons or (at and word.is_capital) for at, word in enumerate(row)):
        return False
    stands = _stands_for(row[-1], tongue)  # "no one" speaks, "6 million of it" does not
    return not stands if row[0].lower in tongue.none_of else stands and row[0].text[0].isdigit()


def _stands_for(word: Word, tongue: Tongue) -> bool:
    lower = word.lower
    return (lower in tongue.pronouns or lower in tongue.relatives) and lower not in tongue.complementisers

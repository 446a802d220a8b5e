"""What one cue reports: its source, and where the words reported begin and end."""

from __future__ import annotations

from dataclasses import replace

from merilo.attribution.according import according
from merilo.attribution.ahead import ahead
from merilo.attribution.apposition import (
    apposition,
    before_apposition,
    leading,
    main_subject,
    named_between_commas,
)
from merilo.attribution.behind import at_quote, behind
from merilo.attribution.clauses import clause_start, content_end, goes_on, left_bound, opens, parts_clauses
from merilo.attribution.cues import Tongue
from merilo.attribution.draft import Draft
from merilo.attribution.lines import DASHES, PREPOSITIONAL, QUOTED, Cue, Line, Range
from merilo.attribution.objects import before_verb, document_of
from merilo.attribution.phrases import after_cue, before_cue
from merilo.attribution.things import thing_behind

REPORTS = ("says", "relays", "shows", "asks", "denies", "impersonal", "holds")
SHORT = 10  # words of a title before the comma that its bearer's name, or a relative clause, follows
SHORTEST = 4  # letters of a verb whose ending tells its person
VIEWS = ("holds", "judges", "shows")


def report(line: Line, which: int, told: list[Draft], tongue: Tongue) -> Draft | None:
    """Return what the cue number `which` of a line reports, or None; `told` are the drafts before it."""
    cue = line.cues[which]
    if cue.kind in PREPOSITIONAL:
        return according(line, cue, tongue)
    if any(word.lower in tongue.unwilling for word in line.row[max(0, cue.first - 1) : cue.head]):
        return None  # «отказался назвать виновных»: what somebody would not tell is read for itself
    start = clause_start(line, cue, tongue)
    if any(word.lower in tongue.wishes for word in line.row[start : cue.head]):
        return None  # „Нека неко каже: ја сам крив“
    if not tongue.bare and (cue.kind == "denies" or (cue.kind in ("says", "holds") and cue.negated)):
        both = before_verb(line, cue, tongue)
        if both is not None and _nothing_behind(line, which, tongue):
            return Draft(cue, both[0], (both[1],))
    likewise = _likewise(line, start, cue, tongue)
    begin = start if likewise is None else likewise[1]
    source = before_cue(line, begin, cue.first, tongue) if cue.kind != "impersonal" else None
    source = source or (None if tongue.bare else document_of(line, cue, tongue))
    citing = line.cues[which - 1] if which and line.cues[which - 1].kind == "citing" else None
    if citing is not None and all(word.lower != "," for word in line.row[citing.last : cue.first]):
        # «Агентство „Волга“ со ссылкой на канал передало, что ...»
        source = before_cue(line, clause_start(line, citing, tongue), citing.first, tongue) or source
    if source is not None and goes_on(line, cue, tongue) and (asking := _demanding(line, source, told, tongue)):
        source = asking
    elif source is not None and goes_on(line, cue, tongue):
        source = leading(line, source[0], source[1], tongue)  # "X went home and said ...": only X is the source
    if (
        source is not None
        and start > 2
        and line.row[start - 1].lower == ","
        and (line.row[start].lower in tongue.outlets or _on_a_medium(line, start, cue.first, tongue))
    ):
        # „Директорот, Ларс Нилсон, за весникот „Даген“ изјави“: the outlet is not who speaks
        source = before_apposition(line, cue, start, tongue) or source
    if not tongue.bare and (doer := main_subject(line, cue, source, tongue)) is not None:
        source = doer
    if source is None and likewise is None and (apposed := apposition(line, cue, start, tongue)) is not None:
        source, start = apposed, apposed[0]
    if likewise is not None:
        return _as_told(line, cue, likewise[0], source, tongue)
    if cue.kind == "judges" and not tongue.bare:
        return _named_thing(line, which, source, told, tongue)
    right = ahead(line, which, source is None, tongue)
    heads = {draft.cue.head for draft in told if draft.cue is not None and not draft.trailing}
    leads = [other for other in line.cues[:which] if other.head in heads]
    # "..., pointing at the crowd" tells what the speaker did, not that he said what stands before.
    if leads and _passes_on(line, cue, source, told, tongue):
        leads = []
    left = None if cue.converb and cue.kind == "shows" else behind(line, cue, start, source, leads, tongue)
    if cue.kind == "shows" and source is None and cue.last < len(line.row) and line.row[cue.last].text[0].isdigit():
        return None  # „Regjistri, të cilin e kemi parë, tregon 41 minuta“
    carries_on = right is not None and goes_on(line, cue, tongue)  # «назвал это „...“ и поинтересовался, почему»
    between = left is not None and len(left) > 1 and source is None and _between_commas(line, cue, tongue)
    if left is not None and (right is None or between or (at_quote(line, start) and not carries_on)):
        if source is None and cue.kind != "impersonal" and not _tells(line, cue, tongue):
            source = None if _of_whom(line, cue, tongue) else after_cue(line, cue.last, len(line.row), tongue)
            if cue.kind == "shows" and source is not None and not _can_show(line, source, tongue):
                source = None  # „„...“, pokazuje telefon“
        return Draft(cue, source, left, trailing=True)
    if right is None:
        return _doubted(line, cue, source, tongue) or _named_thing(line, which, source, told, tongue)
    begin, named = right
    colon = next((at for at in range(cue.last, min(len(line.row), cue.last + 3)) if line.row[at].lower == ":"), None)
    if (
        cue.kind in ("denies", "doubts") or cue.negated
    ) and colon is not None:  # "rejects this: ..." asserts what follows
        cue, begin = replace(cue, kind="says", negated=False), colon + 1
        if source is not None and source[1] - source[0] > 1 and tongue.points.at(line.row, source[1] - 1) is not None:
            source = source[0], source[1] - 1  # „Одбрана то не прихвата: узрок је други“
    if source is None and named is not None and line.row[cue.last].lower in tongue.prepositions:
        named = before_apposition(line, cue, start, tongue) or named  # „..., tha në podkastin “Pa filtër” se“
    if source is None and named is None and cue.kind != "impersonal" and not goes_on(line, cue, tongue):
        source = before_apposition(line, cue, start, tongue)
    source = source or named or _carried(line, cue, start, told, tongue)
    end = content_end(line, which, begin, tongue)
    if cue.first <= 1 and tongue.asked.at(line.row, cue.head) is not None and begin not in line.quotes:
        end = next((at for at in range(begin, end) if line.row[at].lower == ","), end)  # „Upitan tko ..., Fabris je“
        source = None
    content = _content(line, begin, end)
    if source is not None and cue.kind in VIEWS and line.row[source[0]].lower in tongue.mine:
        return None  # "I think" only softens what the one who speaks says anyway
    return Draft(cue, source, content) if content else None


def _between_commas(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether a verb stands alone between commas and only interrupts: „Не занима га, каже, колико ће добити“."""
    row = line.row
    alone = cue.first > 1 and cue.last < len(row) and row[cue.first - 1].lower == row[cue.last].lower == ","
    joined = alone and row[cue.last + 1 : cue.last + 2] and row[cue.last + 1].lower in tongue.complementisers
    return alone and not joined and not tongue.bare and cue.kind in ("says", "holds")


def _demanding(line: Line, source: Range, told: list[Draft], tongue: Tongue) -> Range | None:
    """Return who demands what the one named last shall do, and goes on himself: „тражи да суд испита и тврди“."""
    row, last = line.row, told[-1] if told else None
    if last is None or last.cue is None or last.source is None or last.trailing or not source[0]:
        return None
    before = source[0] - 1
    while before > 0 and (row[before].lower in tongue.auxiliaries or row[before].lower in tongue.clitics):
        before -= 1
    joins = row[before].lower
    that = joins in tongue.complementisers or joins in tongue.commands
    return last.source if that and tongue.demands.at(row, last.cue.head) is not None else None


def _nothing_behind(line: Line, which: int, tongue: Tongue) -> bool:
    """Say whether nothing that could be told follows a cue, but a stop, or another verb of denying."""
    row, cue = line.row, line.cues[which]
    at = cue.last
    while at < len(row) and (
        row[at].lower in (",", *DASHES) or row[at].lower in tongue.conjunctions or row[at].lower in tongue.negations
    ):
        at += 1
    if at >= len(row) or line.stops(at):
        return True
    other = line.cue_at(at)
    return other is not None and other is not cue and other.kind in ("denies", "says") and other.negated


def _named_thing(line: Line, which: int, source: Range | None, told: list[Draft], tongue: Tongue) -> Draft | None:
    """Read a noun that is demanded, or judged: „затражила изузеће судије“, «называет это выдумкой»."""
    cue = line.cues[which]
    thing = thing_behind(line, which, tongue)
    if thing is None:
        return None
    earlier = told[-1] if told else None
    if earlier is not None and earlier.source is not None and not earlier.trailing and goes_on(line, cue, tongue):
        source = earlier.source
    if source is None and goes_on(line, cue, tongue):
        source = _carried(line, cue, cue.first, told, tongue)
    if source is None or not names_somebody(line, source, tongue):
        return None
    head = line.row[source[0]]
    known = head.lower in tongue.persons or head.lower in tongue.pronouns
    if line.row[cue.head].lower in tongue.requires and source == (0, 1) and not known:
        return None  # «Ситуация требует решения»: the capital says nothing
    return Draft(thing[1], source, (thing[0],))


def _doubted(line: Line, cue: Cue, source: Range | None, tongue: Tongue) -> Draft | None:
    """Read the doubt of a document or of somebody's words: „Штабот се сомнева во таа анкета“."""
    row, begin = line.row, cue.last + 1
    if cue.kind != "doubts" or source is None or begin >= len(row) or row[cue.last].lower not in tongue.prepositions:
        return None
    end = next((at for at in range(begin, len(row)) if row[at].lower == "," or line.stops(at)), len(row))
    if any((hit := tongue.points.at(row, at)) is not None and hit.last == end for at in range(begin, end)):
        return None  # what points back is read with the sentence before
    doubted = any(row[at].lower in tongue.documents or row[at].lower in tongue.nouns for at in range(begin, end))
    return Draft(cue, source, ((begin, end),)) if doubted else None


def _of_whom(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether the one who is asked, and not the one who asks, follows a cue: «спросил у вице-мэра»."""
    return cue.kind == "asks" and cue.last < len(line.row) and line.row[cue.last].lower in tongue.asked_of


def _on_a_medium(line: Line, start: int, end: int, tongue: Tongue) -> bool:
    """Say whether a clause begins with where it was said („..., на мрежи Икс је написао“), and with nobody's title."""
    row = line.row
    if tongue.bare or row[start].lower not in tongue.prepositions:
        return False
    said = any(word.lower in tongue.occasions or word.lower in tongue.interviews for word in row[start:end])
    return said and not any(word.lower in tongue.persons for word in row[start:end])


def names_somebody(line: Line, source: Range, tongue: Tongue) -> bool:
    """Say whether a name, a title or a pronoun stands in a source."""
    return any(
        word.is_capital or word.lower in tongue.persons or word.lower in tongue.parties or word.lower in tongue.pronouns
        for word in line.row[slice(*source)]
    )


def _can_show(line: Line, source: Range, tongue: Tongue) -> bool:
    """Say whether somebody stands in a source, or a document, which shows things as well."""
    paper = any(line.row[at].lower in tongue.documents for at in range(*source))
    return paper or names_somebody(line, source, tongue)


def _passes_on(line: Line, cue: Cue, source: Range | None, told: list[Draft], tongue: Tongue) -> bool:
    """Say whether another speaker by name passes on all that stands before, those who said it included.

    "A nurse told her union that ..., the union's head, Carla Bianchi, told Sky News"; „X рече дека ..., објави МИА“.
    """
    if cue.kind == "impersonal" or cue.converb:
        return False
    own = source or after_cue(line, cue.last, len(line.row), tongue)
    plural = tongue.plural or ("\0",)
    if own is not None and tongue.gender.get(line.row[own[0]].lower) in ("he", "she") and told:
        # „Геолози су упозорили да је засек небезбедан, подсетио је он“: one is not several
        several = [draft.cue is not None and line.row[draft.cue.head].lower.endswith(plural) for draft in told]
        return all(several) and not line.row[cue.head].lower.endswith(plural)
    names = _capitals(line, own)
    return bool(names) and not any(names & _capitals(line, draft.source) for draft in told)


def _capitals(line: Line, stretch: Range | None) -> set[str]:
    return {line.row[at].lower for at in range(*stretch or (0, 0)) if line.row[at].is_capital}


def _tells(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether the hearer, and not the speaker, follows a cue: "told Reuters"; "...?” asked Simic" has a speaker."""
    if cue.first < 1 or line.row[cue.first - 1].lower != "," or at_quote(line, cue.first):
        return False
    return line.row[cue.head].lower in tongue.recipients or line.row[cue.tail - 1].lower in tongue.recipients


def promise(line: Line, tongue: Tongue) -> Draft | None:
    """Return the cue and the source of a line that ends with a colon, without content, or None."""
    row = line.row
    if not row or row[-1].lower != ":":
        return None
    cue = line.cues[-1] if line.cues else None
    if cue is None or cue.kind in ("impersonal", *PREPOSITIONAL):
        return Draft(None, None, ())
    start = clause_start(line, cue, tongue)
    source = before_cue(line, start, cue.first, tongue)
    source = source or after_cue(line, cue.last, len(row), tongue) or before_apposition(line, cue, start, tongue)
    return Draft(cue, source, ())


def _likewise(line: Line, start: int, cue: Cue, tongue: Tongue) -> Range | None:
    """Return the "as" of "as the minister said", if the clause begins with one."""
    for at in (start - 1, start):
        if 0 <= at < cue.first and (at == 0 or opens(line, at)):
            hit = tongue.likewise.at(line.row, at)
            if hit is not None and hit.last <= cue.first and cue.kind in REPORTS:
                return hit.first, hit.last
    return None


def _as_told(line: Line, cue: Cue, at: int, source: Range | None, tongue: Tongue) -> Draft | None:
    """Read "as the minister said, ...": the content is what stands around the clause."""
    row = line.row
    source = source or (after_cue(line, cue.last, len(row), tongue) if cue.kind != "impersonal" else None)
    if source is not None and cue.last < source[0] and row[source[0] - 1].lower in tongue.prepositions:
        body = row[source[0] - 1].lower in tongue.bodies and row[cue.head].lower.endswith(tongue.plural or ("\0",))
        source = source if tongue.bare or body or names_somebody(line, source, tongue) else None  # „како што вети лани“
    close = max(cue.last, source[1] if source is not None else 0)
    while close < len(row) and not (row[close].lower in (",", QUOTED) or line.stops(close) or line.is_dash(close)):
        close += 1
    begin = left_bound(line, cue, at, line.cues, tongue)
    rest = close if close in line.quotes else close + 1
    goes_on = rest < len(row) - 1 or rest in line.quotes
    if goes_on:  # «..., а без них, как выразился X, ...»: his is the last clause
        begin = max((k for k in range(begin + 1, at) if parts_clauses(line, k, tongue)), default=begin)
    content = [(begin, at)] if at - begin > 1 else []
    if goes_on:
        content.append((rest, len(row)))
    return Draft(cue, source, tuple(content), trailing=True) if content else None


def _content(line: Line, begin: int, end: int) -> tuple[Range, ...]:
    """Return the content as ranges; quotations that follow one another after a colon belong together."""
    if begin in line.quotes and begin + 1 == end:
        parts = [(begin, end)]
        at = end
        while at < len(line.row) and at in line.quotes:
            parts.append((at, at + 1))
            at += 1
        return tuple(parts)
    return ((begin, end),) if end > begin else ()


def _carried(line: Line, cue: Cue, start: int, told: list[Draft], tongue: Tongue) -> Range | None:
    """Return the source of the cue before, where this one goes on with it ("... and added that ...")."""
    if cue.kind == "impersonal" or _is_mine(line, cue, tongue):
        return None
    earlier = [draft for draft in told if draft.source is not None and draft.cue is not None]
    if earlier:
        return earlier[-1].source
    before = [other for other in line.cues if other.last <= cue.first and other.kind not in PREPOSITIONAL]
    if before and goes_on(line, cue, tongue):  # "X asked for a resignation and announced that ..."
        opening = clause_start(line, before[-1], tongue)
        named = before_cue(line, opening, before[-1].first, tongue)
        return named or apposition(line, before[-1], opening, tongue)
    if goes_on(line, cue, tongue) and start > 1 and row_comma(line, start):
        return named_between_commas(line, cue, start, tongue)
    if cue.converb and start > 1:
        return leading(line, 0, start, tongue)
    return None


def row_comma(line: Line, at: int) -> bool:
    """Say whether a comma stands before an item."""
    return line.row[at - 1].lower == ","


def _is_mine(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether a verb speaks of the one who tells: „вели дека ќе се разведе, па ви препорачувам“."""
    own, verb = tongue.first_person_endings, line.row[cue.head].lower
    return bool(own) and len(verb) > SHORTEST and verb.endswith(own)

"""Whom a sentence names, with what commas tell of him before its verb: "Ana Petrova, the deputy minister, said"."""

from __future__ import annotations

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import QUOTED, Cue, Line, Range
from merilo.attribution.phrases import LONGEST, before_cue, leads_to_body
from merilo.text.words import Word

SHORT = 10  # words of a title before the comma that its bearer's name, or a relative clause, follows
NOUN = 4  # words of a noun with its adjectives


def apposition(line: Line, cue: Cue, start: int, tongue: Tongue) -> Range | None:
    """Return the source before a comma, where only a name or a relative clause parts it from its cue.

    "The hospital's director, Dr Ana Petrova, told Reuters"; „Костов, кој се пензионираше, изјави“.
    """
    row = line.row
    held = all(row[at].lower in tongue.breakers or row[at].lower in tongue.adverbs for at in range(start, cue.first))
    if not held or (start != cue.first and tongue.bare):
        return None
    if start < 3 or row[start - 1].lower != "," or cue.converb or cue.kind == "impersonal":
        return None
    comma = next((at for at in range(start - 2, 0, -1) if row[at].lower == ","), None)
    if comma is None or comma == start - 2 or start - comma > LONGEST:
        return None
    inner = row[comma + 1 : start - 1]
    relative = (inner[0].lower in tongue.relatives or _takes_part(inner[0], tongue)) and len(inner) > 1
    citing = line.cue_at(comma + 1)
    relative = relative or (citing is not None and citing.kind == "citing")
    asked = any(tongue.nameless.at(inner, at) is not None for at in range(len(inner)))
    relative = relative or asked  # „су нам, под условом да им се имена не објаве, потврдила“
    name = all(word.is_capital or word.lower in tongue.persons or word.lower == "." for word in inner)
    if not (relative or (name and inner[-1].is_capital)) or (name and inner[0].lower in tongue.times):
        return None
    named = before_apposition(line, cue, start, tongue)
    closed = comma
    while asked and closed > 1 and row[closed - 1].lower in (tongue.auxiliaries.whole | tongue.clitics.whole):
        closed -= 1
    if named is None or any(row[at].lower in tongue.auxiliaries for at in range(named[0], closed)):
        return None
    titled = any(row[at].is_capital or row[at].lower in tongue.persons for at in range(named[0], comma))
    articled = row[named[0]].lower in tongue.articles or asked
    articled = articled or (_takes_part(inner[0], tongue) and comma - named[0] <= NOUN)
    return named if (titled or articled) and comma - named[0] <= SHORT else None


def before_apposition(line: Line, cue: Cue, start: int, tongue: Tongue) -> Range | None:
    """Return a source that a comma parts from its cue: "Ana Petrova, the deputy minister, said"."""
    row = line.row
    if start < 2 or row[start - 1].lower != "," or cue.converb:
        return None
    comma = next((at for at in range(start - 2, 0, -1) if row[at].lower == ","), None)
    if comma is not None and row[comma + 1].lower in tongue.interrogatives and not tongue.bare:
        asked = next((at for at in range(comma - 1, 0, -1) if row[at].lower == ","), comma)
        answers = row[asked + 1].lower.endswith(tongue.converb_endings or ("\0",))
        comma = asked if answers else comma  # «Лаптев, отвечая на вопрос, почему трубу не заменили, заявил»
    if comma is None or start - comma > LONGEST or row[comma + 1].lower in tongue.breakers:
        return None
    inner = [other for other in line.cues if comma < other.first < cue.first]
    told_of = row[comma + 1].lower in tongue.relatives or (inner and inner[0].kind == "citing")
    told_of = told_of or (
        inner and tongue.asked.at(row, inner[0].head) is not None
    )  # „Toska, i pyetur nga gazeta, tha“
    told_of = told_of or _takes_part(row[comma + 1], tongue)
    joins = row[comma + 1].lower in tongue.complementisers
    if (joins and (tongue.bare or row[comma + 1].lower not in tongue.relatives)) or (inner and not told_of):
        return None
    first = comma
    while first > 0 and not line.stops(first - 1) and row[first - 1].lower not in (",", ":", QUOTED):
        if row[first - 1].lower in tongue.breakers or row[first - 1].lower in tongue.complementisers:
            break
        first -= 1
    named = before_cue(line, first, comma, tongue)
    doing = row[comma + 1].lower.endswith(tongue.converb_endings or ("\0",))
    if inner or (doing and row[comma + 1].lower not in tongue.relatives):
        return named  # what others do in the clause between is no part of who speaks
    if named is None or any(row[at].lower in tongue.auxiliaries for at in range(named[1], comma)):
        return named  # „Линден је у интервјуу за лист, чији је превод објавио недељник, рекао“
    return named[0], start - 1


def named_between_commas(line: Line, cue: Cue, start: int, tongue: Tongue) -> Range | None:
    """Return a title and the name between commas behind it: „Претседателката, Ирена Ѓока, не го прифати тоа и рече“."""
    row = line.row
    comma = next((at for at in range(start - 2, 0, -1) if row[at].lower == ","), None)
    if comma is None or not all(row[at].is_capital for at in range(comma + 1, start - 1)):
        return None
    return before_apposition(line, cue, start, tongue)


def told_more(line: Line, close: int, tongue: Tongue) -> int | None:
    """Return where the clause ends that tells more of a source that ended at `close`, or None where none does.

    «источника, близкого к переговорам, ...», „весникот „Глас“, кој се повикува на „Мост“, ...“
    """
    row = line.row
    at = close + (close < len(row) and row[close].lower == ",")
    if tongue.bare or at + 1 >= len(row) or not row[at].is_word:
        return None
    relative = row[at].lower in tongue.relatives and (at == close or row[at + 1].is_word)
    relative = relative or (row[at].lower in tongue.prepositions and row[at + 1].lower in tongue.relatives)
    relative = relative or (row[at].lower in tongue.linkers and row[at + 1].lower in tongue.relatives)
    apart = at > close and (_takes_part(row[at], tongue) or tongue.nameless.at(row, at) is not None)
    citing = line.cue_at(at)
    if not (relative or apart or (citing is not None and citing.kind == "citing")):
        return None
    return next((k for k in range(at, min(len(row), at + LONGEST)) if row[k].lower == ","), None)


def leading(line: Line, start: int, end: int, tongue: Tongue) -> Range | None:
    """Return the name or title that a stretch begins with, or None."""
    row, at = line.row, start
    while at < end and (
        row[at].lower in tongue.articles
        or row[at].is_capital
        or row[at].lower in tongue.persons
        or row[at].lower in tongue.parties
        or row[at].lower in tongue.pronouns
        or (at > start and not tongue.bare and leads_to_body(line, at, tongue))
    ):
        at += 1
    return (start, at) if at > start and row[at - 1].lower not in tongue.articles else None


def main_subject(line: Line, cue: Cue, source: Range | None, tongue: Tongue) -> Range | None:
    """Return whom a line begins with, where what he says hangs on another verb of his.

    „Kryetari i bashkisë, Ilir Xhunga, e hapi mbledhjen duke thënë se“; „Министар је изненадио салу када је изјавио да“.
    """
    row = line.row
    when = next((at for at in range(cue.head, max(-1, cue.first - 3), -1) if row[at].lower in tongue.temporal), 0)
    begun = leading(line, when + 1, cue.first, tongue) if when else None
    if not (cue.converb or when) or (begun is not None and begun[1] - begun[0] == cue.first - when - 1):
        return None  # „кога министерот изјави“ names its own
    named = _titled(line, _head(line, tongue), when or cue.first, tongue)
    if named is None or (source is not None and source[0] <= named[0] and named[1] <= source[1] <= named[1] + 1):
        return None
    first, last = named
    if any(each.last <= cue.first and each is not cue and each.first >= last for each in line.cues):
        return None  # whoever speaks last before it goes on
    while last < cue.first and row[last].lower == ",":
        close = next((at for at in range(last + 1, min(cue.first, last + LONGEST)) if row[at].lower == ","), None)
        name = leading(line, last + 1, close, tongue) if close is not None else None
        if close is None or name is None or name[1] != close:
            break
        last = close
    while row[last - 1].lower == ",":
        last -= 1
    somebody = any(row[at].lower in tongue.persons or (row[at].is_capital and at) for at in range(first, last))
    return (first, last) if somebody and last < cue.first else None


def _titled(line: Line, start: int, end: int, tongue: Tongue) -> Range | None:
    """Return the name or title that a stretch begins with, and whose it is: „Kryetari i bashkisë“."""
    named = leading(line, start, end, tongue)
    while named is not None and named[1] + 1 < end and line.row[named[1]].is_word:
        linked = line.row[named[1]].lower in tongue.linkers
        owner = not linked and line.row[named[1] - 1].lower in tongue.persons and line.row[named[1] + 1].is_capital
        if not (linked or owner) or line.row[named[1] + 1].lower in tongue.complementisers:
            break
        further = leading(line, named[1] + 1 + linked, end, tongue)
        named = start, further[1] if further is not None else named[1] + 1 + linked
    return named


def _head(line: Line, tongue: Tongue) -> int:
    """Return where the main clause of a line begins, behind its times and one phrase before a comma."""
    row, at = line.row, 0
    while at < len(row) and (row[at].lower in tongue.times or not row[at].is_word):
        at += 1
    if at < len(row) and row[at].lower in tongue.prepositions and row[at].lower not in tongue.articles:
        return next((k + 1 for k in range(at, min(len(row), at + SHORT)) if row[k].lower == ","), at)
    return at


def _takes_part(word: Word, tongue: Tongue) -> bool:
    """Say whether a word is a participle telling more of the noun before it: «прораб, попросивший не ..., сказал»."""
    return not word.is_capital and bool(tongue.participle_endings) and word.lower.endswith(tongue.participle_endings)

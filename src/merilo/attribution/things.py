"""What is demanded or judged as a noun that nothing joins to its cue: „тражи изузеће“, «называет это ложью»."""

from __future__ import annotations

from dataclasses import replace

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import QUOTED, Cue, Line, Range
from merilo.attribution.objects import before_verb
from merilo.text.words import Word

NEAR = 3  # words between a pointer and its verb
DENIED = 5  # words of what is denied as a noun
NAME = 4  # words of a name behind the comma of its office


def thing_behind(line: Line, which: int, tongue: Tongue) -> tuple[Range, Cue] | None:
    """Return the words behind a cue that demands or judges, to the end of their clause, and the cue; else None.

    Who calls something a lie denies it: „ги нарече наводите измислица“.
    """
    row, cue = line.row, line.cues[which]
    demands = tongue.demands.at(row, cue.head) is not None
    if cue.kind == "denies" and not tongue.bare:
        return _denied(line, cue, tongue)
    if tongue.bare or cue.negated or not (demands or cue.kind == "judges"):
        return None
    stop = line.cues[which + 1].first if which + 1 < len(line.cues) else len(row)
    end = cue.last
    judges = cue.kind == "judges"
    while end < stop and (not _closes(line, end, tongue) or (judges and end in line.quotes)):
        end += 1
    end = _past_name(line, end, tongue)
    if end == stop and row[end - 1].lower in tongue.conjunctions:
        end -= 1  # „затражио оставку и поручио да“
    inside = row[cue.last : end]
    if end == cue.last or all(_is_small(each, tongue) for each in inside):
        return None
    if judges:
        lies = any(tongue.falsehoods.at(row, at) is not None for at in range(cue.last, end))
        if not lies and end - cue.last < 2:
            return None  # „осудил террориста“, „похвали ја“: something is told of what was judged
        cue = replace(cue, kind="denies" if lies else "judges")
        alone = lies and end - cue.last <= 2
        if alone and any(tongue.points.at(row, at) is not None for at in range(max(0, cue.first - NEAR), cue.first)):
            return None  # „ту оптужбу назвао је клеветом“ points back at the sentence before
        told = before_verb(line, cue, tongue) if alone else None
        if told is not None:
            return told[1], cue  # „Он је вест назвао клеветом“: the news is denied
    return (cue.last, end), cue


def _denied(line: Line, cue: Cue, tongue: Tongue) -> tuple[Range, Cue] | None:
    """Return the noun behind a verb of denying: „негирао је кривицу“, „није спорио кумство“."""
    row, end = line.row, cue.last
    while end < len(row) and row[end].is_word and not _closes(line, end, tongue) and line.cue_at(end) is None:
        if row[end].lower in tongue.conjunctions or row[end].lower in tongue.complementisers:
            break
        end += 1
    inside = row[cue.last : end]
    if not inside or len(inside) > DENIED or inside[0].is_capital or all(_is_small(each, tongue) for each in inside):
        return None
    hit = tongue.points.at(row, cue.last)
    ruled = inside[0].lower in tongue.prepositions or inside[0].lower in tongue.auxiliaries
    speaks = any(word.lower in tongue.persons for word in inside)
    acts = any(word.lower in tongue.rejects for word in row[cue.head : cue.tail])  # „одбацио је жалбу“
    acts = acts and not any(word.lower in tongue.nouns for word in inside)
    how = len(inside) == 1 and inside[0].lower.endswith(tongue.manner_endings or ("\0",))
    return None if ruled or hit is not None or speaks or acts or how else ((cue.last, end), cue)


def _is_small(word: Word, tongue: Tongue) -> bool:
    """Say whether a word alone is nothing that could be demanded: „просили трижды“."""
    lower = word.lower
    small = lower in tongue.prepositions or lower in tongue.adverbs or lower in tongue.times
    return small or not (word.is_word or lower == QUOTED)


def _closes(line: Line, at: int, tongue: Tongue) -> bool:
    lower = line.row[at].lower
    quoted = lower == QUOTED or lower in (",", ":")
    return quoted or lower in tongue.breakers or line.stops(at) or line.is_dash(at)


def _past_name(line: Line, comma: int, tongue: Tongue) -> int:
    """Pass over the name behind an office where the clause ends with it: „оставка од директорот, Драган Лазаров.“"""
    row = line.row
    if comma + 1 >= len(row) or row[comma].lower != ",":
        return comma
    end = comma + 1
    while end < len(row) and end - comma <= NAME and row[end].is_capital:
        end += 1
    closed = end == len(row) or line.stops(end)
    return end if closed and end > comma + 1 else comma

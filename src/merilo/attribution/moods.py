"""What marks a sentence without a cue as somebody's words: a particle, a mood, a tense shifted back, a joining word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from merilo.attribution.cues import Tongue
from merilo.attribution.free_words import Free
from merilo.attribution.lines import Line, Range
from merilo.model import Basis
from merilo.text.words import Word

YEAR = regex.compile(r"1\d\d\d|20\d\d")  # history is told in l-forms by nobody in particular
NEAR = 6  # words behind a joining word in which its verb stands
ADVERBS = 2  # words between a subject and its verb: "They would never", "nobody there had"
HEAD = 2  # words at the head of a sentence in which a participle may only go with its subject
AHEAD = 2  # words that may stand before a particle of the whole sentence: «Денег, мол, нет»
PARTING = frozenset(',;:()“”„«»"')


@dataclass(frozen=True, slots=True)
class Sign:
    """What marks a sentence; its particle where it has one, and whether the mark keeps a distance."""

    basis: Basis
    particle: Range | None = None
    distant: bool = False


def particle(line: Line, free: Free, tongue: Tongue) -> Sign | None:
    """Return the particle that says that a sentence is somebody else's: «Мол, денег нет», „Грошей, мовляв, немає“.

    One behind a clause («Он отмахнулся, мол, поздно») tells of a part of the sentence only.
    """
    row = line.row
    for at in range(min(len(row), 2 * AHEAD + 1)):
        lower = row[at].lower
        if free.suffixes and row[at].lower.endswith(free.suffixes) and len(lower) > len(free.suffixes[0]):
            return Sign("particle")
        hit = free.particles.at(row, at)
        if hit is None and at == 0 and free.leading.at(row, 0) is not None:
            return Sign("particle", (0, 1))
        if hit is not None:
            ahead = [word for word in row[:at] if word.is_word and word.lower not in tongue.conjunctions]
            parted = at > 0 and row[at - 1].text == ","
            verbal = parted and ahead and ahead[-1].lower.endswith((*tongue.finite_endings, *tongue.feminine, "л"))
            return None if verbal or len(ahead) > AHEAD else Sign("particle", (hit.first, hit.last), hit.entry)
    return None


def joined(line: Line, free: Free, tongue: Tongue) -> Sign | None:
    """Return the sign of a sentence that opens with a joining word and has no clause of its own: „Дека пари нема.“"""
    row = line.row
    hit = free.joins.at(row, 0)
    if hit is None or free.no_joins.at(row, 0) is not None or row[-1].text in "?!":
        return None
    if free.verbs.whole and not any(word.lower in free.verbs for word in row[hit.last : hit.last + NEAR]):
        return None
    if any(word.lower in free.unreal for word in row):
        return None  # „Да је знао, не би дошао“
    for at in range(hit.last, len(row) - 1):
        if row[at].text in (",", "–", "—", ":") and not _hangs_on(row[at + 1].lower, free, tongue):
            return None  # „Дека е така, знаеја сите“
    return Sign("joined")


def mood(line: Line, free: Free, tongue: Tongue, *, renarrating: bool = False) -> Sign | None:
    """Return the sign of a first clause whose verb is renarrated: „Не му кажале ништо“, „Paratë qenkan harxhuar“.

    Where what was said before is `renarrating` already, a form that may be a perfect tense too goes on with it.
    """
    row = line.row
    if any(YEAR.fullmatch(word.text) for word in row):
        return None
    first, last = _first_clause(row, free, tongue)
    for at in range(first, last):
        if (row[at].is_capital and at > 0) or not row[at].is_word:
            continue
        borne = renarrating or not free.bears or any(free.bearing.at(row, k) for k in range(first, last))
        if not (free.is_mood(row[at].lower) or (borne and _is_renarrated(row, at, free))):
            continue
        if any(word.lower in free.cancels for word in row[:last]) or _goes_with_subject(row, at, last, free, tongue):
            return None
        return Sign("mood", distant=free.distant_moods)
    return None


def tense(line: Line, free: Free) -> Sign | None:
    """Return the sign of an English sentence whose tense is shifted back: "They would not be lied to again"."""
    row = line.row
    at = 1 if row[0].lower in free.subordinate else 0
    if at >= len(row):
        return None
    nobody = free.nobodies.at(row, at)
    subject = nobody or free.subjects.at(row, at)
    if subject is None or any(YEAR.fullmatch(w.text) or free.tellers.at(row, k) for k, w in enumerate(row)):
        return None
    for verb in range(subject.last, min(len(row), subject.last + ADVERBS + 1)):
        if row[verb].lower in free.tenses or (nobody is not None and free.earlier.at(row, verb) is not None):
            return Sign("tense")
        if not row[verb].is_word:
            break
    return None


def renarrates(row: Sequence[Word], free: Free) -> bool:
    """Say whether what somebody said is told in a renarrated form already: „рече дека не бил виновен“."""
    if any(word.lower in free.cancels for word in row):
        return False
    return any(free.is_mood(word.lower) for word in row)


def _hangs_on(lower: str, free: Free, tongue: Tongue) -> bool:
    """Say whether what follows a comma hangs on the clause before it, and is no main clause."""
    sets = (tongue.complementisers, tongue.relatives, tongue.conjunctions, tongue.prepositions, tongue.commands)
    return any(lower in each for each in (*sets, tongue.weak, free.subordinate))


def _first_clause(row: Sequence[Word], free: Free, tongue: Tongue) -> Range:
    """Return the first main clause of a sentence, up to the first comma or the first word that opens another."""
    start = 0
    while start < len(row):
        end = start
        while end < len(row) and row[end].text not in PARTING and not _opens(row, end, start, free, tongue):
            end += 1
        if row[start].lower not in free.subordinate or end >= len(row):
            return (start, start) if row[start].lower in free.subordinate else (start, end)
        while end < len(row) and row[end].text not in PARTING:
            end += 1
        start = end + 1  # „Кога дошле, немало никој“
    return start, start


def _opens(row: Sequence[Word], at: int, start: int, free: Free, tongue: Tongue) -> bool:
    lower = row[at].lower
    sets = (tongue.complementisers, tongue.relatives, tongue.commands, tongue.weak, free.subordinate)
    return at > start and any(lower in each for each in sets)


def _is_renarrated(row: Sequence[Word], at: int, free: Free) -> bool:
    """Say whether a word ends as an l-form does and is borne out by what stands before it („ги добил“, „не знаел“)."""
    lower = row[at].lower
    if free.is_perfect(lower):
        return True
    if not free.endings or lower in free.look_alikes or not lower.endswith(free.endings):
        return False
    before = at - 1
    while before >= 0:
        if row[before].lower in free.beside:
            return True
        if row[before].lower not in free.clitics:
            return False
        before -= 1
    return False


def _goes_with_subject(row: Sequence[Word], at: int, last: int, free: Free, tongue: Tongue) -> bool:
    """Say whether a form at the head only goes with the subject of the clause behind it: „Не успял, той ...“"""
    if at >= HEAD or not free.endings:
        return False
    comma = next((k for k in range(last, len(row) - 1) if row[k].text == ","), None)
    return comma is not None and not _hangs_on(row[comma + 1].lower, free, tongue)

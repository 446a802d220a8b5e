"""Where the clause of a cue, and the clause it reports, begin and end."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.attribution.cues import OF_PRONOUN, Tongue
from merilo.attribution.lines import PREPOSITIONAL, QUOTED, Cue, Line

DATELINE = 9  # words and marks of a dateline
LINK = 2  # letters of an "and"
AHEAD = 12  # cues after one that may take over from it


def clause_start(line: Line, cue: Cue, tongue: Tongue) -> int:
    """Return where the clause of a cue begins: after the last comma, dash, quotation or joining word before it."""
    row = line.row
    at = cue.first
    while at > 0:
        lower = row[at - 1].lower
        if lower == ")" and (bracket := line.bracket(at - 1)) is not None:
            at = bracket  # an age or a party stands inside the name
            continue
        if lower == "," and at > 3 and row[at - 3].lower == "," and row[at - 2].lower in tongue.breakers:
            at -= 3  # „комора, међутим, упозорава“
            continue
        if lower == "," and (inserted := _inserted(line, at - 1, tongue)) is not None:
            at = inserted  # „Директор му је, каже, поручио да се не меша“
            continue
        if lower in (",", ":", QUOTED, "(", ")") or line.stops(at - 1) or line.is_dash(at - 1):
            break
        if at == cue.first and second_place(line, cue, tongue):
            at -= 1
            continue
        if lower in tongue.breakers or (lower in tongue.complementisers and lower not in tongue.relatives):
            break
        other = line.cue_at(at - 1)
        if other is not None and other is not cue and other.head <= at - 1:
            break
        at -= 1
    return at


def _inserted(line: Line, comma: int, tongue: Tongue) -> int | None:
    """Return where the comma stands that opens a cue all by itself, closed by the comma at `comma`; else None."""
    row = line.row
    cue = line.cue_at(comma - 1) if comma > 1 else None
    if cue is None or tongue.bare or cue.last != comma or cue.first < 2 or row[cue.first - 1].lower != ",":
        return None
    if comma + 1 < len(row) and row[comma + 1].lower in tongue.conjunctions:
        return None  # „Мостот е готов, рече, и додаде дека“
    return cue.first - 1


def opens(line: Line, at: int) -> bool:
    """Say whether a clause can open at `at`: a comma, a dash or a quotation stands before it."""
    return line.row[at - 1].lower in (",", QUOTED, "(", ":") or line.is_dash(at - 1)


def goes_on(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether a joining word stands right before a cue, so that other verbs of its subject come before it."""
    row = line.row
    proclitic = cue.first < cue.head and row[cue.first].lower in tongue.proclitics  # „Agjenti i tij e mohoi“
    if row[cue.first].lower in tongue.conjunctions and not proclitic:
        return True
    return cue.first > 0 and row[cue.first - 1].lower in tongue.conjunctions and not second_place(line, cue, tongue)


def second_place(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether a "however" right before a cue stands in second place and parts nothing („Вълчева обаче твърди“)."""
    row, at = line.row, cue.first - 1
    return not tongue.bare and at > 0 and row[at].lower in tongue.breakers and row[at - 1].is_word


def parts_clauses(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether a clause of its own begins at an item, behind a comma and "but" or "and"."""
    row = line.row
    return row[at - 1].lower == "," and (row[at].lower in tongue.breakers or row[at].lower in tongue.conjunctions)


def left_bound(line: Line, cue: Cue, end: int, leading: Sequence[Cue | None], tongue: Tongue) -> int:
    """Return where content that ends at `end` begins: at the line's head, or where an earlier cue's content does.

    Only the cues of `leading`, which report what follows them, bound it: a cue that reports what stands before it may
    be carried too, and a verb that reports nothing ("will publish the list") is part of the content.
    """
    row = line.row
    bound = 0
    for other in line.cues:
        if other.last <= end and other is not cue and other in leading:
            bound = other.last
            for at in range(other.last, end):
                if row[at].lower in tongue.complementisers or row[at].lower in (",", ":"):
                    bound = at + (row[at].lower in (",", ":"))
                    break
    for at in range(end - 1, bound, -1):
        if row[at].lower == ";":
            return at + 1
        if row[at].lower == ":" and any(bound <= other.first and other.last <= at for other in line.cues):
            return at + 1  # „Тако мисли и правник Вукић: правилник то, подсећа он, дозвољава“
    bound = max(bound, dateline(line, end, tongue))
    while bound < end and (line.stops(bound) or line.is_dash(bound)):
        bound += 1
    return bound


def dateline(line: Line, end: int, tongue: Tongue) -> int:
    """Return where a line begins after its dateline ("Skopje, 12 March – "), 0 where it has none."""
    for at in range(1, min(end, DATELINE)):
        if line.is_dash(at):
            return at + 1
        word = line.row[at - 1]
        dated = word.lower in tongue.occasions or not word.is_word or word.text[0].isdigit()
        if not (word.is_capital or dated):
            return 0
    return 0


def _answers(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether a clause that tells the answer to a question begins at an item: „..., na što je odgovorio“."""
    row = line.row
    if row[at - 1].lower != "," or tongue.bare or at + 1 >= len(row):
        return False
    to_that = row[at].lower in tongue.prepositions and row[at + 1].lower in tongue.relatives
    return to_that or (row[at].lower in tongue.conjunctions and row[at + 1].lower in tongue.pronouns)


def _named_after(line: Line, cue: Cue) -> bool:
    """Say whether a name follows a cue at once: „..., а веста ја пренесе МИА“."""
    return cue.last < len(line.row) and line.row[cue.last].is_capital


def _inside(line: Line, begin: int, at: int, tongue: Tongue) -> bool:
    """Say whether only small words part a "that" from a verb, which goes on in it: „и да јој се зато не може“."""
    row, last = line.row, at
    while last > begin and (
        row[last].lower in tongue.auxiliaries
        or row[last].lower in tongue.clitics
        or row[last].lower in tongue.adverbs
        or (last == at and row[last].lower not in tongue.breakers and len(row[last].text) > LINK)
    ):
        last -= 1
    return last < at and row[last].lower in tongue.complementisers


def _is_somebody(line: Line, at: int, tongue: Tongue) -> bool:
    head = line.row[at]
    return head.is_capital or head.lower in tongue.persons or head.lower in tongue.parties


def _own_clause(line: Line, begin: int, at: int, tongue: Tongue) -> int | None:
    """Return the comma before a clause of another subject that goes on with a cue: „, а одбрана тражи X и тврди“."""
    row = line.row
    for k in range(at - 1, begin + 1, -1):
        if row[k].lower in tongue.complementisers:
            return None
        if row[k].lower in tongue.breakers and row[k - 1].lower == ",":
            return k - 1 if k + 1 < at and _is_somebody(line, k + 1, tongue) else None
    return None


def _sets_against(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether a "but" behind a comma opens a clause that is not denied with what stands before it."""
    row = line.row
    that = row[at + 1].lower in tongue.complementisers if at + 1 < len(row) else False
    return row[at].lower in tongue.adversatives and row[at - 1].lower == "," and not that


def content_end(line: Line, which: int, begin: int, tongue: Tongue) -> int:
    """Return where the clause reported ends: at the sentence's end, or where a cue beside this one takes over."""
    row = line.row
    if begin in line.quotes:
        return begin + 1
    for other in line.cues[which + 1 : which + 1 + AHEAD]:
        if other.first <= begin:
            continue
        at = other.first
        subject = clause_start(line, other, tongue)
        joined = subject - 1
        if (
            line.cues[which].kind == "asks"
            and joined > begin
            and other.kind == "says"
            and _answers(line, subject, tongue)
        ):
            return joined
        bare = subject == at or all(row[k].lower in tongue.conjunctions for k in range(subject, at))
        if bare and other.kind in PREPOSITIONAL and (joined <= begin + 1 or other.kind in OF_PRONOUN):
            continue  # "wrote that, according to ..., "; «что ..., по его версии, ...»
        if bare and joined >= 0 and (row[joined].lower in (",", QUOTED) or row[joined].lower in tongue.breakers):
            return joined + (row[joined].lower == QUOTED)
        if at > 0 and row[at - 1].lower in tongue.conjunctions and row[at - 1].lower not in tongue.relatives:
            if _inside(line, begin, at - 1, tongue):
                continue
            if (apart := _own_clause(line, begin, at, tongue)) is not None:
                return apart
            return at - 1 - (at > 1 and row[at - 2].lower == ",")
        if (
            joined > begin
            and row[joined].lower in tongue.breakers
            and row[joined - 1].lower == ","
            and (
                other.kind in ("says", "denies", "asks")
                or (other.kind == "relays" and _named_after(line, other))
                or ((other.negated or other.kind == "holds") and _is_somebody(line, subject, tongue))
            )
        ):
            return joined - 1
    denied = line.cues[which].kind in ("denies", "doubts")
    for at in range(begin, len(row)):
        if denied and at > begin + 1 and _sets_against(line, at, tongue):
            return at - 1  # „порицао је да је писмо стигло, али се оно чува у музеју“
        if line.stops(at) and row[at].lower != "…" and at + 1 < len(row) and row[at].lower == ";":
            return at
    return len(row)

"""Content that follows its cue: after a complementiser, a colon, a quotation mark, or nothing at all."""

from __future__ import annotations

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import QUOTED, Cue, Line, Range
from merilo.attribution.phrases import MARKS, after_cue, circumstance
from merilo.attribution.questions import question_at

LONGEST_NAME = 6  # words and marks of an outlet's name in quotation marks
ASKED = 6  # words that name whoever is asked
NEAR = 3  # words that name the people whom something is asked of
REACH = 30  # words between a cue and its complementiser


def ahead(line: Line, which: int, inverted: bool, tongue: Tongue) -> tuple[int, Range | None] | None:
    """Return where the content after a cue begins, and the source where it stands between the two, or None."""
    row, cue = line.row, line.cues[which]
    stop = line.cues[which + 1].first if which + 1 < len(line.cues) else len(row)
    limit = min(stop + 1, len(row), cue.last + REACH)
    at = past_circumstances(line, cue, cue.last, limit, tongue)
    asks = cue.kind == "asks" and not tongue.bare
    found = None if asks else _opening(line, at, limit, tongue, direct=cue.kind in ("says", "denies"))
    if found is None:
        found = _question(line, cue, at, limit, tongue)
    if found is None and asks:
        found = _opening(line, at, limit, tongue, direct=False)
    if found is not None:
        return found, None
    if cue.kind == "asks" and not tongue.bare and (asked := _asked_behind(line, cue, at, limit, tongue)) is not None:
        return asked, _named(line, cue, asked, inverted, tongue)
    if tongue.bare and not inverted and _takes_bare(line, cue, at, tongue):
        return at, None
    for ahead in range(at, limit):
        found = _opening(line, ahead, limit, tongue, direct=_asked_of_people(line, cue, at, ahead, tongue))
        if found is not None:
            if cue.kind == "judges" and row[found].lower != QUOTED:
                return None
            # What is denied is no source: „e hodhi poshtë dyshimin se“, „одбацио је сумњу да“.
            denied = cue.kind == "denies" and row[cue.last].lower in tongue.nouns
            named = None if denied else _named(line, cue, ahead, inverted, tongue)
            return found, named
        aside = row[ahead - 1].lower == "," and ahead + 1 < len(row) and row[ahead + 1].lower == ","
        if line.stops(ahead) or (row[ahead].lower in tongue.breakers and not aside):  # „тврди, међутим, да“
            return None
    return _after_citing(line, which, tongue)


def _named(line: Line, cue: Cue, end: int, inverted: bool, tongue: Tongue) -> Range | None:
    return after_cue(line, cue.last, end, tongue) if inverted and cue.kind != "impersonal" else None


def _after_citing(line: Line, which: int, tongue: Tongue) -> tuple[int, Range | None] | None:
    """Return where content begins after "..., citing Reuters, that ..."; None where nothing is cited in between."""
    row = line.row
    citing = line.cues[which + 1] if which + 1 < len(line.cues) else None
    if citing is None or citing.kind != "citing" or row[citing.first - 1].lower != ",":
        return None
    close = next((at for at in range(citing.last, min(len(row), citing.last + REACH)) if row[at].lower == ","), None)
    found = None if close is None else _opening(line, close, len(row), tongue, direct=False)
    return None if found is None else (found, None)


def _opening(line: Line, at: int, limit: int, tongue: Tongue, *, direct: bool) -> int | None:
    """Return where content begins if a complementiser, a colon or a quotation stands at `at`."""
    row = line.row
    if at >= limit:
        return None
    lower = row[at].lower
    comma = at + 1 < len(row) and lower == ","
    inner = row[at + 1].lower if comma else lower
    if inner in tongue.complementisers and _is_aside(line, at + comma, tongue):
        return None
    other = at + comma + 1 < len(row) and row[at + comma + 1].lower in tongue.no_commands  # „deklaroi të martën“
    if inner in tongue.complementisers or (direct and inner in tongue.commands and not other):
        return at + comma
    if lower == ":" and at + 1 < len(row):
        return at + 1
    if (at + comma) in line.quotes:
        return at + comma
    return None


def _asked_of_people(line: Line, cue: Cue, start: int, at: int, tongue: Tongue) -> bool:
    """Say whether only those whom something is asked of stand before a command: „ги повика граѓаните да чекаат“."""
    row = line.row
    people = all(row[k].lower in tongue.persons or row[k].lower in tongue.recipients for k in range(start, at))
    return cue.kind == "says" and not tongue.bare and 0 < at - start < NEAR and people


def _is_aside(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether "as" opens a clause of its own („али, како кажу, немају“), or "which" is parted by a comma."""
    row = line.row
    if at + 1 >= len(row):
        return False
    hit = tongue.likewise.at(row, at)
    if hit is not None and hit.last < len(row) and line.cue_at(hit.last) is not None:
        return True
    return row[at].lower in tongue.relatives and row[at + 1].lower == ","


def _question(line: Line, cue: Cue, at: int, limit: int, tongue: Tongue) -> int | None:
    """Return where an indirect question begins right after a cue ("asked why ...", «спросила, будут ли ...»)."""
    row = line.row
    comma = at < limit and row[at].lower == ","
    first = at + comma
    if first >= min(limit, len(row)) or not row[first].is_word:
        return None
    if cue.kind == "denies" and not cue.negated and tongue.likewise.at(row, first) is not None:
        return None  # „тоа го отфрли како невистина“
    if cue.kind == "asks" and not tongue.bare:
        begin = question_at(line, at, limit, tongue)  # „питао га је уме ли да пише“
        if begin is not None or row[first].lower in tongue.interrogatives:
            return begin if begin is not None else first
    if row[first].lower in tongue.weak and cue.kind in ("says", "asks", "denies") and not tongue.bare:
        return first
    other = line.cue_at(first)
    if other is not None and other is not cue and other.negated and cue.negated:
        return None  # „ниту го потврдија, ниту го демантираа“
    return first if comma and (cue.kind == "asks" or cue.negated) and cue.kind in ("asks", "says") else None


def _asked_behind(line: Line, cue: Cue, at: int, limit: int, tongue: Tongue) -> int | None:
    """Return where a question begins behind whoever is asked, or asks: „питала је сведока зашто“."""
    row = line.row
    for ahead in range(at, min(limit, at + ASKED)):
        begin = question_at(line, ahead, limit, tongue) if ahead > at else None
        if begin is not None:
            return begin
        if not row[ahead].is_word or row[ahead].lower in tongue.prepositions or line.cue_at(ahead) not in (None, cue):
            return None
    return None


def past_circumstances(line: Line, cue: Cue, at: int, limit: int, tongue: Tongue) -> int:
    """Pass over whom it was told, when and where, after a cue."""
    row, start = line.row, at
    if row[cue.tail - 1].lower in tongue.recipients or row[cue.head].lower in tongue.recipients:
        while at < limit and (
            row[at].lower in tongue.articles
            or row[at].is_capital
            or row[at].lower in tongue.persons
            or (at > start and row[at - 1].lower in tongue.articles and row[at].is_word)
        ):
            if at > start and row[at].lower in tongue.articles:
                break
            at += 1
    while at < limit:
        lower = row[at].lower
        if lower in tongue.times or lower in tongue.adverbs:
            at += 1
        elif lower in tongue.prepositions:
            after = circumstance(line, at, limit, tongue)
            if not any(word.lower in tongue.occasions for word in row[at:after]):
                break
            at = _past_outlet(line, after, limit, tongue)
        else:
            break
    return at


def _past_outlet(line: Line, at: int, limit: int, tongue: Tongue) -> int:
    """Pass over the rest of an outlet's name: „у интервјуу за Нову економију“, „в интервю за „Дарик““."""
    row = line.row
    if at >= limit or at < 2:
        return at
    if row[at].text in MARKS and (row[at - 1].lower in tongue.outlets or row[at - 1].lower in tongue.interviews):
        return next((k + 1 for k in range(at + 1, min(limit, at + LONGEST_NAME)) if row[k].text in MARKS), at)
    half = row[at - 1].is_capital and row[at - 2].lower in tongue.outlets
    small = row[at].is_word and line.cue_at(at) is None and not _small(row[at].lower, tongue)
    return at + (half and small)


def _small(lower: str, tongue: Tongue) -> bool:
    return (
        lower in tongue.prepositions
        or lower in tongue.conjunctions
        or lower in tongue.complementisers
        or lower in tongue.relatives
        or lower in tongue.adverbs
        or lower in tongue.times
    )


def _takes_bare(line: Line, cue: Cue, at: int, tongue: Tongue) -> bool:
    """Say whether a cue may be followed by its content with no word to join them ("she said it was late")."""
    row = line.row
    if at >= len(row) or at - cue.last > REACH // 2:
        return False
    lower = row[at].lower
    return (row[at].is_word or row[at].text[0].isdigit() or row[at].lower in "$€£") and not (
        lower in tongue.conjunctions or lower in tongue.negations
    )

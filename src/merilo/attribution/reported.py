"""What one cue reports: its source, and where the words reported begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from merilo.attribution.cues import Tongue
from merilo.attribution.lines import DASHES, QUOTED, Cue, Line
from merilo.attribution.phrases import LONGEST, after_cue, before_cue, circumstance

VIEWS = ("holds", "judges", "shows")
REACH = 30  # words between a cue and its complementiser
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution as ranges of a line's row, not yet judged."""

    cue: Cue | None
    source: Range | None
    content: tuple[Range, ...]
    trailing: bool = False


def report(line: Line, which: int, told: list[Draft], tongue: Tongue) -> Draft | None:
    """Return what the cue number `which` of a line reports, or None; `told` are the drafts before it."""
    cue = line.cues[which]
    if cue.kind in ("according", "initial"):
        return _according(line, cue, tongue)
    start = clause_start(line, cue, tongue)
    source = before_cue(line, start, cue.first, tongue) if cue.kind != "impersonal" else None
    if source is not None and _goes_on(line, cue, tongue):
        source = leading(line, source[0], source[1], tongue)  # "X went home and said ...": only X is the source
    right = _right(line, which, source is None, tongue)
    left = _left(line, cue, start, source, tongue)
    if left is not None and (right is None or _at_quote(line, start) or _is_likewise(line, start, cue, tongue)):
        if source is None and cue.kind != "impersonal":
            source = after_cue(line, cue.last, len(line.row), tongue)
        return Draft(cue, source, left, trailing=True)
    if right is None:
        return None
    begin, named = right
    source = source or named or _before_apposition(line, cue, start, tongue) or _carried(line, cue, start, told, tongue)
    end = content_end(line, which, begin, tongue)
    content = _content(line, begin, end)
    if source is not None and cue.kind in VIEWS and line.row[source[0]].lower in tongue.mine:
        return None  # "I think" only softens what the one who speaks says anyway
    return Draft(cue, source, content) if content else None


def promise(line: Line, tongue: Tongue) -> Draft | None:
    """Return the cue and the source of a line that ends with a colon, without content, or None."""
    row = line.row
    if not row or row[-1].lower != ":":
        return None
    cue = line.cues[-1] if line.cues else None
    if cue is None or cue.kind in ("impersonal", "according", "initial"):
        return Draft(None, None, ())
    start = clause_start(line, cue, tongue)
    source = before_cue(line, start, cue.first, tongue)
    source = source or after_cue(line, cue.last, len(row), tongue) or _before_apposition(line, cue, start, tongue)
    return Draft(cue, source, ())


def clause_start(line: Line, cue: Cue, tongue: Tongue) -> int:
    """Return where the clause of a cue begins: after the last comma, dash, quotation or joining word before it."""
    row = line.row
    at = cue.first
    while at > 0:
        lower = row[at - 1].lower
        if lower in (",", ":", QUOTED, "(", ")") or line.stops(at - 1) or _is_dash(line, at - 1):
            break
        if lower in tongue.breakers or (lower in tongue.complementisers and lower not in tongue.relatives):
            break
        if any(other.head <= at - 1 < other.last for other in line.cues if other is not cue):
            break
        at -= 1
    return at


def _is_dash(line: Line, at: int) -> bool:
    """Say whether a mark is a dash between clauses and not a hyphen inside a word."""
    row = line.row
    return row[at].lower in DASHES and (at == 0 or row[at].start > row[at - 1].end)


def _at_quote(line: Line, start: int) -> bool:
    row = line.row
    at = start - 1
    if at >= 0 and (row[at].lower == "," or row[at].lower in DASHES):
        at -= 1
    return at in line.quotes


def _is_likewise(line: Line, start: int, cue: Cue, tongue: Tongue) -> bool:
    return any(tongue.likewise.at(line.row, at) for at in range(max(0, start - 1), min(start + 2, cue.first)))


def _left(line: Line, cue: Cue, start: int, source: Range | None, tongue: Tongue) -> tuple[Range, ...] | None:
    """Return the content before the clause of a trailing or inserted cue ("..., she said, ..."), or None."""
    row = line.row
    if start == 0:
        if not _is_likewise(line, 0, cue, tongue):
            return None
        comma = next((at for at in range(cue.last, len(row)) if row[at].lower == ","), None)
        return ((comma + 1, len(row)),) if comma is not None and comma + 1 < len(row) else None
    mark = start - 1
    if not (row[mark].lower in (",", QUOTED) or _is_dash(line, mark)):
        return None
    if row[mark].lower == QUOTED and mark not in line.quotes:
        return None
    end = mark + 1 if mark in line.quotes else mark
    begin = _left_bound(line, cue, end, tongue)
    if end <= begin:
        return None
    close = _clause_close(line, cue, source is None, mark in line.quotes or _at_quote(line, start), tongue)
    if close is None:
        return None
    if begin + 1 < end and (end - 1) in line.quotes and line.row[end - 2].lower in (":",):
        begin = end - 1
    parts = [(begin, end)]
    rest = _resumed(line, close)
    if rest is None and end - begin < 3 and not any(at in line.quotes for at in range(begin, end)):
        return None  # too little to be what somebody said
    if rest is not None:
        parts.append(rest)
    return tuple(parts)


def _left_bound(line: Line, cue: Cue, end: int, tongue: Tongue) -> int:
    row = line.row
    bound = 0
    for other in line.cues:
        if other.last <= end and other is not cue:
            bound = other.last
            for at in range(other.last, end):
                if row[at].lower in tongue.complementisers or row[at].lower in (",", ":"):
                    bound = at + (row[at].lower in (",", ":"))
                    break
    for at in range(end - 1, bound, -1):
        if row[at].lower == ";":
            return at + 1
    while bound < end and (line.stops(bound) or _is_dash(line, bound)):
        bound += 1
    return bound


def _clause_close(line: Line, cue: Cue, inverted: bool, quoted: bool, tongue: Tongue) -> int | None:
    """Return where the clause of a trailing cue ends, or None where it goes on and so reports something else.

    After a quotation anything may follow the cue; after a mere comma only a source, and a time or a place.
    """
    row, at = line.row, cue.last
    if inverted:
        named = after_cue(line, at, len(row), tongue)
        at = named[1] if named is not None else at
    at = past_circumstances(line, cue, at, len(row), tongue)
    budget = REACH if quoted else 1
    while at < len(row) and budget:
        lower = row[at].lower
        if line.stops(at) or lower in (",", ":", QUOTED) or _is_dash(line, at):
            return at
        if any(other.first <= at < other.last for other in line.cues if other is not cue):
            return at
        if lower in tongue.complementisers:
            return None if budget > REACH - 2 else at
        at += 1
        budget -= 1
    return at if at >= len(row) else None


def _resumed(line: Line, close: int) -> Range | None:
    """Return the content that goes on after an inserted cue, or None."""
    row = line.row
    if close >= len(row):
        return None
    at = close + 1
    while at < len(row) and (row[at].lower in (",", ":") or line.stops(at) or row[at].lower in DASHES):
        at += 1
    if at in line.quotes:
        return at, at + 1
    if close in line.quotes:
        return close, close + 1
    if row[close].lower == "," and len(row) - at > 2 and not any(cue.first == at for cue in line.cues):
        stop = next((cue.first for cue in line.cues if cue.first > at), len(row))
        return (at, len(row)) if stop == len(row) else None
    return None


def _right(line: Line, which: int, inverted: bool, tongue: Tongue) -> tuple[int, Range | None] | None:
    """Return where the content after a cue begins, and the source where it stands between the two, or None."""
    row, cue = line.row, line.cues[which]
    stop = line.cues[which + 1].first if which + 1 < len(line.cues) else len(row)
    limit = min(stop + 1, len(row), cue.last + REACH)
    at = past_circumstances(line, cue, cue.last, limit, tongue)
    found = _opening(line, at, limit, tongue, direct=cue.kind == "says")
    if found is not None:
        return found, None
    if tongue.bare and not inverted and _takes_bare(line, cue, at, tongue):
        return at, None
    for ahead in range(at, limit):
        found = _opening(line, ahead, limit, tongue, direct=False)
        if found is not None:
            if cue.kind == "judges" and row[found].lower != QUOTED:
                return None
            named = after_cue(line, cue.last, ahead, tongue) if inverted and cue.kind != "impersonal" else None
            return found, named
        if line.stops(ahead) or row[ahead].lower in tongue.breakers:
            return None
    return None


def _opening(line: Line, at: int, limit: int, tongue: Tongue, *, direct: bool) -> int | None:
    """Return where content begins if a complementiser, a colon or a quotation stands at `at`."""
    row = line.row
    if at >= limit:
        return None
    lower = row[at].lower
    comma = at + 1 < len(row) and lower == ","
    inner = row[at + 1].lower if comma else lower
    if inner in tongue.complementisers or (direct and inner in tongue.commands):
        return at + comma
    if lower == ":" and at + 1 < len(row):
        return at + 1
    if (at + comma) in line.quotes:
        return at + comma
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
            at = after
        else:
            break
    return at


def _takes_bare(line: Line, cue: Cue, at: int, tongue: Tongue) -> bool:
    """Say whether a cue may be followed by its content with no word to join them ("she said it was late")."""
    row = line.row
    if at >= len(row) or at - cue.last > REACH // 2:
        return False
    lower = row[at].lower
    return (row[at].is_word or row[at].text[0].isdigit() or row[at].lower in "$€£") and not (
        lower in tongue.conjunctions or lower in tongue.negations
    )


def content_end(line: Line, which: int, begin: int, tongue: Tongue) -> int:
    """Return where the clause reported ends: at the sentence's end, or where a cue beside this one takes over."""
    row = line.row
    if begin in line.quotes:
        return begin + 1
    for other in line.cues[which + 1 :]:
        if other.first <= begin:
            continue
        at = other.first
        subject = clause_start(line, other, tongue)
        joined = subject - 1
        bare = subject == at or all(row[k].lower in tongue.conjunctions for k in range(subject, at))
        if bare and joined >= 0 and (row[joined].lower in (",", QUOTED) or row[joined].lower in tongue.breakers):
            return joined + (row[joined].lower == QUOTED)
        if at > 0 and row[at - 1].lower in tongue.conjunctions and row[at - 1].lower not in tongue.relatives:
            return at - 1 - (at > 1 and row[at - 2].lower == ",")
        if (
            joined > begin
            and row[joined].lower in tongue.breakers
            and row[joined - 1].lower == ","
            and other.kind in ("says", "denies", "asks")
        ):
            return joined - 1
    for at in range(begin, len(row)):
        if line.stops(at) and row[at].lower != "…" and at + 1 < len(row) and row[at].lower == ";":
            return at
    return len(row)


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
    if cue.kind == "impersonal":
        return None
    earlier = [draft for draft in told if draft.source is not None and draft.cue is not None]
    if earlier:
        return earlier[-1].source
    if cue.converb and start > 1:
        return leading(line, 0, start, tongue)
    return None


def _goes_on(line: Line, cue: Cue, tongue: Tongue) -> bool:
    """Say whether a joining word stands right before a cue, so that other verbs of its subject come before it."""
    row = line.row
    return row[cue.first].lower in tongue.conjunctions or (
        cue.first > 0 and row[cue.first - 1].lower in tongue.conjunctions
    )


def leading(line: Line, start: int, end: int, tongue: Tongue) -> Range | None:
    """Return the name or title that a stretch begins with, or None."""
    row, at = line.row, start
    while at < end and (
        row[at].lower in tongue.articles
        or row[at].is_capital
        or row[at].lower in tongue.persons
        or row[at].lower in tongue.pronouns
    ):
        at += 1
    return (start, at) if at > start and row[at - 1].lower not in tongue.articles else None


def _before_apposition(line: Line, cue: Cue, start: int, tongue: Tongue) -> Range | None:
    """Return a source that a comma parts from its cue: "Ana Petrova, the deputy minister, said"."""
    row = line.row
    if start < 2 or row[start - 1].lower != "," or cue.converb:
        return None
    comma = next((at for at in range(start - 2, 0, -1) if row[at].lower == ","), None)
    if comma is None or start - comma > LONGEST or row[comma + 1].lower in tongue.breakers:
        return None
    first = comma
    while first > 0 and not line.stops(first - 1) and row[first - 1].lower not in (",", ":", QUOTED):
        if row[first - 1].lower in tongue.breakers or row[first - 1].lower in tongue.complementisers:
            break
        first -= 1
    named = before_cue(line, first, comma, tongue)
    return None if named is None else (named[0], start - 1)


def _according(line: Line, cue: Cue, tongue: Tongue) -> Draft | None:
    """Read "according to": its source follows, and the rest of the sentence is the content."""
    row = line.row
    source = after_cue(line, cue.last, len(row), tongue)
    if source is None:
        return None
    close = source[1]
    content: list[Range] = []
    begin = 0
    for other in line.cues:
        if other.last <= cue.first:
            begin = next((at for at in range(other.last, cue.first) if row[at].lower in tongue.complementisers), begin)
    while begin < cue.first and row[begin].lower in tongue.conjunctions:
        begin += 1
    if cue.first - begin > 1:
        content.append((begin, cue.first))
    rest = close + 1 if close < len(row) and row[close].lower in (",", ":", *DASHES) else close
    if len(row) - rest > 2:
        content.append((rest, len(row)))
    return Draft(cue, source, tuple(content)) if content else None

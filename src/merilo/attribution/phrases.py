"""Where the words that name a source begin and end, before a cue and after it."""

from __future__ import annotations

from merilo.attribution.bearers import name_behind, party, place_before_name, place_of, told_behind
from merilo.attribution.cues import Tongue
from merilo.attribution.lines import DASHES, QUOTED, Line

LONGEST = 24  # words of a source; a longer stretch is no name with its title any more
MARKS = '„“”«»"'  # around a name of two words
NONE = ("\0",)  # an ending that no word has
VERB = 4  # words of a verb with its small words
NEAR = 5  # words after a preposition in which "interview" or "Monday" shows that it tells when or where


def before_cue(line: Line, start: int, end: int, tongue: Tongue) -> tuple[int, int] | None:
    """Return the source in `row[start:end]`, the words between a clause's beginning and its cue, or None."""
    row = line.row
    while start < end and _opens(row[start].lower, tongue):
        start += 1
    pieces: list[tuple[int, int]] = []
    first = start
    for at in range(start, end + 1):
        # An auxiliary or an adverb in second place parts the subject from what stands between it and the verb; after
        # a preposition it is an adjective: „Завод за јавно здравље“.
        parted = at < end and _parts(row[at].lower, tongue) and (at == first or not _governed(line, at, end, tongue))
        parted = parted and not in_marks(line, start, at)
        if at == end or parted or row[at].lower in tongue.breakers:
            if at > first:
                pieces.append((first, at))
            first = at + 1
    best: tuple[int, int] | None = None
    for piece in pieces:
        named = _without_circumstance(line, *piece, tongue)
        if named is None:
            continue
        # „Линден је у интервјуу за Курир“: what a preposition opens says where, and the subject stood before.
        aside = best is not None and named[0] > piece[0] and row[piece[0]].lower in tongue.prepositions
        if best is None or _weight(line, *named, tongue) > _weight(line, *best, tongue) + aside:
            best = named
    if best is not None and best[1] - best[0] == 1 and tongue.first.at(row, best[0]) is not None:
        return None  # „први објавио портал“, «первым написал канал»
    if best is not None and best[1] - best[0] == 1 and not tongue.bare:
        if _points(line, best[0], tongue):
            return None  # „sumnja u to i podsjeća“
        if (
            row[best[0]].lower in tongue.occasions
            and not row[best[0]].is_capital
            and row[start].lower in tongue.prepositions
        ):
            return None  # „В първата си реакция каза“
    return best


def _points(line: Line, at: int, tongue: Tongue) -> bool:
    hit = tongue.points.at(line.row, at)
    return hit is not None and hit.last == at + 1 and not line.row[at].is_capital


def _governed(line: Line, at: int, end: int, tongue: Tongue) -> bool:
    """Say whether a small word belongs to the name around it: an adjective, or whose title it is: „Председателят ѝ“."""
    before = line.row[at - 1].lower
    if line.row[at].lower in tongue.auxiliaries:
        return before in tongue.persons and at + 1 < end and line.row[at + 1].is_capital and not tongue.bare
    return before in tongue.prepositions


def after_cue(line: Line, start: int, end: int, tongue: Tongue) -> tuple[int, int] | None:
    """Return the source that begins at or soon after `start`, where the cue comes first, or None."""
    row = line.row
    while start < end and (_parts(row[start].lower, tongue) or _dated(line, start, end, tongue)):
        start += 1
    if start >= end or row[start].lower == "," or row[start].lower in tongue.complementisers:
        return None
    if not tongue.bare and tongue.likewise.at(row, start) is not None:
        return None  # „го отфрли како невистина“
    start = past_hearer(line, start, end, tongue)
    if (
        not tongue.bare
        and start + 1 < end
        and row[start].lower in tongue.recipients
        and row[start + 1].lower in tongue.bodies
    ):
        start += 1  # «сообщили журналистам в управлении МЧС»
    if row[start].lower in tongue.bodies and not _is_circumstance(line, start, end, tongue):
        start += 1  # „велат од стопанската комора“
    elif row[start].lower in tongue.outlets and start + 1 < end and row[start + 1].text in MARKS:
        close = next((at for at in range(start + 2, min(end, start + 2 + NEAR)) if row[at].text in MARKS), start)
        start = close + 1  # „изјавио је за „Спортске новине““
        if start >= end or not row[start].is_word:
            return None
    elif row[start].lower in tongue.prepositions:
        start = _before_name(line, start, circumstance(line, start, end, tongue), end, tongue)
    first = at = start
    while at < end and at - first < LONGEST:
        lower = row[at].lower
        if lower == ",":
            if at > first + 2 and row[at - 1].text in MARKS and row[first].text in MARKS:
                break  # «із посиланням на „Розріз“, поліція ...»
            placed = at > first + 1 and place_before_name(line, first, place_of(line, at), end, tongue) == at
            if not (placed or told_behind(line, at + 1, end, tongue) or name_behind(line, first, at, end, tongue)):
                break
        elif line.stops(at) or line.is_dash(at) or (lower in (":", QUOTED, "(") and not party(line, at)):
            break
        elif lower == ")" and line.bracket(at) is None:
            break  # the bracket opened before the cue
        elif lower == ".":
            pass
        elif (
            at == first + 1
            and (lower in tongue.prepositions or lower in tongue.conjunctions or lower in tongue.recipients)
            and tongue.gender.get(row[first].lower) in ("he", "she")
        ):
            break  # „рекао је он за Радио Шумадију“, «сказал он и вышел»
        elif at > first and in_marks(line, first, at):
            pass  # «Деловая газета» is one name
        elif at > first and _governed(line, at, end, tongue) and _parts(lower, tongue) and not tongue.bare:
            pass  # „Центар за јавно здравје“
        elif at > first and (named := place_before_name(line, first, at, end, tongue)) is not None:
            at = named
            continue
        elif at > first and ((at > first + 1 and _after_name(line, at, tongue)) or _ends_name(line, at, end, tongue)):
            break
        elif at == first and not row[at].is_word and not row[at].text[0].isdigit() and lower not in "„“\"«‘’'(":
            return None
        at += 1
    while at > first and (
        row[at - 1].lower in tongue.conjunctions
        or row[at - 1].lower == ","
        or (row[at - 1].lower in tongue.prepositions and not row[at - 1].is_capital and not tongue.bare)
    ):
        at -= 1
    return (first, at) if at > first and row[first].lower not in tongue.conjunctions else None


def _dated(line: Line, at: int, end: int, tongue: Tongue) -> bool:
    """Say whether an article before a word of time stands at an item: „të martën“."""
    row = line.row
    if tongue.bare or at + 1 >= end or row[at + 1].lower not in tongue.times:
        return False
    return row[at].lower in tongue.articles or row[at].lower in tongue.linkers


def past_hearer(line: Line, start: int, end: int, tongue: Tongue) -> int:
    """Return where the speaker begins after an outlet without a preposition: «рассказал „Вестнику“ бывший мэр»."""
    row = line.row
    if tongue.bare:
        return start
    if row[start].text in MARKS:
        close = next((at for at in range(start + 2, min(end, start + NEAR)) if row[at].text in MARKS), None)
        after = None if close is None or not row[start + 1].is_capital else close + 1
    else:
        after = start + 1 if len(row[start].text) > 1 and row[start].text.isupper() else None
    if after is None or after >= end:
        return start
    for at in range(after, min(end, after + NEAR - 1)):
        known = row[at].lower in tongue.persons or row[at].lower in tongue.possessives
        if known and not row[at].is_capital:
            return after
        if not row[at].is_word or row[at].is_capital or _ends_name(line, at, end, tongue):
            break
    return start


def in_marks(line: Line, first: int, at: int) -> bool:
    """Say whether an item stands inside quotation marks that opened after `first` and close soon."""
    marks = [k for k in range(first, min(len(line.row), at + NEAR)) if line.row[k].text in MARKS]
    return sum(k < at for k in marks) % 2 == 1 and any(k >= at for k in marks)


def _before_name(line: Line, at: int, last: int, end: int, tongue: Tongue) -> int:
    """Return where the speaker begins after an outlet that a preposition ties to the cue.

    The outlet's name may be followed by a title («за Радио Бистра директорката ...») or, where nothing else names the
    speaker, by two capital words more («за Ројтерс Петар Костов»).
    """
    row = line.row
    if row[at].lower not in tongue.outlets:
        return last
    stop = at + 1
    while stop < end and not row[stop].is_capital and row[stop].lower in tongue.media:
        stop += 1
    names = stop
    while stop < end and (row[stop].is_capital or (stop > names and row[stop].text[0].isdigit())):
        stop += 1
    if stop == names:
        return last
    closed = stop >= end or not row[stop].is_word
    whole = stop - names - (row[names].lower in tongue.media)
    return stop - 2 if closed and whole > 2 else max(last, stop)


def circumstance(line: Line, at: int, end: int, tongue: Tongue) -> int:
    """Return where a phrase of time or place that begins at `at` ("in an interview on Monday") ends."""
    row = line.row
    last = at
    for ahead in range(at + 1, min(end, at + 1 + NEAR)):
        lower = row[ahead].lower
        if not row[ahead].text[0].isalnum():
            break
        if lower in tongue.occasions:
            last = ahead + 1
            break
    if last == at:
        last = at + 1
        while last < end and (row[last].lower in tongue.articles or row[last].text[0].isdigit()):
            last += 1
        while last < end and row[last].is_capital:
            last += 1
        return last if last > at + 1 else min(at + 2, end)
    while last < end and (row[last].lower in tongue.occasions or row[last].text[0].isdigit()):
        last += 1
    if last < end and row[last].lower in tongue.prepositions:
        return circumstance(line, last, end, tongue)
    return last


def _opens(lower: str, tongue: Tongue) -> bool:
    return (
        lower in tongue.conjunctions
        or lower in tongue.adverbs
        or lower in tongue.times
        or (lower in tongue.complementisers and lower not in tongue.pronouns)
        or lower in {",", ")", "(", "…", *DASHES}
    )


def _parts(lower: str, tongue: Tongue) -> bool:
    if lower in tongue.prepositions or lower in tongue.conjunctions:
        return False  # "to" and "on" belong to verbs only right before them; „и“ joins names too
    return lower in tongue.auxiliaries or lower in tongue.adverbs or lower in tongue.times or lower in tongue.negations


def _weight(line: Line, first: int, last: int, tongue: Tongue) -> int:
    """Weigh how like a person's name or title a stretch reads: the first of the weightiest is taken."""
    weight = 1
    for at in range(first, last):
        word = line.row[at]
        if word.lower in tongue.pronouns or word.lower in tongue.persons:
            return 3
        if word.is_capital and at > 0:
            weight = 2
    return weight


def _without_circumstance(line: Line, first: int, last: int, tongue: Tongue) -> tuple[int, int] | None:
    """Drop phrases of time and place before and after the name."""
    row = line.row
    if _body_speaks(line, first, last, tongue):
        first += 1  # „Од агенцијата велат“: a body speaks through nobody named
    while first < last and row[first].lower in tongue.prepositions:
        if (titled := _past_title(line, first, last)) is not None:
            first = titled  # „У својим „Записима“ (2003) Маринковић пише“
            continue
        first = circumstance(line, first, last, tongue)
        after = first
        while first < last and not _names(line, first, tongue):
            first += 1
        if first == after + 1 and first < last and row[first].lower in tongue.persons and row[after].is_word:
            first = after  # «Между тем бывший прораб»
        elif first > after and first + 1 == last and row[first].lower not in tongue.pronouns:
            return None  # one word after small ones still belongs to the place: „на скупштини УН“
    if first >= last:
        return None
    for at in range(first + 1, last):
        lower = row[at].lower
        if in_marks(line, first, at):
            continue
        if lower in tongue.prepositions and (lower not in tongue.attaching or _is_circumstance(line, at, last, tongue)):
            last = at
            break
    whole = last
    while last - first > 1 and row[last - 1].lower in tongue.occasions:
        if row[last - 1].is_capital and row[last - 1].lower in tongue.documents:
            break  # the Harbour Post
        if not tongue.bare and row[last - 1].lower in tongue.persons:
            break  # „Његова мајка“ is no May
        last -= 1
    time = last < whole and not any(
        row[at].is_capital or row[at].lower in tongue.documents for at in range(last, whole)
    )
    if time and first == 0 and last == 1 and not tongue.bare and not _is_known(row[first].lower, tongue):
        return None  # „Три години ни велат дека“
    if last - first > LONGEST or not any(row[at].text[0].isalnum() for at in range(first, last)):
        return None
    return first, last


def _is_known(lower: str, tongue: Tongue) -> bool:
    return lower in tongue.persons or lower in tongue.pronouns or lower in tongue.parties or lower in tongue.documents


def _past_title(line: Line, first: int, last: int) -> int | None:
    """Return where a stretch goes on behind the title of a work in quotation marks, and its year in brackets."""
    row = line.row
    mark = next((at for at in range(first + 1, min(last, first + NEAR - 1)) if row[at].text in MARKS), None)
    if mark is None or any(row[at].is_capital for at in range(first + 1, mark)):
        return None
    close = next((at for at in range(mark + 1, min(last, mark + 2 * NEAR)) if row[at].text in MARKS), None)
    if close is None or close + 1 >= last:
        return None
    rest = close + 1
    if row[rest].lower == "(":
        rest = next((at + 1 for at in range(rest, last) if row[at].lower == ")"), rest)
    return rest if rest < last and row[rest].is_capital else None


def _body_speaks(line: Line, first: int, last: int, tongue: Tongue) -> bool:
    """Say whether a body, or a document, stands behind a preposition and speaks."""
    row = line.row
    if first + 1 >= last or row[first].lower not in tongue.bodies or _is_circumstance(line, first, last, tongue):
        return False
    return row[first + 1].lower in tongue.documents or _said_by_several(line, last, tongue)


def _said_by_several(line: Line, end: int, tongue: Tongue) -> bool:
    """Say whether the verb after a stretch is one of several, as of all that speak for a body: „Во општината велат“."""
    verbs = [word for word in line.row[end:] if word.is_word][:VERB]
    return any(word.lower.endswith(tongue.plural or NONE) for word in verbs)


def _names(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether a name or a title can begin at a word."""
    word = line.row[at]
    return (
        word.is_capital
        or word.lower in tongue.persons
        or word.lower in tongue.pronouns
        or word.lower in tongue.articles
    )


def _is_circumstance(line: Line, at: int, end: int, tongue: Tongue) -> bool:
    for word in line.row[at + 1 : min(end, at + 1 + NEAR)]:
        if word.lower in tongue.occasions or word.text[0].isdigit():
            return True
        if not word.is_word or word.lower in tongue.prepositions:
            return False
    return False


def _after_name(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether a small word after a capital one can be no part of the name any more."""
    before, word = line.row[at - 1], line.row[at]
    return (
        not tongue.bare  # "said House Speaker Paul Ryan on": in English names and titles mix
        and before.is_capital
        and word.is_word
        and not word.is_capital
        and before.lower not in tongue.persons
        and before.lower not in tongue.articles
        and line.row[at - 2].lower not in tongue.attaching  # „од Градежниот факултет“
        and word.lower not in tongue.attaching
        and word.lower not in tongue.linkers
        and word.lower not in tongue.conjunctions
        and not leads_to_body(line, at, tongue)
    )


def leads_to_body(line: Line, at: int, tongue: Tongue) -> bool:
    """Say whether small words lead from a capital adjective to its noun: „Регионална здравна инспекция“."""
    for word in line.row[at : at + NEAR - 2]:
        if (
            not word.is_word
            or word.is_capital
            or word.lower in tongue.prepositions
            or word.lower in tongue.conjunctions
        ):
            return False
        if word.lower in tongue.persons:
            return True
    return False


def _ends_name(line: Line, at: int, end: int, tongue: Tongue) -> bool:
    lower = line.row[at].lower
    if lower in tongue.prepositions:
        return lower not in tongue.attaching or _is_circumstance(line, at, end, tongue)
    return (
        _parts(lower, tongue)
        or lower in tongue.complementisers
        or lower in tongue.breakers
        or line.cue_at(at) is not None
        or (lower in tongue.conjunctions and line.cue_at(at + 1) is not None)
    )

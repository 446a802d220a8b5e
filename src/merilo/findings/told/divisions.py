"""A whole and the parts it is dealt out in: in one list, with "the remaining", or summed up at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from merilo.findings.story import Story, Telling, once
from merilo.findings.told.parts import joined_sexes, of_two_kinds, words_between
from merilo.findings.wording import marks
from merilo.model import Quantity
from merilo.text.numerals import table
from merilo.text.words import Word

ROW = 4  # words between two counts of one row
APART = 8  # words at most between two parts of one list
LARGE = 1000  # a figure from here on may leave its unit to the one before: "90 million euros, 55 million from ..."
BACK = 2  # sentences in which a whole may stand before its parts
LIKELY = (0.55, 1.7)  # a sum beyond these shares of a figure is no slip of it: the figure is of something else
NEAR_MISS = 0.15
MOST_PARTS = 40  # a sentence with a longer row of figures is a table, and deals nothing out
NEAR_PAIR = 0.3  # of men and women, who are all there are
LISTED = 3  # parts that a sentence of their own lists
PAIR = 2
OPENERS = frozenset(":(–—")


@dataclass(frozen=True, slots=True)
class Division:
    """A whole with its parts; `closed` says that these are all the parts there are."""

    telling: Telling
    total: Quantity
    parts: tuple[Quantity, ...]
    closed: bool

    @property
    def made(self) -> float:
        """What the parts make together."""
        return sum(part.value for part in self.parts)


def divisions(story: Story) -> Iterator[Division]:
    """Yield every whole that the story deals out in parts, as far as its words show that it does."""
    for telling in story.tellings:
        row = [q for q in telling.quantities if q.high is None and q.bound == "exact" and q.unit not in ("%", "pp")]
        yield from _listed(story, telling, sorted([*row, *_ones(story, telling)], key=lambda each: each.span))
        yield from _summed_up(story, telling, row)
        yield from _remaining(story, telling, row)
        yield from _in_the_next(story, telling, row)


def _listed(story: Story, telling: Telling, row: Sequence[Quantity]) -> Iterator[Division]:
    """The whole comes first, and its parts follow one another: "90 million: 55 from the state, 35 from the town"."""
    for at, total in enumerate(row[:-2]):
        parts: list[Quantity] = []
        # Behind "of 60 pupils" or a colon the parts may bear names of their own: 19 women, 11 men.
        of = _of_so_many(story, telling, total) or _opened(telling, total, row[at + 1])
        of = of or of_two_kinds(story, total, row[at + 1 : at + 3])
        for part in row[at + 1 :]:
            before = parts[-1] if parts else total
            if len(parts) > 1 and part.value > total.value:
                break  # no part: "1,127 of them, 839 women and 288 men, compared with 2,706 in 2011"
            bare = part.unit is None and part.value < LARGE > total.value
            if not (of and (total.unit == part.unit or bare)) and not is_part(story, telling, total, part):
                break
            if words_between(telling, before.span, part.span) > (APART if parts else APART + 3):
                break
            if parts and any(story.wording.signs["of_whom"].find(_between(telling, before, part))):
                break  # a part of the part: "nine applied, and seven were taken, of whom four have left"
            parts.append(part)
            if len(parts) > MOST_PARTS:
                return
        if len(parts) < 2 or _broken(telling, total, parts[-1]) or is_dated(telling, parts):
            continue
        if len(parts) == 2 and _from_to(story, telling, *parts):
            continue
        opened = _opened(telling, total, parts[0])
        alike = _parallel(story, telling, total, parts)
        if not (opened or alike or of):
            continue
        within = telling.between(total.span.start, parts[-1].span.end)
        if "compare" in marks(story.wording, (*telling.around(total.span, ROW, 0), *within)) and not opened:
            continue
        last = _between(telling, parts[-2], parts[-1])
        ends = any(story.wording.signs["and"].find(last)) or opened
        closed = "part" not in telling.marks and (opened or (ends and alike and len(parts) > 2))
        if not opened and _by_what_they_have(story, telling, parts):
            continue
        uncounted = _goes_on(story, telling, parts[-1]) or _uncounted(story, telling, total, parts)
        yield Division(telling, total, tuple(parts), closed and not uncounted)
        return


def _from_to(story: Story, telling: Telling, left: Quantity, right: Quantity) -> bool:
    """ "From 46 seats to 41": what it was and what it is."""
    ahead = telling.around(left.span, 2, 0)
    led = any(hit.last == len(ahead) for hit in story.wording.signs["from"].find(ahead))
    return led and any(story.wording.signs["to"].find(_between(telling, left, right)))


def _ones(story: Story, telling: Telling) -> Iterator[Quantity]:
    """A single one at the end of a list behind a colon: "five people: three men and one woman"."""
    row, ones = telling.words, table(story.profile).ones
    opened = next((at for at, word in enumerate(row) if word.text == ":"), len(row))
    for at in range(opened + 2, len(row) - 1):
        led = any(hit.last == 1 for hit in story.wording.signs["and"].find(row[at - 1 : at]))
        after = row[at + 1]
        counted = any(q.span.overlaps(row[at].span) for q in telling.quantities)
        named = after.is_word and after.lower not in story.wording.stop
        if row[at].lower in ones and led and named and not counted:
            yield Quantity(row[at].span, 1.0, None, None, after.span)


def _of_so_many(story: Story, telling: Telling, total: Quantity) -> bool:
    """The sentence deals out a whole that it names first: "Of 60 pupils, ...", or says that it counts parts."""
    ahead = telling.around(total.span, 2, 0)
    return bool({"part", "total"} & telling.marks) or any(story.wording.signs["of"].find(ahead))


def _summed_up(story: Story, telling: Telling, row: Sequence[Quantity]) -> Iterator[Division]:
    """The parts come first, and a word such as "altogether" leads to the whole, or stands behind it."""
    if len(row) < 3:
        return
    total, parts = row[-1], row[:-1]
    ahead, behind = telling.around(total.span, 3, 0), telling.around(total.span, 0, 3)
    led = any("total" in hit.entry and hit.last >= len(ahead) - 1 for hit in story.wording.marks.find(ahead))
    closes = any("total" in hit.entry for hit in story.wording.marks.find(_clause(behind)))
    if not (led or closes) or _broken(telling, parts[0], total) or is_dated(telling, parts):
        return
    added = _added_up(story, telling, parts, total)
    if not added and not (led and all(is_part(story, telling, parts[0], each) for each in (*parts[1:], total))):
        return
    made = sum(part.value for part in parts)
    # "Twelve here, five there, and forty in all": there may be more of them than those that are named.
    if made > total.value or permuted(made, total.value) or total.value - made <= NEAR_MISS * made:
        yield Division(telling, total, tuple(parts), closed=True)


def _clause(row: Sequence[Word]) -> Sequence[Word]:
    return row[: next((at for at, word in enumerate(row) if not word.is_word), len(row))]


def _added_up(story: Story, telling: Telling, parts: Sequence[Quantity], total: Quantity) -> bool:
    """Counts of several kinds in one row, and right behind a comma what they make: "8 cows and 12 goats, 20 in all"."""
    if any(each.unit is not None for each in (*parts, total)) or total.noun == parts[-1].noun is not None:
        return False
    for left, right in pairwise(parts):
        between = _between(telling, left, right)
        joint = any(w.text == "," for w in between) or any(story.wording.signs["and"].find(between))
        if not joint or len(between) > ROW:
            return False
    last = _between(telling, parts[-1], total)
    return len(last) <= ROW + 2 and any(w.text in ",–—-(" for w in last)


def _remaining(story: Story, telling: Telling, row: Sequence[Quantity]) -> Iterator[Division]:
    """The last part is "the remaining" so many: then all have been named, and the whole stands before them."""
    at = next((at for at, q in enumerate(row) if is_remaining(story, telling, q)), None)
    if not at:
        return
    last = row[at]
    if any(hit.first == 0 for hit in story.wording.signs["of"].find(_between(telling, row[at - 1], last))):
        return  # "two of the remaining 17"
    pool = [(telling, q) for q in row[:at]]
    for earlier in story.tellings[max(0, telling.index - BACK) : telling.index]:
        pool = [*((earlier, q) for q in earlier.quantities if q.high is None), *pool]
    if any(_is_made(story, telling, pool, _scaled((*row[start:at], last))) for start in range(at)):
        return
    for start in (at - 1, at - 2):
        parts = _scaled((*row[max(start, 0) : at], last))
        if start < 0 or not all(is_part(story, telling, parts[0], part) for part in parts[1:]):
            break
        made, most = sum(part.value for part in parts), max(part.value for part in parts)
        wholes = [(at, q) for at, q in pool if q.span.end <= parts[0].span.start and whole_of(q, parts[0])]
        fitting = [(at, q) for at, q in wholes if q.value > most and LIKELY[0] <= made / q.value <= LIKELY[1]]
        known = _values(story)
        if any(q.value + made in known for _, q in fitting):
            return  # it is one of the parts: "eight seats, VMRO won seven, and the remaining two" of 17
        if any(q.value + last.value in known for _, q in fitting):
            return  # the rest is of a greater whole: "61: 38 private ones, 14 of them by car, and the other 23"
        if fitting and not telling.marks & {"if", "wrong", "compare"}:
            yield Division(telling, fitting[-1][1], parts, closed=True)
            return


@once
def _values(story: Story) -> frozenset[float]:
    return frozenset(q.value for each in story.tellings for q in each.quantities)


def _is_made(
    story: Story, telling: Telling, pool: Sequence[tuple[Telling, Quantity]], parts: tuple[Quantity, ...]
) -> bool:
    """A whole that stands before the parts is what they make."""
    if not all(is_part(story, telling, parts[0], part) for part in parts[1:]):
        return False
    room = [slack(story, (q, *parts)) for _, q in pool]
    return any(
        abs(q.value - sum(part.value for part in parts)) <= off
        for (_, q), off in zip(pool, room, strict=True)
        if q.span.end <= parts[0].span.start and whole_of(q, parts[0])
    )


def _in_the_next(story: Story, telling: Telling, row: Sequence[Quantity]) -> Iterator[Division]:
    """The whole stands alone in the sentence before a list of three parts or more that nearly make it."""
    pair = len(row) == PAIR and joined_sexes(story, telling, row)
    if (
        telling.index == 0
        or (len(row) < LISTED and not pair)
        or telling.marks & {"part", "change", "growth", "if", "wrong"}
    ):
        return
    before = [q for q in story.tellings[telling.index - 1].quantities if q.high is None]
    if len(before) != 1 or len(row) != len(telling.quantities) or before[0].bound != "exact":
        return
    if any(story.wording.signs["nay"].find(telling.words)):
        return  # votes: somebody may have left the hall
    total, made = before[0], sum(part.value for part in row)
    near = all(words_between(telling, left.span, right.span) <= APART for left, right in pairwise(row))
    if not near or _broken(telling, row[0], row[-1]) or is_dated(telling, row):
        return
    room = NEAR_PAIR if pair else NEAR_MISS
    of_it = pair or all(is_part(story, telling, total, q) for q in row)
    if abs(made - total.value) <= room * total.value and of_it:
        yield Division(telling, total, tuple(row), closed=True)


def _scaled(parts: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Give each bare part the size of the one before: "30 million, the county 12, and the town the remaining 13"."""
    grown = [parts[0]]
    for part in parts[1:]:
        before = grown[-1]
        scale = next((scale for scale in (1e9, 1e6, 1e3) if before.value >= scale), 1)
        bare = part.unit is None and part.value < LARGE <= scale
        grown.append(replace(part, value=part.value * scale, unit=before.unit) if bare else part)
    return tuple(grown)


def whole_of(total: Quantity, part: Quantity) -> bool:
    """Say whether a figure is of the size and the measure that the whole of such a part has."""
    if part.unit is None and part.value < LARGE:
        return total.unit is None and total.value < LARGE
    return part.unit in (None, total.unit) and (total.unit is not None or total.value >= LARGE)


def is_part(story: Story, telling: Telling, total: Quantity, part: Quantity) -> bool:
    """Say whether a part is measured as the whole is, or leaves the measure to it; or it counts nothing of its own."""
    if total.unit is not None:
        if part.unit is not None:
            return part.unit == total.unit
        return part.value >= LARGE <= total.value or (total.value < LARGE and _bare(story, telling, part))
    if part.unit is not None:
        return False
    if part.noun is None or total.noun is None:
        return True
    return _stem(story, part) == _stem(story, total) or _bare(story, telling, part)


def _bare(story: Story, telling: Telling, part: Quantity) -> bool:
    """It stands without a word for what it counts: before a little word, a name or a mark."""
    after = telling.around(part.span, 0, 1)
    return bool(after) and (not after[0].is_word or after[0].lower in story.wording.stop or after[0].is_capital)


def _goes_on(story: Story, telling: Telling, last: Quantity) -> bool:
    """One more follows without a number: "two engineers, two lawyers and a driver"."""
    after = telling.around(last.span, 0, 12)
    for at, word in enumerate(after):
        if word.text in ".;!?":
            break
        if story.wording.signs["and"].at(after, at) is not None and at + 1 < len(after) and at > 0:
            return True
    return False


def _uncounted(story: Story, telling: Telling, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """A member of the list bears no number: "nine people: a mother with her child, four patients and three pupils"."""
    opened = next((w.end for w in _between(telling, total, parts[0]) if w.text in OPENERS), None)
    if opened is not None and _members(story, telling, opened, parts[0].span.start):
        return True
    return any(_members(story, telling, left.span.end, right.span.start) > 1 for left, right in pairwise(parts))


def _members(story: Story, telling: Telling, first: int, last: int) -> int:
    """How many members of a list end between two places, parted by commas and "and"; one of little words is none."""
    row = telling.between(first, last)
    ands = {hit.first for hit in story.wording.signs["and"].find(row)}
    cuts = [-1, *(at for at, w in enumerate(row) if w.text == "," or at in ands)]
    members = [row[start + 1 : end] for start, end in pairwise(cuts)]
    return sum(any(w.is_word and w.lower not in story.wording.stop for w in member) for member in members)


def _stem(story: Story, quantity: Quantity) -> str | None:
    return story.wording.stem(quantity.noun.of(story.text).lower().split()[-1]) if quantity.noun else None


def _between(telling: Telling, left: Quantity, right: Quantity) -> Sequence[Word]:
    return telling.between(left.span.end, right.span.start)


def _opened(telling: Telling, total: Quantity, first: Quantity) -> bool:
    """A colon, or a bracket right before the first part, leads from the whole to its parts."""
    between = _between(telling, total, first)
    return any(w.text == ":" for w in between) or (bool(between) and between[-1].text == "(")


def _parallel(story: Story, telling: Telling, total: Quantity, parts: Sequence[Quantity]) -> bool:
    """The same little word follows each part ("20 from the valley, 12 from the coast"), and not the whole."""
    following = [_follower(story, telling, part) for part in parts]
    most = max(set(following), key=following.count)
    if most is None or following.count(most) < max(2, len(parts) - 1):
        return False
    comma = any(w.text in ",;:–—-" for w in _between(telling, total, parts[0]))
    behind = [w.lower for w in telling.around(total.span, 0, 3)]
    return comma and most not in behind


def _by_what_they_have(story: Story, telling: Telling, parts: Sequence[Quantity]) -> bool:
    """One may be told of twice: "of 60 rooms 40 have a view and 25 a balcony"."""
    rows = [telling.around(part.span, 0, 2) for part in parts]
    # The same little word means "from" where a place follows it.
    return all(story.wording.signs["having"].at(row, 0) and not row[-1].is_capital for row in rows if row) and all(rows)


def _follower(story: Story, telling: Telling, part: Quantity) -> str | None:
    """The little word behind a part, or behind one word more: "55 million coming from"."""
    for word in telling.around(part.span, 0, 2):
        if not word.is_word:
            return None
        if word.lower in story.wording.stop:
            return word.lower[:2] if len(word.lower) < 4 else word.lower
    return None


def _broken(telling: Telling, first: Quantity, last: Quantity) -> bool:
    return any(w.text in ".;!?" for w in _between(telling, first, last))


def is_dated(telling: Telling, parts: Sequence[Quantity]) -> bool:
    """Say whether dates stand among the parts: then they are a row of years or days, and no division."""
    first, last = parts[0].span.start, parts[-1].span.end
    named = [mention.span for mention in telling.mentions]  # Novi Sad, in a case that means "now"
    return any(
        first <= t.span.start < last + 20
        and t.type in ("DATE", "TIME")
        and not any(t.span.overlaps(n) for n in named)
        and not any(w.text == ")" for w in telling.between(last, t.span.start))  # behind the list's bracket
        for t in telling.times
    )


def is_remaining(story: Story, telling: Telling, quantity: Quantity) -> bool:
    """Say whether it is "the remaining" so many: "the remaining 14", "the others, five of them"."""
    words = story.wording.signs["remaining"]
    ahead, behind = telling.around(quantity.span, 3, 0), telling.around(quantity.span, 0, 2)
    if any(hit.last == len(ahead) or ahead[-1].text in ",:–—" for hit in words.find(ahead)):
        return True
    return any(hit.first == 0 for hit in words.find(behind))


def slack(story: Story, row: Sequence[Quantity]) -> float:
    """Return by how much a sum may be off because its figures are rounded: half of the last digit of each."""
    return sum(_last_digit(story, quantity) / 2 for quantity in row) if any(_is_rounded(q) for q in row) else 1e-6


def _is_rounded(quantity: Quantity) -> bool:
    return quantity.value != int(quantity.value) or quantity.value >= LARGE * LARGE


def _last_digit(story: Story, quantity: Quantity) -> float:
    """The worth of the last digit that is written: 0.1 million in "2.4 million"."""
    written = next((w for w in quantity.span.of(story.text).split() if w[0].isdecimal()), "")
    digits = "".join(each for each in written if each.isdecimal())
    if not digits or not int(digits):
        return 0.0
    return quantity.value / int(digits)


def permuted(one: float, other: float) -> bool:
    """Say whether two figures have the same digits in another order: 127 and 172."""
    left, right = f"{one:.10g}", f"{other:.10g}"
    return left != right and len(left) > 1 and sorted(left) == sorted(right)

"""The office that a sentence gives somebody, with its town or field: "head of the forestry office", "police chief"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from merilo.findings.story import Story, Telling
from merilo.findings.told.people import Named, ahead_of, apposition, put_behind
from merilo.findings.told.where import cues
from merilo.findings.wording import marks
from merilo.model import Mention, Span
from merilo.text.words import Word

ROOT = 5  # letters that two forms of one word share: "директор", "директорката"
MODIFIERS = 3  # words before the head of an office that may belong to it: "county forestry chief"
PREPOSED = 2  # words of "mayor of"
SHORT = 2  # letters of a word that tells nothing


@dataclass(frozen=True, slots=True)
class Office:
    """The word that says what the office is, where it stands, and the stems of what it is an office of.

    `before` are those that stand ahead of the head ("police chief"), `behind` those after it ("minister of finance").
    `word` is the head itself, `field` the words of what it is an office of; `is_same` says that it is "the same" one;
    `is_whole` that it stands between commas, so that what is ahead of the head belongs to it.
    """

    head: str
    before: frozenset[str]
    behind: frozenset[str]
    span: Span
    word: Word
    field: tuple[Word, ...]
    is_same: bool
    is_whole: bool = False

    def is_one_with(self, other: Office) -> bool:
        """Say whether both are one office that one person holds: the same head, and a field of which nothing differs.

        An office without a field is nobody's in particular. What stands before the head may belong to the sentence
        ("later the head of the clinic") where the other office has nothing there.
        """
        if not akin(self.head, other.head):
            return False
        # "The commercial director of Varda," is another one than its director.
        both = bool(self.behind and other.behind)
        if both and any(one.is_whole and one.before and not two.before for one, two in ((self, other), (other, self))):
            return False
        if _same(self.before | self.behind, other.before | other.behind):
            return True
        if both:
            before = not self.before or not other.before or _meet(self.before, other.before)
            return before and _same(self.behind, other.behind)
        return _same(self.before, other.before)


def _same(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Nothing is in the one that is not in the other; where several words are shared, one may have more."""
    mine = {word for word in ours if not any(akin(word, each) for each in theirs)}
    other = {word for word in theirs if not any(akin(word, each) for each in ours)}
    shared = len(ours) - len(mine)
    return not (mine and other) and (shared > 1 or (shared == 1 and not mine and not other))


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(akin(one, other) for one in ours for other in theirs)


def akin(one: str, other: str) -> bool:
    """Two stems of one word: one goes on where the other ends, or they differ in a short ending alone."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    shared = next((at for at, (left, right) in enumerate(zip(one, other, strict=False)) if left != right), len(short))
    return shared >= ROOT and (shared >= len(long) - 2 or shared == len(short))


def offices_of(story: Story, named: Named) -> list[Office]:
    """Return the offices given right before a name and right behind it between commas."""
    found = []
    others = [m.span for m in named.telling.mentions if m.type == "PER" and m.span != named.mention.span]
    # Two people are never named side by side: a name right before another is the town of an office.
    others = [
        span
        for span in others
        if (story.text[span.end : named.mention.span.start].strip() or named.row[0].start < span.end)
        and not _is_its_town(story, named, span)
    ]
    behind_name = put_behind(named)
    if any(span.overlaps(word.span) for span in others for word in behind_name):
        behind_name = apposition(named)  # "Ana Holm, wife of the mayor Ivan Petrov"
    for given, ahead in ((ahead_of(named), True), (behind_name, False)):
        row = given
        for at in range(len(row) - 1, -1, -1):
            if ahead and any(span.overlaps(row[at].span) for span in others):
                row = row[at + 1 :]
                break
        hits = list(story.wording.signs["offices"].find(row))
        if not hits:
            continue
        hit = hits[-1] if ahead else hits[0]
        before = row[max(0, hit.first - MODIFIERS) : hit.first]
        for at in range(len(before) - 1, -1, -1):
            if not _telling(story, before[at]):
                before = before[at + 1 :]
                break
        before = [word for word in (*before, *row[hit.first : hit.last - 1]) if _telling(story, word)]
        after = row[hit.last :]
        same = [word for each in story.wording.signs["same_one"].find(after) for word in after[each.first : each.last]]
        behind = [word for word in after if _telling(story, word) and word not in same]
        head = row[hit.last - 1]
        field = (*before, *behind)
        whole = Span(min([head.start, *(w.start for w in field)]), max([head.end, *(w.end for w in field)]))
        stems = _stems(story, before), _stems(story, behind)
        found.append(
            Office(
                story.wording.stem(head.lower),
                *stems,
                whole,
                head,
                tuple(behind or before),
                bool(same and behind),
                not ahead,
            )
        )
    return found


def _is_its_town(story: Story, named: Named, span: Span) -> bool:
    """A name between an office and the holder is a town taken for a person: "the mayor of Lichfield, Robert Linden"."""
    signs, ahead = story.wording.signs, named.telling.around(span, PREPOSED, 0)
    if story.text[span.end : named.mention.span.start].strip() != "," or len(ahead) < PREPOSED:
        return False
    if any(signs["of"].find(named.telling.around(ahead[0].span, PREPOSED, 0))):
        return False  # "a friend of the mayor of Lichfield, Robert Linden"
    return ahead[-1].lower in story.wording.stop and any(signs["offices"].find(ahead[:1]))


def is_of_another_time(story: Story, named: Named) -> bool:
    """The words about a name say that it is a former, acting, deputy or next holder."""
    ahead = ahead_of(named)
    office = next(iter(story.wording.signs["offices"].find(ahead)), None)
    ahead = ahead[max(0, office.first - MODIFIERS) :] if office else ahead
    row = (*ahead, *apposition(named), *named.telling.around(named.mention.span, 3, 1))
    # "Novak" is no new one.
    row = tuple(word for word in row if not any(m.span.holds(word.span) for m in _named(named.telling)))
    return any(sign in marks(story.wording, row) for sign in ("past_office", "one_of"))


def _named(telling: Telling) -> list[Mention]:
    return [mention for mention in telling.mentions if mention.type == "PER"]


def _stems(story: Story, row: Sequence[Word]) -> frozenset[str]:
    return frozenset(story.wording.stem(word.lower) for word in row)


def _telling(story: Story, word: Word) -> bool:
    telling = word.is_word and word.lower not in story.wording.stop and len(word.text) > SHORT
    return telling and not cues(story).touching(word.span)

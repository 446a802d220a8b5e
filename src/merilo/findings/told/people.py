"""People as one sentence names them: the words of the name, and the office right before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from merilo.findings.rule import Slip
from merilo.findings.story import Story, Telling, once
from merilo.findings.told.where import cues
from merilo.findings.wording import marks
from merilo.model import Fix, Mention, Span
from merilo.resources import load
from merilo.text.lexicon import Hit
from merilo.text.words import Word, words

BEHIND = 10  # words behind a name among which a comma must close what describes it
ROOT = 5  # letters
SHORTEST_PART = 4  # letters
LONGEST_PART = 11  # words behind a name that say what somebody is
QUOTES = frozenset('„“”«»"‟‘’')
PAIRED = frozenset({"ru", "uk", "bg", "mk"})  # languages in which a wife has her husband's surname and an "а"
JOINTS = frozenset(".-/")
BEFORE = 6  # words ahead of a name in which its title may stand


@dataclass(frozen=True, slots=True)
class Named:
    """A person as named in one sentence: the words of the name, and the stems of the words that introduce it."""

    telling: Telling
    mention: Mention
    row: tuple[Word, ...]
    intro: frozenset[str]
    intro_words: tuple[Word, ...]


def people(story: Story) -> tuple[Named, ...]:
    """Return every person named in the story, sentence by sentence."""
    return tuple(named for row in _by_sentence(story) for named in row)


def people_of(story: Story, telling: Telling) -> tuple[Named, ...]:
    """Return the people that one sentence names."""
    return _by_sentence(story)[telling.index]


@once
def _by_sentence(story: Story) -> tuple[tuple[Named, ...], ...]:
    return tuple(tuple(_named_in(story, telling)) for telling in story.tellings)


def _named_in(story: Story, telling: Telling) -> Iterator[Named]:
    for mention in telling.mentions:
        if mention.type != "PER":
            continue
        row = tuple(word for word in words(story.text, mention.span) if word.is_word)
        ahead = telling.around(mention.span, BEFORE, 0)
        # Only what follows the last stop belongs to the name; one comma may part a title from it.
        if ahead and ahead[-1].text == ",":
            ahead = ahead[:-1]
        for at in range(len(ahead) - 1, -1, -1):
            if not ahead[at].is_word and not _joins(ahead, at):
                ahead = ahead[at + 1 :]
                break
        # A title or a place right before the name is easily taken for a part of it.
        ahead, row = (*ahead, *row[:-2]), row[-2:]
        if row:
            yield Named(telling, mention, row, story.stems_of(ahead), ahead)


def _joins(row: Sequence[Word], at: int) -> bool:
    """A full stop, hyphen or stroke between two words that it makes one: "зам.-кметът", "zv/ministri"."""
    if row[at].text not in JOINTS or not 0 < at < len(row) - 1:
        return False
    return row[at - 1].end == row[at].start and row[at].end == row[at + 1].start


def described(story: Story, named: Named) -> frozenset[str]:
    """Return the stems of what the sentence calls somebody: the words right before the name, or behind it in commas.

    The words by which somebody is said to speak describe nobody.
    """
    others = [m.span for m in named.telling.mentions if m.type == "PER" and m.span != named.mention.span]
    row = [*named.intro_words, *_behind(named)]
    return story.stems_of(
        [w for w in row if not (any(span.overlaps(w.span) for span in others) or cues(story).touching(w.span))]
    )


def near_marks(story: Story, named: Named) -> frozenset[str]:
    """Return what the words at a name say of it: that somebody held an office before, is kin, or another one."""
    beside = named.telling.around(named.mention.span, 3, 1)
    return marks(story.wording, named.intro_words) | marks(story.wording, _behind(named)) | marks(story.wording, beside)


def _behind(named: Named) -> tuple[Word, ...]:
    """What stands behind a name between commas: "Ana Petrova, head of the school,"."""
    row = named.telling.around(named.mention.span, 0, BEHIND)
    if not row or row[0].text != ",":
        return ()
    last = next((at for at in range(1, len(row)) if not row[at].is_word), None)
    return row[1:last] if last is not None else ()


def surname_key(story: Story, word: Word) -> str:
    """Return what is the same in all forms of a surname."""
    return story.wording.stem(word.lower.replace("ё", "е"))


def is_of_kin(story: Story, named: Named) -> bool:
    """Say whether the sentence that names somebody names kin: a wife, a brother; of a family, right beside the name."""
    if "kin" not in named.telling.marks:
        return False
    beside = {word.start for word in named.telling.around(named.mention.span, 2, 1)}
    family = story.wording.signs["family"]
    groups = {named.telling.words[at].start for hit in family.find(named.telling.words) for at in range(*_ends(hit))}
    single = [w for w in named.telling.words if w.start not in groups or w.start in beside]
    return "kin" in marks(story.wording, single)


def _ends(hit: Hit[str]) -> tuple[int, int]:
    return hit.first, hit.last


def of_one_gender(story: Story, left: Named, right: Named) -> bool:
    """Say whether two may be of one gender, by the grouping of their names."""
    known = (story.entities.get(each.mention.entity) for each in (left, right))
    return len({each.gender for each in known if each and each.gender}) < 2


def office_of(story: Story, named: Named) -> frozenset[str]:
    """The stems of the offices and titles among the words right before the name."""
    row = named.intro_words
    offices = story.wording.signs["offices"]
    hits = [row[at] for hit in offices.find(row) for at in range(hit.first, hit.last)]
    hits += [word for word in row if word.lower in titles(story.profile)]
    return frozenset(surname_key(story, word) for word in hits)


def in_first_form(story: Story, mention: Mention) -> bool:
    """Say whether a name stands as a subject: in the form of the best name, or in that of the other gender."""
    entity = story.entities.get(mention.entity)
    here = story.said(mention.span).split()[-1].lower()
    best = entity.name.split()[-1].lower() if entity else ""
    return here == best or (story.reading.article.language in PAIRED and (f"{here}а" == best or here == f"{best}а"))


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody is called beside the name: the stem of the word next to it, and the stems of all of them."""

    next: str | None
    every: frozenset[str]

    def meets(self, other: Part) -> bool:
        """Say whether the two may be one part: a word for somebody who does something, next to one name, is of both."""
        return any(
            word is not None and all(any(_akin(word, each) for each in part.every) for part in (self, other))
            for word in (self.next, other.next)
        )


def _akin(one: str, other: str) -> bool:
    """Two stems of one word: Albanian cuts more off "drejtor" than off "drejtori"."""
    return one == other or (min(len(one), len(other)) >= ROOT and (one.startswith(other) or other.startswith(one)))


def part_of(story: Story, named: Named) -> Part:
    """Return what a person is called right before the name, or behind it between commas."""
    before = _called(story, ahead_of(named))
    behind = apposition(named)
    after = _called(story, behind)
    doers = tuple(story.wording.given.signs["agents"])
    # "The restorer Olena Kushnir"; "the head of the section for welfare, Olena Kushnir"; "Olena Kushnir, head of ...".
    closest = [word for word in (*before[-1:], *after[:1], *before[:1]) if word.lower.endswith(doers)]
    return Part(next(iter(story.stems_of(closest[:1])), None), story.stems_of(before) | story.stems_of(after))


def ahead_of(named: Named) -> list[Word]:
    """Return the words before a name, back to the last stop; one comma may part them from it, also in quotes."""
    row = [w for w in named.telling.around(named.mention.span, LONGEST_PART, 0) if w.text not in QUOTES]
    if row and row[-1].text == ",":
        row.pop()
    stop = next((at for at in range(len(row) - 1, -1, -1) if not row[at].is_word), -1)
    return [*row[stop + 1 :], *(word for word in named.intro_words if word.start >= named.mention.span.start)]


def _called(story: Story, row: list[Word]) -> list[Word]:
    """The words that may say what somebody is: they tell something, and are not too short."""
    return [w for w in row if w.is_word and w.lower not in story.wording.stop and len(w.text) > SHORTEST_PART]


def apposition(named: Named) -> list[Word]:
    """Return the words between the comma behind a name and the next stop, but for names in them."""
    return [word for word in put_behind(named) if not word.is_capital]


def put_behind(named: Named) -> list[Word]:
    """Return the words between the comma behind a name and the next stop: "mayor of Strumica"."""
    row = [w for w in named.telling.words if w.start >= named.mention.span.end]
    if not row or row[0].text not in (",", "("):
        return []
    end = next((at for at, w in enumerate(row[1:], 1) if w.text in ",.;:)("), len(row))
    return row[1:end] if end <= LONGEST_PART else []


@cache
def titles(profile: str) -> frozenset[str]:
    """Return the titles of men and women in a language."""
    lists = load(profile, "titles", dict[str, list[str]])
    return frozenset((*lists["m"], *lists["f"]))


def two_names(story: Story, left: Span, right: Span, confidence: float, fix: Fix | None = None) -> Slip:
    """Return the slip of two names, each quoted as it stands."""
    return Slip((left, right), {"here": story.said(left), "there": story.said(right)}, confidence, fix)

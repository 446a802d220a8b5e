"""People as one sentence names them: the words of the name, and the office right before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from merilo.findings.rule import Slip
from merilo.findings.story import Story, Telling
from merilo.findings.wording import marks
from merilo.model import Fix, Mention, Span
from merilo.resources import load
from merilo.text.words import Word, words

BEHIND = 10  # words behind a name among which a comma must close what describes it
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
    return tuple(named for telling in story.tellings for named in people_of(story, telling))


def people_of(story: Story, telling: Telling) -> Iterator[Named]:
    """Yield the people that one sentence names."""
    for mention in telling.mentions:
        if mention.type != "PER":
            continue
        row = tuple(word for word in words(story.text, mention.span) if word.is_word)
        ahead = telling.around(mention.span, BEFORE, 0)
        # Only what follows the last stop belongs to the name; one comma may part a title from it.
        if ahead and ahead[-1].text == ",":
            ahead = ahead[:-1]
        for at in range(len(ahead) - 1, -1, -1):
            if not ahead[at].is_word:
                ahead = ahead[at + 1 :]
                break
        # A title or a place right before the name is easily taken for a part of it.
        ahead, row = (*ahead, *row[:-2]), row[-2:]
        if row:
            yield Named(telling, mention, row, story.stems_of(ahead), ahead)


def described(story: Story, named: Named) -> frozenset[str]:
    """Return the stems of what the sentence calls somebody: the words right before the name, or behind it in commas.

    The words by which somebody is said to speak describe nobody.
    """
    cues = [each.cue for each in story.reading.attributions if each.cue is not None]
    others = [m.span for m in named.telling.mentions if m.type == "PER" and m.span != named.mention.span]
    row = [*named.intro_words, *_behind(named)]
    return story.stems_of([w for w in row if not any(span.overlaps(w.span) for span in (*cues, *others))])


def near_marks(story: Story, named: Named) -> frozenset[str]:
    """Return what the words at a name say of it: that somebody held an office before, is kin, or another one."""
    beside = named.telling.around(named.mention.span, 3, 3)
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


def office_of(story: Story, named: Named) -> frozenset[str]:
    """The stems of the offices and titles among the words right before the name."""
    row = named.intro_words
    offices = story.wording.signs["offices"]
    hits = [row[at] for hit in offices.find(row) for at in range(hit.first, hit.last)]
    hits += [word for word in row if word.lower in _titles(story.profile)]
    return frozenset(surname_key(story, word) for word in hits)


@cache
def _titles(profile: str) -> frozenset[str]:
    lists = load(profile, "titles", dict[str, list[str]])
    return frozenset((*lists["m"], *lists["f"]))


def two_names(story: Story, left: Span, right: Span, confidence: float, fix: Fix | None = None) -> Slip:
    """Return the slip of two names, each quoted as it stands."""
    return Slip((left, right), {"here": story.said(left), "there": story.said(right)}, confidence, fix)

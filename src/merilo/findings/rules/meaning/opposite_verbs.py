"""One thing, two opposite verbs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, islice

from merilo.attribution.cues import tongue
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.headline import in_headline
from merilo.findings.told.matter import apart
from merilo.findings.told.roles import akin
from merilo.findings.told.sayings import speaker_of
from merilo.findings.told.where import names, reported
from merilo.findings.wording import marks
from merilo.model import Span
from merilo.resources import load
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

EXCUSES = frozenset({"change", "other", "moved", "again", "if"})
ASSERTED = "confirm"
NEGATED = 2  # words before a verb in which "not" turns it round
MOST = 60  # verbs of a text that are held against each other
AGENT = 3  # words behind a verb in which "by" may stand
SHORTEST = 4  # letters of a stem that another goes on from
REACH = 8  # words on either side of a verb that belong to it


@dataclass(frozen=True, slots=True)
class Done:
    """A verb of one side of a pair, and the stems that stand before and behind it in its clause.

    `beside` is the stem of the noun next to it, and `agent` False where nothing else tells who did it: "the rejected
    budget", "the budget was rejected".
    """

    telling: Telling
    concept: str
    one: bool
    verb: Span
    before: frozenset[str]
    behind: frozenset[str]
    marks: frozenset[str]
    beside: str | None = None
    agent: bool = True


@rule("opposite-verbs", severity="warning")
def opposite_verbs(story: Story) -> Iterator[Slip]:
    """One thing is told by two opposite verbs: the union accepted the offer, and rejected the offer.

    The pairs are accept and refuse, support and oppose, confirm and deny, allow and ban, convict and acquit, win and
    lose, rise and fall; "did not accept" counts as refused. Told only where who did it and what it was done to are the
    same words in both sentences, or where the later one does not say by whom ("the rejected offer"). Silent where
    days or places differ, where a word tells of a change or of another case,
    and where two people say it.
    """
    done = list(islice((each for telling in story.tellings for each in _done(story, telling)), MOST))
    for left, right in combinations(done, 2):
        if left.concept != right.concept or left.one == right.one or left.telling is right.telling:
            continue
        if (left.marks | right.marks) & EXCUSES or apart(left.telling, right.telling):
            continue
        if _of_one_voice(story, left, right) and (_of_one_thing(left, right) or _undone(left, right)):
            facts = {"here": _shown(story, left), "there": _shown(story, right)}
            yield Slip((left.verb, right.verb), facts, confidence=0.6)


def _done(story: Story, telling: Telling) -> Iterator[Done]:
    """The verbs of a sentence that has nothing uncertain about it."""
    if telling.quoted or in_headline(story, telling.span):
        return
    row = telling.words
    for hit in _pairs(story.profile).find(row):
        concept, one = hit.entry
        verb = Span(row[hit.first].start, row[hit.last - 1].end)
        clause = telling.clause(verb)
        behind = [word for word in clause if word.start >= verb.end]
        if concept == ASSERTED and any(word.lower in story.wording.negations for word in behind):
            continue  # who confirms that it did not happen denies that it did
        near = row[max(0, hit.first - NEGATED) : hit.first]
        negated = any(word.lower in story.wording.negations for word in near)
        ahead = [word for word in clause if word.end <= verb.start]
        beside, agent = _told_without(story, ahead, behind)
        yield Done(
            telling,
            concept,
            one != negated,
            verb,
            story.stems_of(ahead[-REACH:]),
            story.stems_of(behind[:REACH]),
            marks(story.wording, clause),
            beside,
            agent,
        )


def _told_without(story: Story, ahead: Sequence[Word], behind: Sequence[Word]) -> tuple[str | None, bool]:
    """The noun next to a verb, the one before it first, and whether a word near it may tell who did it."""
    rows = [[word for word in row if story.stems_of([word])] for row in (ahead, behind)]
    if rows[0]:
        known = tongue(story.profile)
        doers = [w for w in rows[0][:-1] if w.lower in known.bodies or w.lower in known.persons or _is_name(story, w)]
        return story.wording.stem(rows[0][-1].lower), bool(doers) or rows[0][-1].lower in known.bodies
    by = story.wording.signs["done_by"]
    if not rows[1] or not behind or behind[0] is not rows[1][0] or any(by.find(behind[:AGENT])):
        return None, True
    return story.wording.stem(rows[1][0].lower), False


def _is_name(story: Story, word: Word) -> bool:
    return bool(names(story).touching(word.span))


@cache
def _pairs(profile: str) -> Lexicon[tuple[str, bool]]:
    """The verbs of a language, each with its pair and whether it stands on the one side of it."""
    lists = load(profile, "opposites", dict[str, dict[str, list[str]]])
    return Lexicon(
        {
            verb: (concept, side == "one")
            for concept, sides in lists.items()
            for side, row in sides.items()
            for verb in row
        }
    )


def _of_one_thing(left: Done, right: Done) -> bool:
    """What stands before both verbs shares a word, and so does what stands behind."""
    return _meet(left.before, right.before) and _meet(left.behind, right.behind)


def _undone(left: Done, right: Done) -> bool:
    """The later one tells of what the earlier was done to, and of nobody who did it: "the rejected budget"."""
    if right.agent or right.beside is None or left.concept == ASSERTED or left.telling.index > right.telling.index:
        return False
    return any(akin(right.beside, stem) or _of_one_root(right.beside, stem) for stem in left.behind)


def _of_one_root(one: str, other: str) -> bool:
    """One goes on where the other ends: "budž", "budžet"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST and long.startswith(short)


def _meet(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(akin(one, other) for one in ours for other in theirs)


def _of_one_voice(story: Story, left: Done, right: Done) -> bool:
    """Both are told by the text itself, or by one and the same person."""
    said = []
    for each in (left, right):
        voices = [a for a in reported(story).touching(each.verb) if any(part.holds(each.verb) for part in a.content)]
        said.append({speaker_of(story, voice) or "" for voice in voices})
    return said[0] == said[1] and "" not in said[0]


def _shown(story: Story, done: Done) -> str:
    """The verb with the words around it in its clause."""
    row: Sequence[Word] = done.telling.clause(done.verb)
    return story.said(Span(min(row[0].start, done.verb.start), max(row[-1].end, done.verb.end)))

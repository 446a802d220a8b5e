"""Whether the words around a date look back on it or ahead to it."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.attribution.cues import tongue
from merilo.dates.tense import tense_at
from merilo.dates.vocabulary import plain, vocabulary
from merilo.findings.story import Story, Telling
from merilo.findings.told.where import cues
from merilo.model import TimeRef
from merilo.text.lexicon import Hit

AHEAD = 30  # words ahead of a date among which one that looks ahead may stand: "it will buy all shares ..."
BEHIND = 12  # and behind it
NEAR = 12  # words from a date to one that tells of what was
COMMA = 4  # words that a comma counts for
IS = frozenset({"je", "su", "се", "se", "је", "су"})  # one of which stands in a sentence whose verb is past
LONG = 5  # letters of a word that an ending shows to tell of what was
IN_ONE = 2  # words behind "will" that are of one verb with it
TILL = 3  # words ahead of a date among which "until" stands


def is_set_for(story: Story, telling: Telling, time: TimeRef) -> bool:
    """Say whether something was put down for that day, has to be done by it, or is done in good time for it."""
    signs = story.wording.signs
    before = telling.around(time.span, TILL, 0)
    if any(signs["till"].find(before)) or any(signs["ahead_of_time"].find(telling.around(time.span, NEAR, NEAR))):
        return True
    days = {form for forms in story.wording.given.days for form in forms}
    between = [at for at, word in enumerate(before) if word.is_word and word.lower not in days]
    return any(hit.last - 1 == between[-1] for hit in signs["planned_for"].find(before)) if between else False


def is_aside(story: Story, telling: Telling, time: TimeRef) -> bool:
    """Say whether a relative clause without a word of the past holds the date: "Ana, who retires in May, said"."""
    clause = telling.clause(time.span)
    if not clause or not any(hit.first <= 1 for hit in story.wording.signs["that"].find(clause[:IN_ONE])):
        return False
    return not any(clause[0].start <= telling.words[hit.first].start < clause[-1].end for hit in _past(story, telling))


def is_to_come(story: Story, telling: Telling, time: TimeRef) -> bool:
    """Say whether the words beside a date tell of it as yet to come, and nothing in the sentence is past."""
    signs = story.wording.signs
    before = telling.around(time.span, 2, 0)
    if telling.quoted or any(signs["since"].find(before)) or any(signs["from"].find(before)):
        return False
    hits = [*signs["will"].find(telling.words), *(hit for hit in _ahead(story, telling) if not hit.entry)]
    # "Will be finished" has a word of the past in it.
    ahead = {at for hit in hits for at in range(hit.first, hit.last + IN_ONE)}
    if any(hit.first not in ahead for hit in _past(story, telling)):
        return False
    return any(_away(telling, hit, time)[0] <= NEAR for hit in hits)


def looks_ahead(story: Story, telling: Telling, time: TimeRef, past: int) -> bool:
    """Say whether a word before or near the date looks ahead; not "the bridge that will replace it was set up then".

    `past` is how far the nearest word stands that tells of what was.
    """
    relative = story.wording.signs["that"]
    for hit in _ahead(story, telling):
        away, behind = _away(telling, hit, time)
        if any(other.span.overlaps(telling.words[hit.first].span) for other in telling.times):
            continue  # May
        if away > (BEHIND if behind else AHEAD):
            continue
        if behind and _beyond_and(story, telling, hit, time):
            continue
        before = telling.words[max(0, hit.first - 2) : hit.first]
        if behind or not any(relative.find(before)) or past < 0:
            return True
    return False


def _beyond_and(story: Story, telling: Telling, hit: Hit[str], time: TimeRef) -> bool:
    """“Took her oath on 1 December and pledged ...”: what follows "and" says nothing of the date before it."""
    first = telling.words[hit.first].start
    between = [w for w in telling.words if time.span.end <= w.start < first]
    return any(story.wording.signs["and"].find(between))


def _ahead(story: Story, telling: Telling) -> Iterator[Hit[str]]:
    """The words that look ahead, among them the verbs that do so by their ending."""
    yield from story.wording.signs["future"].find(telling.words)
    endings, not_so = (tuple(story.wording.given.signs[name]) for name in ("ahead_endings", "not_ahead_endings"))
    if not endings:
        return
    said = _speaking(story, telling)
    for at, word in enumerate(telling.words):
        lower = word.lower
        if at in said:
            continue
        if len(lower) >= LONG and not word.is_capital and lower.endswith(endings) and not lower.endswith(not_so):
            yield Hit(at, at + 1, "")


def past_near(story: Story, telling: Telling, time: TimeRef) -> int | None:
    """Return how far from a date the nearest word stands that tells of what was; None where none is near.

    By the words of saying somebody speaks today of any day.
    """
    said = _speaking(story, telling)
    shown = [
        hit
        for hit in _past(story, telling)
        if hit.first not in said and not cues(story).touching(telling.words[hit.first].span)
    ]
    away = min((_away(telling, hit, time)[0] for hit in shown), default=NEAR + 1)
    if away <= NEAR:
        return away
    if story.reading.article.language in ("sr", "hr", "bs"):
        return None
    keys = ["" if at in said else plain(word.lower) for at, word in enumerate(telling.words)]
    first, last = telling.place(time.span.start), telling.place(time.span.end)
    return NEAR if tense_at(telling.words, keys, first, last, vocabulary(story.profile)) == "past" else None


def _past(story: Story, telling: Telling) -> Iterator[Hit[str]]:
    """The words that tell of what was: those on the list, and those that show it by their ending."""
    signs = story.wording.given.signs
    yield from story.wording.signs["past"].find(telling.words)
    endings, untold = tuple(signs["past_endings"]), frozenset(signs["not_past"])
    helpers = IS if story.reading.article.language in ("sr", "hr", "bs") else frozenset()
    if not endings or (helpers and not any(word.lower in helpers for word in telling.words)):
        return
    for at, word in enumerate(telling.words):
        lower = word.lower
        if any(time.span.holds(word.span) for time in telling.times):
            continue  # „aprila“
        if len(lower) >= LONG and not word.is_capital and lower.endswith(endings) and lower not in untold:
            yield Hit(at, at + 1, "")


def _speaking(story: Story, telling: Telling) -> frozenset[int]:
    """The places of the words of saying and thinking."""
    hits = tongue(story.profile).cues.find(telling.words)
    return frozenset(at for hit in hits for at in range(hit.first, hit.last))


def _away(telling: Telling, hit: Hit[str], time: TimeRef) -> tuple[int, bool]:
    """How many words part a word from a date, a comma counting for several, and whether it stands behind the date."""
    first, last = telling.words[hit.first].start, telling.words[hit.last - 1].end
    behind = first >= time.span.end
    low, high = (time.span.end, first) if behind else (last, time.span.start)
    between = [w for w in telling.words if low <= w.start and w.end <= high]
    return sum(COMMA if w.text in ",;:" else 1 for w in between), behind

"""What is yet to come, told as past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from merilo.dates.tense import tense_at
from merilo.dates.vocabulary import plain, vocabulary
from merilo.findings.mends.choice import open_to
from merilo.findings.mends.days import in_year
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.happenings import explicit
from merilo.findings.told.stretches import width
from merilo.model import Fix, TimeRef
from merilo.text.lexicon import Hit

FAR_AHEAD = 400  # days; when so much later is past, the date of publication is as likely to be wrong
AHEAD = 30  # words ahead of a date among which one that looks ahead may stand: "it will buy all shares ..."
BEHIND = 12  # and behind it
NEAR = 12  # words from a date to one that tells of what was
COMMA = 4  # words that a comma counts for
IS = frozenset({"je", "su", "се", "se", "је", "су"})  # one of which stands in a sentence whose verb is past
LONG = 5  # letters of a word that an ending shows to tell of what was


@rule("future-as-past", severity="warning")
def future_as_past(story: Story) -> Iterator[Slip]:
    """Something dated after the day of publication is told as if it had happened.

    Silent where the text bears no date, and beside words that look ahead (will, planned, until, expected).
    """
    published = story.reading.article.published
    if published is None:
        return
    for telling in story.tellings:
        if telling.marks & {"moved", "if", "wrong"}:
            continue
        for time in telling.times:
            if time.earliest is None or time.earliest <= published or not explicit(story, time) or width(time) > 1:
                continue
            if str(time.earliest.year) not in time.span.of(story.text) and (time.earliest - published).days > 100:
                continue
            if _is_set_for(story, telling, time):
                continue
            past = _past(story, telling, time)
            if past is not None and not _looks_ahead(story, telling, time, past):
                facts = {"date": story.said(time.span), "published": published.isoformat()}
                far = (time.earliest - published).days > FAR_AHEAD
                slip = Slip((time.span,), facts, confidence=0.75, severity="note" if far else None)
                yield open_to(slip, _in_the_past(story, time, published))


def _is_set_for(story: Story, telling: Telling, time: TimeRef) -> bool:
    """Something was called, announced or put down for that day: the word before it says so."""
    return any(story.wording.signs["planned_for"].find(telling.around(time.span, 2, 0)))


def _in_the_past(story: Story, time: TimeRef, published: date) -> Fix | None:
    """The date in the last year in which it lay behind the day of publication."""
    if time.earliest is None:
        return None
    later = (time.earliest.month, time.earliest.day) > (published.month, published.day)
    return in_year(story, time, published.year - time.earliest.year - later)


def _looks_ahead(story: Story, telling: Telling, time: TimeRef, past: int) -> bool:
    """A word before or near the date looks ahead; not "the bridge that will replace it was set up on 22 June"."""
    relative = story.wording.signs["that"]
    for hit in story.wording.signs["future"].find(telling.words):
        away, behind = _away(telling, hit, time)
        if any(other.span.overlaps(telling.words[hit.first].span) for other in telling.times):
            continue  # May
        if away > (BEHIND if behind else AHEAD):
            continue
        before = telling.words[max(0, hit.first - 2) : hit.first]
        if behind or not any(relative.find(before)) or past < 0:
            return True
    return False


def _past(story: Story, telling: Telling, time: TimeRef) -> int | None:
    """How far from a date the nearest word stands that tells of what was; None where none is near."""
    signs = story.wording.signs
    cues = [each.cue for each in story.reading.attributions if each.cue is not None]
    endings = tuple(story.wording.given.signs["past_endings"])
    helpers = IS if story.reading.article.language in ("sr", "hr", "bs") else frozenset()
    hits = list(signs["past"].find(telling.words))
    for at, word in enumerate(telling.words):
        shows = endings and word.lower.endswith(endings) and len(word.lower) >= LONG and not word.is_capital
        if shows and (not helpers or any(w.lower in helpers for w in telling.words)):
            hits.append(Hit(at, at + 1, ""))
    shown = [hit for hit in hits if not any(cue.overlaps(telling.words[hit.first].span) for cue in cues)]
    away = min((_away(telling, hit, time)[0] for hit in shown), default=NEAR + 1)
    if away <= NEAR:
        return away
    keys = [plain(word.lower) for word in telling.words]
    first = sum(1 for word in telling.words if word.start < time.span.start)
    last = sum(1 for word in telling.words if word.start < time.span.end)
    looks_back = not endings and tense_at(keys, first, last, vocabulary(story.profile)) == "past"
    return NEAR if looks_back else None


def _away(telling: Telling, hit: Hit[str], time: TimeRef) -> tuple[int, bool]:
    """How many words part a word from a date, a comma counting for several, and whether it stands behind the date."""
    first, last = telling.words[hit.first].start, telling.words[hit.last - 1].end
    behind = first >= time.span.end
    low, high = (time.span.end, first) if behind else (last, time.span.start)
    between = [w for w in telling.words if low <= w.start and w.end <= high]
    return sum(COMMA if w.text in ",;:" else 1 for w in between), behind

"""A name that the headline spells otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.spelling import as_in_either, spelling_fix
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, one_script
from merilo.findings.told.headline import both_places, in_headline
from merilo.findings.told.people import of_one_gender, people_of, surname_key
from merilo.findings.told.roles import akin
from merilo.findings.told.spellings import LONG_NAME, as_one, misspelt
from merilo.model import Span
from merilo.text.words import words

LEAD = 2  # sentences
SHARED = 2  # stems of a headline and the first sentences


@rule("headline-name", severity="warning")
def headline_name(story: Story) -> Iterator[Slip]:
    """The headline spells a name otherwise than the story, or names somebody whom the story does not know.

    The second is told only where the headline and the first sentences tell the same and each names one person. Silent
    about cases and other endings, about headlines in capitals, and about names that the story has as well.
    """
    told = list(_spelt_otherwise(story))
    yield from told or _somebody_else(story)


def _spelt_otherwise(story: Story) -> Iterator[Slip]:
    title = story.reading.article.title.strip()
    mixed = story.reading.article.script == "Cyrl"
    row = [one_script(word) if mixed else word for word in words(title) if word.is_word] if title else []
    if not row:
        return
    names = _names(story)
    every = {as_one(w.lower) for telling in story.tellings for w in telling.words if not in_headline(story, w.span)}
    stems = {story.wording.stem(word) for word in every}
    for word in row[1:] if not row[0].text.isupper() else []:
        if not word.is_capital or len(word.text) < LONG_NAME or word.text.isupper():
            continue
        lower = as_one(word.lower)
        if lower in every or story.wording.stem(lower) in stems or lower.removesuffix("'s") in every:
            continue
        for name, span in names.items():
            if misspelt(lower, name):
                facts = {"name": word.text, "there": story.said(span)}
                places = both_places(story, word.span, span)
                fix = spelling_fix(story, lower, name, within=places[0]) if len(places) == 2 else None
                slip = Slip(places, facts, 0.9 if fix else 0.7, fix)
                yield slip if fix or len(places) < 2 else open_to(slip, *as_in_either(story, places, lower, name))
                break


def _somebody_else(story: Story) -> Iterator[Slip]:
    """The one person of the headline is nowhere in the story, and the first sentences tell it of one other person."""
    headed = [t for t in story.tellings if in_headline(story, t.span)]
    body = [t for t in story.tellings if not in_headline(story, t.span)]
    above = [named for telling in headed for named in people_of(story, telling)]
    lead = next((row for telling in body[:LEAD] if (row := list(people_of(story, telling)))), [])
    if len(above) != 1 or len({named.mention.entity for named in lead}) != 1 or len(lead[0].row) < 2:
        return
    written = [surname_key(story, w) for t in body for w in t.words if w.is_capital]
    names = [word for word in above[0].row if word.is_capital and len(word.text) >= LONG_NAME]
    if not names or any(akin(surname_key(story, word), other) for word in above[0].row for other in written):
        return
    shared = headed[0].stems & frozenset(stem for telling in body[:LEAD] for stem in telling.stems)
    if len(shared) >= SHARED and of_one_gender(story, above[0], lead[0]):
        facts = {"name": story.said(above[0].mention.span), "there": story.said(lead[0].mention.span)}
        yield Slip((above[0].mention.span, lead[0].mention.span), facts, confidence=0.65)


def _names(story: Story) -> dict[str, Span]:
    """The capitalised words inside sentences, in small letters, and where each stands first."""
    found: dict[str, Span] = {}
    for telling in story.tellings:
        for word in telling.words[1:]:
            if in_headline(story, word.span):
                continue
            if word.is_word and word.is_capital and len(word.text) >= LONG_NAME and not word.text.isupper():
                found.setdefault(word.lower, word.span)
    return found

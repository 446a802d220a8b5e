"""A name that the headline spells otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.spelling import as_in_either, spelling_fix
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, one_script
from merilo.findings.told.headline import both_places, in_headline
from merilo.findings.told.spellings import LONG_NAME, as_one, misspelt
from merilo.model import Span
from merilo.text.words import words


@rule("headline-name", severity="warning")
def headline_name(story: Story) -> Iterator[Slip]:
    """The headline spells a name otherwise than the story, or gives somebody another first name.

    Silent about cases and other endings, about headlines in capitals, and about names that the story has as well.
    """
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

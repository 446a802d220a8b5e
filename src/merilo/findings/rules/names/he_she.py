"""He or she?"""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import certain
from merilo.findings.mends.copying import put
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.people import people_of
from merilo.model import Entity, Span
from merilo.text.words import words

SUBJECT = 5  # words at most before the subject of a sentence
LOOK_BACK = 3  # sentences in which "he" may have his name


@rule("he-she", severity="warning")
def he_she(story: Story) -> Iterator[Slip]:
    """A woman is called “he”, or a man “she”, in the sentence after the one that names her or him.

    Silent where anybody else whom the word could mean has been named before.
    """
    given = story.wording.given
    for before, telling in zip(story.tellings, story.tellings[1:], strict=False):
        people = {m.entity for m in before.mentions if m.type == "PER"}
        if len(people) != 1 or telling.people or not telling.words or "kin" in before.marks | telling.marks:
            continue
        word = telling.words[0]
        said = "m" if word.lower in given.he[:1] else "f" if word.lower in given.she[:1] else None
        entity = story.entities.get(next(iter(people)))
        gender = _gender(story, before, entity) if entity else None
        if said is None or entity is None or gender in (None, said):
            continue
        name = next(m.span for m in before.mentions if m.entity == entity.id)
        if len(words(story.text, name)) < 2:
            continue  # a surname alone may be anybody's of the family
        if not _introduced(story, before, name, entity) and _another(story, telling.index, said, entity.id):
            continue
        facts = {"name": entity.name, "here": story.said(name), "there": word.text}
        yield _mended(story, Slip((name, word.span), facts, confidence=0.7), telling, said)


def _mended(story: Story, slip: Slip, telling: Telling, said: str) -> Slip:
    """The other pronoun, in a language whose verbs do not tell he from she, and where no other word does."""
    given = story.wording.given
    wrong, right = (given.he, given.she) if said == "m" else (given.she, given.he)
    if story.reading.article.language not in ("en", "sq") or any(w.lower in wrong for w in telling.words[1:]):
        return slip
    return certain(slip, put(story, telling.words[0].span, right[0]))


def _introduced(story: Story, telling: Telling, name: Span, entity: Entity) -> bool:
    """The sentence is the first to name the person, with a title and as its subject: then "he" is nobody before."""
    first = next(m for m in story.reading.mentions if m.entity == entity.id)
    ahead = [word for word in telling.words if word.end <= name.start]
    return first.span == name and 0 < len(ahead) <= SUBJECT


def _gender(story: Story, telling: Telling, entity: Entity) -> str | None:
    """What the text shows of the one person of a sentence: by the grouping of names, or a title of women."""
    for named in people_of(story, telling):
        if named.mention.entity == entity.id and named.intro_words and named.row:
            title, given = named.intro_words[-1].lower, named.row[0].lower
            if title.endswith(tuple(story.wording.given.her_titles)) and len(title) > 4:
                endings = tuple(story.wording.given.her_names)
                return "f" if not endings or given.endswith(endings) else None
    return entity.gender


def _another(story: Story, index: int, gender: str, but: str) -> bool:
    """Somebody of this gender, or of none that is known, was named in the sentences before."""
    for telling in story.tellings[max(0, index - LOOK_BACK) : index]:
        for mention in telling.mentions:
            other = story.entities.get(mention.entity)
            if mention.type == "PER" and mention.entity != but and (other is None or other.gender in (None, gender)):
                return True
    return False

"""He or she?"""

from __future__ import annotations

from collections.abc import Iterator

from merilo.findings.mends.choice import certain
from merilo.findings.mends.copying import put
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling
from merilo.findings.told.gendered import before_quotation, pronoun_at, shown, verbs
from merilo.findings.told.people import people, people_of, surname_key
from merilo.model import Entity, Span
from merilo.text.words import Word, words

TITLE = 4  # words
LONG_TITLE = 5
SHORT_VERB = 3  # letters; a shorter word shows nothing by its ending
SUBJECT = 5  # words at most before the subject of a sentence
LOOK_BACK = 3  # sentences in which "he" may have his name


@rule("he-she", severity="warning")
def he_she(story: Story) -> Iterator[Slip]:
    """A woman is called “he”, or a man “she”, in the sentence after the one that names her or him.

    So is one whose verbs of saying have his form in one place and her form in another. Silent where anybody else whom
    the word could mean has been named before.
    """
    told = list(_by_verbs(story))
    yield from told
    yield from (slip for slip in _by_a_verb(story) if not any(_touch(slip, other) for other in told))
    for telling in story.tellings[1:]:
        word = pronoun_at(story, telling)
        if word is None:
            continue
        opens = word == telling.words[0]
        before = story.tellings[telling.index - 1] if opens else before_quotation(story, telling.index)
        if before is None:
            continue
        named = {m.entity for m in before.mentions if m.type == "PER"}
        if len(named) != 1 or telling.people or "kin" in before.marks | telling.marks:
            continue
        said = "m" if word.lower in story.wording.given.he[:1] else "f"
        entity = story.entities.get(next(iter(named)))
        gender = _gender(story, before, entity) if entity else None
        if entity is None or gender in (None, said):
            continue
        name = next(m.span for m in before.mentions if m.entity == entity.id)
        if len(words(story.text, name)) < 2:
            continue  # a surname alone may be anybody's of the family
        if not _introduced(story, before, name, entity) and _another(story, telling.index, said, entity.id):
            continue
        facts = {"name": entity.name, "here": story.said(name), "there": word.text}
        yield _mended(story, Slip((name, word.span), facts, confidence=0.7), telling, word, said)


def _by_a_verb(story: Story) -> Iterator[Slip]:
    full: dict[str, set[str]] = {}
    for named in people(story):
        if len(named.row) > 1:
            full.setdefault(named.mention.entity, set()).add(surname_key(story, named.row[-1]))
    for telling in story.tellings:
        for said in verbs(story, telling) if "kin" not in telling.marks else ():
            entity = story.entities.get(said.mention.entity)
            if entity is None or entity.id not in full:
                continue
            known = shown(story, entity.id) or ("f" if _her_title(story, entity) else None)
            if known in (None, said.gender) or entity.gender not in (None, known):
                continue
            if any(full[entity.id] & keys for other, keys in full.items() if other != entity.id):
                continue
            facts = {
                "name": entity.name,
                "here": entity.name,
                "there": f"{story.said(said.mention.span)} {said.word.text}",
            }
            yield Slip((Span(said.mention.span.start, said.word.end),), facts, confidence=0.7)


def _touch(one: Slip, other: Slip) -> bool:
    return any(left.overlaps(right) for left in one.spans for right in other.spans)


def _by_verbs(story: Story) -> Iterator[Slip]:
    """She "said" in her form in one place, and in his form in another, where a language has two: rekla, rekao."""
    votes: dict[str, dict[str, tuple[Span, Span]]] = {}
    for attribution in story.reading.attributions:
        if attribution.source is None or attribution.cue is None:
            continue
        said = _form_of(story, attribution.cue)
        source = attribution.source
        named = [m for m in story.reading.mentions if m.type == "PER" and source.overlaps(m.span)]
        whose = (
            {m.entity for m in named}
            or _by_surname(story, source)
            or ({attribution.speaker} if attribution.speaker else set())
        )
        place = named[0].span if named else source
        if said is not None and len(whose) == 1 and _is_subject(story, place, attribution.cue):
            votes.setdefault(whose.pop(), {}).setdefault(said, (place, attribution.cue))
    for entity_id, forms in votes.items():
        entity = story.entities.get(entity_id)
        if entity is None or entity.gender is None or len(entity.name.split()) < 2 or _has_namesake(story, entity):
            continue
        odd = forms.get("m" if entity.gender == "f" else "f")
        if odd is not None and odd[0].start > odd[1].start:
            continue  # behind the verb it may be whom somebody else spoke to
        shown = forms[entity.gender][1] if entity.gender in forms else _her_title(story, entity)
        if odd is not None and shown is not None:
            facts = {"name": entity.name, "here": story.said(shown), "there": story.said(odd[1])}
            yield Slip((*odd, shown), facts, confidence=0.7)


def _her_title(story: Story, entity: Entity) -> Span | None:
    """Where the text gives her a title of women, right before her whole name."""
    endings = tuple(story.wording.given.her_titles)
    for telling in story.tellings if entity.gender == "f" and endings else ():
        for named in people_of(story, telling):
            if named.mention.entity != entity.id or len(named.row) < 2:
                continue
            offices = {
                w.start
                for hit in story.wording.signs["offices"].find(named.intro_words)
                for w in named.intro_words[hit.first : hit.last]
            }
            for word in named.intro_words:
                titled = word is named.intro_words[-1] or word.start in offices
                if titled and word.lower.endswith(endings) and len(word.lower) > LONG_TITLE:
                    return word.span
    return None


def _is_subject(story: Story, place: Span, cue: Span) -> bool:
    """Nothing but a title stands between a name and its verb: "he appealed to Mrs May" is not of her."""
    first, last = sorted((place, cue))
    between = words(story.text, Span(first.end, last.start)) if first.end < last.start else ()
    return len(between) <= TITLE and not any(word.lower in story.wording.stop for word in between)


def _by_surname(story: Story, source: Span) -> set[str]:
    """The one person whose surname is all that a source is called."""
    called = story.said(source)
    return {each.id for each in story.entities.values() if each.type == "PER" and each.name.endswith(f" {called}")}


def _form_of(story: Story, cue: Span) -> str | None:
    """Whose form a verb of saying has, by its ending."""
    given = story.wording.given
    for word in words(story.text, cue):
        if len(word.lower) > SHORT_VERB and given.her_verbs and word.lower.endswith(tuple(given.her_verbs)):
            return "f"
        if len(word.lower) > SHORT_VERB and given.his_verbs and word.lower.endswith(tuple(given.his_verbs)):
            return "m"
    return None


def _has_namesake(story: Story, entity: Entity) -> bool:
    """Somebody else in the text has the same surname: a husband, a wife, a brother."""
    key = story.wording.stem(entity.name.split()[-1].lower())
    others = (each for each in story.entities.values() if each.type == "PER" and each.id != entity.id)
    return any(story.wording.stem(each.name.split()[-1].lower()) == key for each in others)


def _mended(story: Story, slip: Slip, telling: Telling, word: Word, said: str) -> Slip:
    """The other pronoun, in a language whose verbs do not tell he from she, and where no other word does."""
    given = story.wording.given
    wrong, right = (given.he, given.she) if said == "m" else (given.she, given.he)
    if story.reading.article.language not in ("en", "sq") or any(w.lower in wrong for w in telling.words if w != word):
        return slip
    return certain(slip, put(story, word.span, right[0]))


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

"""What the text shows of somebody's gender: by names, titles, verbs, the first person, and "he" and "she"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from merilo.attribution.cues import tongue
from merilo.findings.story import Story, Telling, once
from merilo.findings.told.people import Named, in_first_form, people, people_of, surname_key
from merilo.findings.told.pronouns import called, pronouns
from merilo.findings.told.roles import akin
from merilo.findings.told.where import cues, names, quotations
from merilo.model import Attribution, Mention, Span
from merilo.names.compare import CASELESS
from merilo.names.gazetteer import listed_gender
from merilo.names.lists import titles
from merilo.text.words import Word, words

NEAR = 3  # words between a name and its verb, or between "I am" and the verb
SHORT_VERB = 3  # letters; a shorter word shows nothing by its ending
LONG_TITLE = 5
TITLED_BACK = 4  # sentences in which whoever is only called "the colonel" may be named
TITLE = 4  # words between a name and the verb of saying that is its own
PAIR = 2  # a comma and "who"
MARGIN = 200  # characters before a verb of saying in which the quotation before it ends
ENCLITIC = frozenset({"mk", "sr", "hr", "bs", "bg"})  # languages whose "am" may stand behind its verb
NEEDS_HELP = frozenset({"sr", "hr", "bs", "bg"})  # languages whose past verbs mostly stand beside "is"
# How much one place shows. A verb agrees with whoever did it; "he" and "I" may be somebody else's.
WEIGHTS = {"name": 2, "address": 2, "title": 2, "verb": 2, "who": 2, "near": 1, "own": 1, "pronoun": 1}


@dataclass(frozen=True, slots=True)
class Sign:
    """One place that shows somebody as a man ("m") or a woman ("f"): the word, how it shows it, and the name beside."""

    entity: str
    gender: str
    how: str
    word: Span
    name: Span

    @property
    def weight(self) -> int:
        """How much it shows."""
        return WEIGHTS[self.how]


def signs(story: Story) -> Iterator[Sign]:
    """Yield every place that shows the gender of somebody whom the text names in full."""
    full = [named for named in people(story) if len(named.row) > 1]
    known = {named.mention.entity for named in full}
    seen: set[int] = set()  # letters
    names = list(_names(story, full))
    verbs = (*_verbs(story), *_cues(story), *_nearby(story, full, {sign.entity: sign.gender for sign in names}))
    for sign in (*names, *_addressed(story), *verbs, *_whos(story), *_owns(story), *_pronouns(story)):
        if sign.entity in known and seen.isdisjoint(range(sign.word.start, sign.word.end)):
            seen.update(range(sign.word.start, sign.word.end))
            yield sign


def _names(story: Story, full: Sequence[Named]) -> Iterator[Sign]:
    """What the grouping of names knows of somebody, and a title of women right before the whole name."""
    given = story.wording.given
    endings, hers = tuple(given.her_titles), tuple(given.her_names)
    told: set[str] = set()
    for named in full:
        entity = story.entities.get(named.mention.entity)
        if entity is None:
            continue
        gender = _named(story, named)
        if gender and entity.id not in told:
            told.add(entity.id)
            yield Sign(entity.id, gender, "name", named.mention.span, named.mention.span)
        fits = not hers or named.row[0].lower.endswith(hers)
        for word in _titles(story, named) if endings and fits and f"{entity.id} title" not in told else ():
            if word.lower.endswith(endings) and len(word.lower) > LONG_TITLE:
                told.add(f"{entity.id} title")
                yield Sign(entity.id, "f", "title", word.span, named.mention.span)
                break


def _addressed(story: Story) -> Iterator[Sign]:
    """Mr or Mrs right before a surname alone; before a whole name the grouping of names has read it."""
    listed = titles(story.profile)
    for named in people(story) if listed.address_m and listed.address_f else ():
        row = [word for word in named.telling.around(named.mention.span, 2, 0) if word.text != "."]
        row = row or [word for word in named.intro_words if word.text != "."]
        if len(named.row) != 1 or not row:
            continue
        for gender, forms in (("m", listed.address_m), ("f", listed.address_f)):
            if any(_is_form(row[-1].lower, form) for form in forms):
                yield Sign(named.mention.entity, gender, "address", row[-1].span, named.mention.span)


def _is_form(lower: str, form: str) -> bool:
    return lower.startswith(form[:-1]) if form.endswith("*") else lower == form.rstrip(".")


def _named(story: Story, named: Named) -> str | None:
    """The gender that the grouping of names has found, or that the given name shows by itself."""
    entity = story.entities.get(named.mention.entity)
    known = entity.gender if entity else None
    return known or listed_gender(named.row[0].lower, story.profile) or None


def _titles(story: Story, named: Named) -> Iterator[Word]:
    """The words before a name that are a title: the last, and those that are an office."""
    row = named.intro_words
    offices = {word.start for hit in story.wording.signs["offices"].find(row) for word in row[hit.first : hit.last]}
    yield from (word for word in row if word is row[-1] or word.start in offices)


def gender_of(story: Story, word: Word, *, opens: bool = False) -> str | None:
    """Say whose form a past verb has by its ending, in a language that has two; None where it is no such form.

    A word in capitals is none, unless it `opens` what is said.
    """
    signs_of = story.wording.given.signs
    if not word.is_word or (word.is_capital and not opens) or len(word.text) <= SHORT_VERB:
        return None
    if word.lower.endswith(tuple(signs_of["verb_she"])):
        return "f"
    return "m" if word.lower.endswith(tuple(signs_of["verb_he"])) else None


def _verbs(story: Story) -> Iterator[Sign]:
    """The verb right behind a name that is the subject: "Hodžić je istakao"."""
    beside = frozenset(story.wording.given.signs["verb_with"])
    helped = story.reading.article.language in NEEDS_HELP
    for telling in story.tellings if story.wording.given.signs["verb_he"] else ():
        for mention in telling.mentions:
            if mention.type != "PER" or not _is_subject(story, telling, mention):
                continue
            row = [word for word in telling.around(mention.span, 0, NEAR + 2) if not _is_of_a_date(word)]
            helpers = next((at for at, word in enumerate(row) if word.lower not in beside), len(row))
            if helpers < len(row) and (helpers or not helped) and (gender := gender_of(story, row[helpers])):
                yield Sign(mention.entity, gender, "verb", row[helpers].span, mention.span)


def _whos(story: Story) -> Iterator[Sign]:
    """The "who" behind a name, in a language where it has the gender of whom it stands for."""
    signs_of = story.wording.signs
    for telling in story.tellings if story.wording.given.signs["who_he"] else ():
        for mention in telling.mentions:
            behind = telling.around(mention.span, 0, 3)
            if (
                mention.type != "PER"
                or len(behind) < PAIR
                or behind[0].text != ","
                or not in_first_form(story, mention)
            ):
                continue
            ahead = telling.around(mention.span, 1, 0)
            if ahead and ahead[0].is_word and not (_is_title(story, ahead) or cues(story).touching(ahead[0].span)):
                continue  # "the son of Ana Holm, who", "Ivan and Ana Holm, who"
            for gender, sign in (("m", "who_he"), ("f", "who_she")):
                hit = signs_of[sign].at(behind, 1)
                if hit is not None:
                    yield Sign(mention.entity, gender, "who", behind[hit.last - 1].span, mention.span)


def _is_title(story: Story, row: Sequence[Word]) -> bool:
    return any(story.wording.signs["offices"].find(row))


def _is_of_a_date(word: Word) -> bool:
    """ "Lazarević je 2012. dobio": a number and its full stop part nothing."""
    return word.text[0].isdecimal() or word.text == "."


def _is_subject(story: Story, telling: Telling, mention: Mention) -> bool:
    """A name in its first form that nothing announces: no preposition, no "the husband of" before it."""
    if story.said(mention.span).isupper() or not in_first_form(story, mention):
        return False
    ahead = telling.around(mention.span, 1, 0)
    if not ahead or not ahead[0].is_word:
        return True
    joins = tongue(story.profile).conjunctions
    return ahead[0].lower in joins or (
        ahead[0].lower in story.wording.stop
        and len(ahead[0].text) < SHORT_VERB + 1
        and ahead[0].lower not in tongue(story.profile).prepositions
    )


def _nearby(story: Story, full: Sequence[Named], shown: Mapping[str, str]) -> Iterator[Sign]:
    """A verb that bears out what the names show, with other words between: "Nina Bobrova early closed the doors"."""
    for named in full if story.wording.given.signs["verb_he"] else ():
        gender = shown.get(named.mention.entity)
        for word in named.telling.around(named.mention.span, 0, NEAR + 1) if gender else ():
            if not word.is_word or word.is_capital:
                break
            if gender and gender_of(story, word) == gender:
                yield Sign(named.mention.entity, gender, "near", word.span, named.mention.span)
                break


def _cues(story: Story) -> Iterator[Sign]:
    """The verb of saying whose source is named: "rekla je Milenović"."""
    for attribution in story.reading.attributions if story.wording.given.signs["verb_he"] else ():
        source, cue = attribution.source, attribution.cue
        if source is None or cue is None:
            continue
        named = [m for m in names(story).touching(source) if m.type == "PER" and not _is_whose(story, source, m)]
        named = named or [
            Mention(source, "PER", each) for each in (*_by_surname(story, source), *_by_title(story, source))
        ]
        row = words(story.text, cue)
        verb = next((w for at, w in enumerate(row) if gender_of(story, w, opens=not at)), None)
        if verb is not None and len({m.entity for m in named}) == 1 and _has_said(story, attribution, named[0]):
            yield Sign(named[0].entity, gender_of(story, verb, opens=True) or "", "verb", verb.span, named[0].span)


def _is_whose(story: Story, source: Span, mention: Mention) -> bool:
    """ "Сторона защиты Саипова просила": a surname that may be a man's in the second case, behind what is his."""
    entity = story.entities.get(mention.entity)
    here = story.said(mention.span).split()[-1].lower()
    best = entity.name.split()[-1].lower() if entity else here
    bent = here != best and story.profile not in CASELESS
    return bent and bool(story.text[source.start : mention.span.start].strip())


def _by_surname(story: Story, source: Span) -> list[str]:
    """The one person whose surname is all that a source is called, where the names found leave it out."""
    called = story.said(source)
    return [each.id for each in story.entities.values() if each.type == "PER" and each.name.endswith(f" {called}")]


def _by_title(story: Story, source: Span) -> list[str]:
    """The one person of the sentences before who has the title by which a source is called: "said the colonel"."""
    called = [word for word in words(story.text, source) if word.is_word]
    if len(called) != 1 or called[0].is_capital:
        return []
    here = story.telling_at(source.start)
    index = here.index if here.span.holds(source) else 0
    near = [
        named for each in story.tellings[max(0, index - TITLED_BACK) : index + 1] for named in people_of(story, each)
    ]
    stem = story.wording.stem(called[0].lower)
    titled = any(akin(stem, story.wording.stem(word.lower)) for named in near for word in _titles(story, named))
    return list({named.mention.entity for named in near}) if titled else []


def _has_said(story: Story, attribution: Attribution, mention: Mention) -> bool:
    """The name is the verb's own: nothing but a title between, and behind the verb nobody whom others speak to."""
    cue, place = attribution.cue, mention.span
    if cue is None or cue.overlaps(place):
        return False
    first, last = sorted((place, cue))
    between = words(story.text, Span(first.end, last.start)) if first.end < last.start else ()
    if len(between) > TITLE or any(word.lower in story.wording.stop for word in between):
        return False
    if place.start < cue.start:
        return True
    # "…“, kazao je Delalić.": the quotation is over, and the name ends the sentence or its part.
    before = story.text[max(0, cue.start - MARGIN) : cue.start].rstrip()[-2:]
    behind = story.text[place.end : place.end + 1]
    return (
        in_first_form(story, mention)
        and before.endswith((",", "–", "—", "”", "“", '"', "»"))
        and behind in ("", ".", ",", "\n")
    )


def _owns(story: Story) -> Iterator[Sign]:
    """The first person in somebody's own words: "I was" in the form of a woman."""
    first = frozenset(story.wording.given.signs["i_am"])
    for attribution in story.reading.attributions if first else ():
        if attribution.speaker is None or attribution.source is None or attribution.parent is not None:
            continue
        named = [m for m in names(story).touching(attribution.source) if m.entity == attribution.speaker]
        spoken = {quote.span: quote for part in attribution.content for quote in quotations(story).touching(part)}
        for _, quote in sorted(spoken.items()) if named else ():
            if quote.depth:
                continue
            row = words(story.text, quote.words)
            for at, word in enumerate(row):
                if word.lower in first and (said := _own_verb(story, row, at)):
                    yield Sign(attribution.speaker, said[1], "own", said[0].span, named[0].span)


def _own_verb(story: Story, row: Sequence[Word], at: int) -> tuple[Word, str] | None:
    """The verb that belongs to "I am": the one before, or the next that shows a gender, no stop between."""
    beside = frozenset(story.wording.given.signs["verb_with"])
    if beside and at and not any(word.lower in beside for word in row[max(0, at - NEAR) : at]):
        before = row[at - 1]
        gender = gender_of(story, before, opens=at == 1)
        if gender is not None and story.reading.article.language in ENCLITIC:
            return before, gender
    for word in row[at + 1 : at + 1 + NEAR]:
        if not word.is_word or word.is_capital:
            return None
        gender = gender_of(story, word)
        if gender is not None:
            return word, gender
    return None


def _pronouns(story: Story) -> Iterator[Sign]:
    for mention, gender, word in (*pronouns(story), *called(story)):
        yield Sign(mention.entity, gender, "pronoun", word, mention.span)


def has_namesake(story: Story, entity: str) -> bool:
    """Say whether somebody else in the text or its headline has the same surname: a husband, a wife, a brother."""
    keys, borne = _surnames(story)
    return entity in keys and (borne[keys[entity]] > 1 or _heads(story, entity, keys[entity]))


def _heads(story: Story, entity: str, key: str) -> bool:
    """The headline has the surname behind another given name."""
    own = [story.wording.stem(each.lower()) for each in story.entities[entity].name.split()]
    row = words(story.reading.article.title)
    return any(
        surname_key(story, surname) == key
        and listed_gender(given.lower, story.profile)
        and not any(akin(story.wording.stem(given.lower), each) for each in own)
        for given, surname in pairwise(row)
    )


@once
def _surnames(story: Story) -> tuple[Mapping[str, str], Counter[str]]:
    """The surname of every person, and how many bear each."""
    keys = {
        each.id: story.wording.stem(each.name.split()[-1].lower().replace("ё", "е"))
        for each in story.entities.values()
        if each.type == "PER"
    }
    return keys, Counter(keys.values())

"""A name that the headline spells otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.spelling import as_in_either, spelling_fix
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling, one_script
from merilo.findings.told.headline import both_places, headline_alone, headline_at, in_headline
from merilo.findings.told.lands import land_of
from merilo.findings.told.people import Named, of_one_gender, office_of, people, people_of
from merilo.findings.told.roles import akin
from merilo.findings.told.spellings import LONG_NAME, as_one, misspelt
from merilo.model import Mention, Span
from merilo.names import mentions
from merilo.names.gazetteer import given_gender, surname_gender
from merilo.names.inflect import lemmas
from merilo.text.words import Word, words

ROOT, ROOTED = 4, 7  # letters that two surnames share, and that each of them has at least
VERY_LONG = 9  # letters, behind which an ending begins late
ALIKE = 0.6  # of their letters
SHORT_NAME = 3  # letters of a name of which an adjective may be made: Kim, Kimov
CAPITALS = 0.7  # of the longer words: more are a headline with a capital for every word
LEAD = 2  # sentences of a story that a headline sums up
SHARED, MOSTLY = 2, 0.4  # stems that such a sentence has in common with it, and the part of the headline's
LAND_ENDS = 3  # letters at the end of a country's name that its adjective has otherwise
LEAST = 3  # times that a story names the country it is of
INITIAL = 2  # letters; "G. V." is nobody whom a headline would name


@rule("headline-name", severity="warning")
def headline_name(story: Story) -> Iterator[Slip]:
    """The headline spells a name otherwise than the story, or names somebody whom the story does not know.

    So it does with a body, where the first sentences tell the same of another one, and with a country that the story
    has in no form, where it is of another one.

    Silent about cases and other endings, adjectives of a name, headlines in capitals, and names that the story has as
    well.
    """
    told = list(_spelt_otherwise(story)) or list(_somebody_else(story))
    yield from told or list(_of_another(story)) or _of_another_land(story)


def _of_another_land(story: Story) -> Iterator[Slip]:
    """The headline names a country that the story has in no form, and the story another one, again and again."""
    title = story.reading.article.title.strip()
    row = [word for word in words(title) if word.is_word and word.is_capital] if title else []
    headed = {land: word for word in row if (land := land_of(story, word.text))}
    body, _, _ = _body(story)
    every = [as_one(word.lower) for telling in body for word in telling.words]
    places = [m for telling in body for m in telling.mentions if m.type == "LOC"]
    told = Counter(land for m in places if (land := land_of(story, story.said(m.span))))
    often = [each for each, count in told.most_common() if count >= LEAST and each not in headed]
    for word in headed.values() if len(often) == 1 else ():
        root = word.lower[: max(ROOT, len(word.lower) - LAND_ENDS)]
        if len(word.text) >= ROOT and not any(each.startswith(root) for each in every):
            place = next(m for m in places if land_of(story, story.said(m.span)) == often[0])
            facts = {"name": word.text, "there": story.said(place.span)}
            yield Slip(both_places(story, word.span, place.span), facts, confidence=0.6)
            return


def _spelt_otherwise(story: Story) -> Iterator[Slip]:
    title = story.reading.article.title.strip()
    mixed = story.reading.article.script == "Cyrl"
    row = [one_script(word) if mixed else word for word in words(title) if word.is_word] if title else []
    if not row:
        return
    names, surnames = _names(story), _surnames(story)
    every = {as_one(w.lower) for telling in story.tellings for w in telling.words if not in_headline(story, w.span)}
    stems: dict[str, set[str]] = defaultdict(set)
    for told in every:
        stems[story.wording.stem(told)].add(told)
    for word in row if not row[0].text.isupper() else []:
        if word is row[0] and not _is_a_person(story, word) and not _opens_with_a_surname(story, word):
            continue
        if not word.is_capital or len(word.text) < LONG_NAME or word.text.isupper():
            continue
        lower = as_one(word.lower)
        known = any(_begin_alike(lower, told) for told in stems.get(story.wording.stem(lower), ()))
        adjective = any(lower.startswith(name) for name in surnames)  # Stojanovićeva
        if lower in every or known or adjective or lower.removesuffix("'s") in every:
            continue
        for name, span in names.items():
            if misspelt(lower, name):
                facts = {"name": word.text, "there": story.said(span)}
                places = both_places(story, word.span, span)
                fix = spelling_fix(story, lower, name, within=places[0]) if len(places) == 2 else None
                slip = Slip(places, facts, 0.9 if fix else 0.7, fix)
                yield slip if fix or len(places) < 2 else open_to(slip, *as_in_either(story, places, lower, name))
                break
        else:
            like = [span for name, span in surnames.items() if _begin_as_one(lower, name, story.profile)]
            if len(like) == 1 and _may_be_a_person(story, word):
                facts = {"name": word.text, "there": story.said(like[0])}
                yield Slip(both_places(story, word.span, like[0]), facts, 0.65)


def _begin_alike(one: str, other: str) -> bool:
    """Two words of one stem are one but for their endings: a stem keeps no more than the first letters."""
    short = min(len(one), len(other))
    kept = short - (1 if short >= VERY_LONG else 2)
    return one[:kept] == other[:kept]


def _surnames(story: Story) -> dict[str, Span]:
    """The surnames of the people whom the story names in full, in small letters, and where each stands first."""
    found: dict[str, Span] = {}
    for named in people(story):
        if len(named.row) > 1 and not in_headline(story, named.mention.span):
            found.setdefault(named.row[-1].lower, named.row[-1].span)
    return found


def _begin_as_one(headed: str, told: str, profile: str) -> bool:
    """Two surnames of one root that are no two forms of one: Karabashev, Karabashliev."""
    if min(len(headed), len(told)) < ROOTED or headed[:ROOT] != told[:ROOT]:
        return False
    forms = lemmas(headed, profile) & lemmas(told, profile)
    return not forms and Indel.normalized_similarity(headed, told) >= ALIKE


def _may_be_a_person(story: Story, word: Word) -> bool:
    """The word of the headline is not known to be a place or a body."""
    return all(kind == "PER" for kind in _kinds(story, word))


def _is_a_person(story: Story, word: Word) -> bool:
    return "PER" in _kinds(story, word)


def _opens_with_a_surname(story: Story, word: Word) -> bool:
    """The first word of a headline that stands apart from the text ends like a surname."""
    return headline_at(story) is None and surname_gender(word.lower, story.profile) is not None


def _kinds(story: Story, word: Word) -> list[str]:
    """What the names are in which a word of the headline stands."""
    at = headline_at(story)
    span = Span(word.start + (at or 0), word.end + (at or 0))
    return [m.type for m in story.reading.mentions if at is not None and m.span.overlaps(span)]


def _body(story: Story) -> tuple[list[Telling], frozenset[str], frozenset[str]]:
    """The sentences below the headline, their words with a capital as names are compared, and those without one."""
    body = [t for t in story.tellings if not in_headline(story, t.span)]
    row = [word for telling in body for word in telling.words]
    written = frozenset(as_one(word.lower) for word in row if word.is_capital)
    return body, written, frozenset(word.lower for word in row if not word.is_capital)


def _somebody_else(story: Story) -> Iterator[Slip]:
    """Somebody whom the headline names is nowhere in the story, which names others."""
    body, written, plain = _body(story)
    full = [
        named
        for telling in body
        for named in people_of(story, telling)
        if len(named.row) > 1 and len(named.row[-1].text) > INITIAL
    ]
    for name, above_row in _above_the_text(story):
        if not _is_known(story, above_row[-1], written, plain):
            instead = next(iter(_instead(story, above_row, full, written, plain)), None)
            if instead is not None:
                facts = {"name": name, "there": story.said(instead.mention.span)}
                yield Slip((instead.mention.span,), facts, confidence=0.65)
    for telling in story.tellings:
        for above in people_of(story, telling) if in_headline(story, telling.span) else ():
            if not _is_a_name(story, above, full) or _is_known(story, above.row[-1], written, plain):
                continue
            alike = [named for named in full if of_one_gender(story, above, named)]
            instead = next(iter(_instead(story, above.row, alike, written, plain)), None)
            if instead is not None:
                facts = {"name": story.said(above.mention.span), "there": story.said(instead.mention.span)}
                yield Slip((above.mention.span, instead.mention.span), facts, confidence=0.65)


def _above_the_text(story: Story) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """The full names in a headline that the text does not carry; where every word has a capital, none is sure."""
    alone = headline_alone(story) if headline_at(story) is None else None
    if alone is None:
        return
    title = alone.article.title or alone.article.text
    long = [word for word in words(title) if word.is_word and len(word.text) >= LONG_NAME]
    if sum(word.is_capital for word in long) > CAPITALS * len(long):
        return
    for mention in mentions(alone)[0]:
        row = tuple(word for word in words(title, mention.span) if word.is_word)
        if mention.type != "PER" or len(row) < 2 or len(row[-1].text) < LONG_NAME or not row[-1].is_capital:
            continue
        if given_gender(row[0].lower, story.profile) is not None:
            yield mention.span.of(title), row


def _instead(
    story: Story, row: Sequence[Word], full: Sequence[Named], written: Iterable[str], plain: Collection[str]
) -> list[Named]:
    """The people of the story who may be meant: of that given name, where the story has it."""
    if len(row) < 2 or not _is_known(story, row[0], written, plain):
        return list(full)
    given = story.wording.stem(row[0].lower)
    return [named for named in full if akin(given, story.wording.stem(named.row[0].lower))]


def _of_another(story: Story) -> Iterator[Slip]:
    """The first sentences tell what the headline tells, of somebody else: "Nissan warns ...", "Toyota has ..." """
    body, written, plain = _body(story)
    for telling in story.tellings:
        for above in telling.mentions if in_headline(story, telling.span) else ():
            named = [word for word in words(story.text, above.span) if word.is_word]
            if above.type not in ("PER", "ORG") or not named or story.said(above.span).isupper():
                continue
            if len(named[-1].text) < LONG_NAME or any(_is_known(story, word, written, plain) for word in named):
                continue
            own = story.stems_of(named)
            for lead in body[:LEAD]:
                others = [m for m in lead.mentions if m.type == above.type and not _in_both(story, m, telling)]
                both = (telling.stems & lead.stems) - own
                if others and len(both) >= SHARED and len(both) >= MOSTLY * len(telling.stems - own):
                    facts = {"name": story.said(above.span), "there": story.said(others[0].span)}
                    yield Slip((above.span, others[0].span), facts, confidence=0.6)
                    return


def _in_both(story: Story, mention: Mention, headline: Telling) -> bool:
    """A name of the story that the headline has too, in some form."""
    stems = story.stems_of(words(story.text, mention.span))
    return bool(stems & headline.stems) or mention.entity in {each.entity for each in headline.mentions}


def _is_a_name(story: Story, named: Named, full: Sequence[Named]) -> bool:
    """A name of two words, or a surname by its ending or the office before it, long enough to be known again.

    Where the story names one person alone, and that surname begins like the one of the headline, so is any name.
    """
    last = named.row[-1]
    if not last.is_capital or len(last.text) < LONG_NAME or story.said(named.mention.span).isupper():
        return False
    told = {each.row[-1].lower for each in full}
    if len(told) == 1 and min(told)[:2] == last.lower[:2]:
        return True
    return len(named.row) > 1 or surname_gender(last.lower, story.profile) is not None or bool(office_of(story, named))


def _is_known(story: Story, word: Word, written: Iterable[str], plain: Collection[str]) -> bool:
    """The story has the word in some form: another case, an adjective of the name, a common noun."""
    mixed = story.reading.article.script == "Cyrl"
    lower = as_one(one_script(word).lower if mixed else word.lower).removesuffix("'s")
    stem, forms = story.wording.stem(lower), lemmas(lower, story.profile)
    return lower in plain or any(
        other.startswith(lower[:-1])
        or (len(other) >= SHORT_NAME and lower.startswith(other))
        or akin(stem, story.wording.stem(other))
        or forms & lemmas(other, story.profile)
        for other in written
    )


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

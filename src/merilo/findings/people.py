"""Who is who: two given names, two spellings, two holders of one office, he who was she."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from merilo.findings.events import pairs
from merilo.findings.headline import misspelt
from merilo.findings.rule import Slip, rule
from merilo.findings.spelling import spelling_fix
from merilo.findings.story import Story, Telling
from merilo.model import Entity, Fix, Mention, Span
from merilo.names.inflect import lemmas
from merilo.resources import load
from merilo.text.words import Word, words

BEFORE = 6  # words ahead of a name in which its title may stand
MANY_NAMES = 300  # a text with more different names than this is a list, and lists hold look-alikes
SUBJECT = 5  # words at most before the subject of a sentence
LOOK_BACK = 3  # sentences in which "he" may have his name
CERTAIN = 0.9  # that a spelling is a slip which stands once, beside the first name that the usual one has
RARE = 7  # letters of a name that stands alone, before a second spelling of it is worth a word


@dataclass(frozen=True, slots=True)
class Named:
    """A person as named in one sentence: the words of the name, and the stems of the words that introduce it."""

    telling: Telling
    mention: Mention
    row: tuple[Word, ...]
    intro: frozenset[str]
    intro_words: tuple[Word, ...]


def _people(story: Story) -> tuple[Named, ...]:
    return tuple(named for telling in story.tellings for named in _people_of(story, telling))


def _people_of(story: Story, telling: Telling) -> Iterator[Named]:
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


@rule("two-given-names", severity="warning")
def two_given_names(story: Story) -> Iterator[Slip]:
    """One surname and one office go with two given names.

    Silent about husbands and wives, brothers and other kin, and where one of the two held the office before.
    """
    full = [each for each in _people(story) if len(each.row) == 2 and not each.row[1].text.isupper()]
    for left, right in pairs((_key(story, each.row[-1]), each) for each in full):
        one, other = left.row[0].lower, right.row[0].lower
        if _one_given(story, one, other) or {"kin", "past_office"} & (left.telling.marks | right.telling.marks):
            continue
        if _beside(story, left) or _beside(story, right):
            continue
        if misspelt(one, other) or _office(story, left) & _office(story, right):
            yield _two(story, left.mention.span, right.mention.span, 0.7)


def _key(story: Story, word: Word) -> str:
    return story.wording.stem(word.lower.replace("ё", "е"))


def _one_given(story: Story, one: str, other: str) -> bool:
    """The two are forms of one name: cases, an initial, a short form."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or story.wording.stem(one) == story.wording.stem(other):
        return True
    return long.startswith(short[:-1]) or one[:4] == other[:4]


def _beside(story: Story, named: Named) -> bool:
    """The sentence names somebody else of the same surname beside: two of one family."""
    last = _key(story, named.row[-1])
    others = [m for m in named.telling.mentions if m.type == "PER" and m.span != named.mention.span]
    return any(_key(story, row[-1]) == last for m in others if len(row := words(story.text, m.span)) > 1)


def _office(story: Story, named: Named) -> frozenset[str]:
    """The stems of the offices and titles among the words right before the name."""
    row = named.intro_words
    offices = story.wording.signs["offices"]
    hits = [row[at] for hit in offices.find(row) for at in range(hit.first, hit.last)]
    hits += [word for word in row if word.lower in _titles(story.profile)]
    return frozenset(_key(story, word) for word in hits)


@cache
def _titles(profile: str) -> frozenset[str]:
    lists = load(profile, "titles", dict[str, list[str]])
    return frozenset((*lists["m"], *lists["f"]))


def _two(story: Story, left: Span, right: Span, confidence: float, fix: Fix | None = None) -> Slip:
    return Slip((left, right), {"here": story.said(left), "there": story.said(right)}, confidence, fix)


@rule("name-spelt-two-ways", severity="warning")
def name_spelt_two_ways(story: Story) -> Iterator[Slip]:
    """A name stands in the text in two spellings, one letter apart.

    Silent about cases and other endings, about two scripts, and about common names that differ by a letter.
    """
    first: dict[str, Span] = {}
    company: dict[str, set[str]] = defaultdict(set)
    for telling in story.tellings:
        for mention in telling.mentions:
            row = [word for word in words(story.text, mention.span) if word.is_word]
            for word in row:
                if word.is_capital and len(word.text) > 4 and not word.text.isupper():
                    first.setdefault(word.lower, word.span)
                    company[word.lower] |= {_key(story, other) for other in row if other is not word}
    plain = {word.lower for telling in story.tellings for word in telling.words if not word.is_capital}
    names = [name for name in first if name not in plain]
    if len(names) > MANY_NAMES:
        return
    for left, right in combinations(sorted(names), 2):
        if left[0] != right[0] or _folded(left) == _folded(right):
            continue
        together = bool(company[left] & company[right])
        if not misspelt(left, right) and not (together and _in_two_cases(left, right, story.profile)):
            continue
        alone = not company[left] and not company[right]
        if together or (min(len(left), len(right)) >= RARE and (alone or not (company[left] and company[right]))):
            fix = spelling_fix(story, left, right)
            sure = CERTAIN if fix and together else 0.7 if together else 0.6
            yield _two(story, first[left], first[right], sure, fix)


def _in_two_cases(left: str, right: str, profile: str) -> bool:
    """Say whether the names are two spellings of one, in two cases: Vukelić, Vukalića."""
    ours, theirs = lemmas(left, profile), lemmas(right, profile)
    if min(len(left), len(right)) < RARE or ours & theirs or left in theirs or right in ours:
        return False
    return any(misspelt(one, right) for one in ours) or any(misspelt(left, other) for other in theirs)


def _folded(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).replace("đ", "d")


@rule("title-two-people", severity="warning")
def title_two_people(story: Story) -> Iterator[Slip]:
    """An office that one person holds, with its town or its field, is given to two people.

    Silent where one of them is the former, acting, deputy, elected or next one.
    """
    offices = story.wording.signs["offices"]
    held = []
    for each in _people(story):
        whole = (*each.intro_words,)
        if any(offices.find(whole)) and len(each.intro) >= 2 and "past_office" not in each.telling.marks:
            held.append((each.intro, each))
    for left, right in pairs(held):
        if left.mention.entity != right.mention.entity and not _share_a_word(story, left, right):
            title = story.said(Span(left.intro_words[0].start, left.intro_words[-1].end))
            facts = {
                "title": title,
                "here": story.said(left.mention.span),
                "there": story.said(right.mention.span),
            }
            yield Slip((left.mention.span, right.mention.span), facts, confidence=0.65)


def _share_a_word(story: Story, left: Named, right: Named) -> bool:
    return bool({_key(story, word) for word in left.row} & {_key(story, word) for word in right.row})


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
        yield Slip((name, word.span), facts, confidence=0.7)


def _introduced(story: Story, telling: Telling, name: Span, entity: Entity) -> bool:
    """The sentence is the first to name the person, with a title and as its subject: then "he" is nobody before."""
    first = next(m for m in story.reading.mentions if m.entity == entity.id)
    ahead = [word for word in telling.words if word.end <= name.start]
    return first.span == name and 0 < len(ahead) <= SUBJECT


def _gender(story: Story, telling: Telling, entity: Entity) -> str | None:
    """What the text shows of the one person of a sentence: by the grouping of names, or a title of women."""
    for named in _people_of(story, telling):
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

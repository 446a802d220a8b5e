"""One person, two given names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from merilo.findings.mends.choice import Side, decided
from merilo.findings.mends.copying import instead
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story
from merilo.findings.told.headline import in_captions, in_headline
from merilo.findings.told.matter import pairs
from merilo.findings.told.namesakes import told_as_two
from merilo.findings.told.people import (
    Named,
    apposition,
    described,
    is_of_kin,
    near_marks,
    of_one_gender,
    office_of,
    part_of,
    people,
    surname_key,
    titles,
    two_names,
)
from merilo.findings.told.roles import akin, offices_of
from merilo.findings.told.spellings import misspelt
from merilo.model import Fix
from merilo.names.inflect import lemmas
from merilo.text.numerals import read_number, table
from merilo.text.words import Word, words

RHYME = 3  # letters
SOON = 5  # sentences behind the first in which somebody is named again
FEW = 3  # people whom such a text names in full
SHORT_NAME = 4  # letters; a shorter one may stand for many


@rule("two-given-names", severity="warning")
def two_given_names(story: Story) -> Iterator[Slip]:
    """One surname and one office go with two given names.

    The same holds where both are described in the same words, where the two names begin with one letter, as those do
    that writers take for each other (Artan, Arben), where a caption has the other name, and where a text of few people
    brings the other name in without a word on who that is. Silent about husbands and wives, brothers and other kin,
    namesakes who are no kin, a man and a woman, short forms of a name, names that somebody was born with or is called
    by, and where one of the two held the office before.
    """
    full = [
        each
        for each in people(story)
        if len(each.row) == 2 and not each.row[1].text.isupper() and not _is_number(story, each.row[0])
    ]
    kin = {surname_key(story, each.row[-1]) for each in full if is_of_kin(story, each)}
    for left, right in pairs((surname_key(story, each.row[-1]), each) for each in full):
        one, other = left.row[0].lower, right.row[0].lower
        if _one_given(story, one, other) or any(is_of_kin(story, each) for each in (left, right)):
            continue
        headed = _headline_alone(story, left, right) or _headline_alone(story, right, left)
        if not headed and "past_office" in near_marks(story, left) | near_marks(story, right):
            continue
        if _beside(story, left) or _beside(story, right):
            continue
        if told_as_two(story, left, right) or _renamed_by_text(story, left, right):
            continue
        alone = surname_key(story, left.row[-1]) not in kin  # a brother may be called so once, and named again later
        if (
            misspelt(one, other)
            or _one_person(story, left, right)
            or (alone and (_taken_for_each_other(story, left, right) or _brought_in_bare(story, full, left, right)))
        ):
            slip = two_names(story, left.mention.span, right.mention.span, 0.7)
            ours, theirs = _renamed(story, left, right), _renamed(story, right, left)
            yield decided(slip, Side(_times_told(full, left), ours), Side(_times_told(full, right), theirs))


def _is_number(story: Story, word: Word) -> bool:
    """ "Five Kolevs": no given name."""
    return read_number((word,), 0, table(story.profile)) is not None


def _renamed_by_text(story: Story, left: Named, right: Named) -> bool:
    """The sentence of one says that it is the name that somebody was born with, or is called by."""
    return any(any(story.wording.signs["renamed"].find(each.telling.words)) for each in (left, right))


def _one_person(story: Story, left: Named, right: Named) -> bool:
    """They hold one office, or are described in the same words, of which one is right before both names or two are."""
    if not of_one_gender(story, left, right):
        return False
    if office_of(story, left) & office_of(story, right):
        return True
    shared = described(story, left) & described(story, right)
    nearest = [story.stems_of(named.intro_words[-1:]) for named in (left, right)]
    shared = shared - story.common
    if len(shared) >= 2 or bool(shared & nearest[0] & nearest[1]):
        return True
    told = _in_one_office(story, left, right)
    return _in_one_part(story, left, right) if told is None else told


def _in_one_office(story: Story, left: Named, right: Named) -> bool | None:
    """Both hold an office called by one word, wherever it stands: of one field or of none; None where nothing says."""
    held = [offices_of(story, each) for each in (left, right)]
    alike = [(one, other) for one in held[0] for other in held[1] if akin(one.head, other.head)]
    if any(not (one.field and other.field) or one.is_one_with(other) for one, other in alike):
        return True
    fields = [(story.stems_of(one.field), story.stems_of(other.field)) for one, other in alike]
    return False if fields and not any(akin(a, b) for ours, theirs in fields for a in ours for b in theirs) else None


def _taken_for_each_other(story: Story, left: Named, right: Named) -> bool:
    """Two names of one gender that begin alike, or one of them in a caption, where nothing tells of two people."""
    one, other = (each.row[0].lower for each in (left, right))
    if any(_is_no_given_name(story, each) for each in (left, right)):
        return False
    if _headline_alone(story, left, right) or _headline_alone(story, right, left):
        return True
    if not of_one_gender(story, left, right):
        return False
    captioned = in_captions(story, left.mention.span) != in_captions(story, right.mention.span)
    described_alike = described(story, left) & described(story, right)
    alike = one[0] == other[0] and (described_alike or not _may_be_short_for(one, other))
    rhyming = min(len(one), len(other)) > SHORT_NAME and one[-RHYME:] == other[-RHYME:]
    return captioned or bool(alike) or (rhyming and abs(len(one) - len(other)) < 2)


def _brought_in_bare(story: Story, full: Sequence[Named], left: Named, right: Named) -> bool:
    """The text of few people introduces one, and then names the other once, by the bare name."""
    if right.telling.index - left.telling.index not in range(1, SOON) or not of_one_gender(story, left, right):
        return False
    if any(_is_no_given_name(story, each) for each in (left, right)) or in_headline(story, left.mention.span):
        return False
    if (
        _may_be_called(left.row[0].lower, right.row[0].lower)
        or not described(story, left)
        or apposition(right)
        or office_of(story, right)
        or _called_before(story, right)
    ):
        return False
    told = story.tellings[left.telling.index : right.telling.index + 1]
    if any("kin" in each.marks or any(story.wording.signs["also_called"].find(each.words)) for each in told):
        return False
    people_told = {(each.row[0].lower[:4], each.row[1].lower[:4]) for each in full}
    return len(people_told) <= FEW and _times_told(full, right) == 1


def _may_be_called(one: str, other: str) -> bool:
    """Arben and Ben, Stepan and Styopa, Ivaylo and Ivo: what begins or ends alike, or is very short."""
    short, long = sorted((one.replace("ё", "е"), other.replace("ё", "е")), key=len)
    return len(short) < SHORT_NAME or short in long or short[:RHYME] == long[:RHYME]


def _called_before(story: Story, named: Named) -> bool:
    """A word of what somebody does stands right before the name: "the lawyer Ana Holm"."""
    ahead = [word for word in named.intro_words if word.end <= named.mention.span.start][-1:]
    return any(word.lower.endswith(tuple(story.wording.given.signs["agents"])) for word in ahead)


def _headline_alone(story: Story, above: Named, below: Named) -> bool:
    """The headline has a first name that is nowhere in the story, which gives the surname another one."""
    if not in_headline(story, above.mention.span) or in_headline(story, below.mention.span):
        return False
    given = story.wording.stem(above.row[0].lower)
    words_of = (w for t in story.tellings for w in t.words if w.is_capital and not in_headline(story, w.span))
    return not any(akin(given, story.wording.stem(word.lower)) for word in words_of)


def _is_no_given_name(story: Story, named: Named) -> bool:
    """A title, or one of several given names, of which the other may be another."""
    whole = [word for word in words(story.text, named.mention.span) if word.is_word]
    given = named.row[0]
    return len(whole) > 2 or given.lower in titles(story.profile) or not given.text.isalpha() or not given.is_capital


def _may_be_short_for(one: str, other: str) -> bool:
    """Mirko and Miroslav, Mike and Michael: what begins alike and is short may be how somebody is called."""
    short, long = sorted((one.replace("ё", "е"), other.replace("ё", "е")), key=len)
    if len(short) < SHORT_NAME or (len(short) <= SHORT_NAME + 1 < len(long) and short[:RHYME] == long[:RHYME]):
        return True
    return short[:2] == long[:2] and (len(short) == SHORT_NAME or len(long) - len(short) > 1)


def _in_one_part(story: Story, left: Named, right: Named) -> bool:
    """One is called what the other is: "the director of the theatre, Conrad Finch", "Walter Finch, director of ..."."""
    return of_one_gender(story, left, right) and part_of(story, left).meets(part_of(story, right))


def _renamed(story: Story, slip: Named, right: Named) -> Fix | None:
    """The one given name in the place of the other, where both stand in one case: their surnames are the same."""
    if slip.row[1].lower != right.row[1].lower:
        return None
    return instead(story, slip.row[0].span, right.row[0].span)


def _times_told(full: Sequence[Named], named: Named) -> int:
    return sum(each.row[0].lower[:4] == named.row[0].lower[:4] and _alike(each, named) for each in full)


def _alike(left: Named, right: Named) -> bool:
    return left.row[1].lower[:4] == right.row[1].lower[:4]


def _one_given(story: Story, one: str, other: str) -> bool:
    """The two are forms of one name: cases, an initial, a short form."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or story.wording.stem(one) == story.wording.stem(other):
        return True
    inflected = story.reading.article.language != "en"
    if long.startswith(short) or (inflected and long.startswith(short[:-1]) and len(long) - len(short) < 2):
        return True
    return bool(lemmas(one, story.profile) & lemmas(other, story.profile))


def _beside(story: Story, named: Named) -> bool:
    """The sentence names somebody else of the same surname beside: two of one family."""
    last = surname_key(story, named.row[-1])
    others = [m for m in named.telling.mentions if m.type == "PER" and m.span != named.mention.span]
    return any(surname_key(story, row[-1]) == last for m in others if len(row := words(story.text, m.span)) > 1)

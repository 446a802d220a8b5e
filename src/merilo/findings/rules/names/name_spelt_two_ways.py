"""One name, two spellings."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, islice

from rapidfuzz.distance import DamerauLevenshtein, Indel

from merilo.findings.mends.choice import open_to
from merilo.findings.mends.spelling import either_spelling, spelling_fix
from merilo.findings.rule import Slip, rule
from merilo.findings.story import Story, Telling, once
from merilo.findings.told.people import Named, people, surname_key, titles, two_names
from merilo.findings.told.spellings import misspelt, sounds_alike
from merilo.model import Span
from merilo.names.gazetteer import given_gender
from merilo.names.inflect import VOWELS, lemmas
from merilo.text.words import Word, words

SHORT, VERY_LONG = 5, 8  # letters
ROOT, ALIKE = 5, 0.75  # letters that two surnames share at their beginning, and the part that they share at all
MANY_NAMES = 300  # a text with more different names than this is a list, and lists hold look-alikes
BEGIN = 3  # letters in which two surnames behind one given name begin alike
MOST_PAIRS = 5000
CERTAIN = 0.9  # that a spelling is a slip which stands once, beside the first name that the usual one has
IN_ENDINGS = frozenset("мйгхюmjgh")  # letters by which adjectives and names in -ой change
RARE = 7  # letters of a name that stands alone, before a second spelling of it is worth a word


@rule("name-spelt-two-ways", severity="warning")
def name_spelt_two_ways(story: Story) -> Iterator[Slip]:
    """A name stands in the text in two spellings: one letter apart, much alike behind one given name, or by sound.

    Silent about cases and other endings, about two scripts, about common names that differ by a letter, and about a
    given name beside a surname much like it.
    """
    first: dict[str, Span] = {}
    company: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for telling in story.tellings:
        for span in _whole_names(story, telling):
            row = [word for word in words(story.text, span) if word.is_word]
            for word in row:
                if word.is_capital and len(word.text) > 4 and not word.text.isupper():
                    first.setdefault(word.lower, word.span)
                    company[word.lower] |= {surname_key(story, other) for other in row if other is not word}
                    beside[story.wording.stem(word.lower)] |= {
                        story.wording.stem(other.lower) for other in row if other is not word
                    }
    plain = {word.lower for telling in story.tellings for word in telling.words if not word.is_capital}
    known = frozenset(first)
    opening = {telling.words[0].start for telling in story.tellings if telling.words}
    for word in _unread(story):
        if word.start not in opening:
            first.setdefault(word.lower, word.span)
    names = [name for name in first if name not in plain]
    if len(names) > MANY_NAMES:
        return
    told: set[frozenset[str]] = set()
    for left, right in combinations(sorted(names), 2):
        if _folded(left) == _folded(right) and (left.isascii() or right.isascii() or "đ" in left + right):
            continue
        if _told_apart(story, first[left]) or _told_apart(story, first[right]):
            continue
        if left not in known and right not in known:
            continue
        if story.wording.stem(right) in beside[story.wording.stem(left)]:
            continue  # David Davis: the given name and the surname of one person
        together = bool(company[left] & company[right])
        odd = together and (_in_two_cases(left, right, story.profile) or _in_its_end(left, right, story.profile))
        if not misspelt(left, right) and not odd:
            continue
        alone = not company[left] and not company[right]
        if together or (min(len(left), len(right)) >= RARE and (alone or not (company[left] and company[right]))):
            pair = frozenset(story.wording.stem(name) for name in (left, right))
            if pair in told:
                continue  # the same two spellings in another case
            told.add(pair)
            fix = spelling_fix(story, left, right)
            sure = CERTAIN if fix and together else 0.7 if together else 0.6
            slip = two_names(story, first[left], first[right], sure, fix)
            yield slip if fix else open_to(slip, *either_spelling(story, left, right))
    for bare, borne in (*_orphans(story), *_beside_one_given_name(story)):
        pair = frozenset(story.wording.stem(span.of(story.text).lower()) for span in (bare, borne))
        if pair not in told and not _told_apart(story, bare):
            told.add(pair)
            yield two_names(story, bare, borne, 0.65)


def _told_apart(story: Story, span: Span) -> bool:
    """The sentence says itself that a spelling is wrong, or another one."""
    return (held := story.holding(span)) is not None and "wrong" in held.marks


def _whole_names(story: Story, telling: Telling) -> Iterator[Span]:
    """The names of a sentence; a given name and a surname that were found apart are one."""
    spans = [mention.span for mention in telling.mentions]
    at = 0
    while at < len(spans):
        last = at
        while last + 1 < len(spans) and story.text[spans[last].end : spans[last + 1].start] == " ":
            last += 1
        yield Span(spans[at].start, spans[last].end)
        at = last + 1


def _orphans(story: Story) -> Iterator[tuple[Span, Span]]:
    """Yield surnames that nobody in the text bears, each with the one that it misses by a letter: Bembury, Pembury."""
    bare: dict[str, Span] = {}
    borne: dict[str, Span] = {}
    alone: set[str] = set()  # whom the text only knows by the surname
    for named in people(story):
        whole = [word for word in words(story.text, named.mention.span) if word.is_word]
        if len(whole) == 1 and len(whole[0].text) >= SHORT and not whole[0].text.isupper():
            bare.setdefault(whole[0].lower, whole[0].span)
            known = _often(story)[whole[0].lower] > 1 or _is_titled(story, named)
            if known and len(whole[0].text) > SHORT and given_gender(whole[0].lower, story.profile) is None:
                alone.add(whole[0].lower)
        elif len(whole) > 1:
            borne.setdefault(whole[-1].lower, whole[-1].span)
    alone -= set(borne)
    borne |= {name: bare[name] for name in alone}
    for word in _unread(story):
        bare.setdefault(word.lower, word.span)
    forms = {name: {name, *lemmas(name, story.profile)} for name in borne}
    rooted = story.reading.article.language == "en"  # elsewhere such endings are cases and adjectives
    for name, span in bare.items():
        others = [other for other in borne if borne[other] != span]
        if _often(story)[name] > 1 or any(_is_form(story, name, other) for other in others):
            continue
        near = [
            other
            for other in others
            if any(sounds_alike(name, form) or (other not in alone and _slipped(name, form)) for form in forms[other])
            or _in_its_end(name, other, story.profile)
            or (rooted and _of_one_root(name, other))
        ]
        if len({other[:ROOT] for other in near}) == 1:
            yield span, borne[near[0]]


@once
def _often(story: Story) -> Counter[str]:
    """How often each name of one word stands in the text."""
    return Counter(story.said(m.span).lower() for m in story.reading.mentions)


def _is_titled(story: Story, named: Named) -> bool:
    return any(word.lower.rstrip(".") in titles(story.profile) for word in named.intro_words[-2:])


def _is_form(story: Story, name: str, other: str) -> bool:
    """Say whether two words may be one name in two cases: they have one stem, and are not one name in two spellings."""
    if name == other or lemmas(other, story.profile) & lemmas(name, story.profile):
        return True
    same = story.wording.stem(name) == story.wording.stem(other)
    return same and not misspelt(name, other) and not sounds_alike(name, other)


def _unread(story: Story) -> Iterator[Word]:
    """Long words in capitals that no name was found in, and that stand nowhere in small letters."""
    plain = {word.lower for telling in story.tellings for word in telling.words if not word.is_capital}
    read = {word.lower for t in story.tellings for m in t.mentions for word in words(story.text, m.span)}
    for telling in story.tellings:
        for word in telling.words:
            if not word.is_capital or len(word.text) < RARE or word.text.isupper() or not word.text.isalpha():
                continue
            if word.lower not in plain and word.lower not in read and word.lower not in story.wording.stop:
                yield word


def _beside_one_given_name(story: Story) -> Iterator[tuple[Span, Span]]:
    """Yield two surnames much alike behind one given name: Hadžiomerović, Hadžiomanović."""
    full: dict[tuple[str, str], Named] = {}
    for named in people(story):
        if len(named.row) > 1 and not named.row[-1].text.isupper():
            full.setdefault((named.row[0].lower, named.row[-1].lower), named)
    for (given, one), (other_given, other) in islice(combinations(full, 2), MOST_PAIRS):
        if story.wording.stem(given) != story.wording.stem(other_given) or one[:BEGIN] != other[:BEGIN]:
            continue
        body = min(len(one), len(other)) - 2
        kept = lemmas(one, story.profile) & lemmas(other, story.profile)
        if kept or one[:body] == other[:body] or min(len(one), len(other)) < RARE:
            continue
        if Indel.normalized_similarity(one, other) >= ALIKE:
            yield full[given, one].row[-1].span, full[other_given, other].row[-1].span


def _of_one_root(one: str, other: str) -> bool:
    """They begin in the same letters and go on otherwise: Pilcher, Pilchard."""
    return one[:ROOT] == other[:ROOT] and Indel.normalized_similarity(one, other) >= ALIKE


def _slipped(one: str, other: str) -> bool:
    """One letter differs, the first one perhaps, but not the ending; or two, late in a long name."""
    if abs(len(one) - len(other)) > 1 or (one > "\u0250") != (other > "\u0250"):
        return False
    away = DamerauLevenshtein.distance(one, other, score_cutoff=2)
    if sorted(one) == sorted(other) and one[:BEGIN] == other[:BEGIN] and len(one) >= VERY_LONG:
        return True
    body = min(len(one), len(other)) - 2
    if away == 1:
        return one[:body] != other[:body]
    return away == 2 and min(len(one), len(other)) >= VERY_LONG and one[:4] == other[:4] and one[-1] != other[-1]


def _in_two_cases(left: str, right: str, profile: str) -> bool:
    """Say whether the names are two spellings of one, in two cases: Vukelić, Vukalića."""
    ours, theirs = lemmas(left, profile), lemmas(right, profile)
    if min(len(left), len(right)) < RARE or ours & theirs or left in theirs or right in ours:
        return False
    return any(misspelt(one, right) for one in ours) or any(misspelt(left, other) for other in theirs)


def _in_its_end(left: str, right: str, profile: str) -> bool:
    """Say whether one letter differs near the end of two names that are no two forms of one: Šterk, Šterg."""
    if len(left) != len(right) or lemmas(left, profile) & lemmas(right, profile):
        return False
    away = [at for at, (one, other) in enumerate(zip(left, right, strict=True)) if one != other]
    if len(away) != 1 or left[: away[0]] != right[: away[0]]:
        return False
    pair = {left[away[0]], right[away[0]]}
    if away[0] == len(left) - 1:
        return not pair & VOWELS and not pair <= IN_ENDINGS
    return away[0] == len(left) - 2 and left[-1] not in VOWELS | IN_ENDINGS


def _folded(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c)).replace("đ", "d")

"""Write a slip, or its look-alike, into an article."""

from __future__ import annotations

import calendar
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from merilo.model import Article, Span
from merilo.resources import load

SCALES = (1, 5, 10)
MANY = (15, 16, 17, 18, 19, 25, 26, 27, 28, 29, 35, 36, 37, 38)  # numbers that take one plural everywhere
CLOSED = (".", "!", "?", "…", "”", "“", "»", '"')
MIDDLE = 3  # letters from the end of a name where a misspelling is put


@dataclass(frozen=True, slots=True)
class PlanterWords:
    """The list `planter` of a language: how days are written, some names, and the sentences of each kind."""

    day: str
    months: list[str]
    on_days: list[str]
    weekday: str
    men: list[list[str]]
    women: list[list[str]]
    towns: list[str]
    kinds: dict[str, dict[str, list[list[str]]]]
    wives: list[str]
    towns_of: list[str]


@dataclass(frozen=True, slots=True)
class Planted:
    """An article with something put into it: `slip` says whether it is wrong, `places` where it stands."""

    article: Article
    kind: str
    slip: bool
    places: tuple[Span, ...]


def planter_words(profile: str) -> PlanterWords:
    """Return the sentences of a profile."""
    raw = load(profile, "planter", dict[str, object])
    known = {"day", "months", "on_days", "weekday", "men", "women", "towns", "wives", "towns_of"}
    kinds = {name: value for name, value in raw.items() if name not in known}
    given = {name: value for name, value in raw.items() if name in known}
    given.setdefault("towns_of", raw["towns"])
    return PlanterWords(**given, kinds=kinds)


def planted(article: Article, words: PlanterWords, dice: random.Random) -> Iterator[Planted]:
    """Yield, for each kind, one slip and one look-alike put into the article."""
    for kind, items in words.kinds.items():
        for which in ("slip", "decoy"):
            item = dice.choice(items[which])
            facts = _facts(words, dice, article.published or date(2018, 10, 3))
            sentences = [sentence.format_map(facts) for sentence in item]
            yield _put(article, kind, which == "slip", sentences, dice)


def _put(article: Article, kind: str, slip: bool, sentences: Sequence[str], dice: random.Random) -> Planted:
    title, captions = article.title, article.captions
    if kind == "headline":
        title, *sentences = sentences
    paragraphs = article.text.split("\n\n")
    under = sentences[-1] if kind == "caption-against-text" else None
    inside = sentences[:-1] if under else sentences
    at = sorted(dice.sample(range(len(paragraphs)), min(len(inside), len(paragraphs))))
    for place, sentence in zip(at or [0], inside, strict=False):
        host = paragraphs[place].rstrip()
        # A heading or a line without a full stop would run into what follows it.
        paragraphs[place] = host + (" " if host.endswith(CLOSED) else "\n\n") + sentence
    for sentence in inside[len(at) :]:
        paragraphs.append(sentence)
    if under:
        paragraphs.append(under)
    text = "\n\n".join(paragraphs)
    places = tuple(
        Span(start, start + len(sentence)) for sentence in sentences if (start := text.rindex(sentence)) >= 0
    )
    if under:
        captions = (places[-1],)
    return Planted(replace(article, text=text, title=title, captions=captions), kind, slip, places)


def _facts(words: PlanterWords, dice: random.Random, published: date) -> Mapping[str, str]:
    def day(when: date) -> str:
        return _day(words, when.day, when.month, when.year)

    def weekday(when: date, off: int) -> str:
        return words.weekday.format(weekday=words.on_days[(when.weekday() + off) % 7], day=day(when))

    d1 = published - timedelta(days=dice.randint(30, 200))
    d2 = d1 + timedelta(days=dice.randint(2, 18))
    start = date(published.year, dice.randint(1, 8), dice.randint(1, 18))
    birth = dice.randint(1950, 1985)
    y1 = dice.randint(1990, 2005)
    (given, surname), (other, second) = dice.sample(words.men, 2)
    at = words.men.index([given, surname])
    n, m = dice.sample(MANY, 2)
    m = m if abs(n - m) > 2 else m + 40
    scale = dice.choice(SCALES)
    painter = f"{other} {second}"
    month, last = dice.choice([(4, 31), (6, 31), (9, 31), (11, 31), (2, 30)])
    towns = dice.sample(range(len(words.towns)), 2)
    return {
        "bad": _day(words, last, month, dice.choice([2015, 2017, published.year])),
        "d1": day(d1),
        "d2": day(d2),
        "rightday": weekday(d2, 0),
        "wrongday": weekday(d2, dice.randint(1, 6)),
        "y1": str(y1),
        "y2": str(y1 + dice.randint(3, 9)),
        "s1": day(start),
        "s3": day(start + timedelta(days=2)),
        "s9": day(start + timedelta(days=8)),
        "g0": day(start),
        "g14": day(start + timedelta(days=14)),
        "g40": day(start + timedelta(days=40)),
        "f1": day(date(published.year + 1, dice.randint(2, 11), dice.randint(2, 27))),
        "birth": str(birth),
        "age": str(published.year - birth),
        "wrongage": str(published.year - birth + dice.choice([-9, -6, 5, 8])),
        "n": str(min(n, m)),
        "m": str(max(n, m)),
        "more": str(max(n, m)),
        "P": f"{given} {surname}",
        "P2": f"{other} {surname}",
        "Pwife": words.wives[at],
        "Q": painter,
        "W": " ".join(dice.choice(words.women)),
        "X": painter,
        "Xslip": f"{other} {_misspelt(second)}",
        "T": words.towns[towns[0]],
        "U": words.towns[towns[1]],
        "Tg": words.towns_of[towns[0]],
        **{f"a{number}": str(number * scale) for number in (10, 15, 18, 25, 30, 40, 120)},
    }


def _day(words: PlanterWords, day: int, month: int, year: int) -> str:
    assert day <= calendar.monthrange(2016, month)[1] + 2
    return words.day.format(d=day, month=words.months[month - 1], y=year)


def _misspelt(name: str) -> str:
    """Put another letter of the name in the place of one inside it."""
    at = max(1, len(name) - MIDDLE - 2)
    letter = next(each for each in name[::-1] if each.lower() != name[at].lower())
    return name[:at] + letter.lower() + name[at + 1 :]

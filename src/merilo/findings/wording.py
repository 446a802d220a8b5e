"""The words of one language that the rules compare with, and how a word is cut down to its stem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from merilo.resources import load
from merilo.text.lexicon import Lexicon
from merilo.text.words import Word

Lists = dict[str, list[str]]

SHORTEST, LONGEST = 3, 7  # letters that a stem keeps


@dataclass(frozen=True, slots=True)
class FindingWords:
    """The list `findings` of a language.

    `stop` are words that tell nothing; `endings` are cut off, longest first; `marks` are words that explain a
    difference away ("rose to", "another", "wrongly"); `counted` are kinds of people counted by what befell them;
    `alike` are words by which one thing is counted in one text, as pupils and children;
    `events` are things that happen once on a day; `stages` are those of one matter that come on days of their own, as a
    death and a funeral; `days` are the seven weekdays, each in the same order of forms,
    of which the last stands after a word of `day_after`, and `day_adjectives` their adjectives; `signs` are words that
    join two numbers or dates;
    `her_titles` and `her_names` are endings of titles and given names of women.
    """

    stop: list[str]
    endings: list[str]
    marks: Lists
    counted: Lists
    events: Lists
    stages: Lists
    alike: Lists
    people: list[str]
    signs: Lists
    days: list[list[str]]
    day_adjectives: list[list[str]] = field(default_factory=list)
    day_after: list[str] = field(default_factory=list)
    day_after_instead: dict[str, str] = field(default_factory=dict)
    he: list[str] = field(default_factory=list)
    she: list[str] = field(default_factory=list)
    her_titles: list[str] = field(default_factory=list)
    her_names: list[str] = field(default_factory=list)


class Wording:
    """Word lists made ready for looking up; one for each profile, made on first use."""

    def __init__(self, given: FindingWords) -> None:
        self.given = given
        self.stop = frozenset(given.stop)
        self.endings = tuple(sorted(given.endings, key=len, reverse=True))
        self.marks = _shared_lexicon(given.marks)
        self.counted = _lexicon(given.counted)
        self.events = _lexicon(given.events)
        self.stages = _shared_lexicon(given.stages)
        self.alike = _shared_lexicon(given.alike)
        self.signs = {name: Lexicon(dict.fromkeys(entries, name)) for name, entries in given.signs.items()}
        self.people = Lexicon(dict.fromkeys(given.people, True))
        self.negations = frozenset(given.marks["not"])
        self.weekdays = frozenset(form for forms in given.days for form in forms)
        self._stems: dict[str, str] = {}

    def stem(self, lower: str) -> str:
        """Return what stays of a word in small letters once its ending is off: "bridges", "bridge" -> "bridg"."""
        known = self._stems.get(lower)
        if known is None:
            known = lower
            for ending in self.endings if lower.endswith(self.endings) else ():
                # Of a short word a long ending takes its root as well: школа, çatia.
                left = len(lower) - len(ending)
                if left >= SHORTEST + (len(ending) > 1) and lower.endswith(ending):
                    known = lower[: -len(ending)]
                    break
            known = known[:LONGEST]
            if len(self._stems) < 50_000:
                self._stems[lower] = known
        return known


def _lexicon(lists: Lists) -> Lexicon[str]:
    """Look up which list an entry is of; for lists that have no entry in common."""
    return Lexicon({entry: name for name, entries in lists.items() for entry in entries})


def _shared_lexicon(lists: Lists) -> Lexicon[tuple[str, ...]]:
    """Look up all the lists that an entry is of."""
    names: dict[str, tuple[str, ...]] = {}
    for name, entries in lists.items():
        for entry in entries:
            names[entry] = (*names.get(entry, ()), name)
    return Lexicon(names)


@cache
def wording(profile: str) -> Wording:
    """Return the words of a profile."""
    return Wording(load(profile, "findings", FindingWords))


def marks(known: Wording, row: Sequence[Word]) -> frozenset[str]:
    """Return the kinds of words that explain a difference away, of which one stands in a row of words."""
    hits = known.marks.find([word for word in row if word.lower not in known.weekdays])  # „вторник“ is no second one
    return frozenset(name for hit in hits for name in hit.entry)

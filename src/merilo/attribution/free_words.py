"""The words that mark free indirect speech, by language: particles, forms of verbs, and what goes on with a clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from merilo.attribution.cues import WordSet
from merilo.resources import load
from merilo.text.lexicon import Lexicon

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FreeList:
    """The word list `free` of a profile, as written.

    `particles` say by themselves that somebody else speaks, `leading` only at the head of a sentence, `suffixes` at a
    word's end; `distant` are particles that keep a distance besides. `moods` are forms that are renarrated wherever
    they stand in the first clause, without their `endings`; `perfects`, and any word that ends so with `beside` before
    it and nothing but `clitics` between, are so where the clause has one of `bearing`, if there are any. `cancels` are
    the auxiliaries that make another tense of either. `subjects` with one of `tenses` behind them are a tense shifted
    back, `nobodies` with one of `earlier` too; `shifted` shows that what was said before is, `plans` that a verb of
    saying stands for it, and `tellers` that it is the writer's own. `joins` go on with a clause of the sentence before,
    where one of `verbs` follows if there are any, unless they are `no_joins` or something is `unreal`.
    """

    particles: Words = ()
    distant: Words = ()
    leading: Words = ()
    suffixes: Words = ()
    moods: Words = ()
    perfects: Words = ()
    endings: Words = ()
    beside: Words = ()
    clitics: Words = ()
    bearing: Words = ()
    look_alikes: Words = ()
    cancels: Words = ()
    distant_moods: bool = False
    subordinate: Words = ()
    subjects: Words = ()
    nobodies: Words = ()
    tenses: Words = ()
    earlier: Words = ()
    shifted: Words = ()
    plans: Words = ()
    tellers: Words = ()
    joins: Words = ()
    verbs: Words = ()
    no_joins: Words = ()
    unreal: Words = ()


@dataclass(frozen=True, slots=True)
class Free:
    """The word list `free`, ready to be looked up in."""

    particles: Lexicon[bool]
    leading: Lexicon[bool]
    suffixes: Words
    moods: WordSet
    perfects: WordSet
    endings: Words
    beside: WordSet
    clitics: WordSet
    bearing: Lexicon[bool]
    bears: bool
    look_alikes: WordSet
    cancels: WordSet
    distant_moods: bool
    subordinate: WordSet
    subjects: Lexicon[bool]
    nobodies: Lexicon[bool]
    tenses: WordSet
    earlier: Lexicon[bool]
    shifted: WordSet
    plans: WordSet
    tellers: Lexicon[bool]
    joins: Lexicon[bool]
    verbs: WordSet
    no_joins: Lexicon[bool]
    unreal: WordSet

    def is_mood(self, lower: str) -> bool:
        """Say whether a word is a renarrated form that needs nothing beside it."""
        return self._is_form(lower, self.moods)

    def is_perfect(self, lower: str) -> bool:
        """Say whether a word is a form that may be a perfect tense as well."""
        return self._is_form(lower, self.perfects)

    def _is_form(self, lower: str, forms: WordSet) -> bool:
        if lower in self.look_alikes:
            return False
        if not self.endings:
            return lower in forms
        return any(lower.endswith(each) and lower.removesuffix(each) in forms for each in self.endings)


@cache
def free_words(profile: str) -> Free:
    """Return the words of free indirect speech of a profile; a distant particle stands for True, another for False.

    Raises:
        MissingWords: the profile has no list `free`.
    """
    written = load(profile, "free", FreeList)
    distant = frozenset(written.distant)
    return Free(
        particles=Lexicon({each: each in distant for each in (*written.particles, *written.distant)}),
        leading=_all(written.leading),
        suffixes=written.suffixes,
        moods=WordSet.of(written.moods),
        perfects=WordSet.of(written.perfects),
        endings=written.endings,
        beside=WordSet.of(written.beside),
        clitics=WordSet.of(written.clitics),
        bearing=_all(written.bearing),
        bears=bool(written.bearing),
        look_alikes=WordSet.of(written.look_alikes),
        cancels=WordSet.of(written.cancels),
        distant_moods=written.distant_moods,
        subordinate=WordSet.of(written.subordinate),
        subjects=_all(written.subjects),
        nobodies=_all(written.nobodies),
        tenses=WordSet.of(written.tenses),
        earlier=_all(written.earlier),
        shifted=WordSet.of(written.shifted),
        plans=WordSet.of(written.plans),
        tellers=_all(written.tellers),
        joins=_all(written.joins),
        verbs=WordSet.of(written.verbs),
        no_joins=_all(written.no_joins),
        unreal=WordSet.of(written.unreal),
    )


def _all(entries: Words) -> Lexicon[bool]:
    return Lexicon(dict.fromkeys(entries, True))

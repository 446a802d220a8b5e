"""The words that show who says what, by language: cue verbs, complementisers, and what may stand around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from merilo.attribution.written import CueWords, Offices, Words
from merilo.resources import load
from merilo.text.lexicon import Lexicon

# "In his words", „по њеном мишљењу“: who is meant stands in the cue itself.
OF_PRONOUN = ("his_words", "her_words", "their_words")
# A word in two lists has the kind that stands later here.
KINDS = (
    "judges",
    "holds",
    "shows",
    "says",
    "relays",
    "doubts",
    "asks",
    "denies",
    "impersonal",
    "according",
    "initial",
    "citing",
    *OF_PRONOUN,
)
NO_CUE = "never"
REFUSES = "refuses"  # the kind of a cue that says that somebody would not speak; no list of words by itself
# The lists that are looked up word by word.
SETS = (
    "nouns",
    "complementisers",
    "commands",
    "auxiliaries",
    "clitics",
    "adverbs",
    "negations",
    "conjunctions",
    "breakers",
    "relatives",
    "prepositions",
    "attaching",
    "occasions",
    "times",
    "recipients",
    "articles",
    "linkers",
    "persons",
    "documents",
    "outlets",
    "interviews",
    "media",
    "bodies",
    "none_of",
    "no_adverbs",
    "proclitics",
    "learning",
    "learned_from",
    "questions",
    "second",
    "interrogatives",
    "no_commands",
    "infinitives",
    "asked_of",
    "requires",
    "years",
    "by",
    "temporal",
    "unwilling",
    "disclosing",
    "willing",
    "parties",
    "bids",
    "rejects",
    "wishes",
    "inserted",
    "adversatives",
)

SHORTEST = 4  # letters of an abbreviation such as „доц.“


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words of one list, whole or by their beginnings, and what is none of them all the same."""

    whole: frozenset[str]
    stems: Words
    never: frozenset[str] = frozenset()

    def __contains__(self, lower: str) -> bool:
        known = lower in self.whole or (bool(self.stems) and lower.startswith(self.stems))
        return known and lower not in self.never

    @classmethod
    def of(cls, entries: Iterable[str]) -> WordSet:
        """Make one of the entries of a word list."""
        lower = [each.lower() for each in entries]
        return cls(
            frozenset(each for each in lower if not each.endswith("*")),
            tuple(each[:-1] for each in lower if each.endswith("*")),
        )


@dataclass(frozen=True, slots=True)
class Tongue:
    """The word list of one language, ready to be looked up in."""

    cues: Lexicon[str]
    nouns: WordSet
    complementisers: WordSet
    weak: WordSet
    commands: WordSet
    auxiliaries: WordSet
    clitics: WordSet
    adverbs: WordSet
    negations: WordSet
    hedges: Lexicon[str]
    evidentials: Lexicon[str]
    conjunctions: WordSet
    breakers: WordSet
    relatives: WordSet
    prepositions: WordSet
    attaching: WordSet
    occasions: WordSet
    times: WordSet
    recipients: WordSet
    articles: WordSet
    linkers: WordSet
    persons: WordSet
    offices: WordSet
    possessives: WordSet
    documents: WordSet
    outlets: WordSet
    interviews: WordSet
    media: WordSet
    bodies: WordSet
    none_of: WordSet
    no_adverbs: WordSet
    proclitics: WordSet
    learning: WordSet
    learned_from: WordSet
    questions: WordSet
    second: WordSet
    interrogatives: WordSet
    no_commands: WordSet
    infinitives: WordSet
    asked_of: WordSet
    requires: WordSet
    years: WordSet
    by: WordSet
    temporal: WordSet
    unwilling: WordSet
    disclosing: WordSet
    willing: WordSet
    parties: WordSet
    bids: WordSet
    rejects: WordSet
    wishes: WordSet
    inserted: WordSet
    adversatives: WordSet
    refuses: Lexicon[str]
    demands: Lexicon[str]
    falsehoods: Lexicon[str]
    whether: Lexicon[str]
    which: Lexicon[str]
    confirms: Lexicon[str]
    latter: Lexicon[str]
    asides: Lexicon[str]
    interviewing: Lexicon[str]
    interviewers: Lexicon[str]
    as_source: Lexicon[str]
    anonymous: Lexicon[str]
    nameless: Lexicon[str]
    pronouns: WordSet
    mine: WordSet
    gender: dict[str, str]
    likewise: Lexicon[str]
    asked: Lexicon[str]
    points: Lexicon[str]
    adverb_endings: Words
    converb_endings: Words
    participle_endings: Words
    passive_endings: Words
    manner_endings: Words
    first_person_endings: Words
    finite_endings: Words
    feminine: Words
    masculine: Words
    plural: Words
    genitive_endings: Words
    possessive_endings: Words
    leaked: Lexicon[str]
    translated: Lexicon[str]
    first: Lexicon[str]
    bare: bool


@cache
def tongue(profile: str) -> Tongue:
    """Return the words of attribution for a profile.

    Raises:
        MissingWords: the profile has no list `cues`.
    """
    written = load(profile, "cues", CueWords)
    kinds: dict[str, str] = {}
    for kind in KINDS:
        kinds.update(dict.fromkeys(getattr(written, kind), kind))
    kinds.update(_own_accounts(written))
    kinds.update(dict.fromkeys(written.never, NO_CUE))
    offices = _offices(written, profile)
    return Tongue(
        cues=Lexicon(kinds),
        hedges=_plain(written.hedges),
        evidentials=_plain(written.evidentials),
        anonymous=_plain((*written.anonymous, *written.nameless)),
        nameless=_plain(written.nameless),
        likewise=_plain(written.likewise),
        asked=_plain(written.asked),
        points=_plain(written.points),
        refuses=_plain(written.refuses),
        demands=_plain(written.demands),
        falsehoods=_plain(written.falsehoods),
        whether=_plain(written.whether),
        which=_plain(written.which),
        confirms=_plain(written.confirms),
        latter=_plain(written.latter),
        asides=_plain(written.asides),
        interviewing=_plain(written.interviewing),
        interviewers=_plain(written.interviewers),
        pronouns=WordSet.of(each for forms in written.pronouns.values() for each in forms),
        mine=WordSet.of(written.pronouns.get("i", ())),
        gender={each: kind for kind, forms in written.pronouns.items() for each in forms},
        weak=WordSet.of(written.weak_complementisers),
        adverb_endings=written.adverb_endings,
        converb_endings=written.converb_endings,
        participle_endings=written.participle_endings,
        passive_endings=written.passive_endings,
        manner_endings=written.manner_endings,
        first_person_endings=written.first_person_endings,
        finite_endings=written.finite_endings,
        feminine=written.feminine,
        masculine=written.masculine,
        plural=written.plural,
        genitive_endings=written.genitive_endings,
        possessive_endings=written.possessive_endings,
        leaked=_plain(written.leaked),
        translated=_plain(written.translated),
        first=_plain(written.first),
        as_source=_plain(written.as_source),
        bare=written.bare,
        **{name: WordSet.of(getattr(written, name)) for name in SETS if name != "persons"},
        persons=_persons(written, offices) if offices.stems else WordSet.of(written.persons),
        offices=offices,
        possessives=WordSet.of(each for whose in written.whose.values() for each in whose),
    )


def _own_accounts(written: CueWords) -> dict[str, str]:
    """Return "according to" with everything that may be his, hers or theirs: „према његовом налазу“.

    "According to his lawyer" is not among them: it is the lawyer's.
    """
    nouns = (*written.accounts, *written.documents)
    made: dict[str, str] = {}
    for kind, whose in written.whose.items():
        for by in written.accounted:
            for noun in nouns:
                if written.linkers:  # „sipas raportit të tij“
                    made.update((f"{by} {noun} {link} {each}", kind) for link in written.linkers for each in whose)
                else:
                    made.update((f"{by} {each} {noun}", kind) for each in whose)
    return made


def _persons(written: CueWords, offices: WordSet) -> WordSet:
    """Return the words for people of a profile and the titles of one word; the hearers in a case are no source."""
    known = WordSet.of(written.persons)
    hearers = frozenset(each.lower() for each in written.recipients if each.lower() not in known)
    return WordSet(known.whole | offices.whole, known.stems + offices.stems, hearers)


def _offices(written: CueWords, profile: str) -> WordSet:
    """Return the titles of one word; English ones are read by the names beside them."""
    if written.bare:
        return WordSet.of(())
    titles = load(profile, "titles", Offices)
    return WordSet.of(each for each in (*titles.m, *titles.f) if " " not in each and len(each) > SHORTEST)


def _plain(entries: Words) -> Lexicon[str]:
    """Return a list of entries as a lexicon in which each stands for itself."""
    return Lexicon({each: each for each in entries})

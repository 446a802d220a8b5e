"""The nouns of the trade: small frozen values that every stage hands to the next.

Offsets are half-open and count Unicode code points of `Article.text`, which no stage ever alters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Literal


class Answer(Enum):
    """The three answers: a rule speaks only on YES or NO, never on UNKNOWN."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text, as half-open code-point offsets."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """Return the words this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Say whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence not yet said: a key of the `phrases-*` word lists and the facts to fill in.

    `speech.say` turns it into words in the language of whoever reads it.
    """

    key: str
    facts: Mapping[str, str | int | float] = field(default_factory=dict)


# ── what is read ─────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Landmark:
    """Where in the source the text from `start` on comes from, until the next landmark.

    `page` and `paragraph` count from 1, `time` is in seconds, `speaker` is the name a transcript gives.
    """

    start: int
    page: int | None = None
    paragraph: int | None = None
    time: float | None = None
    speaker: str | None = None


ArticleKind = Literal["article", "transcript", "post"]


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was read, with what is known of it.

    `language` is one of `resources.LANGUAGES` or "other"; `script` an ISO 15924 code ("Cyrl", "Latn", "Zyyy" for
    none); `published` is None when the source does not say it credibly; `sha256` is of the UTF-8 text; `captions` are
    the stretches that describe pictures; `notices` tell the reader what reading had to do ("read by OCR", ...).
    """

    text: str
    title: str = ""
    language: str = "other"
    script: str = "Zyyy"
    published: date | None = None
    source: str = ""
    site: str = ""
    byline: tuple[str, ...] = ()
    sha256: str = ""
    kind: ArticleKind = "article"
    landmarks: tuple[Landmark, ...] = ()
    captions: tuple[Span, ...] = ()
    notices: tuple[Phrase, ...] = ()

    def landmark(self, at: int) -> Landmark | None:
        """Return the landmark that the offset `at` stands under, or None where the source has none."""
        found = None
        for mark in self.landmarks:
            if mark.start > at:
                break
            found = mark
        return found


# ── what stands in the text ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: `span` takes the marks in, `words` leaves them out; `depth` 0 is the outermost."""

    span: Span
    words: Span
    closed: bool = True
    depth: int = 0


Bound = Literal["exact", "about", "at-least", "at-most", "range"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts or measures something; years, dates, ordinals and phone numbers are none.

    `value` (and `high` of a range) are already multiplied out ("2.5 million" is 2500000.0). `unit` is a canonical
    name: an ISO 4217 code, an SI symbol, "%" or "pp" (percentage points); None for a plain count. `noun` is the word
    that says what is counted, where there is one.
    """

    span: Span
    value: float
    high: float | None = None
    unit: str | None = None
    noun: Span | None = None
    bound: Bound = "exact"


ClaimKind = Literal["quantity", "comparison", "cause", "event", "quotation", "position", "promise", "prediction"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch that says something checkable, how much it wants checking (0 to 1) and why."""

    span: Span
    kind: ClaimKind
    checkworthiness: float
    reasons: tuple[Phrase, ...] = ()
    attribution: int | None = None


Mode = Literal["direct", "indirect", "mixed"]
Basis = Literal["particle", "mood", "tense", "joined"]
Stance = Literal["asserts", "denies", "doubts", "asks", "demands", "unconfirmed"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what: source, cue and content as in PARC and PolNeAR; `content` is never empty.

    `carriers` are the media, documents or persons through which the words came ("as Reuters reported", "in a letter
    seen by ..."), nearest the speaker first. `hedged` is True where the text keeps its distance ("allegedly").
    `speaker` and `chain` are entity ids and are filled once the names are known: `chain` runs from the one who spoke
    to the carrier nearest this text. `basis` is None where a cue or quotation marks say whose the words are; else they
    are free indirect speech, whose `source` stands in a sentence before, and it tells what marks them: a particle
    («мол»), the mood or the tense of the verb, or a joining word that goes on with what was said.
    """

    content: tuple[Span, ...]
    source: Span | None = None
    cue: Span | None = None
    mode: Mode = "indirect"
    stance: Stance = "asserts"
    hedged: bool = False
    carriers: tuple[Span, ...] = ()
    speaker: str | None = None
    chain: tuple[str, ...] = ()
    parent: int | None = None
    basis: Basis | None = None


TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time expression with its TIMEX3 value and, where it can be placed, the first and last day it may mean.

    `mod` is TIMEX3's (APPROX, START, MID, END, BEFORE, AFTER, LESS_THAN ...). `relative` is True where the value was
    reckoned from another date. `weekday` is the day of the week named together with the date (1 is Monday), and
    `impossible` is True where no calendar has such a day (31 April; 29 February 2023). `written` is the year, month and
    day as they stand in the text, None for each that does not; `offset` a signed TIMEX3 duration where the text counts
    from another date ("-P2W" for "two weeks ago").
    """

    span: Span
    type: TimeType
    value: str
    earliest: date | None = None
    latest: date | None = None
    mod: str | None = None
    relative: bool = False
    weekday: int | None = None
    impossible: bool = False
    written: tuple[int | None, int | None, int | None] | None = None
    offset: str | None = None


MentionType = Literal["PER", "ORG", "LOC", "MISC"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in the text, and the entity it was grouped into."""

    span: Span
    type: MentionType
    entity: str


Tenure = Literal["now", "former", "future", "acting"]


@dataclass(frozen=True, slots=True)
class Term:
    """When an office was held, as the text says it: the words that do, its first and last date, and how long.

    `begins` and `ends` are None where the text does not tell; `length` is a TIMEX3 duration ("P4Y"), `count` how many
    terms of office it was.
    """

    span: Span
    begins: TimeRef | None = None
    ends: TimeRef | None = None
    length: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A title or office the text gives an entity, where it does so, whether it is said to be held still, and when."""

    title: str
    span: Span
    held: Tenure = "now"
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body or place: the best name, every form found, and the roles the text gives it.

    `gender` is "f", "m" or None where the text does not show it.
    """

    id: str
    type: MentionType
    name: str
    variants: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    gender: Literal["f", "m"] | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something the text places in time: the sentence that tells it, its first and last possible day, who was in it."""

    span: Span
    earliest: date | None
    latest: date | None
    entities: tuple[str, ...] = ()
    time: int | None = None


Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Fix:
    """The smallest edit that would mend a finding: put `replacement` in the place of `span`."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A place, or both places, where the text contradicts itself, its sources or the calendar.

    `fix` is the edit that mends it, where one is certain; `options` are edits each of which would, where two or
    more are equally possible.
    """

    rule: str
    spans: tuple[Span, ...]
    message: Phrase
    severity: Severity
    confidence: float
    fix: Fix | None = None
    options: tuple[Fix, ...] = ()


# ── earlier fact checks ──────────────────────────────────────────────────────────────────────────────────────

DifferenceKind = Literal["number", "date", "place", "person", "negation", "unit"]
Relation = Literal["same", "differs", "related"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a claim and an earlier fact check part; spans count in the claim and in the earlier claim."""

    kind: DifferenceKind
    here: str
    there: str
    here_span: Span | None = None
    there_span: Span | None = None


@dataclass(frozen=True, slots=True)
class FactCheck:
    """An earlier fact check as a library keeps it. `original` is the record as it came, whole."""

    id: str
    claim: str
    title: str = ""
    summary: str = ""
    rating: str = ""
    scale: tuple[float, float, float] | None = None  # worst, value, best
    claimant: str = ""
    publisher: str = ""
    url: str = ""
    language: str = "other"
    claim_date: date | None = None
    review_date: date | None = None
    original: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """An earlier fact check of a claim: how sure (0 to 1, calibrated), how related, what differs and why we think so.

    `claim` is the index of the claim in the report it was found for, None for a bare query.
    """

    fact_check: FactCheck
    score: float
    relation: Relation
    differences: tuple[Difference, ...] = ()
    reasons: tuple[Phrase, ...] = ()
    claim: int | None = None


# ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Reading:
    """All that has been found in an article so far; each stage returns it with its own part filled in."""

    article: Article
    sentences: tuple[Span, ...] = ()
    quotes: tuple[Quote, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeRef, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    timeline: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A finished reading with the versions of everything that made it."""

    reading: Reading
    engine: str
    models: Mapping[str, str] = field(default_factory=dict)

"""The shapes of `merilo-report/1` on the wire: what stands in the JSON, field by field.

`merilo schema report` describes these. Offsets count Unicode code points of `article.text`; dates are ISO 8601. Fields
are added freely; one that changes its meaning raises the number of the schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from merilo import model

SCHEMA = "merilo-report/1"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EngineOut:
    """Which version of the engine and of each model made the report."""

    version: str
    models: dict[str, str]


@dataclass(frozen=True, slots=True)
class LandmarkOut:
    """Where in the source the text from `start` on comes from."""

    start: int
    page: int | None = None
    paragraph: int | None = None
    time: float | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleOut:
    """The text and what is known of it."""

    title: str
    text: str
    language: str
    script: str
    published: str | None
    source: str
    sha256: str
    site: str
    byline: list[str]
    kind: model.ArticleKind
    landmarks: list[LandmarkOut]
    captions: list[Stretch]
    notices: list[str]


@dataclass(frozen=True, slots=True)
class QuoteOut:
    """A quotation with its marks; `words` is what stands inside them."""

    start: int
    end: int
    closed: bool
    depth: int
    words: Stretch


@dataclass(frozen=True, slots=True)
class QuantityOut:
    """A number that counts or measures, multiplied out."""

    start: int
    end: int
    value: float
    high: float | None
    unit: str | None
    noun: Stretch | None
    bound: model.Bound


@dataclass(frozen=True, slots=True)
class ClaimOut:
    """Something checkable; `attribution` is the index of the attribution that carries it."""

    start: int
    end: int
    kind: model.ClaimKind
    checkworthiness: float
    reasons: list[str]
    attribution: int | None


@dataclass(frozen=True, slots=True)
class AttributionOut:
    """Who said what; `speaker` and `chain` are entity ids. `basis` says what marks free indirect speech."""

    source: Stretch | None
    cue: Stretch | None
    content: list[Stretch]
    mode: model.Mode
    speaker: str | None
    chain: list[str]
    hedged: bool
    stance: model.Stance
    carriers: list[Stretch]
    parent: int | None
    basis: model.Basis | None = None


@dataclass(frozen=True, slots=True)
class TimeOut:
    """A time expression: TIMEX3 type, value and mod; first and last day it may mean."""

    start: int
    end: int
    type: model.TimeType
    value: str
    earliest: str | None
    latest: str | None
    mod: str | None
    relative: bool


@dataclass(frozen=True, slots=True)
class MentionOut:
    """A name in the text."""

    start: int
    end: int
    type: model.MentionType
    entity: str


@dataclass(frozen=True, slots=True)
class TermOut:
    """When an office was held, as the words from `start` to `end` tell it: TIMEX3 values, and days where they can be
    placed.

    `since` and `until` are null where the text does not tell; `earliest` is the first day on which it may have begun,
    `latest` the last on which it may have ended. `length` is a duration ("P4Y"), `count` a number of terms of office.
    """

    start: int
    end: int
    since: str | None
    until: str | None
    earliest: str | None
    latest: str | None
    length: str | None
    count: int | None


@dataclass(frozen=True, slots=True)
class RoleOut:
    """A title as the text gives it, whether it is held still, and when it was held where the text says so."""

    title: str
    start: int
    end: int
    held: model.Tenure
    term: TermOut | None = None


@dataclass(frozen=True, slots=True)
class EntityOut:
    """One person, body or place."""

    id: str
    type: model.MentionType
    name: str
    variants: list[str]
    roles: list[str]
    offices: list[RoleOut]
    gender: Literal["f", "m"] | None


@dataclass(frozen=True, slots=True)
class EventOut:
    """Something the text places in time."""

    start: int
    end: int
    earliest: str | None
    latest: str | None
    entities: list[str]
    time: int | None


@dataclass(frozen=True, slots=True)
class FixOut:
    """The smallest edit that would mend a finding."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class FindingOut:
    """Places that disagree, and a sentence that says how; `fix` where one edit is certain, else edits that may be."""

    rule: str
    spans: list[Stretch]
    message: str
    severity: model.Severity
    confidence: float
    fix: FixOut | None
    options: list[FixOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FactCheckOut:
    """An earlier fact check, as much of it as a reader needs."""

    id: str
    claim: str
    rating: str
    url: str
    title: str
    publisher: str
    claimant: str
    language: str
    date: str | None


@dataclass(frozen=True, slots=True)
class DifferenceOut:
    """One thing in which the claim and the earlier claim part."""

    kind: model.DifferenceKind
    here: str
    there: str
    here_span: Stretch | None
    there_span: Stretch | None


@dataclass(frozen=True, slots=True)
class MatchOut:
    """An earlier fact check of the claim with index `claim`."""

    claim: int | None
    fact_check: FactCheckOut
    score: float
    relation: model.Relation
    differences: list[DifferenceOut]
    reasons: list[str]


@dataclass(frozen=True, slots=True)
class ReportOut:
    """The whole report."""

    schema: Literal["merilo-report/1"]
    engine: EngineOut
    article: ArticleOut
    sentences: list[Stretch]
    quotes: list[QuoteOut]
    quantities: list[QuantityOut]
    claims: list[ClaimOut]
    attributions: list[AttributionOut]
    times: list[TimeOut]
    mentions: list[MentionOut]
    entities: list[EntityOut]
    timeline: list[EventOut]
    findings: list[FindingOut]
    matches: list[MatchOut]


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """One fact check as a line of a library's JSONL: only `id` and `claim` are required."""

    id: str
    claim: str
    title: str = ""
    summary: str = ""
    rating: str = ""
    worst: float | None = None
    value: float | None = None
    best: float | None = None
    claimant: str = ""
    publisher: str = ""
    url: str = ""
    lang: str = "other"
    claim_date: str | None = None
    date: str | None = None
    original: str = ""

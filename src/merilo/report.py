"""A finished reading as one versioned JSON value: `merilo-report/1`.

Sentences for people (reasons, messages, notices) are said in one language, English unless asked otherwise; keys and
codes never change.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from merilo import model
from merilo.speech import say
from merilo.wire import (
    SCHEMA,
    ArticleOut,
    AttributionOut,
    ClaimOut,
    DifferenceOut,
    EngineOut,
    EntityOut,
    EventOut,
    FactCheckOut,
    FindingOut,
    FixOut,
    LandmarkOut,
    MatchOut,
    MentionOut,
    QuantityOut,
    QuoteOut,
    ReportOut,
    RoleOut,
    Stretch,
    TermOut,
    TimeOut,
)


def out(report: model.Report, language: str = "en") -> ReportOut:
    """Return the report as it goes over the wire, its sentences said in `language` (a profile)."""
    reading = report.reading
    return ReportOut(
        schema="merilo-report/1",
        engine=EngineOut(report.engine, dict(report.models)),
        article=_article(reading.article, language),
        sentences=[_stretch(each) for each in reading.sentences],
        quotes=[QuoteOut(q.span.start, q.span.end, q.closed, q.depth, _stretch(q.words)) for q in reading.quotes],
        quantities=[
            QuantityOut(q.span.start, q.span.end, q.value, q.high, q.unit, _maybe(q.noun), q.bound)
            for q in reading.quantities
        ],
        claims=[
            ClaimOut(
                c.span.start,
                c.span.end,
                c.kind,
                _rounded(c.checkworthiness),
                [say(r, language) for r in c.reasons],
                c.attribution,
            )
            for c in reading.claims
        ],
        attributions=[_attribution(each) for each in reading.attributions],
        times=[
            TimeOut(t.span.start, t.span.end, t.type, t.value, _day(t.earliest), _day(t.latest), t.mod, t.relative)
            for t in reading.times
        ],
        mentions=[MentionOut(m.span.start, m.span.end, m.type, m.entity) for m in reading.mentions],
        entities=[_entity(each) for each in reading.entities],
        timeline=[
            EventOut(e.span.start, e.span.end, _day(e.earliest), _day(e.latest), list(e.entities), e.time)
            for e in reading.timeline
        ],
        findings=[_finding(each, language) for each in reading.findings],
        matches=[match_out(each, language) for each in reading.matches],
    )


def to_json(report: model.Report, language: str = "en") -> bytes:
    """Return the report as JSON, in UTF-8."""
    return msgspec.json.encode(out(report, language))


def from_json(data: bytes | str) -> ReportOut:
    """Read a report back.

    Raises:
        msgspec.ValidationError: the value is not a `merilo-report/1`.
    """
    return msgspec.json.decode(data, type=ReportOut)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a report."""
    made = msgspec.json.schema(ReportOut)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **made}


def match_out(match: model.Match, language: str = "en") -> MatchOut:
    """Return one match as it goes over the wire."""
    check = match.fact_check
    return MatchOut(
        match.claim,
        FactCheckOut(
            check.id,
            check.claim,
            check.rating,
            check.url,
            check.title,
            check.publisher,
            check.claimant,
            check.language,
            _day(check.review_date or check.claim_date),
        ),
        _rounded(match.score),
        match.relation,
        [DifferenceOut(d.kind, d.here, d.there, _maybe(d.here_span), _maybe(d.there_span)) for d in match.differences],
        [say(r, language) for r in match.reasons],
    )


def _article(article: model.Article, language: str) -> ArticleOut:
    return ArticleOut(
        article.title,
        article.text,
        article.language,
        article.script,
        _day(article.published),
        article.source,
        article.sha256,
        article.site,
        list(article.byline),
        article.kind,
        [LandmarkOut(m.start, m.page, m.paragraph, m.time, m.speaker) for m in article.landmarks],
        [_stretch(each) for each in article.captions],
        [say(each, language) for each in article.notices],
    )


def _attribution(each: model.Attribution) -> AttributionOut:
    return AttributionOut(
        _maybe(each.source),
        _maybe(each.cue),
        [_stretch(span) for span in each.content],
        each.mode,
        each.speaker,
        list(each.chain),
        each.hedged,
        each.stance,
        [_stretch(span) for span in each.carriers],
        each.parent,
        each.basis,
    )


def _entity(each: model.Entity) -> EntityOut:
    return EntityOut(
        each.id,
        each.type,
        each.name,
        list(each.variants),
        list(dict.fromkeys(role.title for role in each.roles)),
        [RoleOut(r.title, r.span.start, r.span.end, r.held, _term(r.term)) for r in each.roles],
        each.gender,
    )


def _term(term: model.Term | None) -> TermOut | None:
    if term is None:
        return None
    begins, ends = term.begins, term.ends
    return TermOut(
        term.span.start,
        term.span.end,
        begins.value if begins else None,
        ends.value if ends else None,
        _day(begins.earliest) if begins else None,
        _day(ends.latest) if ends else None,
        term.length,
        term.count,
    )


def _finding(each: model.Finding, language: str) -> FindingOut:
    return FindingOut(
        each.rule,
        [_stretch(span) for span in each.spans],
        say(each.message, language),
        each.severity,
        _rounded(each.confidence),
        _fix(each.fix) if each.fix else None,
        [_fix(option) for option in each.options],
    )


def _fix(each: model.Fix) -> FixOut:
    return FixOut(each.span.start, each.span.end, each.replacement)


def _stretch(span: model.Span) -> Stretch:
    return Stretch(span.start, span.end)


def _maybe(span: model.Span | None) -> Stretch | None:
    return None if span is None else Stretch(span.start, span.end)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _rounded(value: float) -> float:
    return round(float(value), 4)

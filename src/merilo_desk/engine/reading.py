"""Reading for the reading room: watched, stopped, said in several languages, and several articles side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import wait
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import msgspec

from merilo import report as reports
from merilo.errors import EncoderMissing
from merilo.matches.matcher import Matcher
from merilo.model import Article, Landmark, Phrase, Span
from merilo.pipeline import Means, check, means
from merilo.speech import say
from merilo.versions.story import threads
from merilo.wire import ReportOut
from merilo_desk.engine.lookup import looked_up
from merilo_desk.engine.thread import asked, encoder, matchers, submitted


class Stopped(Exception):
    """A member stopped a reading."""


@dataclass(frozen=True, slots=True)
class Read:
    """A finished reading: the report as a JSON value, and its sentences for people in each language asked for."""

    report: dict[str, Any]
    words: dict[str, dict[str, Any]]


def read_through(article: Article, speaking: Sequence[str], watch: Callable[[str], bool], every: float = 1.0) -> Read:
    """Read an article end to end, with the desk's libraries looked up.

    Args:
        article: what is read.
        speaking: the profiles its sentences for people are said in; the report itself speaks the first.
        watch: told every so many seconds which of `STAGES` the reading is at; False stops it at the next.

    Raises:
        Stopped: `watch` said so.
    """
    stage, stopped = ["waiting"], [False]

    def telling(name: str) -> None:
        stage[0] = name
        if stopped[0]:
            raise Stopped

    def work() -> Read:
        telling("sentences")
        using = Means(encoder(), cast("Matcher", _Libraries()) if matchers() else None, means().notices)
        made = check(article, using, telling)
        told = {profile: reports.out(made, profile) for profile in dict.fromkeys(speaking)}
        first = next(iter(told.values()))
        return Read(dict(msgspec.to_builtins(first)), {profile: _words(each) for profile, each in told.items()})

    future = submitted(work)
    while not future.done():
        wait([future], every)
        if not future.done() and not watch(stage[0]):
            stopped[0] = True
            if future.cancel():
                raise Stopped
    return future.result()


class _Libraries:
    """All libraries of the desk as one."""

    def match_many(self, texts: list[str], languages: list[str], top: int) -> list[tuple[Any, ...]]:
        """Return the best earlier checks of each claim from all of them."""
        return list(looked_up(texts, languages, top))


def _words(told: ReportOut) -> dict[str, Any]:
    """Return what of a report is said in a language of people."""
    return {
        "notices": told.article.notices,
        "claims": [each.reasons for each in told.claims],
        "findings": [each.message for each in told.findings],
        "matches": [each.reasons for each in told.matches],
    }


def shown_in(report: dict[str, Any], words: dict[str, Any] | None) -> ReportOut:
    """Return a stored report as typed values, its sentences put into the language of `words`."""
    if words:
        report = {
            **report,
            "article": {**report["article"], "notices": words["notices"]},
            "claims": _said_in(report["claims"], "reasons", words["claims"]),
            "findings": _said_in(report["findings"], "message", words["findings"]),
            "matches": _said_in(report["matches"], "reasons", words["matches"]),
        }
    return msgspec.convert(report, ReportOut)


def _said_in(rows: list[dict[str, Any]], field: str, told: list[Any]) -> list[dict[str, Any]]:
    return [{**row, field: each} for row, each in zip(rows, told, strict=True)]


def written(report: ReportOut) -> str:
    """Return a report as the JSON that the command line writes."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def article_again(report: dict[str, Any]) -> Article:
    """Return the article of a stored report, to be read anew: the same text, with all that was known of its source."""
    kept = shown_in(report, None).article
    return Article(
        text=kept.text,
        title=kept.title,
        language=kept.language,
        script=kept.script,
        published=published_day(kept.published),
        source=kept.source,
        site=kept.site,
        byline=tuple(kept.byline),
        sha256=kept.sha256,
        kind=kept.kind,
        landmarks=tuple(
            Landmark(each.start, each.page, each.paragraph, each.time, each.speaker) for each in kept.landmarks
        ),
        captions=tuple(Span(each.start, each.end) for each in kept.captions),
    )


def summary_said(counts: Mapping[str, int], profile: str) -> str:
    """Say in one sentence how much was found: claims, speakers, places that disagree, checked before."""
    return say(Phrase("report.summary" if counts.get("checked") else "report.summary-alone", dict(counts)), profile)


def label(key: str, profile: str) -> str:
    """Return one of the engine's own labels ("claims", "voices", "warning") in a language."""
    return say(Phrase(f"report.{key}"), profile)


def side_by_side(stored: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Lay the articles of some reports side by side, in the order given (that of their publication).

    Returns the threads: what two or more of them tell, as tellings {article, start, end, alike, parted}.
    """
    shown = [shown_in(report, None) for report in stored]
    articles = [article_again(report) for report in stored]

    def work() -> list[list[dict[str, Any]]]:
        using = encoder()
        if using is None:
            raise EncoderMissing
        spans = [[Span(each.start, each.end) for each in report.sentences] for report in shown]
        return [
            [
                {
                    "article": telling.article,
                    "start": telling.span.start,
                    "end": telling.span.end,
                    "alike": telling.alike,
                    "parted": [{"kind": d.kind, "here": d.here, "there": d.there} for d in telling.parted],
                }
                for telling in thread.tellings
            ]
            for thread in threads(articles, spans, using)
        ]

    return asked(work)


def published_day(value: str | None) -> date | None:
    """Return a day of a report as a date."""
    return date.fromisoformat(value) if value else None

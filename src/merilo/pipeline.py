"""The way of the data: from an article to a report. The only module that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from merilo import claims, dates, names, offices, voices
from merilo.attribution import attribute
from merilo.encoder import Encoded, Encoder, shared
from merilo.errors import EncoderMissing
from merilo.findings.find import find as contradictions
from merilo.model import Article, ArticleKind, Claim, Finding, Match, Phrase, Reading, Report, Span
from merilo.models.versions import versions
from merilo.reading.legible import legible
from merilo.resources import profile
from merilo.text.numbers import quantities
from merilo.text.quotes import quotes
from merilo.text.sentences import sentences

if TYPE_CHECKING:
    from merilo.facts.rows import Facts
    from merilo.findings.suspects import Suspicion
    from merilo.matches.matcher import Matcher

# A claim below this check-worthiness is not looked up in the library: small talk matches small talk. News has little
# of it, and its probabilities are lower.
WORTH_MATCHING: dict[ArticleKind, float] = {"article": 0.015, "transcript": 0.2, "post": 0.2}
MOST_MATCHES = 3
# What `check` does, in its order; the last only where there is a library.
STAGES = ("sentences", "names", "voices", "claims", "findings", "matches")


@dataclass(frozen=True, slots=True)
class Means:
    """What a reading may use: the encoder, a library to look claims up in, a table of known facts; each may be absent.

    `notices` say, for the reader of the report, what is lacking.
    """

    encoder: Encoder | None = None
    matcher: Matcher | None = None
    notices: tuple[Phrase, ...] = ()
    facts: Facts | None = None

    @property
    def models(self) -> Mapping[str, str]:
        """The models in use, name -> version."""
        return {**versions(), "encoder": self.encoder.name} if self.encoder else {}


def means(library: str | None = None, *, scripts: bool = True) -> Means:
    """Return the means of this machine: its encoder where there is one, and a library by name.

    `scripts` False keeps Cyrillic and Latin words apart when the library is searched.

    Raises:
        NoSuchLibrary: there is no library of that name.
        EncoderMissing: a library is asked for, and there is no encoder to look things up with.
    """
    try:
        encoder = shared()
    except EncoderMissing:
        if library:
            raise
        return Means(notices=(Phrase("report.no-encoder"),))
    return Means(encoder, _matcher(library, encoder, scripts) if library else None, encoder.notices)


def _matcher(library: str, encoder: Encoder, scripts: bool) -> Matcher:
    # The indexes take a while to import, and most readings do without them.
    from merilo.library import Library
    from merilo.matches.matcher import Matcher

    return Matcher(Library.open(library), encoder, scripts=scripts)


def silent(stage: str) -> None:
    """Tell nobody how far a reading is."""


def check(article: Article, means: Means = Means(), telling: Callable[[str], None] = silent) -> Report:
    """Read an article end to end.

    Without an encoder the rules and word lists read alone, and the report says so in its notices. `telling` is told
    each stage of `STAGES` as it begins; what it raises ends the reading.
    """
    article = replace(article, notices=(*article.notices, *means.notices))
    read = legible(article)
    reading, encoded = understood(read.article, means, telling)
    telling("claims")
    reading = replace(reading, claims=claims.find(reading, encoded), timeline=dates.timeline(reading))
    telling("findings")
    reading = replace(reading, findings=(*contradictions(reading, encoded), *_against(reading, means.facts)))
    if means.matcher:
        telling("matches")
        reading = replace(reading, matches=_matched(reading, means.matcher))
    return Report(read.back(reading), engine=version("merilo"), models=means.models)


def _against(reading: Reading, facts: Facts | None) -> tuple[Finding, ...]:
    if facts is None:
        return ()
    from merilo.facts.check import against

    return against(reading, facts)


def suspect(article: Article, means: Means = Means()) -> Suspicion:
    """Score every sentence of an article by how likely it contradicts the rest."""
    from merilo.findings.suspects import suspects

    read = legible(article)
    reading, encoded = understood(read.article, means)
    found = suspects(reading, encoded)
    return replace(found, sentences=tuple((read.place(span), score) for span, score in found.sentences))


def understood(
    article: Article, means: Means, telling: Callable[[str], None] = silent
) -> tuple[Reading, Encoded | None]:
    """Return who, what and when in an article, and the one forward pass that all of it was read with."""
    telling("sentences")
    reading = texted(article)
    encoded = encoded_of(reading, means.encoder)
    telling("names")
    found, entities = names.mentions(reading, encoded)
    reading = replace(reading, mentions=found, entities=entities, times=dates.times(reading))
    reading = replace(reading, entities=offices.dated(reading))
    telling("voices")
    reading = replace(reading, attributions=attribute(reading, encoded))
    return replace(reading, attributions=voices.resolve(reading)), encoded


def texted(article: Article) -> Reading:
    """Return the first part of a reading: sentences, quotations and quantities."""
    words = profile(article.language, article.script)
    spans = sentences(article.text, words)
    return Reading(
        article,
        sentences=spans,
        quotes=quotes(article.text, words),
        quantities=quantities(article.text, spans, words),
    )


def encoded_of(reading: Reading, encoder: Encoder | None) -> Encoded | None:
    """Return the one forward pass over the sentences that every model stage shares, or None without an encoder."""
    if encoder is None or not reading.sentences:
        return None
    article = reading.article
    encoded = encoder.read(article.text, reading.sentences, language=article.language)
    title = article.title.strip()
    if not title or article.text.lstrip().startswith(title):
        return encoded
    return replace(encoded, headline=encoder.read(title, [Span(0, len(title))], language=article.language))


def _matched(reading: Reading, matcher: Matcher) -> tuple[Match, ...]:
    least = WORTH_MATCHING[reading.article.kind]
    asked = [(at, claim) for at, claim in enumerate(reading.claims) if claim.checkworthiness >= least]
    texts = [_wording(claim, reading) for _, claim in asked]
    answers = matcher.match_many(texts, [reading.article.language] * len(texts), top=MOST_MATCHES)
    return tuple(replace(match, claim=at) for (at, _), found in zip(asked, answers, strict=True) for match in found)


def _wording(claim: Claim, reading: Reading) -> str:
    return " ".join(claim.span.of(reading.article.text).split())

"""A storyline counted out: when its claims were said and carried, by whom, in which languages and countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel import Locale

from merilo_desk.languages import language
from merilo_desk.people.models import Appearance
from merilo_desk.publishing.glossary_models import TermUse
from merilo_desk.publishing.models import FactCheckPage
from merilo_desk.publishing.records import speaker_name

MOST = 20


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time that a claim of the storyline was met: said by somebody, or carried by an outlet."""

    on: date | None
    who: str
    slug: str
    said: bool
    claim: int
    language: str
    country: str


@dataclass(slots=True)
class Spreader:
    """Somebody who said or carried claims of the storyline: how many, and from when to when."""

    name: str
    slug: str
    claims: set[int] = field(default_factory=set)
    first: date | None = None
    last: date | None = None

    def met(self, sighting: Sighting) -> None:
        """Count one sighting in."""
        self.claims.add(sighting.claim)
        if sighting.on:
            self.first = min(self.first or sighting.on, sighting.on)
            self.last = max(self.last or sighting.on, sighting.on)


@dataclass(frozen=True, slots=True)
class Storyline:
    """What a narrative's page counts."""

    sightings: list[Sighting]
    speakers: list[Spreader]
    carriers: list[Spreader]
    languages: list[tuple[str, int]]
    countries: list[tuple[str, int]]

    @property
    def dated(self) -> list[date]:
        """The days of the sightings whose day is known, in order."""
        return sorted(each.on for each in self.sightings if each.on)

    @property
    def first(self) -> date | None:
        """The day it was first met."""
        return min(self.dated, default=None)

    @property
    def last(self) -> date | None:
        """The day it was last met."""
        return max(self.dated, default=None)


def said_on(page: FactCheckPage) -> date:
    """Return when a claim was said, as far as is known; else when it was checked."""
    told = (page.facts.get("statement") or {}).get("said_on")
    return date.fromisoformat(told) if told else page.checked_on


def storyline(rows: Sequence[FactCheckPage]) -> Storyline:
    """Count out the checks that feed a narrative, their claims' speakers and every place that carried them."""
    by_statement = {page.statement_id: at for at, page in enumerate(rows, 1) if page.statement_id}
    places = Appearance.objects.filter(statement__in=by_statement).select_related("outlet", "statement")
    found = [_said(page, at) for at, page in enumerate(rows, 1)]
    found += [_carried(each, by_statement[each.statement_id]) for each in places]
    return Storyline(
        sightings=found,
        speakers=_spreaders(each for each in found if each.said),
        carriers=_spreaders(each for each in found if not each.said),
        languages=_counted((each.language, each.claim) for each in found),
        countries=_counted((each.country, each.claim) for each in found if each.country),
    )


def _said(page: FactCheckPage, number: int) -> Sighting:
    speaker = page.speaker
    return Sighting(
        on=said_on(page),
        who=speaker_name(page),
        slug=speaker.slug if speaker else "",
        said=True,
        claim=number,
        language=page.facts.get("language") or page.locale.language_code,
        country=speaker.country if speaker else "",
    )


def _carried(each: Appearance, number: int) -> Sighting:
    outlet = each.outlet
    return Sighting(
        on=each.published_on,
        who=outlet.called() if outlet else each.outlet_words,
        slug=outlet.slug if outlet else "",
        said=False,
        claim=number,
        language=each.statement.language,
        country=outlet.country if outlet else "",
    )


def _spreaders(sightings: Iterable[Sighting]) -> list[Spreader]:
    found: dict[tuple[str, str], Spreader] = {}
    for each in sightings:
        if each.who:
            found.setdefault((each.slug, each.who), Spreader(each.who, each.slug)).met(each)
    return sorted(found.values(), key=lambda one: (-len(one.claims), one.name))[:MOST]


def _counted(pairs: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    """Count claims by language or country, each claim once."""
    counts = Counter(name for name, _claim in set(pairs))
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def country_name(code: str, reader: str) -> str:
    """Return a country's name in a reader's language, "MK" -> "Северна Македонија"; an unknown code as it stands."""
    tag = language(reader).tag.replace("-", "_")
    return str(Locale.parse(tag).territories.get(code.upper(), code))


@dataclass(slots=True)
class TermUser:
    """Who uses a term: how often in which voice, and from when to when."""

    name: str
    slug: str
    times: Counter[str] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None

    @property
    def total(self) -> int:
        """How often in any voice."""
        return self.times.total()


def users_of(uses: Iterable[TermUse]) -> list[TermUser]:
    """Count the uses of a term by whoever used it, most first."""
    found: dict[tuple[str, str], TermUser] = {}
    for use in uses:
        actor = use.who or (None if use.who_words else use.outlet)
        name, slug = use.speaker(), actor.slug if actor else ""
        if not name:
            continue
        one = found.setdefault((slug, name), TermUser(name, slug))
        one.times[use.manner] += 1
        if use.on:
            one.first, one.last = min(one.first or use.on, use.on), max(one.last or use.on, use.on)
    return sorted(found.values(), key=lambda one: (-one.total, one.name))[:MOST]

"""How did we rate like this before? Earlier verdicts on the same speaker, the same topic, or a similar claim."""

from __future__ import annotations

from concurrent.futures import TimeoutError as TooLong
from dataclasses import dataclass, field

from merilo_desk import engine
from merilo_desk.casework.models import Case, Draft
from merilo_desk.casework.states import PUBLIC
from merilo_desk.languages import language
from merilo_desk.newsroom.models import User
from merilo_desk.newsroom.wording import said
from merilo_desk.scales.models import Rating

MOST = 8
# Of one speaker or topic so many are enough to see how it was done.
OF_A_KIND = 30
SECONDS = 8.0


@dataclass(slots=True)
class Precedent:
    """An earlier verdict: its case, why it is like this one, and the reason that was given then."""

    case: Case
    rating: Rating
    reason: str
    reason_language: str
    speaker: bool = False
    topic: bool = False
    similar: float = 0.0
    differs: list[str] = field(default_factory=list)

    @property
    def weight(self) -> tuple[float, bool, bool, int]:
        """How near it is: a similar claim before the same speaker before the same topic, the latest first."""
        return (self.similar, self.speaker, self.topic, self.case.pk)


@dataclass(frozen=True, slots=True)
class Precedents:
    """What was found, nearest first, and whether similar claims could be looked up at all."""

    rows: tuple[Precedent, ...]
    complete: bool


def precedents(case: Case, user: User, speaking: str = "en", most: int = MOST) -> Precedents:
    """Return earlier verdicts like the one that this case wants, of cases that a member may see.

    Args:
        case: the case.
        user: who asks.
        speaking: the desk's code of the language that differences are told in.
        most: how many at most.
    """
    published = (
        Case.objects.visible_to(user).filter(state__in=PUBLIC, rating__isnull=False).exclude(pk=case.pk)
        .select_related("rating__scale", "statement__speaker", "topic").order_by("-pk")
    )  # fmt: skip
    found: dict[int, Precedent] = {}
    if speaker := case.speaker:
        for each in published.filter(statement__speaker=speaker)[:OF_A_KIND]:
            _kept(found, each).speaker = True
    if case.topic_id:
        for each in published.filter(topic=case.topic_id)[:OF_A_KIND]:
            _kept(found, each).topic = True
    similar = _similar(case, speaking)
    for each in published.filter(pk__in=similar or ()):
        kept = _kept(found, each)
        kept.similar, kept.differs = (similar or {})[each.pk]
    rows = sorted(found.values(), key=lambda each: each.weight, reverse=True)[:most]
    _give_reasons(rows, speaking)
    return Precedents(tuple(rows), similar is not None)


def _kept(found: dict[int, Precedent], case: Case) -> Precedent:
    assert case.rating is not None
    return found.setdefault(case.pk, Precedent(case, case.rating, "", case.language))


def _similar(case: Case, speaking: str) -> dict[int, tuple[float, list[str]]] | None:
    """Return similar claims among the desk's own checks by case, with score and reasons; None if it took too long."""
    try:
        rows = engine.matches(
            [case.claim],
            language(speaking).profile,
            language(case.language).profile.split("-")[0],
            top=20,
            timeout=SECONDS,
        )
    except (TooLong, engine.MeriloError):
        return None
    best: dict[int, tuple[float, list[str]]] = {}
    for each in rows[0] if rows else []:
        pk = case_of(each.fact_check.id)
        if pk is not None and each.score > best.get(pk, (0.0, []))[0]:
            best[pk] = (each.score, list(each.reasons))
    return best


def case_of(identifier: str) -> int | None:
    """Return the case that one of the desk's own checks in the library is of ("12-mk"); None for somebody else's."""
    number, _, code = identifier.partition("-")
    return int(number) if number.isdecimal() and len(number) < 18 and code else None


def _give_reasons(rows: list[Precedent], speaking: str) -> None:
    """Put beside each verdict the reason that was given, in the reader's language where it was written in it."""
    reasons: dict[int, dict[str, str]] = {}
    drafts = Draft.objects.filter(case__in=[each.case.pk for each in rows])
    for pk, code, reason in drafts.values_list("case", "language", "reason"):
        if reason:
            reasons.setdefault(pk, {})[code] = reason
    for each in rows:
        texts = reasons.get(each.case.pk, {})
        code = speaking if speaking in texts else each.case.language
        each.reason, each.reason_language = said(texts, code), code if code in texts else next(iter(texts), code)

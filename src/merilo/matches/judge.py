"""The verdict on candidates: same, differs or related; why; or nothing similar enough."""

from __future__ import annotations

from collections.abc import Sequence

from merilo.matches.differences import differences
from merilo.matches.facts import Facts, facts_of
from merilo.matches.rank import Candidate
from merilo.matches.score import Features, table
from merilo.model import Difference, Match, Phrase, Relation

# Below this share of the table's threshold nothing is shown, unless the two mean as good as the same.
FAINT = 0.5
# From this cosine on two claims say the same but for what differs between them (see the benchmark "relations").
NEAR = 0.5


def judged(text: str, language: str, ranked: Sequence[Candidate]) -> tuple[Match, ...]:
    """Return the candidates that are similar enough as matches, in their order."""
    bound = table().threshold
    kept = [each for each in ranked if each.sure >= FAINT * bound or each.features.meaning >= NEAR]
    if not kept:
        return ()
    here = facts_of(text, language)
    return tuple(_match(here, each, bound) for each in kept)


def _match(here: Facts, candidate: Candidate, bound: float) -> Match:
    check = candidate.stored.check
    there = facts_of(check.claim, check.language, check.review_date)
    parted = differences(here, there)
    near = candidate.sure >= bound or candidate.features.meaning >= NEAR
    relation = relation_of(near, parted)
    shown = parted if relation == "differs" else ()
    return Match(check, round(candidate.sure, 4), relation, shown, reasons(candidate.features, here, there, shown))


def relation_of(near: bool, parted: Sequence[Difference]) -> Relation:
    """Say how an earlier claim stands to this one, from whether they say nearly the same and what differs."""
    if not near:
        return "related"
    return "differs" if parted else "same"


def reasons(features: Features, here: Facts, there: Facts, parted: Sequence[Difference]) -> tuple[Phrase, ...]:
    """Say in phrases why this was found, the strongest first, and what differs."""
    told: list[Phrase] = []
    if features.meaning >= 0.6:
        told.append(Phrase("matches.meaning", {"percent": round(100 * features.meaning)}))
    if features.claim_covered >= 0.4:
        told.append(Phrase("matches.words", {"percent": round(100 * features.claim_covered)}))
    if features.names_covered >= 0.5:
        names = ", ".join(dict.fromkeys(span.of(there.text) for span, _ in there.names[:4]))
        if names:
            told.append(Phrase("matches.names", {"names": names}))
    if features.numbers_covered >= 0.5:
        told.append(Phrase("matches.numbers"))
    if here.profile.split("-")[0] != there.profile.split("-")[0]:
        told.append(Phrase("matches.other-language"))
    told += [
        Phrase(f"matches.{each.kind}-differs", {"here": each.here or "–", "there": each.there or "–"})
        for each in parted
    ]
    return tuple(told) or (Phrase("matches.faint"),)

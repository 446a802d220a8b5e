"""How well earlier fact checks are found and told apart."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np

from merilo.bench import claims_data as sets
from merilo.bench.registry import Scores, benchmark
from merilo.encoder import shared
from merilo.matches.adapter import Adapted
from merilo.matches.differences import differences
from merilo.matches.facts import facts_of
from merilo.matches.judge import NEAR, relation_of
from merilo.matches.matcher import Matcher
from merilo.matches.rank import Candidate
from merilo.matches.score import table
from merilo.matches.semantic import readable

CASES = Path(__file__).parents[3] / "tests" / "cases" / "relations.yaml"
# The adapter was trained on the first half of the aligned articles; the second is unseen.
UNSEEN_FROM = 503


@benchmark("claim-retrieval")
def claim_retrieval(data: Path) -> Scores:
    """Posts to verified claims (CheckThat! 2022 task 2A, 2020 task 2): MAP@5 on posts not trained on."""
    scores: dict[str, float] = {}
    with sets.library_of(sets.ct22_claims(data)) as library:
        matcher = Matcher(library, shared())
        for part, name in (("Dev", "dev"), ("Dev-Test", "dev_test")):
            asked = sets.ct22_asked(data, part)
            found = matcher.candidates([each.text for each in asked], ["en"] * len(asked))
            scores[f"map5_{name}"] = float(
                np.mean([_average(row, each.gold) for row, each in zip(found, asked, strict=True)])
            )
            scores |= {f"{key}_{name}": value for key, value in _threshold(found, asked).items()}
    if (data / sets.CT20).is_dir():
        with sets.library_of(sets.ct20_claims(data)) as library:
            asked = sets.ct20_asked(data, "dev")
            found = Matcher(library, shared()).candidates([each.text for each in asked], ["en"] * len(asked))
            scores["map5_2020_dev"] = float(
                np.mean([_average(row, each.gold) for row, each in zip(found, asked, strict=True)])
            )
    return scores


def _average(row: Sequence[Candidate], gold: frozenset[str]) -> float:
    hits = total = 0.0
    for place, each in enumerate(row[:5], 1):
        if each.stored.check.id in gold:
            hits += 1
            total += hits / place
    return total / min(len(gold), 5)


def _threshold(found: Sequence[Sequence[Candidate]], asked: Sequence[sets.Asked]) -> dict[str, float]:
    """Precision and recall of the first match at the threshold, each post asked with its claim there and gone."""
    bound = table().threshold
    right = wrong = 0
    for row, each in zip(found, asked, strict=True):
        if row and row[0].sure >= bound:
            right += row[0].stored.check.id in each.gold
            wrong += row[0].stored.check.id not in each.gold
        rest = [other for other in row if other.stored.check.id not in each.gold]
        wrong += bool(rest and rest[0].sure >= bound)
    return {"precision": right / max(right + wrong, 1), "recall": right / max(len(asked), 1)}


@benchmark("crosslingual")
def crosslingual(data: Path) -> Scores:
    """The aligned news sentence in another language (NTREX-128): S@1 into English, and Albanian into Macedonian."""
    scores: dict[str, float] = {}
    for target, sources in (("eng", [code for code in sets.ALIGNED if code != "eng"]), ("mkd", ["sqi"])):
        rows = [
            {"id": str(at), "claim": text, "lang": sets.ALIGNED[target]}
            for at, text in enumerate(sets.aligned(data, target))
        ]
        with sets.library_of(rows) as library:
            matcher = Matcher(library, shared())
            for source in sources:
                texts = sets.aligned(data, source)
                found = matcher.candidates(texts, [sets.ALIGNED[source]] * len(texts), depth=20)
                hit = [bool(row) and row[0].stored.check.id == str(at) for at, row in enumerate(found)]
                scores[f"{source}_{target}"] = float(np.mean(hit))
                scores[f"{source}_{target}_unseen"] = float(np.mean(hit[UNSEEN_FROM:]))
    into = [value for name, value in scores.items() if name.endswith("_eng")]
    unseen = [value for name, value in scores.items() if name.endswith("_eng_unseen")]
    return scores | {"mean_eng": float(np.mean(into)), "mean_eng_unseen": float(np.mean(unseen))}


@benchmark("relations")
def relations(data: Path) -> Scores:
    """Hand-written pairs in en, mk, sr, sq: same, differs or related (macro-F1), and what differs."""
    pairs = sets.pairs(CASES)
    texts = sorted(
        {readable(pair.here, pair.here_language) for pair in pairs}
        | {readable(pair.there, pair.there_language) for pair in pairs}
    )
    vectors = dict(zip(texts, Adapted(shared()).vectors(texts), strict=True))
    told: list[tuple[str, str]] = []
    kinds: list[bool] = []
    for pair in pairs:
        cosine = float(
            vectors[readable(pair.here, pair.here_language)] @ vectors[readable(pair.there, pair.there_language)]
        )
        parted = differences(facts_of(pair.here, pair.here_language), facts_of(pair.there, pair.there_language))
        told.append((pair.relation, relation_of(cosine >= NEAR, parted)))
        if pair.relation == "differs":
            kinds.append(any(each.kind == pair.kind for each in parted))
    scores = {name: _f1(told, name) for name in ("same", "differs", "related")}
    return scores | {
        "macro_f1": float(np.mean(list(scores.values()))),
        "kind_found": float(np.mean(kinds)),
        "pairs": len(pairs),
    }


def _f1(told: Sequence[tuple[str, str]], name: str) -> float:
    both = sum(gold == said == name for gold, said in told)
    return 2 * both / max(sum((gold == name) + (said == name) for gold, said in told), 1)


@benchmark("debunks")
def debunks(data: Path) -> Scores:
    """Claims typed in Albanian, asked of the EUvsDisinfo debunks and our sample checks together: found, and told apart.

    A check of ours is found when it comes first, and told apart when relation and differences are as they should be;
    silence is when nothing but `related` is found.
    """
    rows = sets.euvsdisinfo(data)
    samples = [msgspec.json.decode(line) for line in (CASES.parents[2] / "samples" / "checks.jsonl").open("rb")]
    asked = sets.asked_in_albanian(CASES.with_name("albanian.yaml"))
    right: dict[str, list[bool]] = {"found": [], "told_apart": [], "silent": [], "debunks_found": []}
    with sets.library_of(rows + samples) as library:
        for each, found in zip(
            asked, Matcher(library, shared()).match_many([e.claim for e in asked], ["sq"] * len(asked)), strict=True
        ):
            best = found[0] if found else None
            if each.words:
                told = f"{best.fact_check.title} {best.fact_check.claim}".lower() if best else ""
                right["debunks_found"].append(any(word.lower() in told for word in each.words))
            elif each.id:
                right["found"].append(best is not None and best.fact_check.id == each.id)
                parted = [difference.kind for difference in best.differences] if best else []
                right["told_apart"].append(
                    best is not None and (best.relation, parted) == (each.relation, each.differs)
                )
            else:
                right["silent"].append(all(match.relation == "related" for match in found))
    return {"checks": float(len(rows) + len(samples))} | {name: sum(all_) / len(all_) for name, all_ in right.items()}

"""What the rules find of planted slips, and what they say where nothing is wrong; how well `suspects` ranks."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from dataclasses import replace
from itertools import islice
from pathlib import Path

from merilo.bench.planter.articles import FILES, articles
from merilo.bench.planter.plant import Planted, planted, planter_words
from merilo.bench.registry import Scores, benchmark
from merilo.findings.find import find
from merilo.model import Article, Finding
from merilo.pipeline import Means, means, suspect, understood

HOSTS = 2  # articles of each language into which every kind is planted
PARAGRAPHS = 5  # of a host that are kept: what is planted matters, not how much stands around it
EACH = 4  # of the ContraDoc documents, every how many is read

CALENDAR = frozenset({"impossible-date", "weekday-against-date"})
ORDER = frozenset(
    {"end-before-start", "duration-against-dates", "gap-against-dates", "future-as-past", "age-against-birth"}
)


def loud(found: tuple[Finding, ...], within: Planted | None = None) -> bool:
    """Say whether an error or a warning stands there; where something was planted, one that touches it."""
    heard = [each for each in found if each.severity != "note"]
    if within is None:
        return bool(heard)
    return any(span.overlaps(place) for each in heard for span in each.spans for place in within.places)


@benchmark("findings")
def findings(data: Path) -> Scores:
    """Slips of every kind planted into real news in ten profiles: recall; alarms on look-alikes and untouched texts."""
    found: dict[str, list[bool]] = defaultdict(list)
    alarms: list[bool] = []
    with_ = means()
    for profile in FILES:
        words = planter_words(profile)
        hosts = list(articles(data, profile))
        random.Random(profile).shuffle(hosts)
        for host in islice(hosts, HOSTS):
            short = replace(host, text="\n\n".join(host.text.split("\n\n")[:PARAGRAPHS]))
            for each in planted(short, words, random.Random(f"{profile} {host.source}")):
                heard = loud(find(*understood(each.article, with_)), each)
                if not each.slip:
                    alarms.append(heard)
                    continue
                family = "calendar" if each.kind in CALENDAR else "order" if each.kind in ORDER else "numbers-and-names"
                for key in (family, f"kind-{each.kind}", f"profile-{profile}"):
                    found[key].append(heard)
    scores = {key: sum(row) / len(row) for key, row in sorted(found.items())}
    scores["alarms-on-look-alikes"] = sum(alarms) / len(alarms)
    return scores | untouched(data, with_)


def untouched(data: Path, with_: Means) -> dict[str, float]:
    """Errors and warnings in each untouched article, on average: of every language, and of all."""
    scores, every = {}, []
    for profile in FILES:
        counts = [_loud_count(article, with_) for article in articles(data, profile)]
        scores[f"untouched-{profile}"] = sum(counts) / len(counts)
        every += counts
    return {**scores, "untouched": sum(every) / len(every)}


def _loud_count(article: Article, with_: Means) -> int:
    return sum(each.severity != "note" for each in find(*understood(article, with_)))


@benchmark("suspects")
def suspects(data: Path) -> Scores:
    """The sentence that contradicts its article, among all of them ranked: ContraDoc, development part (trained on it).

    Honest figures, by cross-validation over the source documents, are printed by `train/suspects.py`.
    """
    rows = json.loads((data / "contradoc_2k_en" / "dev.json").read_text(encoding="utf-8"))
    first = third = planted_in = right = called = true = 0
    with_ = means()
    for row in rows[::EACH]:
        made = suspect(Article(row["text"], language="en", script="Latn"), with_)
        true += row["label"] == "contradictory"
        called += made.contradicts_itself
        right += made.contradicts_itself and row["label"] == "contradictory"
        if row.get("span"):
            start, end = row["span"]
            shared = [min(end, span.end) - max(start, span.start) for span, _ in made.sentences]
            score = made.sentences[shared.index(max(shared))][1]
            rank = sum(each > score for _, each in made.sentences)
            planted_in += 1
            first += rank < 1
            third += rank < 3
    return {"top1": first / planted_in, "top3": third / planted_in, "f1": 2 * right / (called + true)}

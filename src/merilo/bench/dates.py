"""Benchmarks of the time expressions: news in English, history in Ukrainian, tables of phrases in many languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from merilo.bench.dates_gold import documents, found_in, score
from merilo.bench.registry import benchmark


@benchmark("dates-tempeval3-en")
def tempeval3_en(data: Path) -> Mapping[str, float]:
    """TempEval-3 training news; the rules were tuned on half of it, `held_` is the other half."""
    folder = data / "tempeval3_en" / "TBAQ-cleaned"
    read = [
        (gold, found_in(gold, "en", "Latn"))
        for part in ("AQUAINT", "TimeBank")
        for gold in documents(folder / part, "*.tml")
    ]
    held = score(read[1::2])
    return {**score(read[::2]), **{f"held_{name}": value for name, value in held.items()}}


@benchmark("dates-wikiwars-uk")
def wikiwars_uk(data: Path) -> Mapping[str, float]:
    """Ukrainian WikiWars: histories in which almost every date leans on the one before."""
    golds = documents(data / "wikiwars_ua" / "keyinline", "*.xml")
    return score([(gold, found_in(gold, "uk", "Cyrl")) for gold in golds])

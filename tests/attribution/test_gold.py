"""The marked sentences of each language: a floor that does not go down quietly."""

from __future__ import annotations

import pytest
from marked_sentences import load, score

FLOORS = {"mk": 0.96, "sr": 0.98, "hr": 0.97, "bs": 0.98, "sq": 0.98, "bg": 0.98, "ru": 0.97, "uk": 0.98, "en": 0.98}
PARTS = {"source": 0.90, "cue": 0.88, "content": 0.95}


@pytest.mark.parametrize("language", FLOORS)
def test_attributions_keep_their_floor(language: str) -> None:
    scores = score(language)
    assert scores["attribution"] >= FLOORS[language]
    assert scores["silence"] == 1.0
    for part, floor in PARTS.items():
        assert scores[part] >= floor, part


@pytest.mark.parametrize("language", FLOORS)
def test_the_sample_is_large_and_much_of_it_is_silent(language: str) -> None:
    cases = load(language)
    assert len(cases) >= 60
    assert sum(not gold for _, gold in cases) >= 0.4 * len(cases)

"""The measure of growth: what it varies, what its contenders answer, and that each is judged alike."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest

from merilo.bench import contenders
from merilo.bench.contenders import Contender, Grounds, answered, ask_fts5, build_flat, build_fts5, built
from merilo.bench.scale import _beside, _laid_out, grown

CLAIMS = [
    {"vclaim_id": "a", "vclaim": "The mayor sold 500 trees of the park", "title": "Who sold trees?", "subtitle": None},
    {"vclaim_id": "b", "vclaim": "Geese took over the old bridge at night", "title": "Geese", "subtitle": "A rumour"},
    {"vclaim_id": "c", "vclaim": "A ship full of lemons sank near the coast", "title": "Lemons", "subtitle": "At sea"},
]


def test_the_real_claims_come_first_and_the_varied_ones_are_others():
    rows = list(grown(CLAIMS, 60))
    assert [row for _, row in rows[:3]] == CLAIMS
    assert len({row["vclaim_id"] for _, row in rows}) == len(rows) == 60
    for origin, row in rows[3:]:
        words, theirs = row["vclaim"].split(), CLAIMS[origin]["vclaim"].split()
        assert len(words) == len(theirs)
        assert sum(a != b for a, b in zip(words, theirs, strict=True)) <= 3
    assert rows == list(grown(CLAIMS, 60))  # the same each time
    assert [row for _, row in grown(CLAIMS, 2)] == CLAIMS[:2]


def test_the_lead_and_the_time_are_held_against_the_right_peers():
    scores = {"merilo_map5_9": 0.9, "merilo_p50_9": 30.0, "bm25s_map5_9": 0.5, "bm25s_p50_9": 1.0}
    scores |= {"flat_map5_9": 0.88, "flat_p50_9": 25.0, "fts5_map5_9": 0.875, "fts5_p50_9": 20.0}
    told = _beside(scores, 9)
    assert told == {"lead_9": pytest.approx(0.02), "times_the_fastest_near_9": pytest.approx(1.5)}
    assert _beside(scores | {"flat_map5_9": 0.6, "fts5_map5_9": 0.6}, 9) == {"lead_9": pytest.approx(0.3)}


@pytest.fixture
def grounds(tmp_path, monkeypatch):
    monkeypatch.setattr(contenders, "WIDTH", 4)
    monkeypatch.setattr(contenders, "turned", lambda vectors: vectors)
    real = np.eye(3, 4, dtype=np.float32)
    _laid_out(tmp_path, CLAIMS, 10, real, np.full((2, 4), 0.1, np.float32))
    return Grounds(tmp_path)


def test_claims_and_vectors_stand_in_one_order(grounds):
    assert grounds.ids()[:3] == ["a", "b", "c"]
    vectors = grounds.vectors(0, 100)
    assert len(vectors) == len(grounds.ids()) == len(grounds.texts()) == 10
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.allclose(vectors[:3], np.eye(3, 4))
    assert not np.allclose(vectors[3:], np.round(vectors[3:]))
    assert np.allclose(grounds.vectors(4, 2), vectors[4:6])
    build_flat(grounds)
    assert contenders.faiss.read_index(str(grounds.folder / "flat.faiss")).ntotal == 10


def test_fts5_finds_the_claim_it_was_asked_for(grounds):
    build_fts5(grounds)
    ask = ask_fts5(grounds)
    assert ask("who SOLD trees of the park? https://t.co/x")[0] == "a"
    assert ask("??? !!!") == []


def test_a_contender_is_judged_by_what_it_answers(tmp_path, monkeypatch):
    answers = {"one": ["x", "gold"], "two": ["gold"], "three": []}
    fake = Contender(lambda _: {"build": 1.0}, lambda _: lambda text: answers[text])
    monkeypatch.setattr(contenders, "CONTENDERS", {"fake": fake})
    found = answered("fake", tmp_path, [(text, ["gold"]) for text in answers])
    assert (found["s1"], found["map5"]) == (pytest.approx(1 / 3), pytest.approx(0.5))
    assert found["p50"] <= found["p95"]
    assert built("fake", tmp_path)["build"] == 1.0
    assert all(json.dumps(value) for value in found.values())
    assert not any(a > b for a, b in pairwise([0, found["p50"], found["p95"]]))

"""The letters of posts: what they add to a head's opinion, and that nothing else is touched by it."""

from __future__ import annotations

import numpy as np
import pytest

from merilo.claims.judge import Sentence, judge, signs_of
from merilo.claims.letters import BUCKETS, Letters, counted
from merilo.claims.worth import features, heads, letters, worth
from merilo.text.words import words


def test_runs_of_letters_do_not_cross_words() -> None:
    together = counted(words("мост пат"))
    assert together == counted(words("мост")) + counted(words("пат"))
    assert counted(words("Мост")) == counted(words("мост"))


def test_a_score_grows_with_what_weighs() -> None:
    weights = np.zeros(BUCKETS, np.float32)
    weights[list(counted(words("вакцина")))] = 1.0
    head = Letters(np.ones(BUCKETS, np.float32), weights)
    assert head.score(words("вакцина")) > head.score(words("вакцина во градот")) > head.score(words("мост")) == 0
    assert head.score(()) == 0


@pytest.mark.parametrize("suffix", ["", "-signs"])
def test_the_shipped_weights_are_whole(suffix: str) -> None:
    head = letters(suffix)
    assert head.weights.shape == head.rarity.shape == (BUCKETS,)
    assert np.isfinite(head.weights).all()
    assert (head.rarity >= 1).all()


def test_posts_alone_are_moved() -> None:
    part = signs_of(Sentence("@vladata Болниците останаа без кислород, 14 пациенти префрлени!", "mk", "Cyrl"))
    post, speech = worth([part], None, ["post"])[0], worth([part], None, ["speech"])[0]
    rows = np.array([features(part)])
    assert speech == heads()["speech-signs"].probabilities(rows)[0]
    assert post == pytest.approx(
        heads()["post-signs"].probabilities(rows, np.array([letters("-signs").score(part.row)]))[0], abs=1e-6
    )
    assert post != heads()["post-signs"].probabilities(rows)[0]


def test_a_claim_of_a_vaccine_stands_above_a_greeting() -> None:
    told = judge(
        [
            Sentence("Министърът призна, че ваксините съдържат следи от живак #ваксини", "bg", "Cyrl"),
            Sentence("Честит рожден ден на баба! #семейство", "bg", "Cyrl"),
        ],
        None,
    )
    assert told[0].score > 2 * told[1].score

"""What the letters of a post say of how much it wants checking, beside its vector and its signs.

Posts are written in words that no list has: hashtags, slang, names of the day. Runs of two to five letters inside words
are counted in so many buckets; each bucket has a weight. In `models/checkworthy` stand the weights for posts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from merilo.text.words import Word

Floats = NDArray[np.float32]
BUCKETS = 1 << 15
SHORTEST, LONGEST = 2, 5


def counted(row: Sequence[Word]) -> Counter[int]:
    """Return how often each bucket's runs of letters stand in a row of words."""
    found: Counter[int] = Counter()
    for word in row:
        padded = f" {word.text.lower()} "
        for size in range(SHORTEST, LONGEST + 1):
            found.update(
                crc32(padded[at : at + size].encode()) % BUCKETS for at in range(max(1, len(padded) - size + 1))
            )
    return found


@dataclass(frozen=True, slots=True)
class Letters:
    """A linear score over the buckets: `rarity` weighs each bucket's count, then the whole has length one."""

    rarity: Floats
    weights: Floats

    def score(self, row: Sequence[Word]) -> float:
        """Return the log odds that the letters of a row of words add, 0 where they say nothing."""
        found = counted(row)
        if not found:
            return 0.0
        at = np.fromiter(found, np.int64, len(found))
        sizes = np.array([1 + math.log(count) for count in found.values()], np.float32) * self.rarity[at]
        length = float(np.sqrt(sizes @ sizes))
        return float(sizes @ self.weights[at]) / length if length else 0.0

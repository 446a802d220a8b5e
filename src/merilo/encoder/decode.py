"""From scores a word to stretches of words: the likeliest labels in which no stretch goes on without a beginning."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from merilo.encoder.weights import Floats

NEVER = np.float32(-1e9)


def stretches(scores: Floats, *, resumes: bool = False) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, kind) of the stretches in a sentence, `last` excluded.

    `scores` are log probabilities (words, 1 + 2 * kinds): outside, then the beginning and the inside of each kind.
    With `resumes` the first word may be inside a stretch that began in an earlier sentence.
    """
    if not len(scores) or not scores.argmax(axis=1).any():
        return
    labels = best(scores, resumes=resumes)
    at = 0
    while at < len(labels):
        label = labels[at]
        first = at
        at += 1
        if label:
            inside = label + label % 2  # the inside of kind k is 2 + 2k, its beginning 1 + 2k
            while at < len(labels) and labels[at] == inside:
                at += 1
            yield first, at, (label - 1) // 2


def best(scores: Floats, *, resumes: bool = False) -> list[int]:
    """Return the likeliest allowed label of each word (Viterbi)."""
    size, kinds = scores.shape
    barred = np.zeros((kinds, kinds), np.float32)
    for inside in range(2, kinds, 2):
        barred[:, inside] = NEVER
        barred[inside - 1 : inside + 1, inside] = 0
    now = scores[0].copy()
    if not resumes:
        now[2::2] = NEVER
    came = np.zeros((size, kinds), np.int64)
    for word in range(1, size):
        ways = now[:, None] + barred
        came[word] = ways.argmax(axis=0)
        now = ways.max(axis=0) + scores[word]
    labels = [int(now.argmax())]
    for word in range(size - 1, 0, -1):
        labels.append(int(came[word, labels[-1]]))
    return labels[::-1]

"""Latin text without the marks of its letters: how many words are read as they were meant."""

from __future__ import annotations

from pathlib import Path

import regex

from merilo.bench.registry import Scores, benchmark
from merilo.reading.bare import MARKS, meant

FILES = {"sr": "srp-Latn", "hr": "hrv", "bs": "bos", "sq": "sqi"}
SEEN = 503  # the words of the first lines were counted
WORD = regex.compile(r"\p{Latin}+")
BARE = MARKS | str.maketrans("đČĆŽŠËÇĐ", "dCCZSECD")


@benchmark("bare")
def bare(data: Path) -> Scores:
    """News without the marks of its letters: share of those that lack theirs read right, of all words read wrong."""
    scores: dict[str, float] = {}
    for language, name in FILES.items():
        text = "\n".join((data / "ntrex_news_parallel" / f"{name}.txt").read_text(encoding="utf-8").split("\n")[SEEN:])
        bared = text.translate(BARE)
        read = list(bared)
        for span, word in meant(bared, language):
            if len(word) == span.end - span.start:
                read[span.start : span.end] = word
        spans = [each.span() for each in WORD.finditer(text)]
        marked = [(first, last) for first, last in spans if text[first:last] != bared[first:last]]
        right = sum("".join(read[first:last]) == text[first:last] for first, last in marked)
        wrong = sum("".join(read[first:last]) not in (text[first:last], bared[first:last]) for first, last in spans)
        scores[f"{language}_right"] = right / len(marked)
        scores[f"{language}_wrong"] = wrong / len(spans)
        scores[f"{language}_sound-changed"] = sum(1 for _ in meant(text, language)) / len(spans)
    return scores

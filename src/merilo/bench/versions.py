"""How a translation is held beside its original: alarms on untouched pairs, planted edits found, sentences aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import regex

from merilo.bench.registry import Scores, benchmark
from merilo.bench.text import FILES
from merilo.encoder import shared
from merilo.model import Span
from merilo.reading.read import article_of
from merilo.resources import load
from merilo.versions.align import align
from merilo.versions.compare import reading_of
from merilo.versions.differ import Variation, differ
from merilo.versions.figures import Negators, Side, side_of

LANGUAGES = ("mkd", "srp-Cyrl", "srp-Latn", "hrv", "bos", "sqi", "bul", "rus", "ukr")
# Every seventh document: a few hundred pairs a language, read in minutes.
STEP = 7
NUMBER = regex.compile(r"(?<![\d.,:\p{L}-])\d{1,3}(?![\d.,:]*\d)")
YEAR = regex.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
KINDS = ("number", "date", "negation")
PLANTED = ("number", "date", "dropped", "added")


@benchmark("versions")
def versions(data: Path) -> Scores:
    """Alarms on 100 untouched pairs, recall of planted edits, and aligned pairs, on the parallel news set (NTREX)."""
    encoder = shared()
    totals: Counter[str] = Counter()
    scores: dict[str, float] = {}
    for name in LANGUAGES:
        counts: Counter[str] = Counter()
        draw = Random(7)
        for ours, theirs in documents(data, name):
            left, right = encoder.vectors(ours), encoder.vectors(theirs)
            near = (left * right).sum(axis=1)
            # A translation that leaves a sentence out must not shift the others.
            gone = draw.randrange(len(theirs))
            kept = [at for at in range(len(theirs)) if at != gone]
            pairs = {(a, kept[b]) for each in align(left, right[kept]) for a in each.left for b in each.right}
            counts["aligned"] += sum((at, at) in pairs for at in kept)
            counts["alignable"] += len(kept)
            for mine, other, alike in zip(ours, theirs, near, strict=True):
                counts += judged(mine, other, FILES[name], float(alike), draw)
        totals += counts
        scores.update({f"{key}-{name}": value for key, value in _scores(counts).items()})
    return {**_scores(totals), **scores}


def _scores(counts: Counter[str]) -> dict[str, float]:
    found = {f"{kind}_recall": counts[f"found-{kind}"] / max(counts[f"planted-{kind}"], 1) for kind in PLANTED}
    alarms = {f"{kind}_alarms": 100 * counts[f"alarm-{kind}"] / max(counts["pairs"], 1) for kind in KINDS}
    aligned = counts["aligned"] / max(counts["alignable"], 1)
    return {"alarms": sum(alarms.values()), "aligned": aligned, **alarms, **found}


def documents(data: Path, name: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the lines of every seventh document, in English and in another language."""
    folder = data / "ntrex_news_parallel"
    ids = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    sides = [(folder / f"{each}.txt").read_text(encoding="utf-8").splitlines() for each in ("eng", name)]
    for document in sorted(set(ids))[::STEP]:
        places = [
            at for at, each in enumerate(ids) if each == document and sides[0][at].strip() and sides[1][at].strip()
        ]
        if len(places) > 1:
            yield [sides[0][at] for at in places], [sides[1][at] for at in places]


def side(line: str, language: str) -> Side:
    """Read one line as a passage."""
    article = article_of(line, language=language)
    return side_of(reading_of(article, (Span(0, len(article.text)),)), (0,))


def judged(mine: str, other: str, language: str, alike: float, draw: Random) -> Counter[str]:
    """Count the alarms on one pair as it is, and what is found of edits planted into its translation."""
    left, right = side(mine, "en"), side(other, language)
    counts = Counter({"pairs": 1})
    before = warnings(left, right, alike)
    counts.update(f"alarm-{each.kind}" for each in before)
    planted = (
        ("number", _number(other, draw)),
        ("date", _year(other, draw)),
        ("dropped", _denied(left, right)),
        ("added", _denying(left, right, draw)),
    )
    for kind, edited in planted:
        if edited is None:
            continue
        after = warnings(left, side(edited, language), alike)
        counts[f"planted-{kind}"] += 1
        wanted = {"negation"} if kind in ("dropped", "added") else {"number", "date"}
        count = sum(each.kind in wanted for each in before)
        counts[f"found-{kind}"] += sum(each.kind in wanted for each in after) > count
    return counts


def warnings(left: Side, right: Side, alike: float) -> list[Variation]:
    """Return what differs, names left out."""
    return [each for each in differ(left, right, alike) if each.severity == "warning"]


def _number(line: str, draw: Random) -> str | None:
    found = list(NUMBER.finditer(line))
    if not found:
        return None
    place = draw.choice(found)
    other = int(place.group()) + draw.choice((3, 7, 11, 20))
    return f"{line[: place.start()]}{other}{line[place.end() :]}"


def _year(line: str, draw: Random) -> str | None:
    found = list(YEAR.finditer(line))
    if not found:
        return None
    place = draw.choice(found)
    return f"{line[: place.start()]}{int(place.group()) - draw.randint(2, 9)}{line[place.end() :]}"


def _denied(left: Side, right: Side) -> str | None:
    """Return the line without the words that turn it round, where its original has one too."""
    if not left.turning or len(right.turning) != 1:
        return None
    place = right.turning[0]
    return right.text[: place.start] + right.text[place.end :].lstrip()


def _denying(left: Side, right: Side, draw: Random) -> str | None:
    """Return the line with a word that turns it round, where neither side has one; one line in three."""
    if left.denying or right.denying or draw.random() > 1 / 3:
        return None
    spaces = [found.start() for found in regex.finditer(r"(?<=\p{L}) (?=\p{L})", right.text)]
    if not spaces:
        return None
    at = draw.choice(spaces)
    return f"{right.text[:at]} {load(right.profile, 'versions', Negators).turning[0]}{right.text[at:]}"

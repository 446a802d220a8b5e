"""What the reader of pairs learns from: bags of sentence pairs, each with what a person would say of them.

`families` are sentences of our own writing (`families/NAME.LANG.txt`): an anchor `A`, the same told again `=`, what
contradicts it `-`, and what only looks so `+`. `cases` and `excerpts` are the short texts that the rules are tested
on, `one-thing` those of `train/one_thing.py`. From real news (through MERILO_DATA) come pairs of like sentences of one
article, which do not contradict each other, and from ContraDoc documents with a planted sentence.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from merilo.bench.by_another_hand import ARTICLES, Key
from merilo.bench.excerpts import EXCERPTS, excerpts
from merilo.bench.planter.articles import FILES, articles
from merilo.bench.stories import kept_out
from merilo.text.sentences import sentences

FAMILIES = Path(__file__).resolve().parent / "families"
CASES = EXCERPTS.parent
LONGEST = 6  # sentences of a short text of which any two may be the pair
# What one sentence has wrong alone, so that no pair of sentences shows it.
ALONE = frozenset({"impossible-date", "weekday-against-date", "impossible-time", "weekday"})

Label = Literal["same", "contradicts", "other", "fits"]  # "fits": the same or something other, nobody said which


@dataclass(frozen=True)
class Bag:
    """Pairs of sentences of which one at least is as `label` says, or all, where it is not "contradicts"."""

    corpus: str
    source: str
    language: str
    kind: str
    label: Label
    pairs: tuple[tuple[str, str], ...]
    weight: float = 1.0

    @property
    def held(self) -> bool:
        """Whether it measures and is not learnt from."""
        return kept_out(self.source)


@dataclass(frozen=True, slots=True)
class Row:
    """A bag whose pairs are numbers of sentences of its corpus."""

    bag: Bag
    pairs: tuple[tuple[int, int], ...]


# ── our own sentences ────────────────────────────────────────────────────────────────────────────────────────


def families(folder: Path, *, long: bool = False) -> Iterator[Bag]:
    """Yield the pairs of each family, of the long ones (`long*.txt`) or of the others.

    Raises:
        ValueError: a line begins with none of A = - + #, or a family has no anchor.
    """
    for path in sorted(folder.glob("*.txt")):
        if path.name.startswith("long") != long:
            continue
        language = path.name.split(".")[1]
        for number, family in enumerate(re.split(r"^(?=# )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]):
            yield from _family(family, f"{path.stem} {number}", language)


def _family(family: str, source: str, language: str) -> Iterator[Bag]:
    kind, told = "", {"A": [], "=": [], "-": [], "+": []}
    for line in family.strip().splitlines():
        mark, _, rest = line.strip().partition(" ")
        if mark == "#":
            kind = rest.strip()
        elif mark in told and rest:
            told[mark].append(rest.strip())
        elif mark:
            raise ValueError(f"{source}: {line!r}")
    if len(told["A"]) != 1:
        raise ValueError(f"{source}: {len(told['A'])} anchors")

    def bag(label: Label, left: str, right: str, weight: float = 1.0) -> Bag:
        return Bag("families", source, language, kind, label, ((left, right),), weight)

    anchor = told["A"][0]
    if source.startswith("long"):
        source = f"long {anchor}"  # one anchor may head two families, which must not be parted
    for same in told["="]:
        yield bag("same", anchor, same)
    for first, second in combinations(told["="], 2):
        yield bag("same", first, second, 0.7)
    for wrong in told["-"]:
        yield bag("contradicts", anchor, wrong)
        for same in told["="]:
            yield bag("contradicts", same, wrong, 0.7)
    for other in told["+"]:
        yield bag("other", anchor, other)
        for same in told["="]:
            yield bag("fits", same, other, 0.7)
        for wrong in told["-"]:
            yield bag("fits", wrong, other, 0.3)
    yield from _retyped(anchor, source, bag)
    if not source.startswith("long"):
        yield from _drawn_out(told, source, bag)


def _drawn_out(told: dict[str, list[str]], source: str, bag) -> Iterator[Bag]:  # type: ignore[no-untyped-def]
    """The same in sentences as long as those of real news: each with another sentence of the story joined to it."""
    rng = random.Random(f"{source} long")
    others = told["+"]
    if not others:
        return
    anchor = _joined(told["A"][0], rng.choice(others), rng)
    wrong, same = (_joined(rng.choice(told[mark]), rng.choice(others), rng) if told[mark] else "" for mark in "-=")
    if wrong:
        yield bag("contradicts", anchor, wrong)
        if same:
            yield bag("contradicts", same, wrong, 0.5)
    if same:
        yield bag("fits", anchor, same, 0.5)
    yield bag("fits", anchor, rng.choice(others), 0.5)


def _joined(first: str, second: str, rng: random.Random) -> str:
    if rng.random() < 0.3:
        first, second = second, first
    if first.endswith(".") and second[:2].istitle():
        return first[:-1] + rng.choice(("; ", ", ", " – ")) + second
    return f"{first} {second}"


def _retyped(anchor: str, source: str, bag) -> Iterator[Bag]:  # type: ignore[no-untyped-def]
    """The anchor again, and with one figure mistyped."""
    rng = random.Random(source)
    figures = list(re.finditer(r"\d+", anchor))
    if not figures or rng.random() < 0.5:
        if rng.random() < 0.3:
            yield bag("same", anchor, anchor, 0.5)
        return
    figure = rng.choice(figures)
    digits = list(figure.group())
    at = rng.randrange(len(digits))
    digits[at] = rng.choice([digit for digit in "123456789" if digit != digits[at]])
    yield bag("contradicts", anchor, anchor[: figure.start()] + "".join(digits) + anchor[figure.end() :], 0.5)


# ── short texts ──────────────────────────────────────────────────────────────────────────────────────────────


def cases() -> Iterator[Bag]:
    """Yield the texts of the rules' cases and of `one-thing.yaml`: all pairs of sentences of each."""
    for path in sorted(CASES.glob("findings.*.yaml")):
        language = path.suffixes[0][1:]
        for number, each in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            finds = set(each["finds"])
            if (finds and finds <= ALONE) or each.get("captions"):
                continue
            label: Label = "contradicts" if finds else "fits"
            yield from _text("cases", f"case {language} {number}", language, ",".join(sorted(finds)), label, each)
    for number, each in enumerate(yaml.safe_load((CASES / "one-thing.yaml").read_text(encoding="utf-8"))):
        if each["one"] and each["kind"] == "place":
            continue
        label = "contradicts" if each["one"] else "fits"
        yield from _text("cases", f"thing {number}", each["language"], each["kind"], label, each)


def _text(corpus: str, source: str, language: str, kind: str, label: Label, each: dict[str, object]) -> Iterator[Bag]:
    text = str(each["text"])
    rows = [span.of(text) for span in sentences(text, language)]
    if each.get("title"):
        rows.insert(0, str(each["title"]))
    if 1 < len(rows) <= LONGEST:
        pairs = tuple(combinations(rows, 2))
        if label == "contradicts":
            yield Bag(corpus, source, language, kind, label, pairs)
        else:
            for pair in pairs:
                yield Bag(corpus, source, language, kind, label, (pair,), 1 / len(pairs) ** 0.5)


def read_excerpts() -> Iterator[Bag]:
    """Yield the excerpts that were read: the two sentences of each slip, and all pairs of each look-alike."""
    for path in sorted((EXCERPTS / "seen").glob("*.yaml")):
        for number, each in enumerate(excerpts(path)):
            source = f"excerpt {path.stem} {number}"
            rows = [span.of(each.text) for span in sentences(each.text, path.stem)]
            rows = [each.title, *rows] if each.title else rows
            if not each.piece:
                for pair in combinations(rows, 2):
                    yield Bag("excerpts", source, path.stem, each.kind, "fits", (pair,), 0.6)
                continue
            pieces = [row for row in rows if each.piece in row]
            others = [row for row in rows for piece in each.other if piece in row]
            pairs = tuple({(left, right) for left in pieces for right in others if left != right})
            if pairs:
                yield Bag("excerpts", source, path.stem, each.kind, "contradicts", pairs)


# ── documents, whose pairs are chosen once they have been read ───────────────────────────────────────────────


@dataclass(frozen=True)
class Document:
    """The sentences of a text, the headline first where there is one; `planted` contradicts the rest, if any."""

    corpus: str
    source: str
    language: str
    rows: tuple[str, ...]
    planted: int | None = None


def news(data: Path) -> Iterator[Document]:
    """Yield real articles in ten profiles; `source` is the same in all of them, so that none stands on both sides."""
    for profile in FILES:
        language = profile.partition("-")[0]
        for at, article in enumerate(articles(data, profile)):
            rows = (article.title, *(span.of(article.text) for span in sentences(article.text, language)))
            yield Document("news", f"news {at}", language, rows)


def own_articles() -> Iterator[Document]:
    """Yield the articles by other hands that were read, without the sentences of their slips."""
    for path in sorted((ARTICLES / "seen").glob("*.md")):
        key = msgspec.yaml.decode(path.with_suffix(".yaml").read_bytes(), type=Key)
        language = path.stem.partition("-")[0]
        text = path.read_text(encoding="utf-8")
        pieces = [piece for slip in key.slips for piece in (slip.piece, *slip.other)]
        rows = (span.of(text) for span in sentences(text, language))
        yield Document("own", path.stem, language, tuple(row for row in rows if not any(p in row for p in pieces)))


def polnear(data: Path, most: int) -> Iterator[Document]:
    """Yield English articles of PolNeAR's training part."""
    paths = sorted((data / "polnear_en/train").rglob("*.txt"))
    random.Random(1).shuffle(paths)
    for path in paths[:most]:
        text = path.read_text(encoding="utf-8", errors="replace")
        yield Document("polnear", path.stem, "en", tuple(span.of(text) for span in sentences(text, "en")))


def slavic(data: Path, most: int) -> Iterator[Document]:
    """Yield Bulgarian, Russian and Ukrainian articles of SlavicNER."""
    for language in ("bg", "ru", "uk"):
        paths = sorted(
            path for path in (data / "slavicner/raw").rglob("*") if path.is_file() and path.parent.name == language
        )
        random.Random(2).shuffle(paths)
        for path in paths[:most]:
            text = path.read_text(encoding="utf-8", errors="replace")
            rows = tuple(span.of(text) for span in sentences(text, language))
            yield Document("slavic", path.stem, language, rows[:60])


def contradoc(data: Path) -> Iterator[Document]:
    """Yield the development part of ContraDoc."""
    for raw in json.loads((data / "contradoc_2k_en/dev.json").read_text(encoding="utf-8")):
        text, planted = raw["text"], None
        spans = sentences(text, "en")
        if raw.get("span"):
            start, end = raw["span"]
            planted = max(range(len(spans)), key=lambda at: min(spans[at].end, end) - max(spans[at].start, start))
        if raw["label"] == "contradictory" and planted is None:
            continue
        rows = tuple(span.of(text) for span in spans)
        yield Document("contradoc", raw["id"].rsplit("_", 1)[0], "en", rows, planted)


def vitaminc(data: Path) -> Iterator[Bag]:
    """Yield claims with a sentence of an encyclopaedia."""
    labels: dict[str, Label] = {"SUPPORTS": "same", "REFUTES": "contradicts", "NOT ENOUGH INFO": "other"}
    for each in json.loads((data / "contradoc_2k_en/vitaminc_500.json").read_text(encoding="utf-8")):
        label = labels[each["label"]]
        yield Bag("vitaminc", each["evidence"], "en", "", label, ((each["claim"], each["evidence"]),), 0.7)

"""Attribution against PolNeAR (English news) and Czech quotation sentences that no rule was written for."""

from __future__ import annotations

import csv
import glob
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from merilo.attribution.attribute import attribute
from merilo.bench.registry import Scores, benchmark
from merilo.encoder import Encoder, shared
from merilo.model import Article, Reading, Span
from merilo.reading.read import article_of
from merilo.resources import profile
from merilo.text.quotes import quotes
from merilo.text.sentences import sentences
from merilo.text.words import Word, words

ALIKE = 0.5  # token intersection over union of two contents that count as the same


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution of gold or of a reading, as the word indexes of its parts."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


@dataclass(slots=True)
class Tally:
    """Counts from which precision, recall and F1 come."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: frozenset[int], gold: frozenset[int]) -> None:
        """Count the words that two labellings share, and those of each."""
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def reading_of(text: str, language: str = "en", script: str = "Latn") -> Reading:
    """Return a text with its sentences, quotations and turns of speakers, as far as attribution needs it."""
    read = article_of(text, language=language)
    article = read if read.text == text else Article(text=text, language=language, script=script)
    words_of = profile(language, script)
    return Reading(article, sentences=sentences(text, words_of), quotes=quotes(text, words_of))


def told(reading: Reading, encoder: Encoder | None = None) -> list[Told]:
    """Return the attributions of a reading over the words of its text; without an encoder, those of the rules."""
    article = reading.article
    row = words(article.text)
    encoded = encoder.read(article.text, reading.sentences, language=article.language) if encoder else None
    return [
        Told(_covered(row, (each.source,)), _covered(row, (each.cue,)), _covered(row, each.content))
        for each in attribute(reading, encoded)
    ]


def _covered(row: Sequence[Word], spans: Sequence[Span | None]) -> frozenset[int]:
    """Return which words the spans cover; marks do not count."""
    stretches = [span for span in spans if span is not None]
    return frozenset(
        at
        for at, word in enumerate(row)
        if word.text[0].isalnum() and any(span.start < word.end and word.start < span.end for span in stretches)
    )


def polnear(folder: Path) -> Iterator[tuple[str, list[Told]]]:
    """Yield the texts of one part of PolNeAR with their gold attributions."""
    for path in sorted(glob.glob(str(folder / "attributions" / "*.ann"))):
        name = Path(path).stem.rsplit("_", 1)[0]
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        row = words(text)
        yield (
            text,
            [
                Told(_covered(row, part["Source"]), _covered(row, part["Cue"]), _covered(row, part["Content"]))
                for part in _brat(Path(path))
                if part["Content"]
            ],
        )


def _brat(path: Path) -> Iterator[dict[str, list[Span]]]:
    """Yield the attributions of a brat stand-off file as spans by role."""
    spans: dict[str, list[Span]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if line.startswith("T") and len(parts) > 2:
            ranges = parts[1].partition(" ")[2].split(";")
            spans[parts[0]] = [Span(int(a), int(b)) for a, b in (each.split() for each in ranges) if int(a) < int(b)]
        elif line.startswith("E") and len(parts) > 1:
            events.append(parts[1])
    for event in events:
        part: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, _, name in (each.partition(":") for each in event.split()):
            plain = role.rstrip("0123456789")
            if plain in part:
                part[plain] += spans[name]
        yield part


def score(documents: Iterator[tuple[list[Told], list[Told]]]) -> dict[str, float]:
    """Return token F1 of the three parts and attribution F1 over pairs of found and gold attributions."""
    parts = {"source": Tally(), "cue": Tally(), "content": Tally()}
    whole = Tally()
    for found, gold in documents:
        for part, tally in parts.items():
            tally.add(
                frozenset().union(*(getattr(each, part) for each in found)),
                frozenset().union(*(getattr(each, part) for each in gold)),
            )
        whole.right += pairs(found, gold)
        whole.found += len(found)
        whole.gold += len(gold)
    scores = {f"{part}_f1": tally.f1 for part, tally in parts.items()}
    scores |= {f"{part}_precision": tally.right / max(1, tally.found) for part, tally in parts.items()}
    return scores | {"attribution_f1": whole.f1, "attribution_precision": whole.right / max(1, whole.found)}


def pairs(found: Sequence[Told], gold: Sequence[Told]) -> int:
    """Count attributions found that have a gold partner: sources overlap (or neither has one), contents are alike."""
    free = set(range(len(gold)))
    ranked = sorted(
        (
            (len(each.content & other.content) / len(each.content | other.content), at, against)
            for at, each in enumerate(found)
            for against, other in enumerate(gold)
            if each.content & other.content and (each.source & other.source or not (each.source or other.source))
        ),
        reverse=True,
    )
    used: set[int] = set()
    for alike, at, against in ranked:
        if alike >= ALIKE and at not in used and against in free:
            used.add(at)
            free.discard(against)
    return len(used)


def czech(folder: Path) -> Iterator[tuple[str, frozenset[int], int]]:
    """Yield Czech sentences, which of their words are content, and how many words there are."""
    rows: dict[str, list[tuple[str, str]]] = {}
    with (folder / "cs_tokens.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            rows.setdefault(row["sentence_num"], []).append((row["text"], row["tags"]))
    for tokens in rows.values():
        text = " ".join(token for token, _ in tokens)
        ends: list[tuple[int, int, str]] = []
        at = 0
        for token, tag in tokens:
            ends.append((at, at + len(token), tag))
            at += len(token) + 1
        spans = [Span(start, end) for start, end, tag in ends if tag == "content"]
        row_of = words(text)
        yield text, _covered(row_of, spans), len(row_of)


@benchmark("attribution")
def attribution(data: Path) -> Scores:
    """Token F1 of source, cue and content and attribution F1 on PolNeAR dev, by the rules alone and with the tagger.

    And content token F1 on Czech sentences, a language without rules, with the tagger.
    """
    encoder = shared()
    gold = list(polnear(data / "polnear_en" / "dev"))
    rules = score((told(reading_of(text)), each) for text, each in gold)
    both = score((told(reading_of(text), encoder), each) for text, each in gold)
    carried = Tally()
    for text, content, _ in czech(data / "adaq_quotes_ru_cs"):
        found = told(reading_of(text, "other"), encoder)
        carried.add(frozenset().union(*(each.content for each in found)), content)
    return {f"rules_{name}": value for name, value in rules.items()} | both | {"czech_content_f1": carried.f1}

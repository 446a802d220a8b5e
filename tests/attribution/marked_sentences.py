"""Sentences with their attributions marked inline: [S source] [C cue] [T content], several told apart by a number."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import regex
import yaml

from merilo.attribution.attribute import attribute
from merilo.model import Article, Reading, Span
from merilo.text.quotes import quotes
from merilo.text.script import script_of
from merilo.text.sentences import sentences
from merilo.text.words import words

CASES = Path(__file__).parent.parent / "cases"
MARK = regex.compile(r"\[([SCT])(\d*) |\]")


@dataclass(slots=True)
class Told:
    """The word indexes of an attribution's parts."""

    source: set[int] = field(default_factory=set)
    cue: set[int] = field(default_factory=set)
    content: set[int] = field(default_factory=set)


PART = {"S": "source", "C": "cue", "T": "content"}


def parsed(line: str) -> tuple[str, list[Told]]:
    """Return the sentence without its marks, and its attributions."""
    text, at = "", 0
    open_: list[tuple[str, str, int]] = []
    spans: list[tuple[str, str, Span]] = []
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark.group() == "]":
            part, which, start = open_.pop()
            spans.append((part, which, Span(start, len(text))))
        else:
            open_.append((mark.group(1), mark.group(2) or "1", len(text)))
    text += line[at:]
    if open_:
        raise ValueError(f"a mark is not closed: {line}")
    row = words(text)
    gold: dict[str, Told] = {}
    for part, which, span in spans:
        for each in which:
            getattr(gold.setdefault(each, Told()), PART[part]).update(covered(row, (span,)))
    return text, list(gold.values())


def covered(row, spans) -> set[int]:
    return {
        at
        for at, word in enumerate(row)
        if word.text[0].isalnum() and any(s is not None and s.start < word.end and word.start < s.end for s in spans)
    }


def found_in(text: str, language: str) -> list[Told]:
    """Return what is found in a sentence read alone."""
    article = Article(text=text, language=language, script=script_of(text))
    reading = Reading(article, sentences=sentences(text, language), quotes=quotes(text, language))
    row = words(text)
    return [
        Told(covered(row, (each.source,)), covered(row, (each.cue,)), covered(row, each.content))
        for each in attribute(reading, None)
    ]


def load(language: str) -> list[tuple[str, list[Told]]]:
    """Return the marked sentences of a language."""
    raw = yaml.safe_load((CASES / f"attribution.{language}.yaml").read_text(encoding="utf-8"))
    return [parsed(line) for line in raw["sentences"].split("\n") if line.strip()]


def pairs(found: list[Told], gold: list[Told]) -> int:
    """Count attributions that agree: sources overlap or neither has one, and contents are alike by half."""
    free, right = list(gold), 0
    for each in found:
        for other in free:
            alike = len(each.content & other.content) / max(1, len(each.content | other.content))
            if alike >= 0.5 and (each.source & other.source or not (each.source or other.source)):
                free.remove(other)
                right += 1
                break
    return right


def score(language: str) -> dict[str, float]:
    """Return token F1 by part, attribution F1, and the share of sentences without attribution that stay silent."""
    tallies = {part: [0, 0, 0] for part in ("source", "cue", "content", "attribution")}
    silent = quiet = 0
    for text, gold in load(language):
        found = found_in(text, language)
        for part in ("source", "cue", "content"):
            ours = set().union(*(getattr(each, part) for each in found))
            theirs = set().union(*(getattr(each, part) for each in gold))
            tally = tallies[part]
            tally[0] += len(ours & theirs)
            tally[1] += len(ours)
            tally[2] += len(theirs)
        whole = tallies["attribution"]
        whole[0] += pairs(found, gold)
        whole[1] += len(found)
        whole[2] += len(gold)
        silent += not gold
        quiet += not gold and not found
    return {part: 2 * r / (f + g) for part, (r, f, g) in tallies.items()} | {"silence": quiet / silent}

"""Reads the two name corpora as their publishers lay them out: SlavicNER and Universal NER (SETimes)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from merilo.model import Article, Reading, Span
from merilo.resources import profile
from merilo.text.sentences import sentences

QUOTES = frozenset('„“”"«»')
CYRILLIC = ("mk", "sr", "bg", "ru", "uk")


@dataclass(frozen=True, slots=True)
class Gold:
    """A name as people marked it: its place, its kind (PER, ORG, LOC or MISC) and what it names, "" where unmarked."""

    start: int
    end: int
    type: str
    named: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its names; `topic` is what the corpus files it under."""

    reading: Reading
    names: tuple[Gold, ...]
    topic: str = ""


def slavicner(data: Path, language: str) -> Iterator[Marked]:
    """Yield the documents of a language whose offsets fit their text (a few do not); products and events are MISC.

    Quotation marks around a whole name are no part of it: the corpus has them in for Russian and out for Bulgarian.

    Raises:
        FileNotFoundError: the corpus is not there.
    """
    root = data / "slavicner"
    if not root.is_dir():
        raise FileNotFoundError(root)
    for path in sorted(root.glob(f"ner/*/{language}/*")):
        topic = path.parts[-3]
        raw = root / "raw" / topic / language / path.with_suffix(".txt").name
        if not raw.exists():
            continue
        text = raw.read_bytes().decode("utf-8")
        names = []
        for line in path.read_text(encoding="utf-8").splitlines():
            start, end, form, _, kind, named = line.split("\t")[:6]
            if text[int(start) : int(end)] != form:
                break
            first, last = within_quotes(form)
            kind = {"PRO": "MISC", "EVT": "MISC"}.get(kind, kind)
            names.append(Gold(int(start) + first, int(start) + last, kind, named))
        else:
            yield Marked(_reading(text, language, ()), tuple(names), topic)


def within_quotes(form: str) -> tuple[int, int]:
    """Return where a name begins and ends without the quotation marks that enclose all of it."""
    if len(form) > 2 and form[0] in QUOTES and form[-1] in QUOTES and not any(mark in QUOTES for mark in form[1:-1]):
        inside = form[1:-1]
        return 1 + len(inside) - len(inside.lstrip()), 1 + len(inside.rstrip())
    return 0, len(form)


def uner(data: Path, language: str, part: str = "dev") -> Iterator[Marked]:
    """Yield the documents of Universal NER for Serbian or Croatian; OTH, which is no proper kind, is left out.

    Raises:
        FileNotFoundError: the corpus is not there.
    """
    path = data / f"uner_{language}_set" / f"{language}_set-ud-{part}.iob2"
    for block in path.read_text(encoding="utf-8").split("# newdoc")[1:]:
        text, names, spans = "", [], []
        for sentence in block.split("\n\n"):
            rows = [line.split("\t") for line in sentence.splitlines() if line[:1].isdigit()]
            said = next((line[9:] for line in sentence.splitlines() if line.startswith("# text = ")), "")
            if rows:
                names += list(_iob(rows, said, len(text)))
                spans.append(Span(len(text), len(text) + len(said)))
                text += said + "\n"
        yield Marked(_reading(text, language, tuple(spans)), tuple(names))


def _iob(rows: list[list[str]], said: str, base: int) -> Iterator[Gold]:
    at, start, end, kind = 0, 0, 0, ""
    for row in (*rows, ["", "", "O"]):
        word, label = row[1], row[2]
        first = max(said.find(word, at), at)
        if label.startswith("I-") and kind:
            end = first + len(word)
        else:
            if kind and kind != "OTH":
                yield Gold(base + start, base + end, kind)
            start, end, kind = first, first + len(word), label[2:] if label.startswith("B-") else ""
        at = first + len(word)


def _reading(text: str, language: str, spans: tuple[Span, ...]) -> Reading:
    script = "Cyrl" if language in CYRILLIC and not spans else "Latn"  # SETimes is in Latin, and cut into sentences
    article = Article(text=text, language=language, script=script)
    return Reading(article, sentences=spans or tuple(sentences(text, profile(language, script))))

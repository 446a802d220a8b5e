"""The corpora that the taggers learn from, read as documents of labelled words.

A document has its text, its sentences, its words and up to four labels a word: the name (BIO over PER ORG LOC MISC) and
whether it stands in the source, the cue or the content of an attribution (BIO each). A row that a corpus says nothing
about is None.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from merilo.model import Span
from merilo.text.sentences import sentences
from merilo.text.words import Word, words

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
ROLES = ("Source", "Cue", "Content")
KINDS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "EVT": "MISC", "PRO": "MISC"}
HELD_OUT = "nord_stream"

Labels = npt.NDArray[np.int8]


@dataclass(slots=True)
class Document:
    """One labelled text. `whole` is False where MISC was not annotated, so that O may also mean MISC."""

    part: str  # "train", or the name of a test set
    language: str
    text: str
    spans: list[Span]
    words: list[list[Word]]
    names: list[Labels] | None = None
    roles: list[Labels] | None = None  # (words, 3)
    whole: bool = True


def document(part: str, language: str, text: str, spans: Sequence[Span]) -> Document:
    """Return an unlabelled document; sentences without a word are left out."""
    cut = [(span, [*words(text, span)]) for span in spans]
    kept = [(span, found) for span, found in cut if found]
    return Document(part, language, text, [span for span, _ in kept], [found for _, found in kept])


def tagged(found: Sequence[Word], marks: Sequence[tuple[int, int, int]]) -> Labels:
    """Return BIO labels of words: a mark is (start, end, kind), its B is 1 + 2 * kind; earlier marks win."""
    labels = np.zeros(len(found), np.int8)
    for start, end, kind in marks:
        inside = [n for n, word in enumerate(found) if word.start < end and word.end > start]
        if inside and not labels[inside].any():
            labels[inside] = 2 + 2 * kind
            labels[inside[0]] = 1 + 2 * kind
    return labels


def uner(data: Path, language: str) -> Iterator[Document]:
    """Universal NER, Serbian and Croatian: PER, ORG and LOC of SETimes news, eight sentences a document."""
    for part in ("train", "dev"):
        raw = (data / f"uner_{language}_set" / f"{language}_set-ud-{part}.iob2").read_text(encoding="utf-8")
        blocks = [block for block in raw.split("\n\n") if "# text = " in block]
        for at in range(0, len(blocks), 8):
            text, spans, marks = "", [], []
            for block in blocks[at : at + 8]:
                sentence = re.search(r"# text = (.*)", block).group(1)
                spans.append(Span(len(text), len(text) + len(sentence)))
                marks.append(_marks(block, sentence, len(text)))
                text += sentence + "\n"
            made = document("train" if part == "train" else f"uner-{language}", language, text, spans)
            kinds = dict(zip(spans, marks, strict=True))
            made.names = [tagged(found, kinds[span]) for span, found in zip(made.spans, made.words, strict=True)]
            made.whole = False
            yield made


def _marks(block: str, sentence: str, shift: int) -> list[tuple[int, int, int]]:
    marks: list[tuple[int, int, int]] = []
    at = 0
    for line in block.split("\n"):
        if line.startswith("#") or "\t" not in line:
            continue
        _, form, label, *_ = line.split("\t")
        found = sentence.find(form, at)
        if found < 0:
            continue
        at = found + len(form)
        if label[2:] not in ("PER", "ORG", "LOC"):
            continue
        kind = ("PER", "ORG", "LOC").index(label[2:])
        if label[0] == "I" and marks:
            marks[-1] = (marks[-1][0], at + shift, kind)
        else:
            marks.append((found + shift, at + shift, kind))
    return marks


def slavicner(data: Path, language: str, limit: int, topics: Sequence[str] = ()) -> Iterator[Document]:
    """SlavicNER: news on a few topics, one of them held out and kept whole. At most `limit` documents a topic."""
    for topic in sorted((data / "slavicner" / "ner").iterdir()):
        if topics and topic.name not in topics:
            continue
        files = sorted((topic / language).glob("*.tsv")) if (topic / language).is_dir() else []
        if topic.name != HELD_OUT:
            random.Random(7).shuffle(files)
            files = files[:limit]
        for path in files:
            raw = data / "slavicner" / "raw" / topic.name / language / path.name
            raw = next(each for each in (raw.with_suffix(".txt"), raw.with_suffix("")) if each.is_file())
            text = raw.read_text(encoding="utf-8-sig")
            made = document(
                "train" if topic.name != HELD_OUT else f"slavic-{language}",
                language,
                text,
                sentences(text, language if language in ("bg", "ru", "uk") else "hr"),
            )
            marks = []
            for line in path.read_text(encoding="utf-8-sig").splitlines():
                start, end, form, _, kind, *_ = line.split("\t")
                if text[int(start) : int(end)] == form and kind in KINDS:
                    marks.append((int(start), int(end), ("PER", "ORG", "LOC", "MISC").index(KINDS[kind])))
            marks.sort(key=lambda mark: mark[0] - mark[1])
            made.names = [
                tagged(found, [m for m in marks if span.start <= m[0] < span.end])
                for span, found in zip(made.spans, made.words, strict=True)
            ]
            yield made


def polnear(data: Path, part: str, limit: int, valid: int = 0) -> Iterator[Document]:
    """PolNeAR: attributions in US political news. Of a shuffle, `limit` articles and the last `valid`, to choose by."""
    folder = data / "polnear_en" / part
    texts = sorted((folder / "text").iterdir())
    random.Random(7).shuffle(texts)
    for number, path in enumerate(texts):
        if limit <= number < len(texts) - valid:
            continue
        text = path.read_text(encoding="utf-8")
        notes = sorted((folder / "attributions").glob(path.stem + "*.ann"))
        if not notes:
            continue
        kept = "polnear-valid" if number >= len(texts) - valid else "train"
        made = document(kept if part == "train" else "polnear", "en", text, sentences(text, "en"))
        marks = _stretches(notes[0].read_text(encoding="utf-8"))
        made.roles = [attributed(found, marks) for found in made.words]
        yield made


def _stretches(notes: str) -> list[tuple[int, int, int]]:
    """Return (start, end, role) of every stretch that an attribution names."""
    pieces = {}
    for line in notes.splitlines():
        found = re.match(r"(T\d+)\t(Source|Cue|Content) ([\d ;]+)\t", line)
        if found:
            places = [tuple(map(int, place.split())) for place in found.group(3).split(";")]
            pieces[found.group(1)] = [(start, end, ROLES.index(found.group(2))) for start, end in places]
    return sorted((mark for marks in pieces.values() for mark in marks), key=lambda mark: mark[0] - mark[1])


def attributed(found: Sequence[Word], marks: Sequence[tuple[int, int, int]]) -> Labels:
    """Return BIO labels (words, 3) of (start, end, role), the longest mark first; one may stand in another."""
    labels = np.zeros((len(found), 3), np.int8)
    if not found:
        return labels
    near = [mark for mark in marks if mark[0] < found[-1].end and mark[1] > found[0].start]
    for start, end, role in near:
        inside = [n for n, word in enumerate(found) if word.start < end and word.end > start]
        fresh = [n for n in inside if not labels[n, role]]
        labels[fresh, role] = 2
        if (inside and found[inside[0]].start <= start < found[inside[0]].end) or (
            inside and inside[0] == 0 and start >= found[0].start
        ):
            labels[inside[0], role] = 1
    return labels

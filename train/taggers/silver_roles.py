"""Silver attributions for languages without a labelled corpus, carried over from English through parallel news.

    MERILO_DATA=... python train/taggers/silver_roles.py FOLDER     # writes roles.f16 and roles.pkl, as prepare.py does

Rules and tagger read the English side. Words are aligned by the likeness of their states of layer 8 (each the other's
nearest); source, cue and content of each attribution go over to the stretch that their words found. Where the language
has rules of its own that found the same attribution, their limits are taken; a sentence whose attributions did not all
find their way is left without labels.
"""

from __future__ import annotations

import argparse
import os
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from corpora import Document, document
from prepare import written
from silver import _worded, parallel

from merilo.attribution import attribute
from merilo.encoder import Encoded, Encoder
from merilo.model import Article, Attribution, Reading, Span
from merilo.resources import LANGUAGES, profile
from merilo.text.quotes import quotes
from merilo.text.script import script_of

TARGETS = {
    "en": "eng",
    "mk": "mkd",
    "sr": "srp-Cyrl",
    "hr": "hrv",
    "bs": "bos",
    "sq": "sqi",
    "bg": "bul",
    "ru": "rus",
    "uk": "ukr",
    "cs": "ces",
    "sl": "slv",
    "pl": "pol",
}
COVERED = 0.5  # of the words of a part that must find a mate
STRETCHED = 1.6  # how much longer than in English a part may come out
Marks = list[tuple[int, int, int]]  # first word, last word, role


def read(text: str, spans: Sequence[Span], language: str, encoded: Encoded | None) -> tuple[Attribution, ...]:
    """Return the attributions of a text whose lines are its sentences."""
    known = profile(language, script_of(text))
    article = Article(text=text, language=language, script=script_of(text))
    return attribute(Reading(article, sentences=tuple(spans), quotes=quotes(text, known)), encoded)


def parts(told: Attribution) -> list[tuple[Span, int]]:
    """Return the stretches of an attribution with their roles."""
    named = [(told.source, 0), (told.cue, 1), *((span, 2) for span in told.content)]
    return [(span, role) for span, role in named if span is not None]


def by_line(found: Sequence[Attribution], spans: Sequence[Span]) -> list[list[Attribution]]:
    """Return the attributions of each line; one that runs over several belongs to none, and spoils them."""
    lines: list[list[Attribution]] = [[] for _ in spans]
    for told in found:
        touched = {n for n, line in enumerate(spans) for span, _ in parts(told) if span.overlaps(line)}
        if len(touched) == 1:
            lines[touched.pop()].append(told)
    return lines


def carried(
    told: Sequence[Attribution],
    english: Document,
    number: int,
    likeness: npt.NDArray[np.float32],
) -> Marks | None:
    """Return the marks of a line on the other side, None where a part was lost."""
    there, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
    marks: Marks = []
    for each in told:
        for span, role in parts(each):
            inside = [
                n for n, word in enumerate(english.words[number]) if word.start < span.end and word.end > span.start
            ]
            mates = sorted({int(there[n]) for n in inside if back[there[n]] == n})
            if role == 2 and len(mates) > 4:  # a stray mate at either end moves the limits: the middle is sure
                mates = [m for m, near in zip(mates, mates[1:] + mates[-1:], strict=True) if near - m < 4] or mates
            if not inside or len(mates) < COVERED * len(inside):
                return None
            if mates[-1] - mates[0] + 1 > max(3, STRETCHED * len(inside)):
                return None
            marks.append((mates[0], mates[-1], role))
    return marks


def own(found: Sequence[Attribution], made: Document, number: int) -> Marks:
    """Return the marks of what the language's own rules found."""
    marks: Marks = []
    for each in found:
        for span, role in parts(each):
            inside = [n for n, word in enumerate(made.words[number]) if word.start < span.end and word.end > span.start]
            if inside:
                marks.append((inside[0], inside[-1], role))
    return marks


def agreed(carried_over: Marks, mine: Marks) -> Marks:
    """Return the marks of both: where the contents of two overlap by half, the rules' limits for cue and content."""
    theirs = {n for first, last, role in carried_over if role == 2 for n in range(first, last + 1)}
    ours = {n for first, last, role in mine if role == 2 for n in range(first, last + 1)}
    alike = len(theirs & ours) / max(1, len(theirs | ours))
    return mine if alike >= 0.6 else carried_over


def labels(size: int, marks: Marks) -> npt.NDArray[np.int8]:
    """Return the BIO labels of a sentence's words."""
    made = np.zeros((size, 3), np.int8)
    for first, last, role in marks:
        fresh = [n for n in range(first, last + 1) if not made[n, role]]
        made[fresh, role] = 2
        if fresh and fresh[0] == first:
            made[first, role] = 1
    return made


def projected(data: Path, encoder: Encoder, language: str) -> Iterator[tuple[Document, Encoded]]:
    """Yield documents of a language with silver roles; lines that cannot be trusted have no words left."""
    for (text_en, spans_en), (text, spans) in zip(
        parallel(data, "eng"), parallel(data, TARGETS[language]), strict=True
    ):
        english = document("train", "en", text_en, spans_en)
        theirs = encoder.read(text_en, spans_en, language="en")
        told = by_line(read(text_en, spans_en, "en", theirs), spans_en)
        ours = theirs if language == "en" else encoder.read(text, spans, language=language)
        made = document("train", language, text, spans)
        if not len(made.words) == len(spans) == len(spans_en) == len(english.words):
            continue
        mine = by_line(read(text, spans, language, None), spans) if language in LANGUAGES else [[] for _ in spans]
        made.roles = []
        for number in range(len(spans)):
            marks = _line(told[number], mine[number], english, theirs, made, ours, number, language)
            if marks is None:
                made.words[number] = []
                made.roles.append(np.zeros((0, 3), np.int8))
            else:
                made.roles.append(labels(len(made.words[number]), marks))
        yield made, ours


def _line(
    told: Sequence[Attribution],
    mine: Sequence[Attribution],
    english: Document,
    theirs: Encoded,
    made: Document,
    ours: Encoded,
    number: int,
    language: str,
) -> Marks | None:
    if language == "en":
        return own(told, made, number)
    if not told:
        return [] if not mine else None
    left = _worded(theirs, number, _places(english, number))
    marks = carried(told, english, number, left @ _worded(ours, number, _places(made, number)).T)
    found = own(mine, made, number)
    if marks is None:
        return found if len(mine) == len(told) else None
    return agreed(marks, found) if len(mine) == len(told) else marks


def _places(made: Document, number: int) -> npt.NDArray[np.int32]:
    return np.array([(word.start, word.end) for word in made.words[number]], np.int32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    encoder, data = Encoder.open(), Path(os.environ["MERILO_DATA"])
    read = (pair for language in TARGETS for pair in projected(data, encoder, language))
    rows = list(written(read, folder / "roles.f16"))
    (folder / "roles.pkl").write_bytes(pickle.dumps(rows))
    lines = [sentence[4] for row in rows for sentence in row[3] if sentence[4] is not None]
    print(len(lines), "lines,", sum(bool(labels.any()) for labels in lines), "with attributions")


if __name__ == "__main__":
    main()

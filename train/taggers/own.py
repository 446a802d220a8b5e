"""Articles of our own with marks in brackets, from `marked/NAME.LANGUAGE.txt`.

Articles are parted by a blank line, the first line is a topic, then comes a sentence a line. [S source] [C cue]
[T content] are the parts of attributions, [P person] [O body] [L place] [M other] names; marks may stand in each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import regex
from corpora import Document, attributed, document, tagged
from cyrtranslit import to_latin

from merilo.model import Span

FOLDER = Path(__file__).parent / "marked"
MARK = regex.compile(r"\[([SCTPOLM]) |\]")
ROLES, NAMES = "SCT", "POLM"
CONTENT = ROLES.index("T")
KEPT_OUT = 10  # one in so many articles is measured by, and not learnt from

Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it stands in its file; `head` is its topic line, `place` its number in the file."""

    file: Path
    place: int
    head: str
    lines: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language that the name of the file tells."""
        return self.file.name.split(".")[-2]

    @property
    def is_kept_out(self) -> bool:
        """Whether it is measured by. Files only grow, so that an article stays on its side."""
        return sha256(f"{self.head} {self.place}".encode()).digest()[0] % KEPT_OUT == 0


def unmarked(line: str) -> tuple[str, list[Mark]]:
    """Return a sentence without its brackets, and (start, end, letter) of what stood in them, longest first.

    Raises:
        ValueError: the brackets do not balance.
    """
    text, at = "", 0
    begun: list[tuple[int, str]] = []
    marks: list[Mark] = []
    for mark in MARK.finditer(line):
        text += line[at : mark.start()]
        at = mark.end()
        if mark.group(1):
            begun.append((len(text), mark.group(1)))
        elif begun:
            start, letter = begun.pop()
            marks.append((start, len(text), letter))
        else:
            raise ValueError(f"a bracket too many: {line}")
    text += line[at:]
    if begun or "[" in text:
        raise ValueError(f"a mark is not closed or not known: {line}")
    return text, sorted(marks, key=lambda mark: (mark[0] - mark[1], mark[0]))


def articles(folder: Path = FOLDER) -> Iterator[Article]:
    """Yield the articles of all files."""
    for path in sorted(folder.glob("*.*.txt")):
        blocks = [block.strip("\n") for block in path.read_text(encoding="utf-8").split("\n\n") if block.strip()]
        for place, block in enumerate(blocks):
            head, *lines = (line.strip() for line in block.split("\n"))
            yield Article(path, place, head, tuple(line for line in lines if line))


def read(article: Article, lines: Sequence[str]) -> Document:
    """Return an article as a labelled document, with these lines of it (in one script or the other)."""
    text, spans, names, roles = "", [], [], []
    begun: int | None = None  # where the content that the sentence before ends in began
    for line in lines:
        plain, marks = unmarked(line)
        base = len(text)
        spans.append(Span(base, base + len(plain)))
        names.append([(base + start, base + end, NAMES.index(kind)) for start, end, kind in marks if kind in NAMES])
        told = [(base + start, base + end, ROLES.index(kind)) for start, end, kind in marks if kind in ROLES]
        roles.append(told := _going_on(told, base, begun))
        begun = min((start for start, _, role in told if role == CONTENT), default=None)
        text += plain + "\n"
    made = document(f"own-{article.language}" if article.is_kept_out else "train", article.language, text, spans)
    where = {span: number for number, span in enumerate(spans)}
    made.names = [tagged(row, names[where[span]]) for span, row in zip(made.spans, made.words, strict=True)]
    made.roles = [attributed(row, roles[where[span]]) for span, row in zip(made.spans, made.words, strict=True)]
    return made


def _going_on(told: list[tuple[int, int, int]], base: int, begun: int | None) -> list[tuple[int, int, int]]:
    """Return the marks of a sentence; a content at its head goes on where nobody is named to say it."""
    if begun is None or not told or any(role != CONTENT for *_, role in told) or min(told)[0] > base:
        return told
    first = min(told)
    return [(begun, first[1], CONTENT), *(mark for mark in told if mark is not first)]


def own(folder: Path = FOLDER) -> Iterator[Document]:
    """Yield all articles; Serbian ones in Latin too."""
    for article in articles(folder):
        yield read(article, article.lines)
        if article.language == "sr":
            yield read(article, [to_latin(line, "sr") for line in article.lines])

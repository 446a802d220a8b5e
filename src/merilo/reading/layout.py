"""The lines of a printed page in reading order: columns found, running heads and feet left out, paragraphs joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# All lengths are points; y grows upwards, as in PDF.
SIDE_BY_SIDE, NARROWEST_COLUMN, GUTTER = 3, 0.15, 6.0
MARGIN = 0.12
PAGE_NUMBER = re.compile(r"^\W*(?:\w{1,9}\.?\s*)?\d{1,4}(?:\s*(?:/|\w{1,3})\s*\d{1,4})?\W*$")
HYPHENS = ("-", "\u00ad", "\u2010", "\x02", "\ufffe")
ENDS = re.compile(r"[.!?…:;][\"”“»’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of words on one line of a page, with its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """From the lowest to the highest point of its letters."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its number from 1, its size, its lines in any order."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or the part of it that stands on one page; `runs_on` where it continues the piece before."""

    text: str
    page: int
    runs_on: bool = False


def pieces(pages: Sequence[Page]) -> list[Piece]:
    """Return the paragraphs of all pages in reading order, without running heads, feet and page numbers."""
    running = _running(pages)
    found: list[Piece] = []
    for page in pages:
        kept = [line for line in page.lines if not _is_running(line, page, running)]
        column_pieces = [each for column in _columns(kept, page.width) for each in _paragraphs(column)]
        for text in column_pieces:
            runs_on = bool(found) and _continues(found[-1].text, text)
            found.append(Piece(text, page.number, runs_on))
    return found


def _running(pages: Sequence[Page]) -> set[str]:
    """Return what stands in the margin of at least three pages, or of half of them, its digits left out."""
    if len(pages) < 2:
        return set()
    seen = Counter(key for page in pages for key in {_key(line) for line in page.lines if _in_margin(line, page)})
    least = max(2, min(3, len(pages) // 2))
    return {key for key, count in seen.items() if count >= least}


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold()).strip()


def _in_margin(line: Line, page: Page) -> bool:
    return line.bottom > page.height * (1 - MARGIN) or line.top < page.height * MARGIN


def _is_running(line: Line, page: Page, running: set[str]) -> bool:
    if not _in_margin(line, page):
        return False
    return _key(line) in running or (PAGE_NUMBER.match(line.text) is not None and _stands_alone(line, page))


def _stands_alone(line: Line, page: Page) -> bool:
    """A number is a page number only where no other words share its line, and none stand further out."""
    others = [each for each in page.lines if each is not line]
    beside = any(each.bottom < line.top and line.bottom < each.top for each in others)
    outermost = all(each.bottom >= line.bottom for each in others) or all(each.top <= line.top for each in others)
    return not beside and outermost and bool(others)


def _columns(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """Return the lines as columns in reading order; what runs across all columns stands between them."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return [_rows(lines)] if lines else []
    found: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    across: list[Line] = []

    def flush() -> None:
        nonlocal left, right
        for column in (left, right):
            found.extend(_columns(column, width))
        left, right = [], []

    for line in sorted(lines, key=lambda each: (-each.top, each.left)):
        if line.right <= gutter or line.left >= gutter:
            if across:
                found.append(_rows(across))
                across = []
            (left if line.right <= gutter else right).append(line)
        else:
            flush()
            across.append(line)
    flush()
    if across:
        found.append(_rows(across))
    return found


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """Return the x of the white strip between two columns that stand side by side, or None."""
    edges = sorted({round(line.left) for line in lines})
    best: tuple[int, float] | None = None
    for edge in edges:
        right = [line for line in lines if line.left >= edge - 1]
        left = [line for line in lines if line.right <= edge - GUTTER]
        if len(right) + len(left) < 0.6 * len(lines) or min(len(left), len(right)) < SIDE_BY_SIDE:
            continue
        if best is not None and len(left) + len(right) <= best[0]:
            continue
        if min(_wide(left), _wide(right)) < NARROWEST_COLUMN * width:
            continue  # the cells of a table
        beside = sum(any(a.bottom < b.top and b.bottom < a.top for b in right) for a in left[:80])
        if beside >= SIDE_BY_SIDE:
            best = (len(left) + len(right), edge - 1.0)
    return None if best is None else best[1]


def _wide(lines: Sequence[Line]) -> float:
    return median(row.right - row.left for row in _rows(lines))


def _rows(lines: Sequence[Line]) -> list[Line]:
    """Return the lines from top to bottom, those that share a base line as one, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: (-each.bottom, each.left)):
        if rows and abs(rows[-1][0].bottom - line.bottom) < 0.4 * max(line.height, 1.0):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [_joined_row(sorted(row, key=lambda each: each.left)) for row in rows]


def _joined_row(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text = " ".join(line.text.strip() for line in row)
    return Line(
        text,
        row[0].left,
        min(line.bottom for line in row),
        max(line.right for line in row),
        max(line.top for line in row),
    )


def _paragraphs(column: Sequence[Line]) -> Iterator[str]:
    """Join the lines of a column into paragraphs, by white space, indents, sizes and short last lines."""
    if not column:
        return
    steps = [above.bottom - below.bottom for above, below in pairwise(column)]
    usual = median(steps) if steps else 0.0
    edge, far = min(line.left for line in column), max(line.right for line in column)
    text = column[0].text.strip()
    for above, below in pairwise(column):
        if _begins(above, below, usual, edge, far):
            yield text
            text = below.text.strip()
        else:
            text = joined(text, below.text.strip())
    yield text


def _begins(above: Line, below: Line, usual: float, edge: float, far: float) -> bool:
    """Say whether a paragraph begins with the lower of two lines."""
    size = max(below.height, 1.0)
    step = above.bottom - below.bottom
    if step > max(1.35 * usual, usual + 0.3 * size) or abs(above.height - below.height) > 0.5 * size:
        return True
    if below.left > edge + 0.8 * size and above.left <= edge + 0.5 * size and not above.text.endswith(HYPHENS):
        return True
    return above.right < far - 0.25 * (far - edge) and ENDS.search(above.text.strip()) is not None


def _continues(before: str, after: str) -> bool:
    """Say whether a paragraph broken by the end of a column or page goes on."""
    if before.endswith(HYPHENS):
        return after[:1].islower()
    return ENDS.search(before) is None and after[:1].islower()


def joined(before: str, after: str) -> str:
    """Join two lines of one paragraph; a word broken by a hyphen is made whole."""
    if before.endswith(HYPHENS) and len(before) > 1 and before[-2].isalpha():
        if after[:1].islower():
            return before[:-1] + after
        if after[:1].isalnum():
            return before[:-1] + "-" + after
    return f"{before} {after}"

"""A story as a table and a picture: who told what, when, after whom, and what changed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from merilo_desk import engine
from merilo_desk.readingroom.models import StoredArticle, Story
from merilo_desk.readingroom.sheet import Sheet, sheet
from merilo_desk.readingroom.story_jobs import in_order

KINDS = ("claim", "quotation", "figure")
# How alike an outlet's name in a text must sound to the name of another article's outlet, 0 to 100.
NAMED = 90


@dataclass(slots=True)
class Column:
    """An article of the story: its letter, its sheet, and the other articles whose outlets it names."""

    letter: str
    article: StoredArticle
    sheet: Sheet
    names: set[int] = field(default_factory=set)

    @property
    def called(self) -> str:
        """What the article goes by in a narrow place: its outlet, else its title."""
        return str(self.article.outlet or self.article.site or self.article.title or self.letter)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article tells of a thread: words in pieces, those that differ from the first telling marked True."""

    pieces: tuple[tuple[str, bool], ...]
    sentence: int
    part: int
    first: bool
    parted: tuple[dict[str, str], ...] = ()
    after: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A thread: the kinds of things told in it, and a cell for each article, None where it is silent."""

    kinds: tuple[str, ...]
    cells: tuple[tuple[Column, Cell | None], ...]
    changed: bool

    @property
    def told(self) -> list[int]:
        """The places of the articles that tell it."""
        return [at for at, (_, cell) in enumerate(self.cells) if cell]


@dataclass(frozen=True, slots=True)
class Table:
    """All of it."""

    columns: list[Column]
    rows: list[Row]

    @property
    def shares(self) -> dict[tuple[int, int], int]:
        """How many threads each article (by place) tells after another that was the first to: (first, later) -> n."""
        found: dict[tuple[int, int], int] = {}
        for row in self.rows:
            for later in row.told[1:]:
                found[row.told[0], later] = found.get((row.told[0], later), 0) + 1
        return found


def table(story: Story, code: str) -> Table:
    """Return the story's table for a member who reads the language with this code."""
    found = story.articles.filter(state=StoredArticle.State.READ, read_at__isnull=False)
    articles = in_order(list(found.defer("report", "text").select_related("outlet")))
    columns = [Column(chr(65 + at), each, sheet(each, code)) for at, each in enumerate(articles)]
    for column in columns:
        column.names = _named(column, columns)
    places = {each.pk: at for at, each in enumerate(articles)}
    rows = [_row(thread, columns, places) for thread in story.threads]
    kept = [row for row in rows if len(row.told) > 1]
    return Table(columns, sorted(kept, key=lambda row: (not row.changed, -len(row.told))))


def _named(column: Column, columns: list[Column]) -> set[int]:
    """Return the articles whose outlet stands among the names of this one."""
    others = {at: [each.called] for at, each in enumerate(columns) if each is not column and _outlet(each)}
    if not others:
        return set()
    bodies = [each.name for each in column.sheet.digest.report.entities if each.type in ("ORG", "MISC")]
    return {at for name in bodies for at, _ in engine.sounding_like(name, others, NAMED)}


def _outlet(column: Column) -> str:
    return str(column.article.outlet or column.article.site or "")


def _row(thread: list[dict[str, Any]], columns: list[Column], places: dict[int, int]) -> Row:
    cells: list[Cell | None] = [None] * len(columns)
    kinds: set[str] = set()
    told = sorted((each for each in thread if each["article"] in places), key=lambda each: places[each["article"]])
    for telling in told:
        place = places[telling["article"]]
        column = columns[place]
        kinds |= _kinds(column.sheet, telling["start"], telling["end"])
        cells[place] = _cell(telling, column, columns, first=telling is told[0])
    changed = any(cell is not None and cell.parted for cell in cells)
    shown = tuple(kind for kind in KINDS if kind in kinds)
    return Row(shown, tuple(zip(columns, cells, strict=True)), changed)


def _cell(telling: dict[str, Any], column: Column, columns: list[Column], *, first: bool) -> Cell:
    digest = column.sheet.digest
    start, end = telling["start"], telling["end"]
    parted = () if first else tuple(telling["parted"])
    named = sorted(columns[at].letter for at in column.names)
    return Cell(
        tuple(_pieces(digest, start, end, [each["here"] for each in parted if each["here"]])),
        column.sheet.sentence(start),
        column.sheet.part_of(start).number,
        first,
        tuple({**each, "label": digest.label(each["kind"])} for each in parted),
        "" if first else ", ".join(named),
    )


def _pieces(digest: engine.Digest, start: int, end: int, differing: list[str]) -> list[tuple[str, bool]]:
    """Cut a sentence where words that differ stand in it."""
    text = digest.report.article.text[start:end]
    spans = sorted((at, at + len(words)) for words in differing if (at := text.find(words)) >= 0)
    pieces, at = [], 0
    for left, right in spans:
        if left < at:
            continue
        pieces += [(digest.spaced(text[at:left]), False), (digest.spaced(text[left:right]), True)]
        at = right
    pieces.append((digest.spaced(text[at:]), False))
    return [piece for piece in pieces if piece[0]]


def _kinds(sheet: Sheet, start: int, end: int) -> set[str]:
    report = sheet.digest.report
    found = {
        "claim": report.claims,
        "quotation": [quote for quote in report.quotes if quote.end - quote.start > 20],
        "figure": report.quantities,
    }
    return {kind for kind, rows in found.items() if any(each.start < end and start < each.end for each in rows)}

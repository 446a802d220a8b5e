"""Read a table of dated facts: CSV of our own columns, or an excerpt of a Wikidata dump."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from merilo.dates.interval import Interval
from merilo.errors import UnreadableFacts
from merilo.facts.rows import RELATIONS, Facts, Refused, Relation, Row, day_of, facts_of
from merilo.facts.wikidata import rows_of
from merilo.model import Phrase

COLUMNS = ("subject", "subject_forms", "relation", "object", "since", "until", "value", "unit", "source")
NEEDED = frozenset({"subject", "relation"})
LONGEST_CELL = 1_000_000
DATED = frozenset({"born", "died", "founded"})
COUNTED = frozenset({"population", "result"})


def read(path: Path) -> Facts:
    """Read a fact table. A line that is no fact is left out and told in `refused`; the others count.

    A file that begins with a bracket is a Wikidata excerpt (an array, or an entity a line), anything else CSV in UTF-8
    with a header row. Several forms of one name are parted by "|" in `subject_forms`, and so are those of the object.

    Raises:
        UnreadableFacts: there is no such file, it is not UTF-8, or it has not the columns `subject` and `relation`.
    """
    text = _text_of(path)
    if not text.strip():
        raise UnreadableFacts(str(path), because="it is empty")
    if text.lstrip()[:1] in ("{", "["):
        rows, refused = rows_of(text, path.name)
        if not rows:
            raise UnreadableFacts(
                str(path),
                because="it begins as JSON, and no entity of Wikidata with a date could be read in it",
                cure="Make the excerpt again: it may have been cut off, or be JSON of something else.",
            )
        return facts_of(rows, refused)
    return _from_csv(text, path)


def _text_of(path: Path) -> str:
    try:
        raw = path.read_bytes()
        # What Excel calls "Unicode text".
        return raw.decode("utf-16") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else raw.decode("utf-8-sig")
    except OSError as error:
        because = error.strerror or "it cannot be opened"
        raise UnreadableFacts(str(path), because=because, cure="Give the path of a table.") from None
    except UnicodeDecodeError:
        raise UnreadableFacts(str(path), because="its letters are not in UTF-8") from None


def _from_csv(text: str, path: Path) -> Facts:
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=_delimiter(text))
    try:
        header = [name.strip().lower() for name in next(lines, [])]
    except csv.Error:
        header = []
    if not set(header) >= NEEDED:
        raise UnreadableFacts(str(path), because=f"its first line does not name the columns {', '.join(COLUMNS)}")
    rows: list[Row] = []
    refused: list[Refused] = []
    while True:
        begins = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return facts_of(rows, refused)
        except csv.Error:
            refused.append(Refused(begins, path.name, _because("row-broken", begins, path.name)))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            refused.append(Refused(begins, path.name, _because("row-broken", begins, path.name)))
            continue
        made = _row(dict(zip(header, (cell.strip() for cell in cells), strict=True)), begins, path.name)
        if isinstance(made, Row):
            rows.append(made)
        else:
            refused.append(Refused(begins, path.name, made))


def _delimiter(text: str) -> str:
    """Return what parts the columns: spreadsheets write semicolons where the comma is the decimal mark, or tabs."""
    header = text.lstrip().split("\n", 1)[0]
    return max(",;\t", key=header.count)


def _because(key: str, number: int, file: str, value: str = "") -> Phrase:
    return Phrase(f"facts.{key}", {"row": number, "file": file, "value": value[:60]})


def _row(cells: Mapping[str, str], number: int, file: str) -> Row | Phrase:
    """Return the row, or why it is none."""
    relation = cells["relation"].lower()
    if not cells["subject"]:
        return _because("row-no-subject", number, file)
    if relation not in RELATIONS:
        return _because("row-relation", number, file, relation)
    days: dict[str, Interval | None] = {}
    for name in ("since", "until"):
        written = cells.get(name, "")
        try:
            days[name] = day_of(written) if written else None
        except ValueError:
            return _because("row-date", number, file, written)
    since, until = days["since"], days["until"]
    if since and until and until.last < since.first:
        return _because("row-order", number, file, f"{cells['since']} – {cells['until']}")
    try:
        value = float(cells["value"].replace("_", "")) if cells.get("value") else None
    except ValueError:
        return _because("row-value", number, file, cells["value"])
    lacking = (
        (relation in DATED and since is None)
        or (relation in COUNTED and value is None)
        or (relation in ("office", "capital") and not cells.get("object"))
    )
    if lacking:
        return _because("row-lacking", number, file, relation)
    return Row(
        number,
        file,
        forms=_forms(cells["subject"], cells.get("subject_forms", "")),
        relation=_relation(relation),
        objects=_forms("", cells.get("object", "")),
        since=since,
        until=until,
        value=value,
        unit=cells.get("unit", ""),
        source=cells.get("source", ""),
    )


def _relation(name: str) -> Relation:
    return next(known for known in _known() if known == name)


def _known() -> tuple[Relation, ...]:
    return ("office", "born", "died", "population", "result", "founded", "capital")


def _forms(first: str, more: str) -> tuple[str, ...]:
    names = [first, *(form.strip() for form in more.split("|"))]
    return tuple(dict.fromkeys(name for name in names if name))

"""ClaimReview out of HTML pages, JSON-LD files and whole folders of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from merilo.claimreview import fact_check_of, found_in_html, reviews_in
from merilo.claimreview.lenient import parsed
from merilo.claimreview.nodes import Node
from merilo.library.records import Doctor, Note, Record, identified, refused

PAGES = frozenset({".html", ".htm", ".xhtml", ".jsonld", ".json", ".shtml", ".php"})
LARGEST_PAGE = 64 * 1024 * 1024


def record_of_node(node: Node, line: int, page: str = "", *, mended: bool = False) -> Record:
    """Read a ClaimReview node as a record; what was mended stands in its notes."""
    check, repairs = fact_check_of(node, page)
    doctor = Doctor(line, check.id if check else "")
    if mended:
        doctor.mend("broken-json")
    for repair in repairs if check else repairs[:-1]:
        doctor.mend(repair.code, repair.detail)
    if check is None:
        return doctor.refuse(repairs[-1].code)
    check = identified(check, doctor)
    notes = tuple(replace(note, id=check.id) for note in doctor.notes)
    return Record(line, check, notes)


def page_records(content: bytes, address: str, line: int = 1) -> Iterator[Record]:
    """Read every review of one page or JSON-LD file; a page without any is one refusal."""
    start = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        try:
            value, mended = parsed(content.decode("utf-8", "replace"))
        except ValueError:
            yield refused(line, "not-json", address)
            return
        found = list(reviews_in(value))
        if not found:
            yield refused(line, "no-review", address)
        for node in found:
            yield record_of_node(node, line, address if address.startswith("http") else "", mended=mended)
        return
    own, reviews = found_in_html(content, address)
    if not reviews:
        yield refused(line, "no-review", address)
    for each in reviews:
        if each.node is None:
            yield refused(line, "broken-markup", f"{address}:{each.line}")
        else:
            yield record_of_node(each.node, line, own, mended=each.mended)


def folder_records(folder: Path) -> Iterator[Record]:
    """Read every page under a folder, in the order of their names; a note's line is the number of the page."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in PAGES and path.is_file())
    for number, path in enumerate(paths, 1):
        name = path.relative_to(folder).as_posix()
        try:
            if path.stat().st_size > LARGEST_PAGE:
                yield refused(number, "page-too-large", name)
                continue
            content = path.read_bytes()
        except OSError as error:
            yield refused(number, "unreadable-file", f"{name}: {error.strerror}")
            continue
        for record in page_records(content, "", number):
            yield Record(record.line, record.check, tuple(_named(note, name) for note in record.notes))


def _named(note: Note, name: str) -> Note:
    return replace(note, detail=f"{name}: {note.detail}" if note.detail else name)

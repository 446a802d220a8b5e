"""DOCX and ODT into manuscripts: paragraphs, tables and notes in order, tracked changes as if accepted."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from merilo.errors import DamagedSource, EmptySource, EncryptedSource, TooLarge
from merilo.model import Phrase
from merilo.reading.manuscript import Manuscript
from merilo.reading.metadata import stamp, tidy

# A packed article of this size, or of so many files, was made to choke its reader.
MOST_UNPACKED, MOST_FILES, MOST_RATIO = 200 * 1024 * 1024, 5000, 400
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
NOT_READ = frozenset({f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}instrText", f"{W}pPr", f"{W}rPr"})
SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
TITLE_STYLES = frozenset({"Title", "Heading1", "Naslov", "Naslov1"})


def docx_manuscript(data: bytes, name: str) -> Manuscript:
    """Return the text of a DOCX.

    Raises:
        DamagedSource, TooLarge, EncryptedSource: it cannot be opened, and why.
        EmptySource: no words stand in it.
    """
    _checked(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        properties = document.core_properties
        title, author = properties.title or "", properties.author or ""
        made = properties.created
        blocks = [*_blocks(body), *_notes(document)]
    except (PackageNotFoundError, KeyError, ValueError, AttributeError, zipfile.BadZipFile, OSError, EOFError,
            etree.LxmlError, RecursionError, NotImplementedError, RuntimeError) as error:  # fmt: skip
        raise DamagedSource(name) from error
    tracked = next(body.iter(f"{W}del", f"{W}ins", f"{W}moveFrom"), None) is not None
    return _whole(
        name, [text for text, _ in blocks], title or _heading(blocks), author, made.date() if made else None, tracked
    )


def odt_manuscript(data: bytes, name: str) -> Manuscript:
    """Return the text of an ODT; it raises what `docx_manuscript` raises."""
    _checked(data, name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            content = etree.fromstring(packed.read("content.xml"), parser)
            meta = etree.fromstring(packed.read("meta.xml"), parser) if "meta.xml" in packed.namelist() else content
            manifest = packed.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in packed.namelist() else b""
    except (KeyError, zipfile.BadZipFile, etree.LxmlError, RuntimeError, EOFError, NotImplementedError) as error:
        locked = b"encryption-data" in data or isinstance(error, RuntimeError)
        raise (EncryptedSource if locked else DamagedSource)(name) from error
    if b"encryption-data" in manifest:
        raise EncryptedSource(name)
    lines = [tidy(_odt_text(each)) for each in _odt_blocks(content)]
    tracked = next(content.iter(f"{TEXT}tracked-changes"), None) is not None
    made = stamp(meta.findtext(f".//{META}creation-date"))
    author = meta.findtext(f".//{META}initial-creator") or meta.findtext(f".//{DC}creator") or ""
    return _whole(name, lines, meta.findtext(f".//{DC}title") or "", author, made, tracked)


def _checked(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            files = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError) as error:
        raise DamagedSource(name) from error
    size = sum(each.file_size for each in files)
    if (
        size > MOST_UNPACKED
        or len(files) > MOST_FILES
        or any(
            each.file_size > 20_000_000 and each.file_size > MOST_RATIO * max(1, each.compress_size) for each in files
        )
    ):
        raise TooLarge(name, because="unpacked it would be far larger than any article", why="swells")
    if any(each.flag_bits & 1 for each in files):
        raise EncryptedSource(name)


def _whole(name: str, lines: list[str], title: str, author: str, made: date | None, tracked: bool) -> Manuscript:
    kept = [line for line in lines if line.strip()]
    if not kept:
        raise EmptySource(
            name,
            do="If it holds pictures of text, save it as PDF so that they can be read by machine.",
            why="wordless-document",
        )
    notices = (Phrase("reading.changes-tracked"),) if tracked else ()
    # The day a file was made is often that of its template: it is not taken for the day of publication.
    return Manuscript(
        text="\n\n".join(kept), title=tidy(title), byline=(tidy(author),) if author.strip() else (), notices=notices
    )


def _blocks(body: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield each paragraph and table row of a document part, with the style it is set in; nested ones in order."""
    for element in body.iterchildren():
        if element.tag == f"{W}p":
            style = element.find(f"{W}pPr/{W}pStyle")
            yield _text(element), "" if style is None else style.get(f"{W}val", "")
            yield from ((_text(each), "") for box in element.iter(f"{W}txbxContent") for each in _boxed(box))
        elif element.tag == f"{W}tbl":
            for row in element.iter(f"{W}tr"):
                yield "\t".join(tidy(" ".join(_text(p) for p in cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")), ""
        elif element.tag in {f"{W}sdt", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}sdtContent", f"{W}smartTag"}:
            yield from _blocks(element)


def _boxed(box: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of a text box, but not of its copy for older programs."""
    if not any(each.tag == f"{MC}Fallback" for each in box.iterancestors()):
        yield from box.iter(f"{W}p")


def _text(paragraph: etree._Element) -> str:
    """Return the words of a paragraph as it reads once all changes are accepted."""
    parts: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        each = stack.pop()
        if each.tag in NOT_READ or each.tag == f"{W}txbxContent":
            continue
        if each.tag == f"{W}t":
            parts.append(each.text or "")
        elif each.tag in SIGNS:
            parts.append(SIGNS[each.tag])
        else:
            stack.extend(reversed(each))
    return "".join(parts).strip()


def _notes(document: object) -> Iterator[tuple[str, str]]:
    """Yield the footnotes and endnotes, which stand in parts of their own."""
    for relation in document.part.rels.values():  # type: ignore[attr-defined]
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            for note in root:
                if note.get(f"{W}type") in {None, "normal"}:
                    yield from _blocks(note)


def _heading(blocks: list[tuple[str, str]]) -> str:
    return next((text for text, style in blocks[:5] if style in TITLE_STYLES and text), "")


def _odt_blocks(content: etree._Element) -> Iterator[etree._Element]:
    """Yield paragraphs, headings and table rows; not those inside tracked changes, or inside one already given."""
    body = content.find(f".//{OFFICE}text")
    stack = [] if body is None else list(reversed(body))
    while stack:
        each = stack.pop()
        if each.tag in {f"{TEXT}p", f"{TEXT}h", f"{TABLE}table-row"}:
            yield each
        elif each.tag != f"{TEXT}tracked-changes":
            stack.extend(reversed(each))


def _odt_text(block: etree._Element) -> str:
    parts: list[str] = []
    for event, each in etree.iterwalk(block, events=("start", "end")):
        if event == "start":
            parts.append(" " if each.tag in {f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"} else "")
            parts.append(each.text or "")
        elif each is not block:
            parts.append("\t" if each.tag == f"{TABLE}table-cell" else "")
            parts.append(each.tail or "")
    return "".join(parts)

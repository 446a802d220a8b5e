"""PDF into a manuscript: the words page by page; pages that are pictures are read by machine where that is possible."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

from merilo.errors import DamagedSource, EmptySource, EncryptedSource, MeriloError, ScannedSource, TooLarge
from merilo.model import Landmark, Phrase
from merilo.reading.layout import Line, Page, Piece, joined, pieces
from merilo.reading.manuscript import Manuscript
from merilo.reading.metadata import tidy
from merilo.reading.ocr import read_picture

MOST_PAGES, MOST_LETTERS, MOST_PICTURES = 1000, 5_000_000, 40
# Fewer letters than this on a page with a picture: the picture is the page.
FEWEST = 16
GAP = 1.5
DOTS = 300 / 72
LARGEST_SIDE = 5000


def manuscript(data: bytes, name: str, *, language: str | None = None) -> Manuscript:
    """Return the text of a PDF; `language` helps to read pages that are pictures.

    Raises:
        EncryptedSource, DamagedSource, TooLarge, ScannedSource, EmptySource: as their names say.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise (EncryptedSource if "assword" in str(error) else DamagedSource)(name) from error
    try:
        if len(document) > MOST_PAGES:
            raise TooLarge(name, because=f"it has more than {MOST_PAGES} pages", why="pages", pages=MOST_PAGES)
        pages, pictures, blank = _read(document, name, language)
        told = document.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise DamagedSource(name) from error
    finally:
        document.close()
    text, landmarks = _whole(pages)
    if not text.strip():
        raise EmptySource(name)
    notices = []
    if pictures:
        notices.append(Phrase("reading.read-by-ocr", {"count": pictures}))
    if blank:
        notices.append(Phrase("reading.pages-without-text", {"count": blank}))
    title = tidy(told.get("Title", ""))
    author = tidy(told.get("Author", ""))
    return Manuscript(
        text=text,
        title=title if _is_title(title) else "",
        byline=(author,) if author else (),
        landmarks=landmarks,
        notices=tuple(notices),
    )


def _read(document: pdfium.PdfDocument, name: str, language: str | None) -> tuple[list[Piece], int, int]:
    """Return the paragraphs of all pages, how many pages were read as pictures, and how many hold nothing readable."""
    printed: list[Page] = []
    seen: dict[int, str] = {}
    blank = letters = 0
    refused: MeriloError | None = None
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        lines = tuple(_lines(page))
        count = sum(len(line.text) for line in lines)
        letters += count
        if letters > MOST_LETTERS:
            raise TooLarge(name)
        if (count < FEWEST and _has_picture(page)) or not _is_legible(lines):
            try:
                if len(seen) >= MOST_PICTURES:
                    raise ScannedSource(name)
                seen[number], language = read_picture(_picture(page), name, language=language)
            except ScannedSource as error:
                refused = error
            blank += not seen.get(number)
        else:
            printed.append(Page(number, page.get_width(), page.get_height(), lines))
        page.close()
    if refused is not None and not letters and not any(seen.values()):
        raise refused
    found = pieces(printed)
    found += [Piece(each, number) for number, text in seen.items() for each in text.split("\n\n") if each]
    return sorted(found, key=lambda piece: piece.page), sum(1 for text in seen.values() if text), blank


def _lines(page: pdfium.PdfPage) -> Iterator[Line]:
    """Yield the stretches of words of a page; a wide gap within a line parts two (columns, cells of a table)."""
    textpage = page.get_textpage()
    box = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
    foot = ctypes.c_double()  # the base line
    letters: list[str] = []
    edges: list[tuple[float, float, float, float]] = []

    for at in range(textpage.count_chars()):
        letter = raw.FPDFText_GetUnicode(textpage, at)
        if letter in (10, 13):
            yield from _line(letters, edges)
            continue
        if not letter or 0xD800 <= letter < 0xE000:
            continue
        raw.FPDFText_GetCharBox(textpage, at, *box)
        raw.FPDFText_GetCharOrigin(textpage, at, ctypes.c_double(), foot)
        left, right, top = box[0].value, box[1].value, box[3].value
        bottom = foot.value
        if edges and letter != 32 and _is_apart(edges, left, bottom, top):
            yield from _line(letters, edges)
        letters.append(chr(letter))
        if right > left and top > bottom:
            edges.append((left, bottom, right, top))
    yield from _line(letters, edges)
    textpage.close()


def _is_apart(edges: list[tuple[float, float, float, float]], left: float, bottom: float, top: float) -> bool:
    """Say whether a letter is too far from the one before it to belong to the same words."""
    before = edges[-1]
    size = max(each[3] - each[1] for each in edges[-12:])
    return left - before[2] > GAP * max(size, top - bottom) or left < before[0] - 3 * size


def _line(letters: list[str], edges: list[tuple[float, float, float, float]]) -> Iterator[Line]:
    text = tidy("".join(letters).replace("\u00a0", " "))
    if text and edges:
        lows, highs = sorted(each[1] for each in edges), sorted(each[3] for each in edges)
        yield Line(text, edges[0][0], lows[len(lows) // 2], max(each[2] for each in edges), highs[-1])
    letters.clear()
    edges.clear()


def _is_legible(lines: tuple[Line, ...]) -> bool:
    """Say whether the letters have meanings: some fonts have only shapes, and give private or control codes."""
    text = "".join(line.text for line in lines)
    odd = sum(1 for each in text if "\ue000" <= each <= "\uf8ff" or each == "\ufffd" or (each < " " and each != "\x02"))
    return odd <= 0.2 * len(text)


def _has_picture(page: pdfium.PdfPage) -> bool:
    kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING)
    return next(iter(page.get_objects(filter=kinds, max_depth=4)), None) is not None


def _picture(page: pdfium.PdfPage) -> bytes:
    """Return the page as a grey picture (PGM), large enough to read and never larger than is sane."""
    scale = min(DOTS, LARGEST_SIDE / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    wide, high, stride = bitmap.width, bitmap.height, bitmap.stride
    grey = bytes(bitmap.buffer)
    bitmap.close()
    return b"P5 %d %d 255\n" % (wide, high) + b"".join(grey[row * stride : row * stride + wide] for row in range(high))


def _whole(found: list[Piece]) -> tuple[str, tuple[Landmark, ...]]:
    """Return the text, and a landmark for each paragraph and each new page within one."""
    text: list[str] = []
    marks: list[Landmark] = []
    length = paragraph = 0
    for piece in found:
        if piece.runs_on and text:
            last = text[-1]
            text[-1] = joined(last, piece.text)
            turned = len(text[-1]) - len(piece.text)
            length += len(text[-1]) - len(last)
            if marks[-1].page != piece.page:
                marks.append(Landmark(length - len(text[-1]) + turned, page=piece.page, paragraph=paragraph))
        else:
            paragraph += 1
            length += 2 if text else 0
            marks.append(Landmark(length, page=piece.page, paragraph=paragraph))
            text.append(piece.text)
            length += len(piece.text)
    return "\n\n".join(text), tuple(marks)


def _is_title(title: str) -> bool:
    """Word processors fill in file names and themselves."""
    small = title.casefold()
    return len(title) > 3 and not small.startswith(("microsoft word", "untitled")) and "." not in small[-5:-2]
